"""A country adds guidance, examples, names and questions; those who fill see them, and the questionnaire stays."""

import pytest

from tests.assessments.conftest import ITEM, SECTION
from tests.national.conftest import EXAMPLE, GUIDANCE, MINISTRY


def test_a_questionnaire_without_additions_is_sent_as_it_was(adding):
    assert '"national' not in adding.section().html


def test_guidance_and_example_stand_with_the_question_in_their_own_language(adding):
    adding.note(guidance=GUIDANCE, example=EXAMPLE)
    adding.browser.get(adding.layer)
    adding.browser.send(adding.layer, language="es")
    page = adding.section()
    assert page.text.count("Added by Utopia") == 1
    assert f'<p class="own" lang="es" dir="ltr">{GUIDANCE}</p>' in page.html
    assert f'<span class="own" lang="es" dir="ltr">{EXAMPLE}</span>' in page.html


def test_an_institution_stands_with_every_question_that_it_may_know_about(adding):
    adding.institution("labour", f"{MINISTRY}\nInspección de Trabajo")
    found = [
        adding.section(group).text.count(MINISTRY) for group in ("coordination", "labour-skills", "government-levels")
    ]
    assert [count > 0 for count in found] == [True, True, False]
    assert "Inspección de Trabajo" in adding.section("labour-skills").text


def test_what_is_emptied_is_gone(adding):
    adding.note(guidance=GUIDANCE)
    adding.note(guidance="")
    assert "Added by" not in adding.section().text


def test_the_next_assessment_begins_with_the_layer_and_the_answers_to_own_questions(adding):
    adding.note(guidance=GUIDANCE)
    own = adding.new_question()
    assert adding.save_item(value="2").status_code == 200
    assert adding.save_item(own, value="12").status_code == 200
    adding.browser.get(adding.home)
    page = adding.browser.send(f"{adding.home}next", begin="1")
    home = adding.browser.url
    page = adding.browser.get(f"{home}sections/{SECTION}")
    assert GUIDANCE in page.text
    assert page.fields[f"{own}-value"] == "12"
    assert "Taken over from" in page.text
    adding.note(guidance="")
    assert GUIDANCE in adding.browser.get(f"{home}sections/{SECTION}").text


def test_two_editors_of_the_same_words_see_both(adding):
    url = f"{adding.layer}sections/{SECTION}"
    first = adding.browser.get(url).fields.copy()
    adding.note(guidance="Theirs", example="Same")
    adding.browser.page.fields = first
    page = adding.browser.send(url, 409, **{f"{ITEM}.guidance": "Mine", f"{ITEM}.example": "Same"})
    assert "Stored words: Theirs" in page.text
    assert page.text.count("Stored words:") == 1
    assert page.fields[f"{ITEM}.guidance"] == "Mine"
    assert "Theirs" in adding.section().text
    adding.browser.page = page
    adding.browser.send(url)
    assert "Mine" in adding.section().text


def test_two_editors_of_different_parts_do_not_meet(adding):
    page = adding.browser.get(f"{adding.layer}institutions").fields.copy()
    adding.note(guidance=GUIDANCE)
    adding.browser.page.fields = page
    adding.browser.send(f"{adding.layer}institutions", labour=MINISTRY)
    assert GUIDANCE in adding.section().text
    assert MINISTRY in adding.file


def test_the_same_page_sent_twice_is_no_conflict(adding):
    own = adding.new_question(kind="choice", choices="Yes\nNo")
    adding.browser.get(f"{adding.layer}questions")
    page = adding.browser.page.fields.copy()
    changes = {f"{own}.choices": "Yes\nNo\nOften", f"{own}.under": SECTION}
    adding.browser.send(f"{adding.layer}questions", **changes)
    adding.browser.page.fields = page
    adding.browser.send(f"{adding.layer}questions", **changes)


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("guidance", "x" * 2001, "This text is too long."),
        ("example", "a\u202eb", "This text holds a character that cannot be seen."),
        ("example", "a\x07b", "This text holds a character that cannot be seen."),
    ],
)
def test_a_text_that_cannot_be_kept_says_why_and_nothing_is_stored(adding, field, text, message):
    assert message in adding.note(422, **{field: text}).text
    assert "notes" not in adding.file


@pytest.mark.parametrize("choices", ["Yes", "Yes\nYes", "", "\n".join(map(str, range(21)))])
def test_a_question_with_choices_needs_some(adding, choices):
    adding.new_question(422, kind="choice", choices=choices)
    assert "Write 2 to 20 choices, one a line, each once." in adding.browser.page.text
    assert "questions" not in adding.file


def test_a_language_is_a_code(adding):
    adding.browser.get(adding.layer)
    assert "Type the code of a language" in adding.browser.send(adding.layer, 422, language="Español").text


def test_a_foreign_link_opens_no_layer(adding):
    for page in ("", "institutions", "questions", "layer.yaml", f"sections/{SECTION}", "sections/nothing"):
        assert adding.browser.client.get(f"/en/a/nobody/national/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", f"sections/{SECTION}", "institutions", "questions", "remove"])
def test_a_field_that_was_not_sent_was_not_emptied(adding, page):
    adding.note(guidance=GUIDANCE)
    adding.institution("labour", MINISTRY)
    adding.new_question()
    before = adding.file
    seen = adding.browser.get(adding.layer if page == "remove" else f"{adding.layer}{page}").fields
    for sent in ({}, {"seen": seen["seen"]}):
        data = {"csrf_token": seen["csrf_token"]} | sent
        assert adding.browser.client.post(f"{adding.layer}{page}", data=data).status_code == 400
    assert adding.file == before
