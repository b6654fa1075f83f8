"""Coverage and its thresholds at every level, and the bounds, worked by hand."""

import pytest

from scoring import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Checklist,
    Group,
    Item,
    Rule,
    Treatment,
    find,
    levels,
    score,
    scored,
)

YES_NO = levels(0, 1)
SPAR = levels(1, 2, 3, 4, 5, start=1)


def dimension(id: str, items: int, **rule) -> Group:
    return Group(id, 1, Rule(**rule), tuple(Item(f"{id}{number}", 1, YES_NO) for number in range(items)))


def yes(*ids: str):
    return {id: scored(1) for id in ids}


def test_a_group_below_its_coverage_is_left_out_but_still_counts_as_uncovered():
    thin, full = dimension("t", 4, minimum_coverage=0.5), dimension("f", 2, minimum_coverage=0.5)
    result = score(Group("overall", 1, Rule(minimum_coverage=0.5), (thin, full)), yes("t0", "f0", "f1"))
    assert (find(result, "t").value, find(result, "t").missing) == (None, "below-coverage")
    assert find(result, "t").share is None
    assert find(result, "t0").share is None
    assert (result.value, result.coverage) == (100, pytest.approx(0.625))  # (0.25 + 1) / 2
    assert (result.low, result.high) == (pytest.approx(62.5), 100)


def test_the_threshold_of_the_parent_holds_even_if_every_part_passes_its_own():
    parts = tuple(dimension(id, 4, minimum_coverage=0.25) for id in "ab")
    result = score(Group("overall", 1, Rule(minimum_coverage=0.5), parts), yes("a0", "b0"))
    assert [part.value for part in result.parts] == [100, 100]
    assert (result.value, result.missing, result.coverage) == (None, "below-coverage", 0.25)
    assert [part.share for part in result.parts] == [None, None]


def test_a_parent_without_threshold_says_that_its_parts_are_below_theirs():
    part = dimension("a", 4, minimum_coverage=0.5)
    result = score(Group("overall", 1, Rule(), (part,)), yes("a0"))
    assert (result.value, result.missing) == (None, "below-coverage")


@pytest.mark.parametrize(("answered", "value"), [(2, None), (3, 100)])
def test_coverage_is_compared_after_rounding(answered, value):
    # Three of five at weight 0.7 are 0.5999999999999999 in floats.
    items = tuple(Item(f"i{number}", 0.7, YES_NO) for number in range(5))
    group = Group("whole", 1, Rule(minimum_coverage=0.6), items)
    assert score(group, yes(*(f"i{number}" for number in range(answered)))).value == value


def test_coverage_is_by_weight_not_by_number():
    items = (Item("heavy", 3, YES_NO), Item("light", 1, YES_NO))
    result = score(Group("whole", 1, Rule(minimum_coverage=0.5), items), yes("light"))
    assert (result.coverage, result.value) == (0.25, None)


def test_coverage_skips_groups_in_which_nothing_applies():
    group = Group("overall", 1, Rule(), (dimension("a", 2), dimension("b", 2)))
    result = score(group, yes("a0") | {"b0": NOT_APPLICABLE, "b1": NOT_APPLICABLE})
    assert find(result, "b").coverage is None
    assert result.coverage == 0.5


def test_coverage_in_a_sum_is_by_attainable_points():
    items = (Item("nine", 1, levels(0, 9)), Item("one", 1, levels(0, 1)))
    result = score(Group("sum", 1, Rule(aggregation="sum-over-maximum"), items), yes("nine"))
    assert result.coverage == 0.9


def test_treating_blanks_as_zero_does_not_raise_coverage():
    group = dimension("a", 4, not_answered=Treatment.ZERO, minimum_coverage=0.5)
    assert score(group, yes("a0")).missing == "below-coverage"


def test_bounds_put_open_items_at_their_lowest_and_highest_attainable_value():
    items = (Item("known", 1, SPAR), Item("open", 1, SPAR), Item("unknown", 2, Checklist(None, {"a": 1})))
    result = score(Group("whole", 1, Rule(), items), {"known": scored(3), "unknown": DONT_KNOW})
    assert (find(result, "open").low, find(result, "open").high) == (20, 100)
    assert result.value == pytest.approx(60)
    assert result.low == pytest.approx((60 + 20 + 2 * 0) / 4)
    assert result.high == pytest.approx((60 + 100 + 2 * 100) / 4)


@pytest.mark.parametrize(
    ("aggregation", "low", "high"),
    [
        ("arithmetic", 25, 75),
        ("geometric", (50.5**0.5 - 1) / 0.99, ((50.5 * 100) ** 0.5 - 1) / 0.99),
        ("minimum", 0, 50),
        ("sum-over-maximum", 25, 75),
    ],
)
def test_bounds_follow_the_method(aggregation, low, high):
    items = (Item("half", 1, levels(0, 1, 2)), Item("open", 1, levels(0, 1, 2)))
    result = score(Group("whole", 1, Rule(aggregation=aggregation), items), {"half": scored(1)})
    assert (result.low, result.high) == (pytest.approx(low), pytest.approx(high))


def test_a_value_below_every_complete_answer_widens_the_lower_bound():
    group = Group("whole", 1, Rule(not_answered=Treatment.ZERO), (Item("a", 1, SPAR), Item("b", 1, SPAR)))
    result = score(group, {"a": scored(1)})
    assert (result.value, result.low, result.high) == (10, 10, 60)


def test_a_value_above_every_complete_answer_widens_the_upper_bound():
    poor = dimension("p", 4, minimum_coverage=1)
    group = Group("overall", 1, Rule(), (poor, dimension("r", 1)))
    result = score(group, yes("r0") | {f"p{number}": scored(0) for number in range(3)})
    assert find(result, "p").high == 25
    assert (result.value, result.high) == (100, 100)  # complete answers reach 62.5 at best


def test_nothing_answered_leaves_everything_open():
    result = score(dimension("a", 3), {})
    assert (result.value, result.low, result.high, result.coverage) == (None, 0, 100, 0)


def test_an_empty_group_has_no_score():
    result = score(Group("empty", 1, Rule(), ()), {})
    assert (result.value, result.low, result.coverage, result.missing) == (
        None,
        None,
        None,
        "nothing-applies",
    )
