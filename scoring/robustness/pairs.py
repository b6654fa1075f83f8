"""Who is above whom whatever is chosen, and who cannot be told apart."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.checks import fraction
from scoring.composite.arrays import Array, Mask
from scoring.ranks import equalised
from scoring.robustness.replicate import Replications

LEAST = 0.95
# The smaller the numbers, the more of them are compared at once: types by the largest rank that each holds.
HOLDS = {2**8 - 1: np.uint8, 2**15 - 1: np.int16, 2**31 - 1: np.int32}


def above(found: Replications, node: str) -> Array:
    """P(i above j), (units, units): share of the replications in which both have a score and i has the higher, 0-1.

    Ties are above neither. NaN on the diagonal, and for pairs that never have a score together.
    """
    ranks = found.ranks[found.place(node)]
    has = ~np.isnan(ranks)
    units, replications = ranks.shape
    if has.all():
        compared: NDArray[Any] = ranks.astype(next(kind for most, kind in HOLDS.items() if units <= most))
        together = np.full((units, units), float(replications))
    else:
        compared = ranks
        together = has.astype(np.float64) @ has.astype(np.float64).T
    wins = np.array([_count(own < compared) for own in compared], dtype=np.float64)
    np.fill_diagonal(together, 0.0)
    share: Array = np.divide(wins, together, out=np.full(wins.shape, np.nan), where=together > 0)
    return share


def _count(true: Mask) -> NDArray[np.uint32]:
    """How many are true in each row; bits are counted faster than truths."""
    found: NDArray[np.uint32] = np.bitwise_count(np.packbits(true, axis=1)).sum(axis=1, dtype=np.uint32)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Separation:
    """`robust` (units, units): i is above j in at least the share `least` of the replications.

    `share`: robust pairs among all pairs of units that have a rank, NaN where there is no pair. `groups`: places of
    units, best first; in a group nobody is robustly above another, and each is as long as it can be, so that groups
    overlap. `tiers`: places of units, best first, without overlap; everybody in a tier is robustly above
    everybody in the next. Units that never have a rank stand in none.
    """

    robust: Mask
    share: float
    groups: tuple[tuple[int, ...], ...]
    tiers: tuple[tuple[int, ...], ...]


def separation(found: Replications, node: str, least: float = LEAST) -> Separation:
    """Robust pairs of units on an aggregate, and the groups that follow; `least` 0-1, above 0.5.

    Units are put in the order of their mean rank, in replications in which they have one; ties keep their order.
    Shares are compared after rounding to 9 decimals.
    """
    fraction("least", least)
    if least <= 0.5:
        raise ValueError(f"least: a share above 0.5 is needed; found {least:g}")
    robust: Mask = equalised(above(found, node)) >= equalised(least)
    order = by_mean_rank(found.ranks[found.place(node)])
    pairs = len(order) * (len(order) - 1) / 2
    share = np.count_nonzero(robust) / pairs if pairs else float("nan")
    return Separation(robust, share, _groups(robust, order), _tiers(robust, order))


def by_mean_rank(ranks: NDArray[np.float32]) -> list[int]:
    """Places of the units that have a rank, best first."""
    has = ~np.isnan(ranks)
    many = has.sum(axis=1)
    total = np.sum(ranks, axis=1, dtype=np.float64, where=has)
    mean = equalised(np.divide(total, many, out=np.full(total.shape, np.inf), where=many > 0))
    return [int(place) for place in np.argsort(mean, kind="stable") if many[place]]


def _groups(robust: Mask, order: list[int]) -> tuple[tuple[int, ...], ...]:
    """The longest runs of `order` without a robust pair that are in no longer one."""
    apart = (robust | robust.T)[np.ix_(order, order)]
    groups: list[tuple[int, ...]] = []
    start = 0
    for end in range(1, len(order) + 1):
        while apart[start:end, end - 1].any():
            start += 1
        if end == len(order) or apart[start : end + 1, end].any():
            groups.append(tuple(order[start:end]))
    return tuple(groups)


def _tiers(robust: Mask, order: list[int]) -> tuple[tuple[int, ...], ...]:
    """`order` cut wherever all before are robustly above all after."""
    sorted_pairs = robust[np.ix_(order, order)]
    cuts = [at for at in range(1, len(order)) if sorted_pairs[:at, at:].all()]
    ends = [0, *cuts, len(order)] if order else [0]
    return tuple(tuple(order[start:end]) for start, end in pairwise(ends))
