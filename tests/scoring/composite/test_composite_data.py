"""The data made ready: imputation, screening, outliers, worked by hand."""

import numpy as np
import pytest

from scoring.composite.elements import Element
from scoring.composite.errors import DataError
from scoring.composite.framework import framework
from scoring.composite.impute import impute, median, without_value
from scoring.composite.outliers import (
    Limits,
    denominate,
    has_outliers,
    kurtosis,
    logged,
    skewness,
    treat,
    winsorise,
)
from scoring.composite.screen import availability, availability_by_aggregate, screen

NAN = float("nan")
TREE = framework(
    [
        Element(code="x", level=1, parent="a"),
        Element(code="y", level=1, parent="a", direction=-1),
        Element(code="z", level=1, parent="b"),
        Element(code="a", level=2, parent="w", kind="Aggregate"),
        Element(code="b", level=2, parent="w", kind="Aggregate"),
        Element(code="w", level=3, kind="Aggregate"),
    ]
)
DATA = np.array([[0.0, 10, 1], [10, 30, NAN], [5, NAN, 7], [1, 20, NAN]])
GROUPS = ["n", "n", "s", None]


def filled(method: str, groups: list[str | None] | None = None) -> list[float]:
    """What is put in for y of the third, z of the second and z of the fourth unit."""
    values = impute(TREE, DATA, method, groups)
    assert not np.isnan(values[~np.isnan(DATA)]).any()
    return [values[2, 1], values[1, 2], values[3, 2]]


@pytest.mark.parametrize(
    ("method", "groups", "expected"),
    [
        ("none", None, [NAN, NAN, NAN]),
        ("mean", None, [20, 4, 4]),
        ("median", None, [20, 4, 4]),
        ("group-mean:region", GROUPS, [20, 1, 4]),  # nobody in s has y, the fourth has no group: all units
        ("group-median:region", GROUPS, [20, 1, 4]),
        ("row", None, [20, NAN, NAN]),  # x is half way up, so y is half way down; b has nothing else than z
    ],
)
def test_imputation_by_hand(method, groups, expected):
    assert filled(method, groups) == pytest.approx(expected, nan_ok=True)


def test_by_row_respects_directions_and_takes_the_value_of_a_constant():
    values = np.array([[0.0, 10, 1], [10, 30, 1], [10, NAN, NAN]])
    assert impute(TREE, values, "row")[2, 1] == 10  # best in x, so best in y, of which less is better
    constant = np.array([[0.0, 7, 1], [10, 7, 1], [5, NAN, 1]])
    assert impute(TREE, constant, "row")[2, 1] == 7


def test_groups_without_a_value_are_named():
    assert without_value(DATA, GROUPS) == [("s", 1)]


def test_the_median_of_none_is_none():
    found = median(np.array([[1.0, NAN], [5, NAN], [2, NAN], [NAN, NAN]]))
    assert found[0].tolist() == pytest.approx([2, NAN], nan_ok=True)


@pytest.mark.parametrize("method", ["mode", "group-mean", "group-mode:region"])
def test_unknown_imputations_are_refused(method):
    with pytest.raises(ValueError, match=r"impute: one of none, mean, .* is needed"):
        impute(TREE, DATA, method)


def test_availability_is_counted():
    found = availability(DATA)
    assert found.missing.tolist() == [0, 1, 1, 1]
    assert found.zero.tolist() == [1, 0, 0, 0]
    assert found.available.tolist() == pytest.approx([1, 2 / 3, 2 / 3, 2 / 3])
    assert found.not_zero.tolist() == pytest.approx([2 / 3, 1, 1, 1])
    by_aggregate = availability_by_aggregate(TREE, DATA)
    assert by_aggregate[1].tolist() == pytest.approx([1, 0, 2 / 3])
    assert by_aggregate[2].tolist() == pytest.approx([0.5, 1, 2 / 3])


def test_screening_by_share_and_by_name():
    units = ["a", "b", "c", "d"]
    assert screen(DATA, units, least=0.7).tolist() == [True, False, False, False]
    assert screen(DATA, units, least=2 / 3).all()  # met exactly
    assert screen(DATA, units, least_not_zero=0.7).tolist() == [False, True, True, True]
    assert screen(DATA, units, least=0.7, keep=["b"], drop=["a"]).tolist() == [False, True, False, False]
    with pytest.raises(ValueError, match="found z"):
        screen(DATA, units, keep=["z"])
    with pytest.raises(ValueError, match="found a"):
        screen(DATA, units, keep=["a"], drop=["a"])


# 0, 0, 0, 0, 5: mean 1, m2 = (4 + 16) / 5 = 4, m3 = (-4 + 64) / 5 = 12, m4 = (4 + 256) / 5 = 52.
# G1 = sqrt(20) / 3 x 12 / 8 = sqrt(5), G2 = 4 / 6 x (6 x (52 / 16 - 3) + 6) = 5.
SPIKE = np.array([0.0, 0, 0, 0, 5])


def test_skewness_and_kurtosis_by_hand():
    assert skewness(SPIKE) == pytest.approx(5**0.5)
    assert kurtosis(SPIKE) == pytest.approx(5)
    assert skewness(-SPIKE) == pytest.approx(-(5**0.5))
    assert skewness(np.append(SPIKE, NAN)) == pytest.approx(5**0.5)
    assert has_outliers(SPIKE, Limits())
    assert not has_outliers(SPIKE, Limits(kurtosis=5.1))


@pytest.mark.parametrize("values", [[], [1.0, 2.0], [3.0, 3.0, 3.0, 3.0], [NAN] * 5])
def test_skewness_and_kurtosis_are_undefined_on_too_little(values):
    assert np.isnan(skewness(np.array(values)))
    assert np.isnan(kurtosis(np.array(values)))
    assert not has_outliers(np.array(values), Limits())


def test_winsorising_moves_the_extreme_to_the_next():
    values = np.array([1.0, 2, 2, 3, 3, 3, 4, 4, 5, 40, NAN])
    found = winsorise(values, Limits())
    assert found.values.tolist() == pytest.approx([1, 2, 2, 3, 3, 3, 4, 4, 5, 5, NAN], nan_ok=True)
    assert found.moved.tolist() == [9]
    assert found.passes
    low = winsorise(-values, Limits())
    assert low.values.tolist() == pytest.approx((-found.values).tolist(), nan_ok=True)


def test_where_winsorising_is_not_enough_the_log_is_taken_of_what_was_measured():
    values = np.concatenate([np.arange(1.0, 21.0), [1e3, 1e3]])
    assert len(winsorise(values, Limits(points=1)).moved) == 0  # the two move together or not at all
    found = treat(values, Limits(points=1))
    assert found.logged
    assert found.values.tolist() == pytest.approx(np.log(values - 1 + 0.01 * 999).tolist())
    assert treat(values, Limits(points=2)).moved.tolist() == [20, 21]


def test_what_needs_no_treatment_is_left():
    values = np.array([1.0, 2, 3, 4, NAN])
    found = treat(values)
    np.testing.assert_array_equal(found.values, values)
    assert (found.logged, found.passes, len(found.moved)) == (False, True, 0)


def test_log_and_denominator_need_something_to_work_on():
    with pytest.raises(DataError, match="zero variance"):
        logged(np.array([2.0, 2.0]))
    with pytest.raises(DataError, match="the denominator is 0"):
        denominate(np.ones(2), np.array([1.0, 0.0]))
    assert denominate(np.array([6.0, NAN]), np.array([3.0, 2.0])).tolist() == pytest.approx([2, NAN], nan_ok=True)
