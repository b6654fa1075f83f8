"""Figures that place a unit among others: worked by hand, and what must hold for every group."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.benchmarks.statistics import (
    PERCENTILE_KINDS,
    gaps,
    mean,
    percentile_ranks,
    quantile,
    quartiles,
    robust_z_scores,
    z_scores,
)

NAN = math.nan
FIVE = [40, 10, 20, 20, NAN]  # in order 10, 20, 20, 40
SCORES = st.lists(st.one_of(st.floats(0, 100), st.sampled_from([0.0, 50.0, 100.0]), st.just(NAN)), min_size=1)


def test_quartiles_of_type_7_lie_on_the_line_between_neighbours():
    # Places (4 - 1) x 0.25 = 0.75, 1.5, 2.25: 10 + 0.75 x 10, 20, 20 + 0.25 x 20.
    found = quartiles(FIVE)
    assert (found.lower, found.median, found.upper) == (17.5, 20, 25)


def test_quantiles_of_type_6_are_those_of_excel_exc():
    # Place (4 + 1) x 0.25 = 1.25, counted from 1: 10 + 0.25 x 10.
    assert quantile(FIVE, 0.25, kind=6) == 12.5


@given(SCORES, st.floats(0, 1))
def test_quantiles_of_type_7_are_those_of_numpy_to_the_last_bit(values, share):
    there = [value for value in values if not math.isnan(value)]
    expected = np.quantile(there, share) if there else NAN
    assert quantile(values, share) == expected or math.isnan(expected)


@pytest.mark.parametrize(
    ("kind", "ranks"),
    [
        ("strict", [75, 0, 25, 25]),  # 3, 0, 1, 1 of 4 are smaller
        ("weak", [100, 25, 75, 75]),
        ("mean", [87.5, 12.5, 50, 50]),  # half way between
        ("rank", [100, 25, 62.5, 62.5]),  # ranks 4, 1, 2.5, 2.5 of 4
        ("excel-inc", [100, 0, 100 / 3, 100 / 3]),  # 3, 0, 1, 1 of 3 others
    ],
)
def test_the_kind_of_percentile_rank_says_how_equals_count(kind, ranks):
    np.testing.assert_allclose(percentile_ranks(FIVE, kind), [*ranks, NAN], rtol=1e-15)


def test_values_that_differ_in_the_last_bit_have_one_percentile_rank():
    assert len(set(percentile_ranks([0.1 + 0.2, 0.3, 0.3]))) == 1


def test_gaps_are_to_median_best_and_target():
    found = gaps(FIVE, target=50)
    np.testing.assert_array_equal(found.median, [20, -10, 0, 0, NAN])
    np.testing.assert_array_equal(found.best, [0, -30, -20, -20, NAN])
    np.testing.assert_array_equal(found.target, [-10, -40, -30, -30, NAN])
    assert np.isnan(gaps(FIVE).target).all()


def test_z_scores_are_refused_below_ten_units():
    assert np.isnan(z_scores(range(9))).all()
    assert np.isnan(robust_z_scores(range(9))).all()


def test_z_scores_by_hand():
    values = [0] * 5 + [10] * 5  # mean 5, sum of squares 250, s = sqrt(250 / 9)
    np.testing.assert_allclose(z_scores(values), [-5 / math.sqrt(250 / 9)] * 5 + [5 / math.sqrt(250 / 9)] * 5)
    # median of 1..10 is 5.5, distances 0.5 .. 4.5 twice, their median 2.5.
    assert robust_z_scores(range(1, 11))[0] == pytest.approx(-4.5 / (1.4826 * 2.5))


def test_equal_values_have_no_z_score():
    assert np.isnan(z_scores([7] * 12)).all()
    assert np.isnan(robust_z_scores([7] * 11 + [9])).all()


def test_nobody_and_one_alone():
    assert math.isnan(quartiles([NAN]).median)
    assert math.isnan(mean([]))
    assert np.isnan(percentile_ranks([NAN, NAN])).all()
    assert np.isnan(gaps([NAN]).best).all()
    assert percentile_ranks([5], "mean")[0] == 50
    assert math.isnan(percentile_ranks([5], "excel-inc")[0])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: percentile_ranks([1], "inclusive"), "kind: one of excel-inc, mean, rank, strict, weak is needed"),
        (lambda: quantile([1], 0.5, kind=10), "kind: a type from 1 to 9 is needed; found 10"),
        (lambda: quantile([1], 1.5), "share: a number from 0 to 1 is needed; found 1.5"),
        (lambda: mean([[1, 2]]), r"values: one number per unit is needed \(1-D\); found 2 dimensions"),
        (lambda: mean([math.inf]), "values: finite numbers, or NaN for missing, are needed; found infinity"),
    ],
)
def test_what_cannot_be_used_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


@given(SCORES, st.sampled_from(sorted(PERCENTILE_KINDS)), st.randoms(use_true_random=False))
def test_the_order_of_units_is_irrelevant(values, kind, random):
    order = list(range(len(values)))
    random.shuffle(order)
    shuffled = [values[place] for place in order]
    np.testing.assert_array_equal(percentile_ranks(shuffled, kind), percentile_ranks(values, kind)[order])
    np.testing.assert_array_equal(z_scores(shuffled), z_scores(values)[order])
    assert str(quartiles(shuffled)) == str(quartiles(values))


@given(SCORES)
def test_kinds_are_ordered_and_better_is_never_lower(values):
    strict, middle, weak = (percentile_ranks(values, kind) for kind in ("strict", "mean", "weak"))
    there = ~np.isnan(np.array(values))
    assert (strict[there] < middle[there]).all()
    assert (middle[there] < weak[there]).all()
    order = np.argsort(np.array(values)[there])
    assert (np.diff(middle[there][order]) >= 0).all()


@given(SCORES)
def test_a_copy_of_a_unit_stands_where_it_stands(values):
    twice = [*values, values[0]]
    found = percentile_ranks(twice)
    assert found[0] == found[-1] or math.isnan(values[0])
