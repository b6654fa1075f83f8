"""What the three reasons for having no value make of an item, and of its group."""

import pytest

from scoring import (
    DONT_KNOW,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Answer,
    Group,
    Item,
    Rule,
    State,
    Treatment,
    find,
    levels,
    score,
    scored,
)

SPAR = levels(1, 2, 3, 4, 5, start=1)  # lowest attainable value 20
STATES = {"not_answered": NOT_ANSWERED, "dont_know": DONT_KNOW, "not_applicable": NOT_APPLICABLE}


def capacity(**rule) -> Group:
    return Group("capacity", 1, Rule(**rule), (Item("open", 1, SPAR), Item("known", 3, SPAR)))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("treatment", "item", "group"),
    [(Treatment.LEFT_OUT, None, 60), (Treatment.ZERO, 0, 45), (Treatment.LOWEST, 20, 50)],
)
def test_each_treatment_gives_the_value_worked_by_hand(state, treatment, item, group):
    result = score(capacity(**{state: treatment}), {"open": STATES[state], "known": scored(3)})
    assert find(result, "open").value == item
    assert find(result, "open").treated is treatment
    assert result.value == pytest.approx(group)


@pytest.mark.parametrize("state", STATES)
def test_a_rule_reaches_only_its_own_state(state):
    others = {name: Treatment.ZERO for name in STATES if name != state}
    result = score(capacity(**others), {"open": STATES[state], "known": scored(3)})
    assert find(result, "open").value is None
    assert result.value == pytest.approx(60)


def test_an_answer_that_is_not_given_at_all_is_not_answered():
    known = {"known": scored(3)}
    assert score(capacity(), known) == score(capacity(), known | {"open": NOT_ANSWERED})


def test_the_rule_of_the_nearest_group_decides():
    inner = Group("inner", 1, Rule(not_answered=Treatment.ZERO), (Item("a", 1, SPAR),))
    outer = Group("outer", 1, Rule(not_answered=Treatment.LOWEST), (inner, Item("b", 1, SPAR)))
    result = score(outer, {})
    assert find(result, "a").value == 0
    assert find(result, "b").value == 20
    assert result.value == pytest.approx(10)


@pytest.mark.parametrize("treatment", [Treatment.ZERO, Treatment.LOWEST])
@pytest.mark.parametrize("state", ["not_answered", "dont_know"])
def test_a_value_by_rule_is_still_not_scored(treatment, state):
    result = score(capacity(**{state: treatment}), {"open": STATES[state], "known": scored(3)})
    item = find(result, "open")
    assert (item.coverage, item.state, item.answer) == (0, State(state), None)
    assert result.coverage == pytest.approx(0.75)
    assert (item.low, item.high) == (0 if treatment is Treatment.ZERO else 20, 100)


def test_what_does_not_apply_leaves_coverage_and_bounds_altogether():
    result = score(capacity(), {"open": NOT_APPLICABLE, "known": scored(3)})
    item = find(result, "open")
    assert (item.value, item.low, item.high, item.coverage, item.share) == (None,) * 5
    assert (result.value, result.low, result.high, result.coverage) == (60, 60, 60, 1)


def test_what_does_not_apply_and_is_worth_zero_is_settled():
    rule = {"not_applicable": Treatment.ZERO}
    result = score(capacity(**rule), {"open": NOT_APPLICABLE, "known": scored(3)})
    item = find(result, "open")
    assert (item.value, item.low, item.high, item.coverage) == (0, 0, 0, 1)
    assert (result.low, result.high, result.coverage) == (45, 45, 1)


def test_every_missing_value_says_why():
    group = capacity(minimum_coverage=0.8)
    result = score(group, {"open": DONT_KNOW, "known": scored(3)})
    assert (result.missing, find(result, "open").missing) == ("below-coverage", "dont-know")
    assert find(result, "known").missing is None
    nowhere = score(group, {"open": NOT_APPLICABLE, "known": NOT_APPLICABLE})
    assert (nowhere.missing, find(nowhere, "open").missing) == ("nothing-applies", "not-applicable")
    assert (nowhere.coverage, nowhere.low, nowhere.high) == (None, None, None)


@pytest.mark.parametrize(
    ("states", "reason"),
    [
        ((DONT_KNOW, DONT_KNOW), "dont-know"),
        ((DONT_KNOW, NOT_ANSWERED), "not-answered"),
        ((NOT_APPLICABLE, DONT_KNOW), "dont-know"),
    ],
)
def test_a_group_without_values_gives_the_reason_of_its_items(states, reason):
    result = score(capacity(), dict(zip(("open", "known"), states, strict=True)))
    assert (result.value, result.missing) == (None, reason)


@pytest.mark.parametrize("answer", [(State.SCORED, None), (State.DONT_KNOW, 3), (State.NOT_APPLICABLE, ())])
def test_an_answer_has_a_value_exactly_when_it_is_scored(answer):
    with pytest.raises(ValueError, match="a scored answer has a value, another has none"):
        Answer(*answer)
