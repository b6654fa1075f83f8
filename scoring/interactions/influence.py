"""Strength given and received, first and second order.

With I the matrix (0 where not scored), per policy i:

    given      D_out(i) = sum_j I(i, j)          received   D_in(i) = sum_j I(j, i)
    second     a sum_j I(i, j) D_out(j)          likewise   a sum_j I(j, i) D_in(j)
    net        given + second                    likewise   received + second received

The factor a says how much an effect through another policy counts beside a direct one; 1/2 by default. In
`returning=False`, what goes from i to j and straight back to i is left out of the second order: D_out(j) becomes
D_out(j) - I(j, i). All in units of the scale, of either sign, no upper limit. Source: after Weitz, Carlsen, Nilsson
and Skånberg, Towards systemic and contextual priority setting for implementing the 2030 Agenda, Sustainability
Science 13 (2018); the factor 1/2 is from memory of it, so it is a parameter and must be printed with the result.
"""

from dataclasses import dataclass

import numpy as np

from scoring.checks import not_negative
from scoring.interactions.matrix import Array, Matrix

FACTOR = 0.5


@dataclass(frozen=True)
class Strength:
    """Sums of one policy's cells, per policy: n each. total = positive + negative; negative is 0 or below."""

    positive: Array
    negative: Array
    positives: Array
    """How many cells are above 0."""
    negatives: Array
    """How many cells are below 0."""

    @property
    def total(self) -> Array:
        return self.positive + self.negative


@dataclass(frozen=True)
class NetInfluence:
    """Per policy, n each: direct + second = net. `factor` and `returning` are as asked for."""

    direct: Array
    second: Array
    factor: float
    returning: bool

    @property
    def net(self) -> Array:
        return self.direct + self.second


def given(found: Matrix) -> Strength:
    """Over the rows: what each policy does to others."""
    return _strength(found.filled)


def received(found: Matrix) -> Strength:
    """Over the columns: what is done to each policy."""
    return _strength(found.filled.T)


def net_influence(found: Matrix, factor: float = FACTOR, *, returning: bool = True) -> NetInfluence:
    """Of what each policy does: direct and through others. ValueError for a factor below 0."""
    return _net(found.filled, factor, returning)


def net_influence_received(found: Matrix, factor: float = FACTOR, *, returning: bool = True) -> NetInfluence:
    """Of what is done to each policy: direct and through others. ValueError for a factor below 0."""
    return _net(found.filled.T, factor, returning)


def _strength(cells: Array) -> Strength:
    above, below = np.maximum(cells, 0.0), np.minimum(cells, 0.0)
    counts = (cells > 0).sum(axis=1).astype(np.float64), (cells < 0).sum(axis=1).astype(np.float64)
    return Strength(above.sum(axis=1), below.sum(axis=1), *counts)


def _net(cells: Array, factor: float, returning: bool) -> NetInfluence:
    not_negative("factor", factor)
    direct = cells.sum(axis=1)
    through = cells @ direct
    if not returning:
        through = through - (cells * cells.T).sum(axis=1)
    return NetInfluence(direct, factor * through, factor, returning)
