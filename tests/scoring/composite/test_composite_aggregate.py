"""Aggregation worked by hand, level by level, with missing values, thresholds and replications."""

import numpy as np
import pytest

from scoring.composite import means
from scoring.composite.aggregate import METHODS, Rule, aggregate, kernel
from scoring.composite.elements import Element
from scoring.composite.errors import DataError
from scoring.composite.framework import framework
from scoring.composite.outranking import copeland, outranking

NAN = float("nan")
WEIGHTS = np.array([1.0, 2.0, 3.0])


def tree(*weights: float):
    """Two pairs in two parents in one whole: a1 a2 | b1 b2, weights in that order, then a and b."""
    given = [*weights, *[1.0] * (6 - len(weights))]
    below = zip(("a1", "a2", "b1", "b2"), given[:4], strict=True)
    rows = [Element(code=code, level=1, parent=code[0], weight=w) for code, w in below]
    rows += [
        Element(code=code, level=2, parent="whole", weight=w, kind="Aggregate")
        for code, w in zip("ab", given[4:], strict=True)
    ]
    return framework([*rows, Element(code="whole", level=3, kind="Aggregate")])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("arithmetic", (1 * 8 + 2 * 4 + 3 * 2) / 6),
        ("geometric", (8 * 4**2 * 2**3) ** (1 / 6)),
        ("harmonic", 6 / (1 / 8 + 2 / 4 + 3 / 2)),
        ("power:2", ((64 + 2 * 16 + 3 * 4) / 6) ** 0.5),
        ("power:-1", 6 / (1 / 8 + 2 / 4 + 3 / 2)),
        ("power:0", (8 * 4**2 * 2**3) ** (1 / 6)),
        ("minimum", 2),
        ("median", 3),  # half of the weight of 6 is reached exactly with 2, the next is 4
        ("owa:1", (1 * 8 + 2 * 4 + 3 * 2) / 6),
        ("owa:1/0", (1 * 8 + 2 * 4) / 3),  # all on the better half of the weight: 8 and 4
    ],
)
def test_three_children_by_hand(name, expected):
    assert kernel(name)(np.array([[8.0, 4.0, 2.0]]), WEIGHTS)[0] == pytest.approx(expected)


@pytest.mark.parametrize("name", [*METHODS, "power:3", "owa:0.6/0.4"])
def test_a_missing_child_and_a_child_of_weight_zero_are_left_out(name):
    if name == "copeland":
        return
    expected = kernel(name)(np.array([[8.0, 2.0]]), np.array([1.0, 3.0]))[0]
    assert kernel(name)(np.array([[8.0, NAN, 2.0]]), WEIGHTS)[0] == pytest.approx(expected)
    assert kernel(name)(np.array([[8.0, 99.0, 2.0]]), np.array([1.0, 0.0, 3.0]))[0] == pytest.approx(expected)
    assert np.isnan(kernel(name)(np.full((1, 3), NAN), WEIGHTS)[0])


def test_owa_weighs_sorted_values_the_largest_first():
    weigh = kernel("owa:0.5/0.3/0.2")
    assert weigh(np.array([[4.0, 8.0, 2.0]]), np.ones(3))[0] == pytest.approx(0.5 * 8 + 0.3 * 4 + 0.2 * 2)
    # Two children: half of the positions each, 0.5 + 0.15 and 0.15 + 0.2.
    assert weigh(np.array([[4.0, 8.0]]), np.ones(2))[0] == pytest.approx(0.65 * 8 + 0.35 * 4)


@pytest.mark.parametrize(("name", "expected"), [("power:2000", 9e3), ("power:-2000", 1.0)])
def test_large_powers_tend_to_the_largest_and_the_smallest(name, expected):
    assert kernel(name)(np.array([[9e3, NAN, 1.0]]), np.ones(3))[0] == pytest.approx(expected, rel=1e-3)
    assert np.isnan(kernel(name)(np.full((1, 3), NAN), np.ones(3))[0])


def test_median_of_equal_weights_is_the_ordinary_one():
    rows = np.array([[5.0, 1.0, 3.0], [5.0, NAN, 3.0]])
    assert means.median(rows, np.full(3, 0.1)).tolist() == [3.0, 4.0]


@pytest.mark.parametrize("name", ["geometric", "harmonic", "power:2"])
@pytest.mark.parametrize("value", [0.0, -1.0])
def test_means_of_positive_numbers_refuse_others_by_unit_and_column(name, value):
    values = np.array([[1.0, 1, 1, 1], [1, 1, value, 1]])
    with pytest.raises(DataError, match=f"b by {name}: values above 0 are needed") as caught:
        aggregate(tree(), values, rule=Rule((name,)))
    assert (caught.value.row, caught.value.column) == (1, "b1")


def test_the_whole_is_made_of_its_parts():
    scores = aggregate(tree(1, 3, 1, 1, 1, 2), np.array([[10.0, 20.0, 30.0, 50.0]]))
    assert scores[0].tolist() == pytest.approx([17.5, 40, (17.5 + 80) / 3])


def test_a_method_for_each_level():
    values = np.array([[1.0, 4.0, 8.0, 2.0]])
    scores = aggregate(tree(), values, rule=Rule(("geometric", "minimum")))
    assert scores[0].tolist() == pytest.approx([2, 4, 2])


def test_missing_values_leave_their_weight_to_siblings_at_every_level():
    scores = aggregate(tree(), np.array([[10.0, NAN, NAN, NAN], [NAN] * 4]))
    assert scores[0].tolist() == pytest.approx([10, NAN, 10], nan_ok=True)
    assert np.isnan(scores[1]).all()


