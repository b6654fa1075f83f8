"""Each cell scored twice, by the owner of the row and by the owner of the column: how far do they agree?"""

from dataclasses import dataclass

import numpy as np

from scoring.interactions.matrix import STRONGEST, Array, Matrix


@dataclass(frozen=True, slots=True)
class CellAgreement:
    """Of the cells that both have scored. NaN for shares and distance when there are none (cells = 0)."""

    cells: int
    equal: float
    """Share of cells with the same score, 0-1."""
    within_one: float
    """Share of cells at most 1 apart, 0-1."""
    same_sign: float
    """Share of cells in which both see help, both hindrance or both nothing, 0-1."""
    opposite: float
    """Share of cells in which one sees help and the other hindrance, 0-1."""
    distance: float
    """Mean of |first - second|, 0 to twice the strongest."""
    leaning: float
    """Mean of first - second: above 0 when the first scorer sees more help."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """A cell in which the scorers differ."""

    row: str
    column: str
    first: float
    second: float

    @property
    def opposite(self) -> bool:
        return self.first * self.second < 0


def agreement(first: Matrix, second: Matrix) -> CellAgreement:
    """Over all cells that both have scored. ValueError unless the names are the same, in the same order."""
    one, other = _both(first, second)
    there = np.isfinite(one) & np.isfinite(other)
    a, b = one[there], other[there]
    if not a.size:
        return CellAgreement(0, *[float("nan")] * 6)
    shares = a == b, np.abs(a - b) <= 1, np.sign(a) == np.sign(b), a * b < 0, np.abs(a - b), a - b
    return CellAgreement(int(a.size), *(float(np.mean(share)) for share in shares))


def divergences(first: Matrix, second: Matrix, least: float = 1.0) -> list[Divergence]:
    """The cells at least `least` apart, furthest first, opposite signs before others, then in the order of cells."""
    one, other = _both(first, second)
    apart = np.argwhere(np.abs(one - other) >= least)
    found = [Divergence(first.names[i], first.names[j], float(one[i, j]), float(other[i, j])) for i, j in apart]
    return sorted(found, key=lambda cell: (-abs(cell.first - cell.second), not cell.opposite))


def apart(first: Matrix, second: Matrix, strongest: float = STRONGEST) -> Array:
    """|first - second| / (2 x strongest) per cell, n x n: 0 the same, 1 as far apart as can be; NaN unless both."""
    one, other = _both(first, second)
    return np.abs(one - other) / (2 * strongest)


def combined(first: Matrix, second: Matrix) -> Matrix:
    """The mean of the two scores of a cell; the only one where one is missing; NaN where both are.

    A mean of opposite signs looks like nothing at all: show `divergences` beside it.
    """
    one, other = _both(first, second)
    mean = (one + other) / 2
    mean = np.where(np.isnan(one), other, np.where(np.isnan(other), one, mean))
    return Matrix(first.names, mean)


def _both(first: Matrix, second: Matrix) -> tuple[Array, Array]:
    if first.names != second.names:
        raise ValueError(f"scorers: the same names in the same order are needed; found {first.names}, {second.names}")
    return first.values, second.values
