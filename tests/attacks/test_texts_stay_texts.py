"""What people and questionnaires write is shown as it was written: no page takes it for HTML, a link or a template."""

import html

import pytest

from tests.attacks.conftest import Damage, Work
from tests.attacks.instrument import instrument
from tests.attacks.payloads import MARKUP, NO_LINKS, RESULT, TEMPLATES
from tests.pages import Page

HOSTILE = "\n".join([*MARKUP.values(), *TEMPLATES.values()])
SHORT = "</title>'\"><attack onclick='x'>{{ 7*191 }}{0}%s"
LANGUAGES = ("en", "ar")


def crawl(work, languages=LANGUAGES) -> dict[str, Page]:
    """Every page of the application for this assessment, none of them damaged."""
    pages = {}
    for url in work.every_url(languages):
        response = work.browser.client.get(url, follow_redirects=True)
        assert response.status_code == 200, url
        if response.mimetype == "text/html":
            assert Damage(response.text).found == [], url
            pages[url] = Page(response.text)
            pages[url].check()
    return pages


def visible(page: Page) -> str:
    return " ".join(page.text.split())


def test_whatever_is_answered_is_shown_as_text_on_every_page(app, browser):
    work = Work(app, unit=SHORT, browser=browser)
    work.answer_all(comment=HOSTILE, evidence=" ".join(HOSTILE.split()))
    assert work.save("what-else", version=1, value=HOSTILE[:2000]).status_code == 200
    assert work.save("how-far", version=1, value="not_applicable", reason=HOSTILE, comment=HOSTILE).status_code == 200
    pages = crawl(work)
    wanted = " ".join(HOSTILE.split())
    assert sum(wanted in visible(page) for page in pages.values()) > 2 * len(LANGUAGES)
    assert all(RESULT not in page.text for page in pages.values())
    assert sum(SHORT in page.text for page in pages.values()) > len(pages) / 2
    assert sum(SHORT in page.title for page in pages.values()) >= len(LANGUAGES)


def test_a_hostile_questionnaire_is_shown_as_text_on_every_page(app, browser):
    hostile = " ".join(HOSTILE.split())
    work = Work(app, instrument(hostile), browser=browser)
    work.answer_all()
    pages = crawl(work)
    assert sum(hostile in visible(page) for page in pages.values()) > len(pages) / 2
    assert all(RESULT not in page.text for page in pages.values())


def test_a_page_that_shows_a_conflict_shows_both_texts_as_texts(work):
    stale = work.section().fields
    work.save("how-far", value="1", comment=HOSTILE, evidence=MARKUP["an element"])
    work.browser.page.fields = stale
    url = f"{work.home}sections/first"
    page = work.browser.send(url, 409, **{"how-far-value": "0", "how-far-comment": f"Mine {HOSTILE}"})
    assert Damage(page.html).found == []
    assert visible(page).count(" ".join(HOSTILE.split())) == 2


def test_a_refused_page_shows_what_was_typed_as_text(work):
    work.section()
    hostile = {f"how-far-{name}": HOSTILE for name in ("value", "comment", "evidence")}
    page = work.browser.send(f"{work.home}sections/first", 422, **hostile)
    assert Damage(page.html).found == []
    assert page.fields["how-far-comment"].strip() == HOSTILE


def test_a_refused_name_and_profile_are_shown_as_text(browser):
    url = "/en/start/migration-development"
    browser.get(url)
    for text in MARKUP.values():
        page = browser.send(url, 422, unit=text * 20, role=[text], level=text)
        assert Damage(page.html).found == [], text
        assert page.fields["unit"] == text * 20


@pytest.mark.parametrize("text", NO_LINKS)
def test_evidence_that_is_no_address_of_a_page_is_no_link(work, text):
    assert work.save("how-far", value="1", evidence=text).status_code == 200
    for url in (f"{work.home}questions", f"{work.home}result/how-far"):
        response = work.browser.client.get(url)
        assert "attack" in Page(response.text).text or "etc/passwd" in Page(response.text).text
        assert [link for link in Damage(response.text).links if "attack" in link or "passwd" in link] == []


def test_an_address_as_evidence_cannot_leave_its_attribute(work):
    address = "https://attack.example/?\"onclick='x'><attack>"
    assert work.save("how-far", value="1", evidence=address).status_code == 200
    response = work.browser.client.get(f"{work.home}result/how-far")
    assert Damage(response.text).found == []
    assert address in Damage(response.text).links
    assert 'rel="noopener noreferrer nofollow"' in response.text


@pytest.mark.parametrize("language", ["de", "pt-BR", "he", "xyz"])
def test_a_questionnaire_in_a_language_without_interface_is_readable(app, browser, language):
    work = Work(app, instrument(language=language), browser=browser)
    for path in ("", "profile", "questions", "sections/first", "result/", "result/first"):
        assert f'lang="{language}" dir="auto"' in browser.get(f"{work.home}{path}").html, path


@pytest.mark.parametrize("word", ["data", "errors", "validate", "profile", "meta", "process", "class", "constructor"])
def test_a_question_of_the_profile_may_have_any_word_as_id(app, browser, word):
    options = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
    questionnaire = instrument(profile=[{"id": word, "text": "Which?", "options": options}])
    work = Work(app, questionnaire, profile={word: ("yes",)}, browser=browser)
    assert browser.get(f"{work.home}profile").fields[word] == "yes"
    browser.send(f"{work.home}profile", **{word: "no"})
    assert browser.get(f"{work.home}profile").fields[word] == "no"


@pytest.mark.parametrize(
    "where", ["/{}", "/en/{}", "/{}/", "/en/a/{}/", "/en/start/{}", "/en/?{}={}", "/en/a/x/result/{}"]
)
def test_an_address_is_not_shown_back_as_html(app, where):
    for text in (*MARKUP.values(), *TEMPLATES.values()):
        headers = {"Accept-Language": text, "Referer": text}
        response = app.test_client().get(where.replace("{}", text), headers=headers)
        assert response.status_code in (200, 308, 404), text
        assert Damage(response.text).found == [], text
        assert RESULT not in response.text, text
        assert text not in html.unescape(response.text)
