"""Every kind of page, in every language, on a desk and on a small telephone."""

from contextlib import contextmanager

import pytest
from flask import request, request_started

from coherence import practice
from coherence.i18n import LANGUAGES
from tests.browser.rules import NARROW, check, check_room, check_widths, overflow
from tests.cases import seldom

QUESTIONNAIRE = practice.QUESTIONNAIRE
PAGES = {
    "home": "/",
    "questionnaire": f"/questionnaires/{QUESTIONNAIRE}",
    "start": f"/start/{QUESTIONNAIRE}",
    "hub": "/a/{complete}/",
    "section": "/a/{begun}/sections/coordination",
    "questions": "/a/{complete}/questions",
    "profile": "/a/{begun}/profile",
    "elsewhere": "/a/{complete}/elsewhere",
    "editions": f"/questionnaires/{QUESTIONNAIRE}/editions",
    "beside": "/questionnaires/sdg-17-14-1/beside",
    "result": "/a/{complete}/result/",
    "result-begun": "/a/{begun}/result/",
    "sum": "/a/{complete}/result/coordination",
    "sum-of-item": "/a/{complete}/result/standing-mechanism",
    "rounds": "/o/{organiser}/",
    "new-round": "/o/{organiser}/new",
    "round": "/r/{organiser}.practice-2027/",
    "error": "/nowhere",
}
# The elements of a page are the same in each language; how much room its words take is not.
BOTH_DIRECTIONS = ("en", "ar")
# With every run: all rules in Arabic, since what holds from right to left mostly holds from left to right, and the room
# that words take in the languages with the longest. The others are left to `make thorough`.
OFTEN = ("ar", "fr", "ru")
ASKED_OFTEN = ("home", "section", "result", "round")


@pytest.fixture(scope="session")
def country(laptop_app):
    """The practice countries, as `coherence demo` makes them."""
    with laptop_app.app_context():
        made = practice.make()
    laptop_app.config["PRACTICE"] = made
    yield made
    del laptop_app.config["PRACTICE"]


@pytest.fixture
def address(laptop, country):
    def of(name: str, language: str) -> str:
        return f"{laptop}/{language}" + PAGES[name].format_map(vars(country))

    return of


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", seldom(LANGUAGES, OFTEN))
def test_a_page_keeps_the_rules(page, watch, address, language, name):
    watch.expect(*["status of 404"] * (name == "error"))
    page.goto(address(name, language))
    if language in BOTH_DIRECTIONS:
        check_widths(page)
    else:
        check_room(page)


@pytest.mark.thorough
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", BOTH_DIRECTIONS)
def test_a_page_keeps_every_rule_on_a_small_screen_too(page, watch, address, language, name):
    watch.expect(*["status of 404"] * (name == "error"))
    page.set_viewport_size(NARROW)
    page.goto(address(name, language))
    check(page)


def test_a_start_form_sent_empty_keeps_the_rules(page, watch, address):
    watch.expect("status of 422")
    for language in LANGUAGES:
        page.goto(address("start", language))
        page.locator("main form button").click()
        page.wait_for_selector("#unit-error")
        if language in BOTH_DIRECTIONS:
            check(page)
        assert overflow(page) == [], page.url


@contextmanager
def asked_of(app):
    """The addresses that reach the server meanwhile."""
    addresses = []
    with request_started.connected_to(lambda _app: addresses.append(request.path), app):
        yield addresses


def fetch_words(page):
    """What a browser does by itself once it has nothing else to do; one without a window may never come to that."""
    page.evaluate("""
        Promise.all(
            [...document.querySelectorAll("link[rel='compression-dictionary']")].map((link) => fetch(link.href))
        ).then((answers) => Promise.all(answers.map((answer) => answer.arrayBuffer())).then(() => null))
    """)


@pytest.mark.parametrize("name", seldom(PAGES, ASKED_OFTEN))
def test_a_page_costs_five_requests_at_first_and_then_one(page, watch, laptop_app, address, name):
    watch.expect(*["status of 404"] * (name == "error"))
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    with asked_of(laptop_app) as cold:
        page.goto(address(name, "ar"), wait_until="networkidle")
        fetch_words(page)
    assert 2 < len(cold) <= 5, cold
    with asked_of(laptop_app) as warm:
        page.goto(address(name, "ar"), wait_until="networkidle")
    assert len(warm) == 1, warm


def test_a_section_that_is_opened_again_travels_without_its_words(page, watch, address):
    first = page.goto(address("section", "en"))
    fetch_words(page)
    shown = page.locator("main").inner_text()
    again = page.goto(address("section", "en"))
    assert [one.headers["content-encoding"] for one in (first, again)] == ["br", "dcz"]
    assert page.locator("main").inner_text() == shown
