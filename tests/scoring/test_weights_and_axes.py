"""Effective weights, and the scores of axes that are made with them."""

import pytest

from scoring import Group, Item, Rule, Treatment, axis_scores, effective_weights, levels, score, scored

HALVES = levels(0, 1, 2)
FRAMEWORK = Group(
    "overall",
    1,
    Rule(minimum_coverage=0.5),
    (
        Group("one", 3, Rule(), (Item("a", 1, HALVES, "horizontal"), Item("b", 2, HALVES, "vertical"))),
        Group("two", 1, Rule(), (Item("c", 1, HALVES, "horizontal"), Item("d", 1, HALVES))),
    ),
)


def test_an_effective_weight_is_the_product_of_shares_down_the_path():
    expected = {"a": 3 / 4 * 1 / 3, "b": 3 / 4 * 2 / 3, "c": 1 / 4 * 1 / 2, "d": 1 / 4 * 1 / 2}
    assert effective_weights(FRAMEWORK) == pytest.approx(expected)


def test_in_a_sum_the_attainable_points_are_the_weights():
    rule = Rule(aggregation="sum-over-maximum")
    inner = Group("inner", 9, rule, (Item("a", 1, levels(0, 2)), Item("b", 1, levels(0, 3))))
    group = Group("sum", 1, rule, (inner, Item("c", 1, levels(0, 5))))
    assert effective_weights(group) == pytest.approx({"a": 0.2, "b": 0.3, "c": 0.5})


def test_groups_without_items_take_no_weight():
    group = Group("overall", 1, Rule(), (Group("empty", 5, Rule(), ()), Item("a", 1, HALVES)))
    assert effective_weights(group) == {"a": 1}
    assert effective_weights(Group("empty", 1, Rule(), ())) == {}


def test_an_axis_takes_its_items_from_all_dimensions_by_effective_weight():
    axes = axis_scores(FRAMEWORK, {"a": scored(2), "b": scored(1), "c": scored(0), "d": scored(2)})
    assert list(axes) == ["horizontal", "vertical"]
    assert axes["horizontal"].value == pytest.approx((0.25 * 100 + 0.125 * 0) / 0.375)
    assert axes["vertical"].value == 50
    assert [part.id for part in axes["horizontal"].parts] == ["a", "c"]


def test_an_axis_has_coverage_bounds_and_the_threshold_of_the_whole():
    axis = axis_scores(FRAMEWORK, {"c": scored(2)})["horizontal"]
    assert (axis.value, axis.missing) == (None, "below-coverage")
    assert axis.coverage == pytest.approx(1 / 3)
    assert (axis.low, axis.high) == (pytest.approx(100 / 3), 100)


def test_an_axis_follows_the_rule_of_the_whole():
    inner = Group("inner", 1, Rule(), (Item("a", 1, HALVES, "x"), Item("b", 1, HALVES, "x")))
    group = Group("overall", 1, Rule(not_answered=Treatment.ZERO), (inner,))
    assert axis_scores(group, {"a": scored(2)})["x"].value == 50


def test_an_axis_may_share_its_name_with_an_item():
    group = Group("overall", 1, Rule(), (Item("horizontal", 1, HALVES, "horizontal"),))
    assert axis_scores(group, {"horizontal": scored(1)})["horizontal"].value == 50


@pytest.mark.parametrize("compute", [score, axis_scores])
def test_answers_to_unknown_items_are_listed(compute):
    with pytest.raises(ValueError, match="overall: answers to items that are not in it: one, zebra"):
        compute(FRAMEWORK, {"a": scored(1), "zebra": scored(1), "one": scored(1)})


@pytest.mark.parametrize("compute", [score, axis_scores])
def test_an_id_that_stands_twice_is_refused(compute):
    group = Group("overall", 1, Rule(), (Item("a", 1, HALVES), Group("a", 1, Rule(), ())))
    with pytest.raises(ValueError, match="overall: ids: used more than once: a"):
        compute(group, {})


@pytest.mark.parametrize("compute", [score, axis_scores])
def test_an_answer_outside_its_scale_names_the_item(compute):
    with pytest.raises(ValueError, match="a: one of the levels 0, 1, 2 is needed; found 3"):
        compute(FRAMEWORK, {"a": scored(3)})


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
@pytest.mark.parametrize("make", [lambda w: Item("a", w, HALVES), lambda w: Group("a", w, Rule(), ())])
def test_a_weight_that_cannot_weigh_is_refused(make, weight):
    with pytest.raises(ValueError, match=r"a: weight: a .*number"):
        make(weight)
