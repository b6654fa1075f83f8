"""Editions keep their word: published ones never change, answers show the words with which they were given."""

import re
import shutil
from itertools import count
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coherence import i18n, paths, translation_status
from coherence.assessments import operations as assessments
from coherence.assessments import queries as opened
from coherence.assessments import takeover as takeovers
from coherence.assessments.operations import Change
from coherence.cli import main
from coherence.db import transaction
from coherence.editions import content, operations, queries
from coherence.questionnaire import parse
from coherence.questionnaire.compare import compare
from scoring import State

FILE = """id: {id}
edition: {edition}
language: en
title: Small
about: Three questions.
owner: Nobody
status: original
scoring: {{aggregation: arithmetic, not_answered: left-out, dont_know: left-out, not_applicable: left-out, minimum_coverage: 0}}
{changes}
groups:
  - id: all
    title: All
    items:
      - {{id: first, text: Is there a plan?, levels: [No plan, A plan{more}]}}
      - {{id: second, text: "{second}", levels: [None, One]}}
      - {{id: third, text: Is there a body?, {condition}levels: [None, One]}}
{fourth}
profile:
  - {{id: level, text: What is it?, options: [{{id: country, text: Country}}, {{id: city, text: City}}]}}
"""  # noqa: E501 - one question a line
FOURTH = "      - {id: fourth, text: Is there a report?, levels: [None, One]}"
SAID = "changes: {since: 1, items: {first: scale, second: wording, third: scope}}"
NUMBERS = count(1)
FIRST = {
    "id": "small",
    "edition": 1,
    "changes": "",
    "more": "",
    "second": "Is there staff?",
    "condition": "",
    "fourth": "",
}
SECOND = FIRST | {
    "edition": 2,
    "more": ", A plan with money",
    "second": "Are there staff?",
    "condition": "applies_when: level is country, ",
    "fourth": FOURTH,
}


def edition(**parts: object):
    return parse(FILE.format(**FIRST | parts), "questionnaire.yaml")


def second(**parts: object):
    return edition(**{**SECOND, "changes": SAID} | parts)


def publish(questionnaire) -> int:
    with transaction() as session:
        return operations.publish(session, questionnaire).id


@pytest.fixture
def here(app):
    """In the application, with an instrument that nobody has published: what is published stays there."""
    FIRST["id"] = SECOND["id"] = f"small-{next(NUMBERS)}"
    with app.app_context():
        yield app


def published() -> list[queries.Published]:
    return queries.published(FIRST["id"])


def test_a_published_edition_can_neither_be_changed_nor_removed_in_the_database(here):
    publish(edition())
    for statement in (
        "UPDATE editions SET number = 2 WHERE questionnaire = :id",
        "UPDATE editions SET document = '{}' WHERE questionnaire = :id",
        "UPDATE editions SET texts = '{}' WHERE questionnaire = :id",
        "UPDATE editions SET published_at = NULL WHERE questionnaire = :id",
        "DELETE FROM editions WHERE questionnaire = :id",
    ):
        with pytest.raises(DBAPIError, match="an edition never changes"), transaction() as session:
            session.execute(text(statement), {"id": FIRST["id"]})
    assert [one.number for one in published()] == [1]


def test_a_number_belongs_to_its_words(here):
    publish(edition())
    with pytest.raises(operations.NotPublished, match="is published with other words"):
        publish(edition(second="Is there any staff?"))
    assert publish(edition()) == published()[0].id


def test_a_later_edition_is_published_when_the_author_has_said_what_changed(here):
    publish(edition())
    with pytest.raises(operations.NotPublished, match="first: scale, second: wording, third: scope"):
        publish(edition(**SECOND))
    publish(second())
    assert [one.number for one in published()] == [1, 2]
    with pytest.raises(operations.NotPublished, match="edition 2 is published already"):
        publish(edition())


