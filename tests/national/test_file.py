"""A layer as a file: it goes out and comes back, and whatever is wrong with one is said with line and place."""

import pytest
from click.testing import CliRunner

from coherence.cli import main
from tests.assessments.conftest import ITEM, QUESTIONNAIRE, SECTION
from tests.attacks.payloads import MARKUP, TEMPLATES
from tests.national.conftest import EXAMPLE, GUIDANCE, MINISTRY

LAYER = f"""\
questionnaire: {QUESTIONNAIRE}
language: es
notes:
  - item: {ITEM}
    guidance: "{GUIDANCE}"
    example: "{EXAMPLE}"
institutions:
  - body: labour
    names: [{MINISTRY}]
questions:
  - id: own.border-forum
    text: Meets a border forum?
    kind: choice
    choices:
      - id: weekly
        text: Every week
      - id: rarely
        text: Rarely
    under: {SECTION}
  - id: own.staff
    text: How many staff?
    kind: number
    unit: persons
"""
WRONG = {
    "another questionnaire": ("migration-development\n", "pcsd-principles\n", ":1: questionnaire: must be"),
    "an unknown item": (ITEM, "standing-mechanisms", ':4: notes: no. 1: item: the edition has no question "standing-m'),
    "an unknown body": ("body: labour", "body: labor", 'body: the edition has no body "labor"; did you mean "labour"?'),
    "an unknown dimension": (
        "under: coordination",
        "under: elsewhere",
        ":19: questions: no. 1: under: the edition has no",
    ),
    "a weight": (
        "    kind: number",
        "    kind: number\n    weight: 2",
        'unknown key "weight". Allowed: id, text, kind',
    ),
    "points": (
        "        text: Rarely",
        "        text: Rarely\n        points: 5",
        'unknown key "points". Allowed: id, text',
    ),
    "a weight for an item": (
        f"item: {ITEM}",
        f"item: {ITEM}\n    weight: 9",
        'unknown key "weight". Allowed: item, gui',
    ),
    "rules of scoring": (
        "language: es",
        "language: es\nscoring:\n  not_answered: zero",
        'unknown key "scoring". Allowed',
    ),
    "a scored kind": ("kind: number\n    unit: persons", "kind: level", "must be one of: text, number, choice"),
    "the id of an item": ("id: own.staff", f"id: {ITEM}", 'id: must be "own." and lower-case words joined by hyphens'),
    "an id twice": ("own.staff", "own.border-forum", 'questions: no. 2: id: "own.border-forum" is given twice'),
    "one choice": (
        "      - id: rarely\n        text: Rarely\n",
        "",
        "a question of kind choice needs at least 2 choices",
    ),
    "choices for a number": (
        "    unit: persons",
        "    choices: [{id: a, text: A}]",
        "only a question of kind choice has",
    ),
    "an empty note": (
        f'\n    guidance: "{GUIDANCE}"\n    example: "{EXAMPLE}"',
        "",
        "write guidance, an example or both",
    ),
    "a long text": (EXAMPLE, "x" * 2001, ":6: notes: no. 1: example: at most 2000 characters are allowed"),
    "an override": (EXAMPLE, "a \u202e b", ":6: the character U+202E is invisible and not allowed"),
    "an escaped override": (EXAMPLE, r"a \u202e b", "the character U+202E is invisible and not allowed"),
    "a control": (EXAMPLE, r"a \x07 b", "the character U+0007 is invisible and not allowed"),
    "too many names": (f"[{MINISTRY}]", str([str(n) for n in range(11)]), "at most 10 names are allowed; found 11"),
    "no language": ("language: es\n", "", 'the key "language" is missing'),
    "another language": ("language: es", "language: Spanish", "must be a language code such as"),
    "a list": (LAYER, "- a\n- b\n", "the file must begin with keys"),
    "an anchor": ("language: es", "language: &x es", "anchors such as"),
    "nothing": (LAYER, "", "the file is empty"),
}


@pytest.mark.parametrize(("before", "after", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path, before, after, message):
    assert before in LAYER
    file = tmp_path / "layer.yaml"
    file.write_text(LAYER.replace(before, after), encoding="utf-8")
    result = CliRunner().invoke(main, ["questionnaire", "layer", "check", str(file), "--questionnaire", QUESTIONNAIRE])
    assert result.exit_code == 2
    assert message in result.output


def test_a_file_in_order_is_said_to_be(tmp_path):
    file = tmp_path / "layer.yaml"
    file.write_text(LAYER, encoding="utf-8")
    result = CliRunner().invoke(main, ["questionnaire", "layer", "check", str(file), "--questionnaire", QUESTIONNAIRE])
    assert (result.exit_code, result.output.rsplit(": ", 3)[2:]) == (
        0,
        ["1 notes, 1 institutions, 2 own questions", "in order\n"],
    )


def test_a_file_goes_in_and_comes_out_the_same(adding):
    adding.bring(LAYER)
    first = adding.file
    assert all(words in first for words in (GUIDANCE, EXAMPLE, MINISTRY, "own.border-forum", "weekly"))
    adding.bring(first)
    assert adding.file == first
    page = adding.section()
    assert GUIDANCE in page.text
    assert adding.save_item("own.border-forum", value="weekly").status_code == 200


def test_a_file_that_is_refused_changes_nothing(adding):
    adding.bring(LAYER)
    before = adding.file
    page = adding.bring(LAYER.replace(GUIDANCE, "Other").replace(SECTION, "elsewhere"), 422)
    assert 'the edition has no dimension "elsewhere"' in page.text
    assert adding.file == before


ENGLISH = (
    "llowed", "must be", "unknown key", "is missing", "given twice", "has no", "needs at least", "only a question",
    "write guidance", "must begin", "did you mean", "is empty", "found", "no. ",
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "zh"])
def test_what_is_wrong_is_said_in_the_language_of_the_page(adding, language):
    adding.home = adding.home.replace("/en/", f"/{language}/")
    said = [adding.bring(LAYER.replace(before, after), 422).text for before, after, _ in WRONG.values()]
    assert {words for words in ENGLISH for text in said if words in text} == set()


def test_places_and_found_words_keep_their_direction_on_a_page_from_the_right(adding):
    adding.home = adding.home.replace("/en/", "/ar/")
    page = adding.bring(LAYER.replace("body: labour", "body: labor"), 422)
    place = "\u2068file:8\u2069: \u2068institutions\u2069: رقم \u20681\u2069: \u2068body\u2069: "
    assert place in page.text
    assert 'لا توجد في الإصدار هيئة باسم "\u2068labor\u2069"' in page.text


def test_a_file_does_not_replace_what_somebody_else_saved_meanwhile(adding):
    opened = adding.browser.get(adding.layer)
    adding.note(guidance="Theirs")
    shown = adding.bring(LAYER, 409, opened)
    assert "Somebody else has changed it meanwhile" in shown.text
    assert "Theirs" in adding.file


def test_hostile_texts_stay_texts(adding):
    hostile = (
        " ".join([*MARKUP.values(), *TEMPLATES.values()]).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    )
    layer = LAYER.replace(GUIDANCE, hostile[:1900]).replace("Every week", "<b onclick=x>{{ 7*191 }}</b>")
    adding.bring(layer.replace(MINISTRY, '"</p><script>alert(1)</script>"'))
    for page in ("", f"sections/{SECTION}", "questions", "result/", "national/", "national/questions"):
        shown = adding.browser.get(f"{adding.home}{page}")
        assert "<script>" not in shown.html
        assert "1337" not in shown.text
        assert "onclick=x>" not in shown.html.replace("&lt;b onclick=x&gt;", "")
