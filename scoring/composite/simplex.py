"""Linear programming, as much of it as benefit of the doubt needs: the primal simplex in a dense table.

Small problems only: the table holds (constraints + 1) x (variables + constraints + 1) numbers.
Source: Dantzig (1951); the rule of Bland (1977), which cannot go round in circles.
"""

import numpy as np

from scoring.composite.arrays import Array

TINY = 1e-12


def maximise(gains: Array, rows: Array, limits: Array) -> Array:
    """The x >= 0 with rows @ x <= limits that makes gains @ x largest, (variables,).

    `gains` (variables,), `rows` (constraints, variables), `limits` (constraints,), at least 0, so that x = 0 is
    allowed. ValueError when a limit is below 0 or when there is no largest.
    """
    if np.any(limits < 0):
        raise ValueError("maximise: limits of at least 0 are needed")
    constraints, variables = rows.shape
    table = np.zeros((constraints + 1, variables + constraints + 1))
    table[:-1, :variables], table[:-1, variables:-1], table[:-1, -1] = rows, np.eye(constraints), limits
    table[-1, :variables] = -gains
    basis = np.arange(variables, variables + constraints)
    while (entering := _entering(table)) is not None:
        leaving = _leaving(table, entering, basis)
        _pivot(table, leaving, entering)
        basis[leaving] = entering
    found = np.zeros(variables + constraints)
    found[basis] = table[:-1, -1]
    return found[:variables]


def _entering(table: Array) -> int | None:
    """The first column that still gains."""
    gaining = np.flatnonzero(table[-1, :-1] < -TINY)
    return int(gaining[0]) if gaining.size else None


def _leaving(table: Array, entering: int, basis: np.ndarray[tuple[int], np.dtype[np.intp]]) -> int:
    """The row that is full first; of equals, that of the first variable."""
    column = table[:-1, entering]
    ratios = np.divide(table[:-1, -1], column, out=np.full(column.shape, np.inf), where=column > TINY)
    if np.isinf(ratios.min()):
        raise ValueError("maximise: there is no largest value")
    ties = np.flatnonzero(ratios <= ratios.min() + TINY)
    return int(ties[np.argmin(basis[ties])])


def _pivot(table: Array, row: int, column: int) -> None:
    table[row] /= table[row, column]
    others = np.arange(len(table)) != row
    table[others] -= np.outer(table[others, column], table[row])