def test_the_kind_of_each_change_is_found_and_may_be_said_to_be_greater():
    kinds = {change.id: change.kind for change in compare(edition(), second())}
    assert kinds == {"first": "scale", "second": "wording", "third": "scope", "fourth": "new"}
    lesser = second(changes="changes: {since: 1, items: {first: wording, second: scope, third: scope}}")
    kinds = {change.id: change.kind for change in compare(edition(), lesser)}
    assert (kinds["first"], kinds["second"]) == ("scale", "scope")
    assert {change.kind for change in compare(edition(), edition())} == {"unchanged"}
    assert {change.kind for change in compare(second(), edition()) if change.id == "fourth"} == {"gone"}


def test_words_that_nobody_has_confirmed_are_not_the_same_question():
    unsaid = {change.id: change.like_for_like for change in compare(edition(), edition(**SECOND))}
    assert unsaid == {"first": False, "second": False, "third": False, "fourth": False}


def answered(token: str, **levels: int) -> None:
    found = opened.open_or_404(token)
    for item, level in levels.items():
        change = Change(item, str(uuid4()), 0, State.SCORED, level, f"about {item}", "", "")
        assert not assessments.save(found.place, change).conflict


def test_the_next_assessment_begins_with_the_answers_that_still_hold(here, browser):
    with here.test_request_context():
        publish(edition())
        token = assessments.start(edition(), "Utopia", {"level": ("country",)})
        answered(token, first=1, second=1, third=1)
        publish(second())
    browser.get(f"/en/a/{token}/")
    page = browser.send(f"/en/a/{token}/next", begin="1")
    assert "1 answer was taken over from “Small”, edition 1" in page.text
    left = page.text[page.text.index("Not taken over") : page.text.index("New questions")]
    assert "Is there a plan?" in left
    assert "Is there a body?" in left
    assert "Is there a report?" in page.text
    following = re.search(r"/a/([^/]+)/", browser.url).group(1)
    with here.test_request_context():
        found = opened.open_or_404(following)
        assert {name: rating.value for name, rating in found.ratings.items()} == {"second": 1}
        assert found.ratings["second"].comment == "about second"
        assert (found.unit, found.source.edition) == ("Utopia", 2)
        earlier = opened.open_or_404(token)
        assert (earlier.source.edition, len(earlier.ratings)) == (1, 3)
    section = browser.get(f"/en/a/{following}/sections/all")
    assert f"Taken over from “{FIRST['id']}”, edition 1" in section.text


def test_a_comment_comes_along_before_there_is_an_answer(here):
    with here.test_request_context():
        publish(edition())
        token = assessments.start(edition(), "Utopia", {"level": ("country",)})
        found = opened.open_or_404(token)
        waiting = Change("second", str(uuid4()), 0, State.NOT_ANSWERED, None, "Ask the ministry", "", "")
        assessments.save(found.place, waiting)
    with here.test_request_context():
        found = opened.open_or_404(token)
        takeover = takeovers.next_cycle(found, edition())
    assert [(one.item, one.comment) for one in takeover.taken] == [("second", "Ask the ministry")]


def test_an_answer_saved_anew_is_no_longer_taken_over(here, browser):
    with here.test_request_context():
        publish(edition())
        token = assessments.start(edition(), "Utopia", {"level": ("country",)})
        answered(token, second=1)
        publish(second())
    browser.get(f"/en/a/{token}/")
    browser.send(f"/en/a/{token}/next", begin="1")
    home = browser.url
    browser.get(f"{home}sections/all")
    page = browser.send(f"{home}sections/all", **{"second-value": "0"})
    assert "Taken over" not in page.text


def test_answers_show_the_words_with_which_they_were_given(here, browser):
    with here.test_request_context():
        publish(edition())
        token = assessments.start(edition(), "Utopia", {"level": ("country",)})
        publish(second())
    assert "Is there staff?" in browser.get(f"/en/a/{token}/sections/all").text
    assert "Are there staff?" in browser.get(f"/en/questionnaires/{FIRST['id']}").text


