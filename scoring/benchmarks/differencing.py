"""What several releases tell together: the smallest set of units whose sum can be worked out from them.

A release of a group's mean, its number of units known, is a release of its sum: one linear equation. Whoever has
several can add and subtract them. The question is whether some combination is left with few units only: the mean
of all minus that of a group; all minus two groups that leave one unit out; the same group before and after a
correction. It is answered exactly, not for pairs of groups only.

Units that stand in the same releases always go together; they make a cell. Cells of `least` units or more can be
left out of account, because no combination that contains one is small. What remains is small.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from scoring.ranks import equalised

Array: TypeAlias = NDArray[np.float64]
Values: TypeAlias = Mapping[str, float]
Entry: TypeAlias = tuple[str, int]  # a unit and which of its values it had: a corrected value is another unknown
Pattern: TypeAlias = tuple[frozenset[Entry], ...]
Cell: TypeAlias = frozenset[str]

ALMOST_ZERO = 1e-9
CLEARLY_APART = 1e-6
MOST_SETS = 200_000


class TooManySets(Exception):
    """More sets of cells than can be tried in reasonable time."""


def exposed(releases: Sequence[Values], least: int) -> Cell | None:
    """A set of fewer than `least` units of which some combination of the releases gives a weighted sum, or None.

    releases: value per unit, one mapping per release; sums with fixed weights per unit are understood. Exact up to
    rounding; where in doubt, a set is reported. Raises TooManySets when there are more than 200,000 sets to try.
    """
    return _exposed(_pattern(releases), least)


@lru_cache(maxsize=256)
def _exposed(pattern: Pattern, least: int) -> Cell | None:
    """The same; kept, because the many measures of one comparison mostly have the same units in the same groups."""
    cells, matrix = _cells(pattern)
    if _redundant(cells, matrix, least):
        return None
    small = np.array([len(cell) < least for cell in cells], dtype=np.bool_)
    left = _null_space(matrix[:, ~small].T).T @ matrix[:, small]  # the combinations in which no large cell is left
    reached = np.abs(left).max(axis=0, initial=0.0) > ALMOST_ZERO
    candidates = [cell for cell, hit in zip(np.array(cells, dtype=object)[small], reached, strict=True) if hit]
    hidden = _null_space(left[:, reached])
    return _first_dependent(candidates, hidden @ hidden.T, least)


def follows(releases: Sequence[Values], wanted: Values) -> bool:
    """Whether the sum over `wanted` is a combination of the sums over the releases."""
    if not releases:
        return False
    _, matrix = _cells(_pattern([*releases, wanted]))
    known, row = matrix[:-1], matrix[-1]
    weights = np.linalg.lstsq(known.T, row, rcond=None)[0]
    return bool(np.abs(known.T @ weights - row).max(initial=0.0) < ALMOST_ZERO)


def _pattern(releases: Sequence[Values]) -> Pattern:
    """The entries of every release. It matters which values of a unit are the same, not what they are."""
    seen: dict[str, list[float]] = {}
    return tuple(
        frozenset(
            _entry(unit, own, seen) for unit, own in zip(values, equalised(list(values.values())).tolist(), strict=True)
        )
        for values in releases
    )


def _entry(unit: str, own: float, seen: dict[str, list[float]]) -> Entry:
    values = seen.setdefault(unit, [])
    if own not in values:
        values.append(own)
    return unit, values.index(own)


def _cells(entries: Pattern) -> tuple[list[Cell], Array]:
    """The cells, and which release (row) holds which cell (column): 1 or 0."""
    by_pattern: dict[tuple[bool, ...], set[str]] = {}
    for entry in sorted(frozenset[Entry]().union(*entries)):
        by_pattern.setdefault(tuple(entry in held for held in entries), set()).add(entry[0])
    matrix = np.array(list(by_pattern), dtype=np.float64).reshape(len(by_pattern), len(entries)).T
    return [frozenset(units) for units in by_pattern.values()], matrix


def _redundant(cells: Sequence[Cell], matrix: Array, least: int) -> bool:
    """Whether the cells hold `least` bases of the releases that share no unit. If not, there may still be no danger.

    A sum of fewer units than that follows only if without them the releases were fewer equations; but fewer units
    than bases leave one basis whole. Units in two cells (their value was corrected) are used for none.
    """
    times = Counter(unit for cell in cells for unit in cell)
    left = [sum(times[unit] == 1 for unit in cell) for cell in cells]
    rank = int(np.linalg.matrix_rank(matrix))
    return all(_take_basis(matrix, left, rank) for _ in range(least))


def _take_basis(matrix: Array, left: list[int], rank: int) -> bool:
    """Take a unit out of each of `rank` cells whose columns are independent, fullest cells first; False if none."""
    basis = np.zeros((len(matrix), 0))
    for place in sorted(range(len(left)), key=lambda place: -left[place]):
        if basis.shape[1] == rank or not left[place]:
            break
        column = matrix[:, place]
        beyond = column - basis @ (basis.T @ column)
        size = np.linalg.norm(beyond)
        if size > CLEARLY_APART:
            basis = np.column_stack([basis, beyond / size])
            left[place] -= 1
    return basis.shape[1] == rank


def _null_space(matrix: Array) -> Array:
    """An orthonormal basis, in columns, of the x with matrix @ x = 0."""
    _, sizes, right = np.linalg.svd(matrix, full_matrices=True)
    rank = int((sizes > ALMOST_ZERO * max(1.0, sizes.max(initial=0.0))).sum())
    return np.asarray(right[rank:].T, dtype=np.float64)


def _first_dependent(cells: Sequence[Cell], projection: Array, least: int) -> Cell | None:
    """The first set of cells, smallest first, with fewer than `least` units and a sum that follows.

    A combination that holds only the cells S exists exactly when the rows S of a basis of what stays hidden are
    linearly dependent: when their Gram matrix, the block S of the projection, has an eigenvalue 0.
    """
    most = min(least - 1, len(cells))
    if sum(comb(len(cells), size) for size in range(1, most + 1)) > MOST_SETS:
        raise TooManySets
    for size in range(1, most + 1):
        places = _small_sets(cells, size, least)
        if not len(places):
            continue
        blocks = projection[places[:, :, None], places[:, None, :]]
        dependent = np.linalg.eigvalsh(blocks)[:, 0] < ALMOST_ZERO
        if dependent.any():
            return _union(cells[place] for place in places[int(dependent.argmax())])
    return None


def _small_sets(cells: Sequence[Cell], size: int, least: int) -> NDArray[np.intp]:
    """(sets, size): the sets of `size` cells that have fewer than `least` units together."""
    sets: NDArray[np.intp] = np.array(list(combinations(range(len(cells)), size)), dtype=np.intp).reshape(-1, size)
    units = np.array([len(cell) for cell in cells])[sets].sum(axis=1)
    if sum(map(len, cells)) == len(_union(cells)):
        few: NDArray[np.intp] = sets[units < least]
        return few
    # Units in two cells (their value was corrected) are one unit each.
    kept = [place for place, own in enumerate(sets) if len(_union(cells[cell] for cell in own)) < least]
    some: NDArray[np.intp] = sets[kept]
    return some


def _union(cells: Iterable[Cell]) -> Cell:
    return frozenset[str]().union(*cells)
