"""The matrix of interactions, checked once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.checks import distinct

Array: TypeAlias = NDArray[np.float64]

STRONGEST = 3.0


@dataclass(frozen=True)
class Matrix:
    """What each of `names` does to each other: `values` is n x n, NaN where not scored and on the diagonal."""

    names: tuple[str, ...]
    values: Array

    @property
    def filled(self) -> Array:
        """The values with 0, no interaction, where not scored: what sums are made of."""
        return np.nan_to_num(self.values, nan=0.0)

    @property
    def coverage(self) -> float:
        """Scored cells / (n (n - 1)): 0-1; the diagonal does not count. NaN for a single policy."""
        n = len(self.names)
        return float(np.isfinite(self.values).sum()) / (n * (n - 1)) if n > 1 else float("nan")


def matrix(names: Sequence[str], values: ArrayLike, strongest: float | None = STRONGEST) -> Matrix:
    """A checked matrix. `strongest`: the largest strength allowed, 3; None for any finite number.

    The diagonal must be 0 or NaN: nothing acts on itself. ValueError, naming the cell, for another shape, names
    used twice, values outside -strongest..strongest.
    """
    numbers = np.array(values, dtype=np.float64)
    n = len(names)
    distinct("matrix: names", names)
    if numbers.shape != (n, n):
        raise ValueError(f"matrix: {n} rows and {n} columns are needed, one per name; found shape {numbers.shape}")
    limit = np.inf if strongest is None else strongest
    with np.errstate(invalid="ignore"):
        _refuse(names, numbers, (np.abs(numbers) > limit) | np.isinf(numbers), f"from {-limit:g} to {limit:g}")
    _refuse(names, numbers, np.eye(n, dtype=np.bool_) & (np.nan_to_num(numbers) != 0), "0 or missing on the diagonal")
    np.fill_diagonal(numbers, np.nan)
    return Matrix(tuple(names), numbers)


def _refuse(names: Sequence[str], numbers: Array, wrong: NDArray[np.bool_], allowed: str) -> None:
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        where = f"matrix: {names[row]} on {names[column]}"
        raise ValueError(f"{where}: a number {allowed} is needed; found {numbers[row, column]:g}")
