"""From the children to the parent: the kernels of aggregation.

Every kernel takes `values` (…, units, children), NaN for missing, and `weights` (…, children), at least 0 and
relative; leading axes of the two are broadcast. It returns (…, units). A child that is missing or has weight 0
is left out and leaves its weight to its siblings; where nothing is left the result is NaN.
Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from scoring.composite.arrays import Array, scored
from scoring.composite.checks import needs_positive
from scoring.ranks import equalised

Kernel: TypeAlias = Callable[[Array, Array], Array]


def arithmetic(values: Array, weights: Array) -> Array:
    """sum(w x) / sum(w): a low part is made good in full by a high one."""
    here = scored(values)
    if here.all():
        return weighted_sum(values, weights) / _total(weights)
    return _divided(weighted_sum(np.where(here, values, 0.0), weights), weighted_sum(here.astype(np.float64), weights))


def geometric(values: Array, weights: Array) -> Array:
    """exp(sum(w ln x) / sum(w)): a low part is made good in part. Values above 0 only (DataError)."""
    needs_positive("geometric", values)
    mean: Array = np.exp(arithmetic(np.log(values), weights))
    return mean


def harmonic(values: Array, weights: Array) -> Array:
    """sum(w) / sum(w / x): a low part is made good less still. Values above 0 only (DataError)."""
    needs_positive("harmonic", values)
    return 1 / arithmetic(1 / values, weights)


def power(exponent: float) -> Kernel:
    """(sum(w x^p) / sum(w))^(1/p); p = 0 is the geometric mean. Values above 0 only (DataError)."""

    def mean(values: Array, weights: Array) -> Array:
        needs_positive(f"power:{exponent:g}", values)
        # Beside the leading child of each unit, so that no power is too large for a double.
        pick, least = (np.max, 0.0) if exponent > 0 else (np.min, np.inf)
        leading: Array = pick(values, axis=-1, where=scored(values), initial=least)
        return arithmetic((values / leading[..., None]) ** exponent, weights) ** (1 / exponent) * leading

    return mean if exponent else geometric


def minimum(values: Array, weights: Array) -> Array:
    """min(x) over children of weight above 0: nothing is made good."""
    counts = scored(values) & (weights > 0)[..., None, :]
    least = np.min(np.broadcast_to(values, counts.shape), axis=-1, where=counts, initial=np.inf)
    return np.where(np.isposinf(least), np.nan, least)


def median(values: Array, weights: Array) -> Array:
    """The value at which half of the weight is reached; halfway to the next where it is reached exactly.

    With equal weights the ordinary median. Halves are compared after rounding to 9 decimals.
    """
    ordered, shares = _ordered(values, weights, ascending=True)
    reached = equalised(np.cumsum(shares, axis=-1))
    lower = np.argmax(reached >= 0.5, axis=-1)[..., None]
    upper = np.argmax(reached > 0.5, axis=-1)[..., None]
    ordered = np.broadcast_to(ordered, reached.shape)
    middle = np.take_along_axis(ordered, lower, -1) + np.take_along_axis(ordered, upper, -1)
    return np.where(reached[..., -1] > 0, middle[..., 0] / 2, np.nan)


def owa(positions: tuple[float, ...]) -> Kernel:
    """Ordered weighted average: `positions` weigh the sorted values, the largest first.

    sum_i (Q(c_i) - Q(c_i-1)) x_(i), where c_i is the share of the children's weight in the i largest values and
    Q runs straight through the cumulated `positions` at 1/n, 2/n, … (WOWA, Torra 1997). As many children of
    equal weight as there are positions: exactly sum(position x sorted value). (1,) is the arithmetic mean.
    """
    heights = np.concatenate([[0.0], np.cumsum(positions) / np.sum(positions)])
    places = np.linspace(0.0, 1.0, len(heights))

    def mean(values: Array, weights: Array) -> Array:
        ordered, shares = _ordered(values, weights, ascending=False)
        reached = np.interp(np.cumsum(shares, axis=-1), places, heights)
        parts = np.diff(reached, axis=-1, prepend=0.0)
        total = (parts * np.where(scored(ordered), ordered, 0.0)).sum(axis=-1)
        return np.where(reached[..., -1] > 0, total, np.nan)

    return mean


def weighted_sum(values: Array, weights: Array) -> Array:
    """sum over children of w x, (…, units); `values` without NaN."""
    if weights.ndim == 1:
        alone: Array = values @ weights
        return alone
    if values.ndim == 2:  # the same values under many weights: one product of matrices
        many: Array = weights.reshape(-1, weights.shape[-1]) @ values.T
        return many.reshape(*weights.shape[:-1], values.shape[0])
    product: Array = np.matmul(values, weights[..., None])[..., 0]
    return product


def _total(weights: Array) -> Array:
    """sum(w) with an axis for the units; NaN in place of 0."""
    total = weights.sum(axis=-1, keepdims=True)
    return np.where(total > 0, total, np.nan)


def _divided(numerator: Array, denominator: Array) -> Array:
    denominator = np.broadcast_to(denominator, numerator.shape)
    found: Array = np.divide(numerator, denominator, out=np.full(numerator.shape, np.nan), where=denominator > 0)
    return found


def _beside(weights: Array) -> Array:
    """`weights` (…, children) as (…, 1, children), to stand beside values."""
    return weights[..., None, :]


def _ordered(values: Array, weights: Array, *, ascending: bool) -> tuple[Array, Array]:
    """Values sorted along the children, missing ones last, and the share of the weight of each, (…, units, children).

    Values are sorted once, however many weights there are. What does not count has share 0 where it stands.
    """
    order = np.argsort(values if ascending else -values, axis=-1, kind="stable")
    ordered = np.take_along_axis(values, order, -1)
    if values.ndim == 2:
        moved = weights[..., order]
    else:
        shape = np.broadcast_shapes(values.shape, (*weights.shape[:-1], 1, weights.shape[-1]))
        order = np.broadcast_to(order, shape)
        moved = np.take_along_axis(np.broadcast_to(_beside(weights), shape), order, -1)
    moved = np.where(scored(ordered), moved, 0.0)
    total = moved.sum(axis=-1, keepdims=True)
    return ordered, np.divide(moved, total, out=np.zeros_like(moved), where=total > 0)
