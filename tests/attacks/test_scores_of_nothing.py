"""Results of nothing, of almost nothing and of what does not apply: a number or words for why not, never an error."""

import re

import pytest

from coherence.questionnaire import load
from tests.attacks.conftest import Work
from tests.attacks.instrument import ANSWERS, PROFILE, RULES, instrument
from tests.questionnaire.conftest import INSTRUMENTS

NO_NUMBER = re.compile(r"\b(nan|inf|infinity|none|null|undefined)\b", re.IGNORECASE)
STATES = {
    "not answered": {},
    "not applicable": {"value": "not_applicable", "state": "not_applicable", "reason": "Nothing of it exists"},
    "unknown": {"value": "dont_know", "state": "dont_know"},
}
AGGREGATIONS = ("arithmetic", "geometric", "minimum", "sum-over-maximum")
TREATMENTS = ("left-out", "zero", "lowest")


def results(work) -> list:
    """All pages of the result, read for numbers that are none."""
    links, read = [f"{work.home}result/"], {}
    while links:
        url = links.pop()
        if url not in read:
            read[url] = work.browser.get(url)
            assert not NO_NUMBER.search(read[url].text), (url, NO_NUMBER.search(read[url].text))
            links += [link for link in read[url].links if "/result/" in link and link.startswith(work.home)]
    return list(read.values())


def answered(work, state: str) -> None:
    """Each item in this state: a level has it among its answers, the other kinds have it apart."""
    for item in work.questionnaire.items() if STATES[state] else ():
        left_out = "state" if item.kind in ("level", "choice") else "value"
        fields = {name: value for name, value in STATES[state].items() if name != left_out}
        assert work.save(item.id, **fields).status_code == 200, item.id


CASES = [("not answered", treatment) for treatment in TREATMENTS] + [
    ("unknown", "lowest"),
    ("not applicable", "left-out"),
]


@pytest.mark.parametrize(("state", "treatment"), CASES)
@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_nothing_that_counts_is_answered(app, browser, aggregation, treatment, state):
    states = {"not_answered": treatment, "dont_know": treatment}
    work = Work(app, instrument(scoring=RULES | states | {"aggregation": aggregation}), browser=browser)
    answered(work, state)
    pages = results(work)
    assert len(pages) > 8
    assert any(word in page.text for page in pages for word in ("No score", "counted as"))


@pytest.mark.parametrize("item", [item for item in ANSWERS if item not in ("who-decides", "what-else")])
@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_one_answer_alone(app, browser, aggregation, item):
    work = Work(app, instrument(scoring=RULES | {"aggregation": aggregation}), browser=browser)
    assert work.save(item, **ANSWERS[item]).status_code == 200
    assert any("result" in page.title.lower() for page in results(work))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", sorted(path.name for path in INSTRUMENTS.iterdir()))
def test_small_instruments_without_answers(app, browser, name, state):
    questionnaire = load(INSTRUMENTS / name / "questionnaire.yaml")
    profile = {question.id: (question.options[0].id,) for question in questionnaire.profile}
    work = Work(app, questionnaire, profile=profile, browser=browser)
    answered(work, state)
    assert results(work)


def test_a_profile_for_which_nothing_is_asked_has_a_result_without_numbers(app, browser):
    first, *_ = instrument().document["groups"]
    only = {"groups": [first | {"applies_when": "level is city"}]}
    work = Work(app, instrument(**only), profile=PROFILE, browser=browser)
    assert "No score: nothing here applies" in " ".join(page.text for page in results(work))
