"""What holds for every framework and every table: order, scale, direction, monotony, missing values."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.composite.aggregate import METHODS, Rule
from scoring.composite.build import Choices, build
from scoring.composite.elements import Element
from scoring.composite.framework import framework
from scoring.ranks import competition_ranks

MEANS = [name for name in METHODS if name != "copeland"] + ["power:2", "power:-1", "owa:0.5/0.3/0.2"]
NAN = float("nan")


@st.composite
def trees(draw) -> list[Element]:
    """Rows of a framework of three levels with one to four children each, on scales of 0 to 10."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    weight = st.integers(1, 9).map(float)
    rows = [Element(code="w", level=3, kind="Aggregate")]
    for place, size in enumerate(sizes):
        rows.append(Element(code=f"p{place}", level=2, parent="w", weight=draw(weight), kind="Aggregate"))
        rows += [
            Element(
                code=f"p{place}x{number}",
                level=1,
                parent=f"p{place}",
                weight=draw(weight),
                direction=draw(st.sampled_from([1.0, -1.0])),
                low=0.0,
                high=10.0,
            )
            for number in range(size)
        ]
    return rows


@st.composite
def cases(draw, missing: bool = True) -> tuple[list[Element], np.ndarray]:
    rows = draw(trees())
    n = sum(row.level == 1 for row in rows)
    cell = st.integers(0, 10).map(float)
    cell = st.one_of(cell, cell, st.just(NAN)) if missing else cell
    units = draw(st.integers(1, 5))
    values = draw(st.lists(st.lists(cell, min_size=n, max_size=n), min_size=units, max_size=units))
    return rows, np.array(values)


def scores(rows: list[Element], values: np.ndarray, method: str = "arithmetic", **weights: object) -> np.ndarray:
    """On fixed scales of 1 to 100: (units, aggregates)."""
    choices = Choices(normalise="scaled", low=1, high=100, rule=Rule((method,)))
    return build(framework(rows), values, choices, **weights).scores


def same(one: np.ndarray, other: np.ndarray) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("method", [*MEANS, "copeland"])
@given(case=cases(), random=st.randoms(use_true_random=False))
def test_the_order_of_units_and_of_columns_is_irrelevant(method, case, random):
    rows, values = case
    places = list(range(len(values)))
    random.shuffle(places)
    same(scores(rows, values[places], method), scores(rows, values, method)[places])
    shuffled = rows.copy()
    random.shuffle(shuffled)
    before, after = framework(rows), framework(shuffled)
    columns = [before.codes.index(code) for code in after.codes]
    moved = scores(shuffled, values[:, columns[: after.indicators]], method)
    back = [after.codes[after.indicators :].index(code) for code in before.codes[before.indicators :]]
    same(moved[:, back], scores(rows, values, method))


@pytest.mark.parametrize("method", MEANS)
@given(case=cases(missing=False))
def test_the_ends_of_the_scale_are_the_ends_of_the_scores(method, case):
    rows, _ = case
    tree = framework(rows)
    best = np.where(tree.directions > 0, 10.0, 0.0)[None, :]
    same(scores(rows, best, method), np.full((1, len(tree.order)), 100.0))
    same(scores(rows, 10 - best, method), np.full((1, len(tree.order)), 1.0))


@pytest.mark.parametrize("method", MEANS)
@given(case=cases(), data=st.data())
def test_a_better_value_never_lowers_a_score(method, case, data):
    rows, values = case
    directions = framework(rows).directions
    place = data.draw(st.integers(0, values.shape[1] - 1))
    assume(not np.isnan(values[0, place]))
    better = values.copy()
    better[0, place] = 10.0 if directions[place] > 0 else 0.0
    rise = scores(rows, better, method)[0] - scores(rows, values, method)[0]
    assert np.all(rise[~np.isnan(rise)] >= -1e-9)


@pytest.mark.parametrize("method", [*MEANS, "copeland"])
@given(case=cases(), factor=st.sampled_from([0.001, 3.0, 1e6]))
def test_weights_are_free_of_scale(method, case, factor):
    rows, values = case
    heavier = [replace(row, weight=row.weight * factor) for row in rows]
    same(scores(heavier, values, method), scores(rows, values, method))


@given(case=cases())
def test_a_turned_indicator_is_101_less_its_value(case):
    """On 1 to 100, an arithmetic mean of turned indicators is 101 less the mean."""
    rows, values = case
    turned = [replace(row, direction=-row.direction) if row.level == 1 else row for row in rows]
    same(scores(turned, values), 101 - scores(rows, values))


@given(case=cases())
def test_means_are_ordered(case):
    rows, values = case
    found = [scores(rows, values, method) for method in ("minimum", "harmonic", "geometric", "arithmetic", "power:2")]
    for lower, higher in pairwise(found):
        assert np.all((lower <= higher + 1e-9) | np.isnan(lower))


@pytest.mark.parametrize("method", [*MEANS, "copeland"])
@given(case=cases())
def test_a_copy_of_a_unit_ties_with_it(method, case):
    rows, values = case
    found = scores(rows, np.vstack([values, values[:1]]), method)
    ranks = competition_ranks(found, axis=0)
    np.testing.assert_array_equal(ranks[0], ranks[-1])


@pytest.mark.parametrize("method", MEANS)
@given(case=cases())
def test_a_score_lies_between_all_missing_at_worst_and_all_at_best(method, case):
    rows, values = case
    directions = framework(rows).directions
    missing = np.isnan(values)
    best, worst = np.where(directions > 0, 10.0, 0.0), np.where(directions > 0, 0.0, 10.0)
    found = scores(rows, values, method)
    high, low = (scores(rows, np.where(missing, end, values), method) for end in (best, worst))
    if method not in ("owa:0.5/0.3/0.2", "median"):  # these two give weight by place
        assert np.all((found <= high + 1e-9) | np.isnan(found))
    assert np.all((found >= low - 1e-9) | np.isnan(found)) or method in ("owa:0.5/0.3/0.2", "median")


@given(case=cases())
def test_row_imputation_is_leaving_out_where_weights_are_equal(case):
    """The mean of what the unit has in the same parent changes no arithmetic mean, on min-max of 0-1."""
    rows, values = case
    rows = [replace(row, weight=1.0) for row in rows]
    ends = np.vstack([values, np.zeros(values.shape[1]), np.full(values.shape[1], 10.0)])  # so that all vary
    plain = build(framework(rows), ends, Choices()).scores
    filled = build(framework(rows), ends, Choices(impute="row")).scores
    parts = slice(0, len(rows) - values.shape[1] - 1)
    same(filled[:, parts], plain[:, parts])
