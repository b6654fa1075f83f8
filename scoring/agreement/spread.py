"""How far the ratings of one item lie apart, in levels of the scale.

`levels`: one number per body, NaN for a blank, in any order. Blanks are left out; below two ratings a measure is
undefined (`Undefined.TOO_FEW_BODIES`). Ratings that are all equal have spread 0, r_wg 1 and share 1 here: these
measures compare with the scale, not with the other items, and are defined for unanimity.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.ratings import Array, Scale
from scoring.rounding import rounded


def spread(levels: ArrayLike) -> Measure:
    """Highest less lowest rating: 0 to high - low."""
    return _of(levels, lambda given: given.max() - given.min())


def deviation(levels: ArrayLike) -> Measure:
    """Sample standard deviation, sqrt(sum((x - mean)²) / (m-1)), in levels."""
    return _of(levels, lambda given: given.std(ddof=1))


def distance_from_median(levels: ArrayLike) -> Measure:
    """mean |x - median|, the median of an even number being the middle of the two, in levels."""
    return _of(levels, lambda given: np.abs(given - np.median(given)).mean())


def interquartile_range(levels: ArrayLike, method: str = "linear") -> Measure:
    """Third less first quartile, in levels. `method` as in numpy: "linear" is R's type 7, "weibull" type 6."""
    return _of(levels, lambda given: np.subtract(*np.quantile(given, [0.75, 0.25], method=method)))  # type: ignore[call-overload]


def share_in_mode(levels: ArrayLike) -> Measure:
    """The part of the bodies, above 0 to 1, that chose the level chosen most often."""
    return _of(levels, lambda given: np.unique(given, return_counts=True)[1].max() / given.size)


def within_group(levels: ArrayLike, scale: Scale, *, truncated: bool = True) -> Measure:
    """r_wg = 1 - s² / ((K²-1)/12), s² with m - 1: 1 all equal, 0 as apart as ratings at random on K levels.

    Bodies may be further apart than that: the value is then cut at 0, or negative when not `truncated`.
    Source: James, Demaree and Wolf, Journal of Applied Psychology 69 (1984), 85-98.
    """
    at_random = (scale.levels**2 - 1) / 12
    return _of(levels, lambda given: _cut(1 - given.var(ddof=1) / at_random, truncated))


def within_group_items(levels: ArrayLike, scale: Scale) -> Measure:
    """r_wg(J) = J (1-q) / (J (1-q) + q), q = mean s² / ((K²-1)/12): r_wg of J items taken together, cut at 0.

    levels: items × bodies. Items with fewer than two ratings are left out. Grows with the number of items.
    Source: as `within_group`.
    """
    given = np.asarray(levels, dtype=np.float64)
    used = np.sort(given[(~np.isnan(given)).sum(axis=1) > 1], axis=1)
    if not used.size:
        return without(Undefined.TOO_FEW_BODIES)
    apart = float(np.sort(np.nanvar(used, axis=1, ddof=1)).mean()) / ((scale.levels**2 - 1) / 12)
    together = len(used) * (1 - apart)
    return Measure(0.0 if together <= 0 else together / (together + apart))


def within_group_of_mean(levels: ArrayLike, scale: Scale) -> Measure:
    """a_wg = 1 - 2 s² / (((H+L) M - M² - H L) m/(m-1)): r_wg against the most that bodies with mean M can differ.

    1 all equal, -1 as far apart as can be. Undefined where M is L or H: nothing else was possible. Not to be read
    where M could not come about by ratings at both ends, outside (L (m-1) + H)/m to (H (m-1) + L)/m.
    Source: Brown and Hauenstein, Organizational Research Methods 8 (2005), 165-184.
    """
    given = _present(levels)
    if given.size < 2:
        return without(Undefined.TOO_FEW_BODIES)
    m, mean, low, high = given.size, float(given.mean()), scale.low, scale.high
    if rounded(mean) in (low, high):
        return without(Undefined.ALL_EQUAL)
    widest = ((high + low) * mean - mean**2 - high * low) * m / (m - 1)
    return Measure(1 - 2 * float(given.var(ddof=1)) / widest)


def _of(levels: ArrayLike, measure: Callable[[Array], float]) -> Measure:
    given = _present(levels)
    return Measure(float(measure(given))) if given.size > 1 else without(Undefined.TOO_FEW_BODIES)


def _present(levels: ArrayLike) -> Array:
    given = np.asarray(levels, dtype=np.float64)
    return np.sort(given[~np.isnan(given)])  # sorted: the order of the bodies cannot change the last digit


def _cut(value: float, truncated: bool) -> float:
    return max(value, 0.0) if truncated else value
