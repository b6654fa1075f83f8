"""Kendall's W: do the bodies put the items in the same order? How high each of them rates plays no part."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.measures import Undefined
from scoring.agreement.ratings import Array
from scoring.ranks import average_ranks


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """W with its test against no common order at all; None throughout, and the reason, when undefined."""

    value: float | None
    undefined: Undefined | None = None
    chi_squared: float | None = None
    degrees_of_freedom: int | None = None
    p: float | None = None
    """Chance of a W as high when bodies order at random; rough below about 7 items."""
    items: int = 0
    """Items that count: those rated by all bodies that count."""
    bodies: tuple[int, ...] = ()
    """Bodies that count, as places across `levels`."""


def kendall(levels: ArrayLike) -> Concordance:
    """W = 12 S / (m² (n³-n) - m T), from 0 to 1; T = sum over bodies and their groups of t tied items of t³ - t.

    S is the sum of squared deviations of the items' sums of ranks (ties share the mean rank) from their mean.
    levels: items × bodies, NaN for a blank. Only items that all bodies rated are compared; bodies without ratings
    do not count, and while fewer than two items are left, the body with the fewest ratings (the last of several)
    is left out. chi² = m (n-1) W with n - 1 degrees of freedom. Undefined with fewer than two bodies or items,
    and when no body makes a difference between items.
    Source: Kendall and Babington Smith, Annals of Mathematical Statistics 10 (1939), 275-287; Siegel (1956).
    """
    given = np.asarray(levels, dtype=np.float64)
    bodies = _bodies_that_count(given)
    complete = _complete(given, bodies)
    n, m = complete.shape
    reason = _why_not(complete)
    if reason:
        return Concordance(value=None, undefined=reason, items=n, bodies=bodies)
    sums = average_ranks(complete, axis=0).sum(axis=1)
    squares = float(((sums - sums.mean()) ** 2).sum())
    w = 12 * squares / (m**2 * (n**3 - n) - m * _ties(complete))
    chi_squared = m * (n - 1) * w
    return Concordance(
        value=min(w, 1.0),
        chi_squared=chi_squared,
        degrees_of_freedom=n - 1,
        p=chi_squared_tail(chi_squared, n - 1),
        items=n,
        bodies=bodies,
    )


def chi_squared_tail(x: float, degrees_of_freedom: int) -> float:
    """P(chi² > x), 0 to 1, for x >= 0 and whole degrees of freedom >= 1.

    Even: exp(-x/2) sum((x/2)^k / k!), k < df/2. Odd: erfc(sqrt(x/2)) + the same sum over k = 1/2, 3/2 ... < df/2.
    Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.4.4-5.
    """
    if x <= 0:
        return 1.0
    half, odd = x / 2, degrees_of_freedom % 2
    steps = [k + odd / 2 for k in range(degrees_of_freedom // 2)]
    terms = [math.exp(-half + k * math.log(half) - math.lgamma(k + 1)) for k in steps]
    return min(math.fsum([math.erfc(math.sqrt(half)) if odd else 0.0, *terms]), 1.0)


def _bodies_that_count(levels: Array) -> tuple[int, ...]:
    ratings = (~np.isnan(levels)).sum(axis=0)
    rated = tuple(int(place) for place in np.flatnonzero(ratings))
    bodies = rated
    while len(bodies) > 2 and len(_complete(levels, bodies)) < 2:
        least = min(bodies, key=lambda place: (ratings[place], -place))
        bodies = tuple(place for place in bodies if place != least)
    return bodies if len(_complete(levels, bodies)) > 1 else rated


def _complete(levels: Array, bodies: tuple[int, ...]) -> Array:
    """The items that all of `bodies` rated."""
    given = levels[:, list(bodies)]
    return given[~np.isnan(given).any(axis=1)]


def _why_not(complete: Array) -> Undefined | None:
    n, m = complete.shape
    if m < 2:
        return Undefined.TOO_FEW_BODIES
    if n < 2:
        return Undefined.TOO_FEW_COMPLETE
    if (complete == complete[0, 0]).all():
        return Undefined.ALL_EQUAL
    return Undefined.NO_ORDER if (complete == complete[0]).all() else None


def _ties(complete: Array) -> float:
    """Sum of t³ - t over bodies and groups of tied items."""
    sizes = [np.unique(column, return_counts=True)[1].astype(np.float64) for column in complete.T]
    return float(sum((size**3 - size).sum() for size in sizes))
