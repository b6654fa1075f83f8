"""Who makes rounds: an organiser, by its own link, for itself alone."""

import pytest
from click.testing import CliRunner

from coherence import create_app
from coherence.cli import main
from coherence.rounds import organisers, queries
from tests.assessments.conftest import QUESTIONNAIRE
from tests.pages import Browser
from tests.rounds.conftest import everything

ROUND = {
    "title": "Africa, 2026",
    "code": "africa-2026",
    "questionnaire": QUESTIONNAIRE,
    "opens": "2026-01-01",
    "closes": "2026-06-30",
}


def organiser(app, name="Agency"):
    with app.app_context():
        return organisers.link(name)


@pytest.fixture
def token(app):
    return organiser(app)


def make(browser, token, status=200, **changed):
    browser.get(f"/en/o/{token}/new")
    return browser.send(f"/en/o/{token}/new", status, **(ROUND | changed))


def codes(app):
    with app.app_context():
        return [one.code for one in queries.every_round()]


def test_a_round_is_made_on_a_page_and_listed_with_its_units(app, browser, token):
    assert "There is no round yet" in browser.get(f"/en/o/{token}/").text
    page = make(browser, token)
    assert browser.url == f"/en/r/{token}.africa-2026/"
    assert page.headings[0] == (1, "Africa, 2026")
    browser.get(f"{browser.url}?q=kenya")
    browser.send(f"/en/r/{token}.africa-2026/countries", country="KE")
    listed = browser.get(f"/fr/o/{token}/")
    assert f"/fr/r/{token}.africa-2026/" in listed.links
    assert "africa-2026" in listed.text
    assert "Ouvert 1" in listed.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "Type the title of the round."),
        ({"title": "x" * 201}, "This text is too long."),
        ({"title": "Africa\u202e6202"}, "a character that cannot be seen"),
        ({"code": ""}, "Type a code."),
        ({"code": "Africa 2026"}, "Use small letters"),
        ({"code": "a/../b"}, "Use small letters"),
        ({"code": "africa-2026\n-"}, "Use small letters"),
        ({"code": "a" * 51}, "This text is too long."),
        ({"code": "taken"}, "Another round has this code."),
        ({"questionnaire": None}, "Choose one."),
        ({"questionnaire": "another"}, "Choose one."),
        ({"opens": None}, "Give a day."),
        ({"opens": "2026-02-30"}, "Give a day."),
        ({"closes": "2025-12-31"}, "The last day is before the first."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(app, browser, token, changed, said):
    make(browser, token, code="taken")
    page = make(browser, token, 422, **changed)
    assert said in page.text
    if "title" not in changed:
        assert page.fields["title"] == ROUND["title"]
    assert codes(app) == ["taken"]


def test_the_errors_are_in_the_readers_language(browser, token):
    browser.get(f"/es/o/{token}/new")
    page = browser.send(f"/es/o/{token}/new", 422, **(ROUND | {"opens": "soon", "questionnaire": "another"}))
    assert "Indique un día. " in page.text


@pytest.mark.parametrize("kind", ["unknown", "hash", "short", "manager", "composite"])
def test_only_its_own_link_opens_an_organisers_page(app, browser, token, kind):
    make(browser, token)
    browser.send(f"/en/o/{token}/link")
    manager = browser.page.links and browser.page.html.split("/en/r/")[-1].split("/")[0]
    wrong = {
        "unknown": "x" * 27,
        "hash": "0" * 64,
        "short": token[:-1],
        "manager": manager,
        "composite": f"{token}.africa-2026",
    }
    browser.get(f"/en/o/{wrong[kind]}/", 404)
    browser.get(f"/en/o/{wrong[kind]}/new", 404)


def test_an_organiser_reaches_its_own_rounds_only(app, browser, token):
    make(browser, token)
    other = organiser(app, "Another agency")
    make(browser, other, code="other")
    assert "africa-2026" not in browser.get(f"/en/o/{other}/").text
    for code in ("africa-2026", "", "nowhere", "other.africa-2026"):
        browser.get(f"/en/r/{other}.{code}/", 404)
        browser.get(f"/en/r/{other}.{code}/answers.csv", 404)
    before = everything(app)
    for path, sent in (("close", {"sure": "y"}), ("countries", {"country": "FR"})):
        browser.get(f"/en/o/{other}/new")
        browser.send(f"/en/r/{other}.africa-2026/{path}", 404, **sent)
    browser.get(f"/en/o/{other}/new")
    browser.send(f"/en/o/{other}/link", 422, code="africa-2026")
    assert everything(app) == before


def test_a_round_of_the_command_line_is_no_organisers(running, app, browser):
    browser.get(f"/en/r/{organiser(app)}.{running.code}/", 404)


def test_a_new_link_of_a_round_voids_the_one_before(browser, token):
    make(browser, token)
    links = []
    for _ in range(2):
        page = browser.send(f"/en/o/{token}/link")
        links.append(page.html.split("http://localhost")[1].split('"')[0])
        browser.get(f"/en/r/{token}.africa-2026/")
    browser.get(links[0], 404)
    assert browser.get(links[1]).headings[0] == (1, "Africa, 2026")
    assert token not in browser.page.html


def test_whoever_has_a_rounds_link_cannot_take_it_from_the_others(running):
    assert "Make a new link" not in running.browser.get(running.home).text
    running.browser.send(f"/en/o/{running.token}/link", 404, code=running.code)
    running.browser.get(running.home)


def test_the_command_line_gives_an_organiser_its_link_and_another_one_later(sqlite_template, tmp_path, monkeypatch):
    monkeypatch.setenv("COHERENCE_DATA", str(tmp_path))
    assert CliRunner().invoke(main, ["migrate"]).exit_code == 0
    given = [CliRunner().invoke(main, ["round", "organiser", "Agency"]) for _ in range(2)]
    assert [one.exit_code for one in given] == [0, 0]
    first, second = (one.stdout.strip() for one in given)
    app = create_app(data=str(tmp_path))
    browser = Browser(app.test_client())
    browser.get(first, 404)
    assert browser.get(second).headings[0] == (1, "Agency")
    app.extensions["database"].close()


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "Agen\u200bcy\u202e"])
def test_an_organiser_needs_a_name_that_can_be_read(tmp_path, monkeypatch, name):
    monkeypatch.setenv("COHERENCE_DATA", str(tmp_path))
    assert CliRunner().invoke(main, ["migrate"]).exit_code == 0
    refused = CliRunner().invoke(main, ["round", "organiser", name])
    assert refused.exit_code == 2
    assert "a name is needed" in refused.stderr
