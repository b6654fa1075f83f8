"""Methods of aggregation and what they say about the part of each child, worked by hand."""

import math

import pytest

from scoring import METHODS, Checklist, Group, Item, Rule, Score, find, levels, score, scored

RUBRIC = levels(0, 5, 10)
FIVE = levels(0, 1, 2, 3, 4)


def whole(aggregation: str, **levels_chosen: int) -> Score:
    """Items a, b, ... with weights 1, 2, ... on a scale of 0, 25, 50, 75, 100."""
    items = tuple(Item(name, place, FIVE) for place, name in enumerate(levels_chosen, start=1))
    group = Group("whole", 1, Rule(aggregation=aggregation), items)
    return score(group, {name: scored(level) for name, level in levels_chosen.items()})


def shares(result: Score) -> list[float | None]:
    return [part.share for part in result.parts]


def test_arithmetic_is_the_mean_by_weight():
    result = whole("arithmetic", a=4, b=2, c=0)
    assert result.value == pytest.approx((1 * 100 + 2 * 50 + 3 * 0) / 6)
    assert shares(result) == pytest.approx([1 / 6, 2 / 6, 3 / 6])


def test_geometric_is_taken_on_1_to_100_and_mapped_back():
    result = whole("geometric", a=4, b=1)
    mean = (100 * 25.75**2) ** (1 / 3)  # 1 + 0.99 x 25 = 25.75, weight 2
    assert result.value == pytest.approx((mean - 1) / 0.99)
    assert shares(result) == pytest.approx([1 / 3, 2 / 3])


def test_one_zero_does_not_wipe_out_a_geometric_mean():
    assert whole("geometric", a=0, b=4).value == pytest.approx((100 ** (2 / 3) - 1) / 0.99)
    assert whole("geometric", a=0, b=0).value == 0


def test_minimum_is_the_smallest_part_and_ignores_weights():
    result = whole("minimum", a=3, b=1, c=1)
    assert result.value == 25
    assert shares(result) == [0, 1, 0]


def test_sum_over_maximum_ignores_weights():
    short = Item("short", 99, Checklist(None, {"one": 1, "two": 1}))
    long = Item("long", 1, RUBRIC)
    group = Group("sum", 1, Rule(aggregation="sum-over-maximum"), (short, long))
    result = score(group, {"short": scored(("one",)), "long": scored(2)})
    assert result.value == pytest.approx(100 * 11 / 12)
    assert (result.points, result.maximum) == (11, 12)
    assert shares(result) == pytest.approx([2 / 12, 10 / 12])


def test_sum_over_maximum_adds_points_through_nested_groups():
    rule = Rule(aggregation="sum-over-maximum")
    inner = Group("inner", 7, rule, (Item("a", 1, RUBRIC), Item("b", 1, RUBRIC), Item("gone", 1, RUBRIC)))
    group = Group("outer", 1, rule, (inner, Item("c", 1, RUBRIC)))
    result = score(group, {"a": scored(1), "b": scored(2), "c": scored(0)})
    assert (result.points, result.maximum, result.value) == (15, 30, 50)  # the open item is left out
    assert (find(result, "inner").points, find(result, "inner").maximum) == (15, 20)
    assert find(result, "inner").share == pytest.approx(20 / 30)
    assert result.coverage == pytest.approx(30 / 40)  # but counts against coverage
    assert (result.low, result.high) == (pytest.approx(15 / 40 * 100), pytest.approx(25 / 40 * 100))


def test_a_mean_inside_a_sum_brings_its_part_of_its_maximum():
    inner = Group("mean", 1, Rule(), (Item("a", 3, RUBRIC), Item("b", 1, RUBRIC)))
    group = Group("sum", 1, Rule(aggregation="sum-over-maximum"), (inner, Item("c", 1, RUBRIC)))
    result = score(group, {"a": scored(2), "b": scored(0), "c": scored(0)})
    assert find(result, "mean").points is None
    assert (result.points, result.maximum, result.value) == (15, 30, 50)  # 75 % of 20


def test_a_part_without_value_leaves_its_weight_to_the_others():
    items = (Item("a", 1, FIVE), Item("b", 2, FIVE), Item("c", 5, FIVE))
    result = score(Group("whole", 1, Rule(), items), {"a": scored(4), "b": scored(1)})
    assert result.value == pytest.approx((100 + 2 * 25) / 3)
    assert shares(result) == [pytest.approx(1 / 3), pytest.approx(2 / 3), None]


def test_mean_of_means_is_not_the_mean_of_items():
    big = Group("big", 1, Rule(), tuple(Item(f"b{number}", 1, FIVE) for number in range(3)))
    group = Group("whole", 1, Rule(), (big, Group("small", 1, Rule(), (Item("s", 1, FIVE),))))
    result = score(group, {f"b{number}": scored(0) for number in range(3)} | {"s": scored(4)})
    assert result.value == 50


@pytest.mark.parametrize("aggregation", METHODS)
@pytest.mark.parametrize("highest", [0.1 + 0.2, 44.20569615007835, 11.467185974789478, 3])
def test_nothing_but_highest_answers_is_exactly_100(aggregation, highest):
    items = tuple(Item(str(number), 0.1 * number, levels(0, highest)) for number in range(1, 12))
    group = Group("whole", 1, Rule(aggregation=aggregation), items)
    assert score(group, {item.id: scored(1) for item in items}).value == 100


def test_an_unknown_method_is_refused_with_those_known():
    with pytest.raises(ValueError, match=r"arithmetic, geometric, minimum, sum-over-maximum .* 'median'"):
        Rule(aggregation="median")


@pytest.mark.parametrize("coverage", [-0.1, 1.1, math.nan])
def test_a_minimum_coverage_outside_0_to_1_is_refused(coverage):
    with pytest.raises(ValueError, match="minimum_coverage: a number from 0 to 1"):
        Rule(minimum_coverage=coverage)
