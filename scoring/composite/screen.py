"""Screening: which units have enough data to be scored, and what the indicators look like.

Source: OECD/JRC Handbook (2008), step 2; the counts are those of COINr 1.1.14 (`get_data_avail`, `Screen`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.checks import fraction
from scoring.composite.arrays import Array, Mask, scored
from scoring.composite.framework import Framework
from scoring.ranks import equalised


@dataclass(frozen=True, slots=True, eq=False)
class Availability:
    """Per unit, (units,): how many values are missing and how many are zero, and the shares of the others."""

    missing: Array
    zero: Array
    available: Array
    """Share of the indicators that have a value, 0-1."""
    not_zero: Array
    """Share of the values that are not zero, 0-1; NaN where there is no value."""


def availability(values: Array) -> Availability:
    """The counts for `values` (units, indicators)."""
    has = scored(values).sum(axis=1, dtype=np.float64)
    zero = (values == 0).sum(axis=1, dtype=np.float64)
    share = np.divide(has - zero, has, out=np.full(has.shape, np.nan), where=has > 0)
    return Availability(values.shape[1] - has, zero, has / values.shape[1], share)


def availability_by_aggregate(framework: Framework, values: Array) -> Array:
    """Share of the indicators below each aggregate, at any depth, that have a value: (units, aggregates), 0-1."""
    below = descent(framework)
    share: Array = scored(values).astype(np.float64) @ (below / below.sum(axis=0))
    return share


def descent(framework: Framework) -> Array:
    """(indicators, aggregates): 1 where the indicator is below the aggregate, at any depth."""
    first = framework.indicators
    below = np.zeros((first, len(framework.elements) - first))
    for place in range(first):
        above = framework.parent[place]
        while above >= 0:
            below[place, above - first] = 1.0
            above = framework.parent[above]
    return below


def screen(
    values: Array,
    units: Sequence[str],
    *,
    least: float = 0.0,
    least_not_zero: float = 0.0,
    keep: Collection[str] = (),
    drop: Collection[str] = (),
) -> Mask:
    """Which units to keep, (units,): those with at least these shares available and not zero, 0-1.

    `keep` and `drop` name units that are kept or dropped whatever their data. Shares are compared after rounding
    to 9 decimals. ValueError for a name that is not among `units`, or in both.
    """
    for name, share in (("least", least), ("least_not_zero", least_not_zero)):
        fraction(name, share)
    unknown = sorted({*keep, *drop} - set(units) | set(keep) & set(drop))
    if unknown:
        raise ValueError(f"keep, drop: units of the data, each in one of the two; found {', '.join(unknown)}")
    counts = availability(values)
    enough = equalised(counts.available) >= equalised(least)
    enough &= equalised(np.nan_to_num(counts.not_zero)) >= equalised(least_not_zero)
    forced_in, forced_out = (np.array([unit in names for unit in units], dtype=np.bool_) for names in (keep, drop))
    kept: Mask = (enough | forced_in) & ~forced_out
    return kept
