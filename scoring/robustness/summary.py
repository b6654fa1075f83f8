"""What the replications say of each unit: intervals of its score and its rank, and how likely the first places are.

An interval of ranks is no confidence interval: it tells what other choices would have given, not what other data
would. Quantiles are of type 7 (linear between order statistics, as in numpy and R).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.composite.arrays import Array
from scoring.robustness.replicate import Replications

PROBABILITIES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """Each (aggregates, units); over the replications in which the unit has a score, NaN where it never has one."""

    q05: Array
    median: Array
    q95: Array
    mean: Array
    present: Array
    """Share of the replications in which there is a score, 0-1."""


def score_intervals(found: Replications) -> Intervals:
    """5 %, 50 % and 95 % quantile and mean of the scores."""
    return _intervals(found.scores)


def rank_intervals(found: Replications) -> Intervals:
    """5 %, 50 % and 95 % quantile and mean of the ranks."""
    return _intervals(found.ranks)


def _intervals(values: NDArray[Any]) -> Intervals:
    rows = [_of_node(own) for own in values]  # one aggregate at a time, to hold one sorted copy at a time
    q05, median, q95, mean, present = (np.array(column) for column in zip(*rows, strict=True))
    return Intervals(q05, median, q95, mean, present)


def _of_node(values: NDArray[Any]) -> tuple[Array, ...]:
    ordered = np.sort(values, axis=-1)  # NaN last
    many = np.count_nonzero(~np.isnan(ordered), axis=-1)
    total = np.sum(ordered, axis=-1, dtype=np.float64, where=np.arange(ordered.shape[-1]) < many[:, None])
    mean = np.divide(total, many, out=np.full(many.shape, np.nan), where=many > 0)
    quantile = (of_ordered(ordered, many, probability) for probability in PROBABILITIES)
    return (*quantile, mean, many / ordered.shape[-1])


def of_ordered(ordered: NDArray[Any], many: NDArray[np.intp], probability: float) -> Array:
    """Quantile of type 7 of the first `many` values of each row of `ordered` (…, n): at place (many - 1) p, from 0."""
    at = np.maximum(many - 1, 0) * probability
    lower = np.floor(at).astype(np.intp)
    upper = np.minimum(lower + 1, np.maximum(many - 1, 0))
    low, high = (
        np.take_along_axis(ordered, place[..., None], -1)[..., 0].astype(np.float64) for place in (lower, upper)
    )
    return np.where(many > 0, low + (at - lower) * (high - low), np.nan)


def rank_probabilities(found: Replications, node: str) -> Array:
    """P(rank <= m), (units, units), m = 1 … n along the second axis: share of all replications, 0-1.

    A replication in which the unit has no score counts as one in which it is not among the first m.
    """
    ranks = found.ranks[found.place(node)]
    n, many = ranks.shape
    places = np.where(np.isnan(ranks), 0, ranks).astype(np.intp) + (n + 1) * np.arange(n)[:, None]
    counts = np.bincount(places.ravel(), minlength=n * (n + 1)).reshape(n, n + 1)[:, 1:]
    shares: Array = np.cumsum(counts, axis=1) / many
    return shares


def rank_shift(found: Replications, node: str) -> Array:
    """Per replication, (replications,): mean over units of |rank - nominal rank|; units without one are left out.

    Source: Saisana, Saltelli and Tarantola (2005).
    """
    place = found.place(node)
    return mean_shift(found.ranks[place].T, found.nominal_ranks[place])


def mean_shift(ranks: NDArray[Any], nominal: Array) -> Array:
    """mean over units of |rank - nominal|, `ranks` (…, units); NaN where no unit has both ranks."""
    shift = np.abs(ranks - nominal)
    has = ~np.isnan(shift)
    total, many = np.where(has, shift, 0.0).sum(axis=-1), has.sum(axis=-1)
    found: Array = np.divide(total, many, out=np.full(total.shape, np.nan), where=many > 0)
    return found
