"""Headings of groups within a section: none stands above nothing."""

import pytest

from coherence.assessments import operations
from tests.attacks.instrument import nested


@pytest.fixture
def home(app):
    """The pages of an assessment with nested groups, by the roles of its unit."""

    def begin(*roles: str) -> str:
        with app.app_context():
            return f"/en/a/{operations.start(nested(), 'Utopia', {'role': roles, 'level': ('country',)})}/"

    return begin


def headings(page) -> list[str]:
    return [text for level, text in page.headings if level == 2]


def test_a_group_that_the_unit_is_not_asked_has_no_heading(home, browser):
    assert headings(browser.get(home("transit") + "sections/first")) == ["For transit", "After steps"]
    assert headings(browser.get(home("origin") + "sections/first")) == ["After steps"]


def test_a_group_waits_hidden_for_the_answer_that_brings_its_questions(home, browser):
    page = browser.get(home("origin") + "sections/first")
    assert '<div data-heads="next-steps" hidden><h2>After steps</h2>' in page.html


def test_the_list_of_all_questions_has_no_heading_above_nothing(home, browser):
    assert headings(browser.get(home("transit") + "questions")) == ["First", "For transit", "Terms used here"]
    assert headings(browser.get(home("origin") + "questions")) == ["First", "Terms used here"]
