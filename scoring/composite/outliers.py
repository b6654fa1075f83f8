"""Treatment of outliers in measured numbers: by skewness and kurtosis, winsorising, logarithms.

Not needed on bounded scales. Each function takes one indicator, (units,), NaN for missing, which stays.
Source: OECD/JRC Handbook (2008), step 3; the rule of the JRC and of COINr 1.1.14 (`Treat`).
"""

from dataclasses import dataclass

import numpy as np

from scoring.composite.arrays import Array, Places, scored
from scoring.composite.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """An indicator has outliers when |skewness| >= `skewness` and kurtosis >= `kurtosis`.

    Up to `points` values are winsorised; where that is not enough the indicator as measured is transformed by log.
    """

    skewness: float = 2.0
    kurtosis: float = 3.5
    points: int = 5


@dataclass(frozen=True, slots=True, eq=False)
class Treatment:
    """`values` after treatment; `moved`: places of the units that were winsorised; `logged`; `passes` in the end."""

    values: Array
    moved: Places
    logged: bool
    passes: bool


def skewness(values: Array) -> float:
    """G1 = sqrt(n (n-1)) / (n-2) m3 / m2^1.5 (Excel SKEW); NaN below 3 values or without variance."""
    present = values[scored(values)]
    n = len(present)
    apart = present - present.mean() if n else present
    second = float(np.mean(apart**2)) if n else 0.0
    if n < 3 or second == 0:
        return float("nan")
    return float(np.sqrt(n * (n - 1)) / (n - 2) * np.mean(apart**3) / second**1.5)


def kurtosis(values: Array) -> float:
    """G2 = (n-1) / ((n-2)(n-3)) ((n+1)(m4 / m2^2 - 3) + 6) (Excel KURT); NaN below 4 values or without variance."""
    present = values[scored(values)]
    n = len(present)
    apart = present - present.mean() if n else present
    second = float(np.mean(apart**2)) if n else 0.0
    if n < 4 or second == 0:
        return float("nan")
    return float((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (np.mean(apart**4) / second**2 - 3) + 6))


def has_outliers(values: Array, limits: Limits) -> bool:
    """|G1| >= limit and G2 >= limit; False where either is undefined."""
    return abs(skewness(values)) >= limits.skewness and kurtosis(values) >= limits.kurtosis


def winsorise(values: Array, limits: Limits) -> Treatment:
    """Bring the extreme value to the next one, at the end to which the values are skewed, until the rule is met.

    All units that have the extreme value move together, `limits.points` units at most.
    """
    treated = values.copy()
    moved = np.zeros(values.shape, dtype=np.bool_)
    while has_outliers(treated, limits):
        extreme = np.nanmax(treated) if skewness(treated) > 0 else np.nanmin(treated)
        moving = treated == extreme
        if np.count_nonzero(moved | moving) > limits.points:
            break
        others = treated[~moving & scored(treated)]
        treated[moving] = others.max() if skewness(treated) > 0 else others.min()
        moved |= moving
    return Treatment(treated, np.flatnonzero(moved), False, not has_outliers(treated, limits))


def logged(values: Array) -> Array:
    """ln(x - min + 0.01 (max - min)); DataError without variance."""
    width = float(np.nanmax(values) - np.nanmin(values)) if scored(values).any() else 0.0
    if width == 0:
        raise DataError("log: zero variance, all values are equal")
    found: Array = np.log(values - np.nanmin(values) + 0.01 * width)
    return found


def treat(values: Array, limits: Limits | None = None) -> Treatment:
    """`values` if they meet the rule; else winsorised; else the log of what was measured, passing or not."""
    limits = limits or Limits()
    found = winsorise(values, limits)
    if found.passes:
        return found
    transformed = logged(values)
    return Treatment(transformed, np.zeros(0, dtype=np.intp), True, not has_outliers(transformed, limits))


def denominate(values: Array, denominators: Array) -> Array:
    """x / d: numbers per head, per area, per unit of output. DataError where a denominator is 0."""
    if np.any(denominators == 0):
        raise DataError("denominate: the denominator is 0")
    return values / denominators
