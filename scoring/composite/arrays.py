"""The kinds of arrays, and the few operations on them that skip what is missing."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
Mask: TypeAlias = NDArray[np.bool_]

UNITS = -2  # the axis of the units; elements stand on the last axis


def scored(values: Array) -> Mask:
    """Where there is a value."""
    return ~np.isnan(values)


def count(values: Array) -> Array:
    """How many units have a value, per element; units kept as an axis of length 1."""
    many: Array = scored(values).sum(axis=UNITS, keepdims=True, dtype=np.float64)
    return many


def lowest(values: Array) -> Array:
    """The smallest value per element, NaN where there is none; units kept as an axis of length 1."""
    found = np.min(values, axis=UNITS, keepdims=True, where=scored(values), initial=np.inf)
    return np.where(np.isposinf(found), np.nan, found)


def highest(values: Array) -> Array:
    """The largest value per element, NaN where there is none; units kept as an axis of length 1."""
    return -lowest(-values)


def mean(values: Array) -> Array:
    """sum(x) / n over the units that have a value, NaN where none has; units kept as an axis of length 1."""
    n = count(values)
    total = np.where(scored(values), values, 0.0).sum(axis=UNITS, keepdims=True)
    found: Array = np.divide(total, n, out=np.full_like(total, np.nan), where=n > 0)
    return found


def deviation(values: Array) -> Array:
    """Sample standard deviation (n - 1), NaN below two values; units kept as an axis of length 1."""
    n = count(values)
    apart = np.where(scored(values), values - mean(values), 0.0)
    total = (apart * apart).sum(axis=UNITS, keepdims=True)
    found: Array = np.sqrt(np.divide(total, n - 1, out=np.full_like(total, np.nan), where=n > 1))
    return found
