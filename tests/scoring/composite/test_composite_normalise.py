"""Normalisation worked by hand: five units, one indicator, one value missing and one tie."""

import numpy as np
import pytest

from scoring.composite.errors import DataError
from scoring.composite.normalise import METHODS, Scale, normalise

NAN = float("nan")
X = [2.0, 4.0, NAN, 4.0, 10.0]  # n 4, mean 5, squares of differences 9 + 1 + 1 + 25 = 36, sd sqrt(36 / 3)
SD = 12**0.5


def by(method: str, values: list[float] = X, direction: float = 1, **settings: object) -> list[float]:
    scale = Scale(directions=np.array([direction]), codes=("x",), **settings)
    return normalise(np.array(values)[:, None], method, scale)[:, 0].tolist()


WORKED = {
    "minmax": ([0, 25, NAN, 25, 100], [100, 75, NAN, 75, 0]),
    "zscore": ([-3 / SD, -1 / SD, NAN, -1 / SD, 5 / SD], [3 / SD, 1 / SD, NAN, 1 / SD, -5 / SD]),
    "rank": ([1, 2, NAN, 2, 4], [4, 2, NAN, 2, 1]),
    "percentile-rank": ([0, 1 / 3, NAN, 1 / 3, 1], [1, 1 / 3, NAN, 1 / 3, 0]),
    "borda": ([0, 1, NAN, 1, 3], [3, 1, NAN, 1, 0]),
    "distance-to-max": ([0, 0.25, NAN, 0.25, 1], [1, 0.75, NAN, 0.75, 0]),
    "fraction-of-max": ([0.2, 0.4, NAN, 0.4, 1], [1, 2, NAN, 2, 5]),  # turned: x / min, as in COINr
    "none": (X, X),
}


@pytest.mark.parametrize("method", WORKED)
def test_worked_by_hand(method):
    more, less = WORKED[method]
    assert by(method) == pytest.approx(more, nan_ok=True)
    assert by(method, direction=-1) == pytest.approx(less, nan_ok=True)


def test_minmax_to_any_range():
    assert by("minmax", bottom=1, top=5) == pytest.approx([1, 2, NAN, 2, 5], nan_ok=True)


def test_zscore_to_any_mean_and_deviation():
    assert by("zscore", centre=100, spread=SD) == pytest.approx([97, 99, NAN, 99, 105], nan_ok=True)


def test_scaled_sends_low_to_the_bottom_and_is_turned_where_less_is_better():
    posts = {"lows": np.array([0.0]), "highs": np.array([8.0]), "bottom": 1, "top": 101}
    assert by("scaled", **posts) == pytest.approx([26, 51, NAN, 51, 126], nan_ok=True)  # nothing is cut off
    assert by("scaled", direction=-1, **posts) == pytest.approx([76, 51, NAN, 51, -24], nan_ok=True)


def test_goalposts_cut_off():
    posts = {"lows": np.array([3.0]), "highs": np.array([8.0])}
    assert by("goalposts", **posts) == pytest.approx([0, 20, NAN, 20, 100], nan_ok=True)
    assert by("goalposts", direction=-1, **posts) == pytest.approx([100, 80, NAN, 80, 0], nan_ok=True)


def test_distance_to_target():
    assert by("distance-to-target", targets=np.array([6.0])) == pytest.approx([0, 0.5, NAN, 0.5, 2], nan_ok=True)
    turned = by("distance-to-target", direction=-1, targets=np.array([0.0]))
    assert turned == pytest.approx([0.8, 0.6, NAN, 0.6, 0], nan_ok=True)


def test_distance_to_reference():
    assert by("distance-to-reference", reference=1) == pytest.approx([0, 1, NAN, 1, 4], nan_ok=True)
    assert all(np.isnan(by("distance-to-reference", reference=2)))  # the reference has no value


def test_ranks_of_small_numbers_are_kept_apart_and_noise_is_not():
    assert by("rank", [1e-12, 2e-12, 0.3, 0.1 + 0.2]) == [1, 2, 3, 3]


EQUAL = [3.0, 3.0, NAN]


@pytest.mark.parametrize("method", ["minmax", "zscore", "distance-to-max"])
def test_zero_variance_is_refused_where_variance_is_needed(method):
    with pytest.raises(DataError, match=r"column x: .*: zero variance") as caught:
        by(method, EQUAL)
    assert caught.value.column == "x"


def test_zero_variance_is_no_matter_elsewhere():
    assert by("rank", EQUAL)[:2] == [1, 1]
    assert by("percentile-rank", EQUAL)[:2] == [0, 0]
    assert by("fraction-of-max", EQUAL)[:2] == [1, 1]


@pytest.mark.parametrize(
    ("method", "values", "settings", "words"),
    [
        ("minmax", [NAN, NAN], {}, "1 values or more are needed; found 0"),
        ("percentile-rank", [1, NAN], {}, "2 values or more are needed; found 1"),
        ("fraction-of-max", [0, -1], {}, "the maximum is 0"),
        ("scaled", X, {}, "low is needed"),
        ("scaled", X, {"lows": np.array([0.0]), "highs": np.array([NAN])}, "high is needed"),
        ("distance-to-target", X, {"targets": np.array([2.0])}, "the target is no better than the worst unit"),
        ("distance-to-reference", X, {"reference": 0}, "the reference unit is the worst"),
        ("distance-to-reference", X, {}, "a reference unit is needed"),
        ("max", X, {}, f"one of {', '.join(METHODS)} is needed; found 'max'"),
        ("minmax", X, {"bottom": 1, "top": 1}, "the lower end must be below the upper"),
        ("minmax", X, {"bottom": NAN}, "a finite number is needed"),
    ],
)
def test_what_a_method_cannot_take_is_said(method, values, settings, words):
    with pytest.raises(ValueError, match=words):
        by(method, values, **settings)


def test_the_first_column_at_fault_is_named():
    scale = Scale(directions=np.ones(3), codes=("x", "y", "z"))
    values = np.array([[1.0, 2.0, 5.0], [2.0, 2.0, 5.0]])
    with pytest.raises(DataError) as caught:
        normalise(values, "minmax", scale)
    assert caught.value.column == "y"


def test_a_leading_axis_of_replications_is_kept():
    values = np.array([X, [1.0, 2, 3, 4, 5]])[..., None]
    scale = Scale(directions=np.ones(1), codes=("x",))
    for method in ("minmax", "zscore", "rank", "percentile-rank", "borda", "distance-to-max"):
        both = normalise(values, method, scale)
        alone = [normalise(one, method, scale) for one in values]
        np.testing.assert_array_equal(both, np.array(alone))