@pytest.mark.parametrize(
    ("by", "threshold", "scored"),
    [
        ("weight", 0.75, [True, False]),  # a has 3 of 4, b has 1 of 4
        ("weight", 0.76, [False, False]),
        ("weight", 0.25, [True, True]),
        ("children", 0.5, [True, True]),  # one of two in both
        ("children", 0.51, [False, False]),
    ],
)
def test_thresholds_by_weight_and_by_children(by, threshold, scored):
    values = np.array([[NAN, 20.0, 30.0, NAN]])
    scores = aggregate(tree(1, 3, 1, 3), values, rule=Rule(thresholds=(threshold, 0), by=by))
    assert (~np.isnan(scores[0, :2])).tolist() == scored


def test_a_threshold_counts_what_is_left_above():
    rule = Rule(thresholds=(0.0, 0.6))
    scores = aggregate(tree(), np.array([[10.0, 10.0, NAN, NAN]]), rule=rule)
    assert np.isnan(scores[0, 2])
    assert scores[0, 0] == 10


def test_a_threshold_that_is_met_exactly_is_met():
    """0.1 + 0.2 of 0.1 + 0.2 + 0.7 is 0.3 after rounding to 9 decimals only."""
    rows = [Element(code=code, level=1, parent="w", weight=w) for code, w in zip("xyz", (0.1, 0.2, 0.7), strict=True)]
    flat = framework([*rows, Element(code="w", level=2, kind="Aggregate")])
    scores = aggregate(flat, np.array([[5.0, 5.0, NAN]]), rule=Rule(thresholds=(0.3,)))
    assert scores[0, 0] == pytest.approx(5)


@pytest.mark.parametrize("name", [*METHODS, "power:2", "owa:0.5/0.3/0.2"])
def test_replications_are_the_same_as_one_run_each(name):
    rng = np.random.default_rng(7)
    one, rule = tree(), Rule((name,), (0.5,))
    values = rng.uniform(1, 100, (5, 9, 4))
    values[rng.random(values.shape) < 0.2] = NAN
    weights = rng.uniform(0.5, 2, (5, 7))
    alone = [aggregate(one, own, w, rule) for own, w in zip(values, weights, strict=True)]
    np.testing.assert_allclose(aggregate(one, values, weights, rule), alone, rtol=1e-12)
    same_values = [aggregate(one, values[0], w, rule) for w in weights]
    np.testing.assert_allclose(aggregate(one, values[0], weights, rule), same_values, rtol=1e-12)
    same_weights = [aggregate(one, own, None, rule) for own in values]
    np.testing.assert_allclose(aggregate(one, values, None, rule), same_weights, rtol=1e-12)
    grid = aggregate(one, values[:2, None], weights[None, :3], rule)
    assert grid.shape == (2, 3, 9, 3)
    np.testing.assert_allclose(grid[1, 2], aggregate(one, values[1], weights[2], rule), rtol=1e-12)


# Three units on two indicators of weights 2 and 1: x is ahead of y and of z on the first, behind on the second.
THREE = np.array([[3.0, 1.0], [2.0, 2.0], [2.0, 3.0]])


def test_outranking_by_hand():
    o = outranking(THREE, np.array([2.0, 1.0]))
    third = pytest.approx(1 / 3)
    assert o[0].tolist() == pytest.approx([NAN, 2 / 3, 2 / 3], nan_ok=True)
    assert (o[1, 0], o[1, 2]) == (third, third)  # y and z: a tie counts half of 2/3, the rest is lost
    assert copeland(THREE, np.array([2.0, 1.0])).tolist() == [2, -2, 0]


def test_comparisons_do_not_depend_on_the_order_of_the_units():
    """(5, -) and (1, 2): one shared item, one winner. COINr says a tie or a win by the order of the rows."""
    values, weights = np.array([[5.0, NAN], [1.0, 2.0]]), np.ones(2)
    assert copeland(values, weights).tolist() == [1, -1]
    assert copeland(values[::-1], weights).tolist() == [-1, 1]


def test_units_with_nothing_in_common_are_even():
    values = np.array([[NAN, 2.0], [1.0, NAN], [NAN, NAN]])
    assert np.isnan(outranking(values, np.ones(2))[0, 1])
    assert copeland(values, np.ones(2)).tolist() == pytest.approx([0, 0, NAN], nan_ok=True)


def test_halves_are_even_after_rounding():
    """0.1 + 0.2 against 0.3: as doubles the first is larger."""
    assert copeland(np.array([[2.0, 2.0, 1.0], [1.0, 1.0, 2.0]]), np.array([0.1, 0.2, 0.3])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Rule(("mean",)), "one of arithmetic, .* is needed; found 'mean'"),
        (lambda: Rule(("power",)), "power:P, one exponent is needed; found 'power'"),
        (lambda: Rule(("power:1/2",)), "power:P, one exponent"),
        (lambda: Rule(("owa:0/0",)), "owa:W/W/… is needed"),
        (lambda: Rule(("owa:1/-1",)), "owa:W/W/… is needed"),
        (lambda: Rule(("owa:nan",)), "owa:W/W/… is needed"),
        (lambda: Rule(thresholds=(1.1,)), "threshold: a number from 0 to 1 is needed"),
        (lambda: Rule(by="units"), "weight or children is needed"),
        (lambda: aggregate(tree(), np.ones((1, 4)), rule=Rule(("minimum",) * 3)), r"one, or 2 \(levels 2 to 3\)"),
        (lambda: aggregate(tree(), np.ones((1, 4)), rule=Rule(thresholds=(0.1,) * 3)), "threshold: one, or 2"),
    ],
)
def test_rules_that_cannot_be_are_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()
