"""Worked examples of small instruments, from the file to the score."""

from pathlib import Path

import pytest

from coherence.questionnaire import Questionnaire, QuestionnaireError, asked, framework, load
from coherence.questionnaire.examples import Example, differences, extreme, load_examples, parse_examples
from scoring import Answer, Checklist, Number, State, score, scored

INSTRUMENTS = Path(__file__).parent / "instruments"
CASES = [
    pytest.param(questionnaire, example, id=f"{questionnaire.id}: {example.name}")
    for path in sorted(INSTRUMENTS.glob("*/questionnaire.yaml"))
    for questionnaire in [load(path)]
    for example in load_examples(path.with_name("examples.yaml"), questionnaire)
]


@pytest.mark.parametrize(("questionnaire", "example"), CASES)
def test_worked_example_gives_its_scores(questionnaire: Questionnaire, example: Example) -> None:
    assert differences(questionnaire, example) == []


def test_difference_is_told_in_words(conditions: Questionnaire) -> None:
    text = """
- name: wrong on purpose
  answers: {standing-mechanism: 3, mechanism-minutes: 1}
  scores: {coordination: 50, abroad: 1, horizontal: null}
  coverage: {overall: 0.1}
  bands: {overall: beginning}
"""
    (example,) = parse_examples(text, "examples.yaml", conditions)
    assert differences(conditions, example) == [
        "score of coordination: expected 50; found 100",
        "score of abroad: expected 1; it is not asked or not scored here",
        "score of horizontal: expected no score; found 100",
        "coverage of overall: expected 0.1; found 1",
        "band of overall: expected beginning; found established",
    ]


def test_all_problems_of_examples_are_told(conditions: Questionnaire) -> None:
    text = """
- name: wrong
  profile: {rolle: origin, role: transit, level: [country, city]}
  answers: {standing: 1, standing-mechanism: 7}
  scores: {overal: 1}
  bands: {overall: great, mandate: weak}
"""
    with pytest.raises(QuestionnaireError) as error:
        parse_examples(text, "examples.yaml", conditions)
    assert [str(problem).removeprefix("examples.yaml:") for problem in error.value.problems] == [
        '3: "wrong": profile: nothing is called "rolle". Allowed: role, level',
        '3: "wrong": profile: role: unknown: "transit". Allowed: origin, destination, return',
        '3: "wrong": profile: level: only one option is allowed; found 2',
        '4: "wrong": answers: no item is called "standing"; did you mean "standing-mechanism"?',
        '4: "wrong": answers: standing-mechanism: there is no level 7; allowed: 0, 1, 2, 3'
        " or a state: dont_know, not_answered, not_applicable",
        '5: "wrong": scores: nothing is called "overal"; did you mean "overall"?',
        '6: "wrong": bands: overall: unknown band "great". Allowed: beginning, advancing, established',
        '6: "wrong": bands: no group is called "mandate"',
    ]


def test_unknown_key_of_an_example_is_told(conditions: Questionnaire) -> None:
    with pytest.raises(QuestionnaireError, match='unknown key "score"; did you mean "scores"'):
        parse_examples("- {name: a, score: {overall: 1}}", "examples.yaml", conditions)


def test_stored_answer_to_an_item_not_asked_opens_nothing(conditions: Questionnaire) -> None:
    answers = {"services": scored(("pensions",))}
    assert "pension-agreements" not in asked(conditions, {"role": ("destination",)}, answers)
    assert "pension-agreements" in asked(conditions, {"role": ("origin",)}, answers)


def test_groups_without_scored_items_are_left_out(instruments: dict[str, Questionnaire]) -> None:
    nested = instruments["nested"]
    every = frozenset(item.id for item in nested.items())
    assert [child.id for child in framework(nested, every).children] == ["outer", "plain"]
    assert [child.id for child in framework(nested, frozenset({"side"})).children] == ["outer"]


def test_nothing_asked_is_no_score(conditions: Questionnaire) -> None:
    empty = framework(conditions, frozenset())
    assert empty.children == ()
    assert score(empty, {}).value is None


def test_scales_carry_points_caps_and_limits(instruments: dict[str, Questionnaire]) -> None:
    like = instruments["sdg-17-14-1-like"]
    root = framework(like, frozenset(item.id for item in like.items()))
    scale = next(root.items()).scale
    assert isinstance(scale, Checklist)
    assert (scale.base, scale.cap, scale.highest) == (("endorsed", 5), 5, 10)
    numbers = instruments["numbers"]
    cost = next(framework(numbers, frozenset({"remittance-cost"})).items()).scale
    assert cost == Number(low=3, high=10, lower_is_better=True, minimum=0, maximum=100)


def test_context_items_have_no_extreme(conditions: Questionnaire) -> None:
    with pytest.raises(ValueError, match="mandate: choice is not scored"):
        extreme(conditions.item("mandate"), "highest")


def test_state_without_value_is_a_plain_word_in_examples(conditions: Questionnaire) -> None:
    text = "- {name: a, answers: {services: not_applicable}, scores: {overall: null}}"
    (example,) = parse_examples(text, "examples.yaml", conditions)
    assert example.answers == {"services": Answer(State.NOT_APPLICABLE)}
