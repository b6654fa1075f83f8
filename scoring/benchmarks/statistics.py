"""Figures that place a unit among others. Higher is better; missing is NaN and counts nowhere.

Every function takes one number per unit, 1-D, in any order, and gives an array of the same shape, NaN where the
unit has no value. Comparisons are made on values rounded to 9 decimals (`scoring.rounding`). None of these
figures may be shown before they have passed `scoring.benchmarks.guard`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.checks import fraction, listed
from scoring.ranks import competition_ranks, equalised

Array: TypeAlias = NDArray[np.float64]

LEAST_FOR_Z = 10

# Hyndman and Fan (1996) number the ways to place a quantile between two values; numpy names them.
INCLUSIVE = 7
QUANTILE_TYPES: Mapping[int, str] = MappingProxyType(
    {
        1: "inverted_cdf",
        2: "averaged_inverted_cdf",
        3: "closest_observation",
        4: "interpolated_inverted_cdf",
        5: "hazen",
        6: "weibull",
        7: "linear",
        8: "median_unbiased",
        9: "normal_unbiased",
    }
)

# Per kind: from the first rank r and the mean rank m among ties (ascending, from 1) and n to a fraction.
# r - 1 values are smaller, 2m - r are smaller or equal; a unit is counted among its equals.
PERCENTILE_KINDS: Mapping[str, Callable[[Array, Array, int], Array]] = MappingProxyType(
    {
        "strict": lambda first, middle, n: (first - 1) / n,
        "weak": lambda first, middle, n: (2 * middle - first) / n,
        "mean": lambda first, middle, n: (middle - 0.5) / n,
        "rank": lambda first, middle, n: middle / n,
        "excel-inc": lambda first, middle, n: (first - 1) / (n - 1) if n > 1 else np.full_like(first, np.nan),
    }
)


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Lower quartile, median, upper quartile; NaN when nobody has a value."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """Value minus median, minus the best, minus the target: negative is below."""

    median: Array
    best: Array
    target: Array


def present(values: ArrayLike) -> Array:
    """The values that are there, ascending. ValueError unless 1-D, and for infinite values."""
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1:
        raise ValueError(f"values: one number per unit is needed (1-D); found {numbers.ndim} dimensions")
    if np.isinf(numbers).any():
        raise ValueError("values: finite numbers, or NaN for missing, are needed; found infinity")
    return np.sort(numbers[~np.isnan(numbers)])


def quantile(values: ArrayLike, share: float, kind: int = 7) -> float:
    """The value below which about `share` (0-1) of the values lie; NaN when there is none.

    Type 7, the default of R and numpy and QUARTILE.INC of Excel: with the n values in order, counted from 0,
    the value at place (n - 1) x share, on the straight line between its neighbours. `kind` 1-9 are the others.
    Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996).
    """
    fraction("share", share)
    if kind not in QUANTILE_TYPES:
        raise ValueError(f"kind: a type from 1 to 9 is needed; found {kind}")
    there = present(values)
    if not there.size:
        return math.nan
    if kind == INCLUSIVE:
        return _inclusive(there, share)
    return float(np.quantile(there, share, method=QUANTILE_TYPES[kind]))  # type: ignore[call-overload]


def _inclusive(there: Array, share: float) -> float:
    """Type 7 of sorted values, to the last bit as numpy has it, which takes sixty times as long for so few values."""
    place = (there.size - 1) * share
    below = math.floor(place)
    part = place - below
    lower, upper = float(there[below]), float(there[min(below + 1, there.size - 1)])
    return upper - (upper - lower) * (1 - part) if part >= 0.5 else lower + (upper - lower) * part


def quartiles(values: ArrayLike, kind: int = 7) -> Quartiles:
    """Quantiles at 0.25, 0.5 and 0.75."""
    return Quartiles(*(quantile(values, share, kind) for share in (0.25, 0.5, 0.75)))


def mean(values: ArrayLike) -> float:
    """sum(x) / n, the same in every order; NaN when there is no value."""
    there = present(values)
    return math.fsum(there) / there.size if there.size else math.nan


def percentile_ranks(values: ArrayLike, kind: str = "mean") -> Array:
    """100 x the fraction of units that stand lower, 0-100; `kind` says how equals and the unit itself count.

    strict: smaller / n.  weak: (smaller + equal) / n.  mean: (smaller + equal / 2) / n, the mid-rank.
    rank: mean rank / n.  excel-inc: smaller / (n - 1), PERCENTRANK.INC before Excel cuts it to three digits;
    NaN for a single unit. Equals include the unit itself. ValueError for another kind.
    """
    if kind not in PERCENTILE_KINDS:
        raise ValueError(f"kind: one of {listed(PERCENTILE_KINDS)} is needed; found {kind!r}")
    numbers = np.asarray(values, dtype=np.float64)
    n = present(numbers).size
    if not n:
        return np.full_like(numbers, np.nan)
    first, last = competition_ranks(numbers, ascending=True), n + 1 - competition_ranks(numbers)
    return 100 * PERCENTILE_KINDS[kind](first, (first + last) / 2, n)


def gaps(values: ArrayLike, target: float = math.nan) -> Gaps:
    """x - median (type 7), x - highest, x - target. Without a target its gaps are NaN."""
    numbers = np.asarray(values, dtype=np.float64)
    there = present(numbers)
    best = float(there[-1]) if there.size else math.nan
    return Gaps(numbers - quantile(there, 0.5), numbers - best, numbers - target)


def z_scores(values: ArrayLike, least: int = LEAST_FOR_Z) -> Array:
    """(x - mean) / s with s the sample standard deviation (n - 1); NaN for all when n < `least` or all are equal."""
    numbers = np.asarray(values, dtype=np.float64)
    there = present(numbers)
    if there.size < max(least, 2) or _all_equal(there):
        return np.full_like(numbers, np.nan)
    centre = mean(there)
    deviation = math.sqrt(math.fsum((there - centre) ** 2) / (there.size - 1))
    return (numbers - centre) / deviation


def robust_z_scores(values: ArrayLike, least: int = LEAST_FOR_Z) -> Array:
    """(x - median) / (1.4826 x median |x - median|); NaN for all when n < `least` or the divisor is 0.

    1.4826 makes the divisor the standard deviation where values are normal.
    """
    numbers = np.asarray(values, dtype=np.float64)
    there = present(numbers)
    apart = np.abs(there - quantile(there, 0.5))
    width = 1.4826 * quantile(apart, 0.5)
    if there.size < max(least, 2) or equalised(width) == 0:
        return np.full_like(numbers, np.nan)
    return (numbers - quantile(there, 0.5)) / width


def _all_equal(ordered: Array) -> bool:
    return bool(equalised(ordered[0]) == equalised(ordered[-1]))
