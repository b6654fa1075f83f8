"""Indirect influence: through chains of two, three and more policies.

Both methods ask how strongly, not for better or worse: MICMAC takes strengths of 0 and above, so a signed matrix
comes in as its absolute values, or its positive and its negative part each by itself (`positive`, `negative`).
DEMATEL takes signs as well; effects of opposite sign then cancel.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.interactions.matrix import Array, Matrix
from scoring.ranks import exact_ranks

MOST_STEPS = 50


@dataclass(frozen=True)
class Micmac:
    """Per policy, n each. `order` is the power of the matrix; `loops` says whether the diagonal was counted."""

    influence: Array
    """Sums of the rows of the power."""
    dependence: Array
    """Sums of its columns."""
    order: int
    loops: bool
    settled: bool = True
    """Whether the ranking had come to rest."""


@dataclass(frozen=True)
class Dematel:
    """Per policy, n each: row sums (given) and column sums (received) of the total relation T; T itself n x n."""

    given: Array
    received: Array
    relation: Array

    @property
    def prominence(self) -> Array:
        return self.given + self.received

    @property
    def net(self) -> Array:
        return self.given - self.received


def positive(found: Matrix) -> Array:
    """Strengths of what helps; 0 elsewhere."""
    return np.maximum(found.filled, 0.0)


def negative(found: Matrix) -> Array:
    """Strengths of what hinders, as numbers of 0 and above; 0 elsewhere."""
    return np.maximum(-found.filled, 0.0)


def micmac(strengths: Array, order: int, *, loops: bool) -> Micmac:
    """Row and column sums of strengths^order.

    loops: whether chains that come back to where they began are counted, the diagonal of the power. It changes the
    values and can change the ranking, so it must be chosen. False sets that diagonal to 0 after the power is made;
    chains that pass a policy twice on the way are counted in both. ValueError for order below 1, negative values.
    Source: Godet, From Anticipation to Action (UNESCO, 1994); Duperrin and Godet (1973).
    """
    _check(strengths)
    if order < 1:
        raise ValueError(f"order: a whole number of at least 1 is needed; found {order}")
    return _sums(np.linalg.matrix_power(strengths, order), order, loops)


def settled_micmac(strengths: Array, *, loops: bool, most: int = MOST_STEPS) -> Micmac:
    """The first order from which on the ranking by influence and that by dependence stay as they are.

    "Stay": the next order has the same two rankings. At most `most` orders; `settled` is False if it never rests,
    as in a ring. The sums are relative here, those of the power divided by its grand total (0 if there are no chains
    so long), because powers outgrow a double. Ranks at 12 significant digits.
    """
    _check(strengths)
    power, before = _relative(strengths), None
    for order in range(1, most + 1):
        sums = _sums(power, order, loops)
        ranking = exact_ranks([sums.influence, sums.dependence], ascending=False)
        if before is not None and np.array_equal(ranking, before[1]):
            return before[0]
        before = sums, ranking
        power = _relative(power @ strengths)
    return Micmac(sums.influence, sums.dependence, most, loops, settled=False)


def dematel(values: Array, divisor: Callable[[Array], float] | None = None) -> Dematel:
    """T = X + X^2 + ... = X (1 - X)^-1 with X = values / divisor, by default the largest row sum of |values|.

    n x n, of either sign. ValueError where the series does not converge (spectral radius of X of 1 or more), and
    for a matrix of zeros. Source: Gabus and Fontela, DEMATEL (Battelle, 1972).
    """
    size = float(np.abs(values).sum(axis=1).max()) if divisor is None else divisor(values)
    if size == 0:
        raise ValueError("dematel: a matrix with a value other than 0 is needed")
    scaled = values / size
    if np.abs(np.linalg.eigvals(scaled)).max() >= 1 - 1e-12:
        raise ValueError("dematel: effects grow without end (spectral radius of 1 or more); a larger divisor is needed")
    relation = scaled @ np.linalg.inv(np.eye(len(values)) - scaled)
    return Dematel(relation.sum(axis=1), relation.sum(axis=0), relation)


def _check(strengths: Array) -> None:
    if not (strengths >= 0).all():
        raise ValueError("micmac: strengths of at least 0 are needed; take absolute values, or one sign at a time")


def _relative(power: Array) -> Array:
    total = float(power.sum())
    return power / total if total > 0 else power


def _sums(power: Array, order: int, loops: bool) -> Micmac:
    counted = power if loops else power - np.diag(np.diag(power))
    return Micmac(counted.sum(axis=1), counted.sum(axis=0), order, loops)
