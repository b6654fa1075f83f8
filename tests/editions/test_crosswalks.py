"""Crosswalks: what the answers to one instrument say about another, why, and how surely."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from coherence.assessments import operations, queries
from coherence.assessments.operations import Change
from coherence.editions import queries as editions
from coherence.questionnaire import QuestionnaireError, check_answer
from coherence.questionnaire.crosswalk import proposals
from coherence.questionnaire.crosswalk_files import load_crosswalk
from scoring import Answer, State

START = "migration-development"
COUNTRY = {"role": ("origin", "destination"), "level": ("country",)}
FILES = sorted((Path(__file__).parents[2] / "questionnaires" / "crosswalks").glob("*.yaml"))


def level(number: int) -> Answer:
    return Answer(State.SCORED, number)


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def crosswalk(request):
    return load_crosswalk(request.param, editions.library())


def every(number: int) -> dict[str, Answer]:
    return {item.id: level(number) for item in editions.library()[START].items()}


def found(crosswalk, answers, profile=COUNTRY):
    return proposals(crosswalk, editions.library()[crosswalk.to], profile, answers)


def test_nothing_is_said_without_answers_or_from_the_lowest_levels(crosswalk):
    assert found(crosswalk, {}) == {}
    assert found(crosswalk, every(0)) == {}
    unknown = {name: Answer(State.DONT_KNOW, None) for name in every(0)}
    assert found(crosswalk, unknown) == {}


def test_the_highest_levels_say_something_of_every_joined_question_and_can_be_stored(crosswalk):
    target = editions.library()[crosswalk.to]
    proposed = found(crosswalk, every(4))
    assert proposed
    for name, proposal in proposed.items():
        assert proposal.links
        if proposal.value is not None:
            check_answer(
                target.item(name), list(proposal.value) if isinstance(proposal.value, tuple) else proposal.value
            )


def test_each_link_can_hold_by_itself(crosswalk):
    """A condition that no answers fulfil is a mistake in the file."""
    for link in crosswalk.links:
        tried = [every(number) for number in range(5)]
        assert any(link.when.holds(COUNTRY, answers) for answers in tried), link.context


def test_what_a_city_answers_says_nothing_about_its_country():
    named = {one.to: one for one in editions.crosswalks()}
    city = COUNTRY | {"level": ("city",)}
    assert found(named["sdg-17-14-1"], every(4), city) == {}
    assert found(named["sdg-10-7-2"], every(4), city) == {}


HEAD = f"from: {START}\nedition_from: 1\nto: sdg-10-7-2\nedition_to: 1\nlinks:\n"
LINK = "- {{to: {to}, level: {level}, when: {when}, surely: {surely}, because: It is so.}}\n"
RIGHT = {"to": "coordination-mechanism", "level": 1, "when": "standing-mechanism >= 2", "surely": "likely"}


@pytest.mark.parametrize(
    ("head", "link", "message"),
    [
        (HEAD, {"to": "nothing"}, "6: nothing: the target has no such item"),
        (HEAD, {"level": 7}, "there is no level 7"),
        (
            HEAD,
            {"when": "standing-mechanism >= 9"},
            'when: "standing-mechanism" has no level 9. Allowed: 0, 1, 2, 3, 4',
        ),
        (HEAD, {"when": "standing-mechanisms >= 2"}, 'did you mean "standing-mechanism"?'),
        (HEAD, {"surely": "perhaps"}, "surely"),
        (HEAD, {"surely": "likely, sourly: sure"}, "Allowed: to, tick, level, rows, when, surely, because"),
        (HEAD.replace("links:", "title: A\nlinks:"), {}, "Allowed: from, edition_from, to, edition_to, only_when"),
        (
            HEAD.replace("edition_to: 1", "edition_to: 4"),
            {},
            'edition_to: the present edition of "sdg-10-7-2" is 1; found 4',
        ),
        (HEAD.replace("to: sdg-10-7-2", "to: nowhere"), {}, 'there is no instrument "nowhere"'),
    ],
)
def test_a_crosswalk_that_does_not_fit_its_instruments_says_why(tmp_path, head, link, message):
    target = editions.library()["sdg-10-7-2"]
    given = RIGHT | {"to": next(item.id for item in target.items())} | link
    file = tmp_path / "crosswalk.yaml"
    file.write_text(head + LINK.format(**given))
    with pytest.raises(QuestionnaireError) as refused:
        load_crosswalk(file, editions.library())
    assert message in str(refused.value)


@pytest.fixture
def full(app):
    """An assessment in which every question has its highest level, with evidence at one of them."""
    with app.test_request_context():
        source = editions.library()[START]
        decree = {"standing-mechanism": "https://example.org/decree"}
        taken = [
            Change(item.id, str(uuid4()), 0, State.SCORED, 4, "", decree.get(item.id, ""), "")
            for item in source.items()
        ]
        yield operations.start(source, "Utopia", COUNTRY, taken=taken)


def test_the_page_says_what_the_answers_fill_elsewhere_and_why(full, browser):
    page = browser.get(f"/fr/a/{full}/elsewhere")
    for one in editions.crosswalks():
        assert editions.spoken(editions.library()[one.to], "fr").title in page.text
    assert "Traite des personnes" in page.text
    assert re.search(r"\d+ questions sur 8 ont une réponse", page.text)


def test_an_assessment_begun_elsewhere_names_where_each_answer_comes_from(full, browser):
    browser.get(f"/en/a/{full}/elsewhere")
    browser.send(f"/en/a/{full}/elsewhere", begin="sdg-10-7-2")
    token = re.search(r"/a/([^/]+)/", browser.url).group(1)
    opened = queries.open_or_404(token)
    assert opened.source.id == "sdg-10-7-2"
    assert opened.ratings
    one = next(rating for rating in opened.ratings.values() if "standing-mechanism" in rating.origin["items"])
    assert one.evidence == "https://example.org/decree"
    assert {rating.origin["questionnaire"] for rating in opened.ratings.values()} == {START}
    section = next(group for group in opened.source.groups if any(item.id in opened.ratings for item in group.items))
    assert "edition 1. " in browser.get(f"/en/a/{token}/sections/{section.id}").text


def test_only_a_joined_instrument_can_be_begun(full, browser):
    for other in ("", "migration-development", "nowhere"):
        browser.get(f"/en/a/{full}/elsewhere")
        browser.send(f"/en/a/{full}/elsewhere", 422, begin=other)


def test_an_instrument_without_crosswalk_says_so(app, browser):
    with app.test_request_context():
        token = operations.start(editions.library()["sdg-17-14-1"], "Utopia", {})
    assert "No other instrument is joined to this one." in browser.get(f"/en/a/{token}/elsewhere").text
