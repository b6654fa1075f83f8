"""Krippendorff's alpha: agreement beyond what chance would bring, over items that several bodies rated.

alpha = 1 - (n-1) sum(o_ck d²_ck) / sum(n_c n_k d²_ck), with the coincidences
o_ck = sum over items of (ordered pairs of bodies that rated c and k) / (m_u - 1),
m_u the bodies that rated item u (at least 2, other items are left out), n_c how often c stands in such items,
n their sum. d² is the metric. 1 is full agreement, 0 what chance brings, below 0 more disagreement than chance.
Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.ratings import Array
from scoring.checks import listed

Metric: TypeAlias = Callable[[Array, Array], Array]


def nominal(values: Array, margins: Array) -> Array:
    """1 between different levels, 0 between equal ones."""
    return np.asarray(values[:, None] != values[None, :], dtype=np.float64)


def ordinal(values: Array, margins: Array) -> Array:
    """(sum of n_g over g = c..k - (n_c + n_k)/2)²: how many ratings lie between two levels, not how far they are."""
    middles = np.cumsum(margins, axis=-1) - margins / 2
    return np.asarray((middles[..., :, None] - middles[..., None, :]) ** 2)


def interval(values: Array, margins: Array) -> Array:
    """(c - k)²: each step of the scale counts as much as any other."""
    return np.asarray((values[:, None] - values[None, :]) ** 2)


def ratio(values: Array, margins: Array) -> Array:
    """((c - k)/(c + k))², 0 between zeros; ValueError for levels below 0."""
    if (values < 0).any():
        raise ValueError(f"metric ratio: levels of at least 0 are needed; found {values.min():g}")
    total = values[:, None] + values[None, :]
    parts = np.divide(values[:, None] - values[None, :], total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(parts**2)


METRICS: Mapping[str, Metric] = MappingProxyType(
    {"nominal": nominal, "ordinal": ordinal, "interval": interval, "ratio": ratio}
)


@dataclass(frozen=True, slots=True)
class Coincidences:
    """Of the items that at least two bodies rated, for the K levels that occur in them.

    Items stand in the order of their counts, so that the order in which they are given cannot change a last digit.
    """

    values: Array
    """(K,), ascending."""
    counts: Array
    """items × K: how many bodies chose each level."""
    pairs: Array
    """items × K × K: ordered pairs of bodies / (m_u - 1)."""


def coincidences(levels: ArrayLike) -> Coincidences:
    """levels: items × bodies, NaN for a blank."""
    given = np.asarray(levels, dtype=np.float64)
    given = given[(~np.isnan(given)).sum(axis=1) > 1]
    values = np.unique(given[~np.isnan(given)])
    counts = (given[:, :, None] == values).sum(axis=1).astype(np.float64)
    counts = counts[np.lexsort(counts.T)] if values.size else counts
    ordered = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(values.size)
    return Coincidences(values, counts, ordered / (counts.sum(axis=1) - 1)[:, None, None])


def alpha_of(margins: Array, pairs: Array, values: Array, metric: str) -> Array:
    """Alpha of n_c (... × K) and o_ck (... × K × K) by one of `METRICS`; NaN where no two levels occur."""
    distances = METRICS[metric](values, margins)
    total = margins.sum(axis=-1)
    observed = (pairs * distances).sum(axis=(-2, -1)) * (total - 1)
    expected = np.einsum("...c,...k,...ck->...", margins, margins, np.broadcast_to(distances, pairs.shape))
    return np.asarray(1 - np.divide(observed, expected, out=np.full_like(expected, np.nan), where=expected > 0))


def krippendorff(levels: ArrayLike, metric: str = "ordinal") -> Measure:
    """Alpha of `levels` (items × bodies, NaN for a blank; any number of bodies), from below 0 to 1.

    Undefined when all ratings compared are equal, and with fewer than two items that two bodies rated: of a single
    item the formula gives 0 whatever the ratings are. ValueError for a metric not in `METRICS`.
    """
    if metric not in METRICS:
        raise ValueError(f"metric: one of {listed(METRICS)} is needed; found {metric!r}")
    found = coincidences(levels)
    if len(found.counts) and found.values.size < 2:
        return without(Undefined.ALL_EQUAL)
    if len(found.counts) < 2:
        return without(Undefined.TOO_FEW_ITEMS)
    return Measure(float(alpha_of(found.counts.sum(axis=0), found.pairs.sum(axis=0), found.values, metric)))
