"""Benefit of the doubt: every unit with the weights that suit it best."""

from dataclasses import dataclass

import numpy as np

from scoring.composite.arrays import Array, scored
from scoring.composite.errors import DataError
from scoring.composite.simplex import maximise


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """`scores` (units,), 0-1, NaN for a unit without any value; `weights` (units, items), each unit's own."""

    scores: Array
    weights: Array


def benefit_of_the_doubt(values: Array, lower: float = 0.0, upper: float = 1.0) -> Doubt:
    """max_w sum_q w_q I_qc subject to sum_q w_q I_qk <= 1 for all units k, w >= 0; for each unit c.

    `values` (units, items), at least 0, more is better. With bounds, each item's part w_q I_qc / sum of the unit's
    own score lies in `lower` to `upper` (an item in which the unit has 0 then makes its score 0 where `lower` is
    above 0). A missing value adds nothing, neither to the unit's own sum nor to it as a peer. Weights are in 1 / the
    item's own scale; where several sets are best, one of them. DataError for a value below 0; ValueError for bounds
    that no parts can keep.
    Source: Melyn and Moesen (1991); Cherchye et al. (2007); bounds on parts after Wong and Beasley (1990).
    """
    items = values.shape[1]
    if not 0 <= lower <= 1 / items <= upper <= 1:
        raise ValueError(f"bounds: 0 <= lower <= 1/{items} <= upper <= 1 is needed; found {lower:g} and {upper:g}")
    if np.any(values < 0):
        raise DataError(f"benefit of the doubt: values of at least 0 are needed; found {np.nanmin(values):g}")
    known = np.where(scored(values), values, 0.0)
    weights = np.array([_weights(own, known, lower, upper) for own in known])
    scores = (weights * known).sum(axis=1)
    return Doubt(np.where(scored(values).any(axis=1), scores, np.nan), weights)


def _weights(own: Array, peers: Array, lower: float, upper: float) -> Array:
    rows = [peers]
    if lower > 0:
        rows.append(lower * own - np.diag(own))  # lower sum(w I) <= w_q I_q
    if upper < 1:
        rows.append(np.diag(own) - upper * own)
    table = np.vstack(rows)
    limits = np.concatenate([np.ones(len(peers)), np.zeros(len(table) - len(peers))])
    return maximise(own, table, limits)
