"""The tree of a blank form: everything a person needs who sees no program."""

import pytest

from coherence.paper.conditions import Asked, in_words
from coherence.questionnaire.condition_parser import parse_tree
from tests.attacks.instrument import items
from tests.paper.forms import ALL, every_kind, form, questions, shipped

ASKED = Asked(
    {"role": "A", "vote": "1.1", "steps": "1.2"},
    {("role", "origin"): "Origin", ("role", "transit"): "Transit", ("steps", "law"): "A law"},
)
CONDITIONS = {
    "role is origin": "A is “Origin”",
    "role in [origin, transit]": "A is “Origin” or “Transit”",
    "role is not origin": "A is not “Origin”",
    "vote >= 2": "1.1 ≥ 2",
    "steps includes law and vote != 0": "1.2 is “A law”, and 1.1 ≠ 0",
    "role is origin or (role is transit and vote < 3)": "A is “Origin”, or (A is “Transit”, and 1.1 < 3)",
    "not (role is origin)": "not (A is “Origin”)",
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_is_said_in_words_with_the_numbers_of_the_form(condition):
    assert in_words(parse_tree(condition), ASKED) == CONDITIONS[condition]


@pytest.mark.parametrize(("name", "tag"), ALL)
def test_every_shipped_form_has_all_questions_in_its_language(name, tag):
    made = shipped(name, tag)
    assert made.language == tag
    assert len({question.number for question in questions(made)}) == len(questions(made))
    assert all(question.how and question.states for question in questions(made))


def test_the_words_of_the_form_are_those_of_its_language():
    assert shipped("sdg-17-14-1", "fr").labels["how"] == "Comment répondre"
    assert shipped("sdg-17-14-1", "ar").direction == "rtl"


def test_a_form_in_a_language_that_the_interface_lacks_has_english_words_around_its_own():
    made = form(every_kind("Ein Text", language="de"))
    assert made.title == "Ein Text"
    assert made.labels["how"] == "How to answer"


def test_inner_sections_are_numbered_after_the_questions_before_them():
    inner = {"id": "inner", "title": "Inner", "items": [{"id": "deep", "text": "Deep", "levels": ["a", "b"]}]}
    outer = {"id": "outer", "title": "Outer", "items": items("A text")[:1], "groups": [inner]}
    assert [question.number for question in questions(form(every_kind(groups=[outer])))] == ["1.1", "1.2.1"]


def test_every_kind_of_answer_says_what_to_do():
    assert {question.id: question.how for question in questions(form(every_kind()))} == {
        "how-far": "Tick one.",
        "which-steps": "Tick all that apply.",
        "each-sector": "Tick one in each row.",
        "how-many": "Write a number from 0 to 100.",
        "who-decides": "Tick one.",
        "what-else": "Write a text of at most 2000 characters.",
        "other": "Tick one.",
    }