@pytest.fixture
def corrected(tmp_path, monkeypatch):
    """Corrects the French title of the first instrument in a copy of the catalogs, as an update of the program does."""

    def forget() -> None:
        for memory in (queries._fingerprints, queries._spoken, queries._stored, content._complete):
            memory.clear()
        i18n.catalog.cache_clear()
        translation_status.status.cache_clear()

    def correct(old: str, new: str) -> None:
        shutil.copytree(paths.TRANSLATIONS, tmp_path / "translations")
        monkeypatch.setattr(paths, "TRANSLATIONS", tmp_path / "translations")
        file = tmp_path / "translations" / "fr" / "LC_MESSAGES" / "migration-development.po"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        forget()

    yield correct
    monkeypatch.undo()
    forget()


def test_a_stored_edition_keeps_its_translations(here, corrected):
    known = queries.library()["migration-development"]
    with here.test_request_context():
        with transaction() as session:
            stored = operations.keep(session, known)
        before = queries.spoken(known, "fr").title
        corrected(before, "Un autre titre")
        again = queries.edition(stored)
        assert queries.spoken(known, "fr").title == "Un autre titre"
        assert queries.spoken(again, "fr").title == before
        assert queries.fingerprint(again) == again.digest != queries.fingerprint(known)


CHANGED = ('msgid "Has the government adopted a strategy', 'msgid "Is there a strategy')


def test_a_language_is_offered_only_when_it_is_complete_and_the_page_says_what_it_lacks(here, browser, corrected):
    known = queries.library()["migration-development"]
    assert "fr" in queries.languages(known)
    corrected(*CHANGED)
    assert "fr" not in queries.languages(known)
    assert queries.spoken(known, "fr") is known
    page = browser.get("/fr/questionnaires/migration-development")
    assert known.about in page.text
    assert "non proposée" in page.text
    assert "1 correspondent à une formulation antérieure" in page.text
    assert "fr" not in content.words(known)


def test_publishing_says_what_a_language_lacks(tmp_path, monkeypatch, corrected):
    corrected(*CHANGED)
    monkeypatch.setenv("COHERENCE_DATA", str(tmp_path))
    monkeypatch.setenv("COHERENCE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    for words in (["migrate"], ["questionnaire", "publish", "migration-development"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    assert "not offered in: fr (1 of " in result.output
    assert "texts to translate, 1 of them of an earlier wording)" in result.output


def test_the_page_says_how_each_translation_was_made(browser):
    page = browser.get("/en/questionnaires/migration-development")
    assert page.text.count("complete ; made by a machine") + page.html.count("complete; made by a machine") >= 5
    assert "not reviewed by a person; not translated back" in page.html


def test_the_page_of_editions_names_each_with_its_fingerprint_and_what_changed(here, browser):
    with here.test_request_context():
        publish(edition())
        publish(second())
        digests = [one.digest for one in published()]
    page = browser.get(f"/en/questionnaires/{FIRST['id']}/editions")
    assert all(digest in page.text for digest in digests)
    assert "From edition 1 to edition 2" in page.text
    assert re.search(r"Are there staff\?\s+other words\s+still hold", page.text)
    assert re.search(r"Is there a plan\?\s+other answers or points\s+are not taken over", page.text)
    assert "0 questions are unchanged." in page.text


def test_an_instrument_nobody_published_says_so(browser):
    assert "No edition is published here yet" in browser.get("/en/questionnaires/migration-development/editions").text
    browser.get("/en/questionnaires/nowhere/editions", 404)


def test_two_languages_stand_side_by_side(browser):
    page = browser.get("/ar/questionnaires/sdg-17-14-1/beside?with=fr")
    for tag in ("ar", "fr"):
        spoken = queries.spoken(queries.library()["sdg-17-14-1"], tag)
        assert all(item.text in page.text for item in spoken.items())
    assert page.root["dir"] == "rtl"
    assert re.search(r'<p lang="fr" dir="ltr">', page.html)
    browser.get("/ar/questionnaires/sdg-17-14-1/beside?with=de", 404)
    browser.get("/ar/questionnaires/nowhere/beside", 404)
