"""What a country report says in words: strengths and gaps, kinds of no answer, languages, and its origin."""

import re
from dataclasses import asdict

import pytest

from coherence import i18n
from coherence.editions import queries as editions
from coherence.questionnaire import from_document
from coherence.reports.country.provenance import file_name, key, provenance
from scoring import Answer, State
from tests.attacks.instrument import document, instrument
from tests.reports.country import entries, every, figures, given, levels, made, rows, table, texts

HOSTILE = [
    "../../x",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a\r\nSet-Cookie: x=1",
    "مملكة الأردن",
    "‮gpj.exe",
    "\x00",
    "CON",
    ".",
]


def questionnaire():
    return editions.library()["migration-development"]


def numbers(report, id):
    return [row["number"] for row in rows(report, id)] if any(one.id == id for one in report.tables()) else []


# Strengths and gaps


def test_the_best_scores_are_strengths_and_the_lowest_are_gaps():
    answers = levels(questionnaire(), 2)
    ids = list(answers)
    answers |= {ids[40]: Answer(State.SCORED, 4), ids[50]: Answer(State.SCORED, 3), ids[60]: Answer(State.SCORED, 0)}
    report = made(given(questionnaire(), answers))
    number = {row["id"]: row["number"] for row in rows(report, "annex-questions")}
    assert numbers(report, "strengths") == [number[ids[40]], number[ids[50]]]
    assert numbers(report, "gaps") == [number[ids[60]]]


def test_equal_scores_go_by_weight_and_equal_weights_by_the_order_of_the_questionnaire():
    report = made(given(questionnaire(), levels(questionnaire(), 4)))
    annex = rows(report, "annex-answers")
    heaviest = sorted(annex, key=lambda row: -round(row["whole"], 9))
    assert numbers(report, "strengths") == [row["number"] for row in heaviest[:3]]
    assert numbers(report, "gaps") == []


def test_an_open_question_is_never_a_gap():
    answers = every(questionnaire(), State.DONT_KNOW)
    report = made(given(questionnaire(), answers))
    assert numbers(report, "gaps") == []
    counted = len(rows(report, "annex-questions"))
    said = [block.text for block in report.opening if hasattr(block, "text")]
    assert any(f"Don’t know: {counted};" in text for text in said)


def test_the_rule_stands_in_the_note_on_the_method():
    (method,) = [section for section in made(given(questionnaire())).sections if section.id == "method"]
    assert any("more than 50 of 100" in getattr(block, "text", "") for block in method.blocks)


# What is not an answer


def test_four_kinds_of_no_answer_are_told_apart():
    only = {"applies_when": "role is transit"}
    first, *_ = document()["groups"]
    items = [item | (only if item["id"] == "how-many" else {}) for item in first["items"]]
    one = from_document(document() | {"groups": [first | {"items": items}]})
    answers = {"how-far": Answer(State.DONT_KNOW), "which-steps": Answer(State.NOT_APPLICABLE)}
    report = made(given(one, answers, {"role": ("origin",)}, reason={"which-steps": "There are none"}))
    found = entries(report)
    assert found["how-far"].answer.why == "Don’t know"
    assert found["which-steps"].answer.why == "Not applicable"
    assert dict(found["which-steps"].details)["Reason"].text == "There are none"
    assert found["each-sector"].answer.why == "Not answered"
    assert "how-many" not in found
    assert any("Not asked" in text for text in texts(report))


def test_comment_and_evidence_stand_word_for_word_and_as_those_of_people():
    answers = {"how-far": Answer(State.SCORED, 1)}
    one = given(instrument(), answers, comment={"how-far": "=1+1 <b>"}, evidence={"how-far": "https://example.org/a"})
    details = dict(entries(made(one))["how-far"].details)
    assert (details["Comment"].text, details["Comment"].ours) == ("=1+1 <b>", False)
    assert (details["Evidence"].text, details["Evidence"].ours) == ("https://example.org/a", False)


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        ("how-far", 1, "A text 2"),
        ("which-steps", ("plan", "law"), "A text; A text 2"),
        ("which-steps", (), "None of these"),
        ("each-sector", {"health": 1, "labour": 0}, "A text health: A text 2; A text labour: A text"),
        ("how-many", 12.5, "12.5 A text"),
        ("who-decides", ("parliament",), "A text"),
        ("what-else", "My words", "My words"),
    ],
)
def test_every_kind_of_answer_is_said_in_full(item, value, words):
    report = made(given(instrument(), {item: Answer(State.SCORED, value)}))
    assert dict(entries(report)[item].details)["Answer"].text == words


# Languages


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_numbers_are_the_same_in_every_language_and_the_words_are_translated(language):
    answers = levels(questionnaire(), 2)
    english, other = made(given(questionnaire(), answers)), made(given(questionnaire(), answers), language)
    assert other.language == language
    assert other.direction == ("rtl" if language == "ar" else "ltr")
    assert [one.id for one in other.tables()] == [one.id for one in english.tables()]
    for one in english.tables():
        mine = [[getattr(cell, "value", None) for cell in row] for row in one.rows]
        assert mine == [[getattr(cell, "value", None) for cell in row] for row in table(other, one.id).rows]
    assert other.provenance == english.provenance
    assert other.name == english.name
    if language != "en":
        ours = {one.title for one in other.tables()} & {one.title for one in english.tables()}
        assert not ours
        assert not {column.title for one in other.tables() for column in one.columns} & {
            "Coverage",
            "Lower bound",
            "Share",
        }


# Where it was made from


def test_the_same_data_give_the_same_report():
    one = given(questionnaire(), levels(questionnaire(), 3))
    assert asdict(made(one)) == asdict(made(given(questionnaire(), dict(reversed(levels(questionnaire(), 3).items())))))


@pytest.mark.parametrize("field", ["comment", "evidence", "reason"])
def test_whatever_is_said_changes_the_digest_of_the_data(field):
    answers = levels(questionnaire(), 3)
    item = next(iter(answers))
    assert (
        provenance(given(questionnaire(), answers)).data
        != provenance(given(questionnaire(), answers, **{field: {item: "x"}})).data
    )


def test_other_rules_have_another_digest_and_the_edition_its_own():
    one, other = (
        provenance(given(instrument(scoring=document()["scoring"] | {"aggregation": rule})))
        for rule in ("minimum", "geometric")
    )
    assert one.rules != other.rules
    assert one.edition_digest != other.edition_digest
    assert one.data == other.data
    assert re.fullmatch("[0-9a-f]{64}", one.rules)


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_name_of_a_unit_makes_a_path(unit):
    one = given(instrument(), unit=unit)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", file_name(one))
    assert made(one).title == unit
    assert re.fullmatch("[0-9a-f]{12}", key(one, "en"))


def test_every_group_and_number_has_an_id_of_its_own():
    report = made(given(questionnaire(), levels(questionnaire())))
    ids = [section.id for section in report.walk()] + [block.id for block in report.blocks() if hasattr(block, "id")]
    assert len(ids) == len(set(ids))
    prefixes = re.findall(r'id="([^"]+)"', "".join(block.svg for block in report.blocks() if hasattr(block, "svg")))
    assert len(prefixes) == len(set(prefixes))
    assert figures(report)["overall"].value.value == 50
