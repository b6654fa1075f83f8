"""Who stands apart: how lenient each body is, how far from the others, and which two bodies differ most.

levels: items × bodies, NaN for a blank. Differences are in levels of the scale.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.ratings import Array, Ratings
from scoring.rounding import rounded


@dataclass(frozen=True, slots=True)
class Deviation:
    """One body against the others."""

    body: str
    items: int
    """Items that it and at least one other body rated."""
    leniency: Measure
    """See `leniencies`."""
    distance: Measure
    """Mean over these items of |own level - mean of the others|, at least 0."""
    furthest: tuple[str, ...]
    """The items where that distance is largest; none where it is 0 throughout."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies on the items that both rated."""

    bodies: tuple[str, str]
    items: int
    distance: Measure
    """Mean of |first - second|, at least 0."""
    difference: Measure
    """Mean of first - second: above 0 when the first is the more lenient."""
    equal: Measure
    """Share of the items rated equally, 0 to 1."""
    furthest: tuple[str, ...]
    """The items where they differ most; none where they never do."""


def leniencies(levels: ArrayLike) -> list[Measure]:
    """Per body, how many levels it rates above (below: negative) what the bodies rate on average.

    The b_j of level_ij = a_i + b_j, fitted by least squares to the items rated by two bodies or more, with
    sum(b_j) = 0. A body that happened to rate the good items only is thus not taken for a lenient one. Where bodies
    fall into groups without an item in common, the b_j of each group sum to 0. With no blanks
    b_j = (mean of body j) - (mean of all). Undefined for a body that shares no item with another.
    Source: the additive two-way layout, for example Scheffé, The Analysis of Variance (1959), chapter 4.
    """
    given = np.asarray(levels, dtype=np.float64)
    given = given[(~np.isnan(given)).sum(axis=1) > 1]
    rated = (~np.isnan(given)).astype(np.float64)
    bodies = rated.shape[1]
    if not len(given):
        return [without(Undefined.TOO_FEW_ITEMS)] * bodies
    above = np.where(rated > 0, given - np.nanmean(given, axis=1, keepdims=True), 0.0)
    equations = np.diag(rated.sum(axis=0)) - (rated / rated.sum(axis=1, keepdims=True)).T @ rated
    found = np.linalg.pinv(equations, hermitian=True) @ above.sum(axis=0)  # shortest solution: sums to 0 per group
    shared = rated.sum(axis=0) > 0
    return [
        Measure(rounded(float(b)) + 0.0) if s else without(Undefined.TOO_FEW_ITEMS)
        for b, s in zip(found, shared, strict=True)
    ]


def deviations(ratings: Ratings) -> tuple[Deviation, ...]:
    """Every body against the others, the furthest first; equally far by name, undefined last."""
    apart = distances(ratings.levels)
    lenient = leniencies(ratings.levels)
    found = [
        Deviation(
            body,
            int(np.count_nonzero(~np.isnan(apart[:, place]))),
            lenient[place],
            _mean(apart[:, place]),
            _furthest(apart[:, place], ratings.items),
        )
        for place, body in enumerate(ratings.bodies)
    ]
    return tuple(sorted(found, key=lambda one: (_descending(one.distance), one.body)))


def pairs(ratings: Ratings) -> tuple[Pair, ...]:
    """Every two bodies, those that differ most first; equally far by name, pairs without a common item last."""
    named = sorted(zip(ratings.bodies, ratings.levels.T, strict=True), key=lambda one: one[0])
    found = [_pair(ratings, *one, *other) for one, other in combinations(named, 2)]
    return tuple(sorted(found, key=lambda pair: (_descending(pair.distance), pair.bodies)))


def distances(levels: ArrayLike) -> Array:
    """|own level - mean of the others|, items × bodies; NaN for a blank and where no other body rated."""
    given = np.asarray(levels, dtype=np.float64)
    others = (~np.isnan(given)).sum(axis=1, keepdims=True) - 1
    total = np.nansum(given, axis=1, keepdims=True)
    mean = np.divide(total - given, others, out=np.full_like(given, np.nan), where=others > 0)
    apart: Array = np.abs(given - mean)
    return apart


def furthest_bodies(levels: ArrayLike, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies furthest from the mean of the others on one item; none where all are equally far."""
    apart = np.round(distances(np.atleast_2d(levels))[0], 9)
    given = apart[~np.isnan(apart)]
    if not given.size or given.min() == given.max():
        return ()
    return tuple(body for body, far in zip(bodies, apart, strict=True) if far == given.max())


def _pair(ratings: Ratings, one: str, first: Array, other: str, second: Array) -> Pair:
    difference = first - second
    apart = np.abs(difference)
    equal = np.where(np.isnan(apart), np.nan, apart == 0)
    return Pair(
        (one, other),
        int(np.count_nonzero(~np.isnan(apart))),
        _mean(apart),
        _mean(difference),
        _mean(equal),
        _furthest(apart, ratings.items),
    )


def _mean(values: Array) -> Measure:
    given = np.sort(values[~np.isnan(values)])
    return Measure(float(given.mean())) if given.size else without(Undefined.TOO_FEW_ITEMS)


def _furthest(apart: Array, items: tuple[str, ...]) -> tuple[str, ...]:
    far = np.round(np.where(np.isnan(apart), 0.0, apart), 9)
    return tuple(item for item, own in zip(items, far, strict=True) if own == far.max() > 0)


def _descending(distance: Measure) -> float:
    return 1.0 if distance.value is None else -rounded(distance.value)
