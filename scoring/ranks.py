"""Ranks that respect ties: equal scores, equal ranks. Needs numpy.

Scores are rounded to 9 decimals first. Two ways of adding up the same answers can differ in the last bits
of a double, and ranks of raw doubles then put equal units apart (a fault of COINr 1.1.14: up to 7 places).
"""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.rounding import DECIMALS


def equalised(values: ArrayLike, decimals: int = DECIMALS) -> NDArray[np.float64]:
    """`values` to 9 decimals, as they are compared everywhere; NaN stays."""
    return np.asarray(np.round(np.asarray(values, dtype=np.float64), decimals), dtype=np.float64)


def competition_ranks(values: ArrayLike, axis: int = -1, *, ascending: bool = False) -> NDArray[np.float64]:
    """1 + the number of better scores along `axis`: 1, 2, 2, 4.

    Best is highest, or lowest when `ascending`. Any shape; the ranks have it too, NaN where there is no score,
    which takes no place either. Compared after rounding to 9 decimals.
    """
    return _ranked(equalised(values), axis, ascending, _first_of_ties)


def average_ranks(values: ArrayLike, axis: int = -1, *, ascending: bool = True) -> NDArray[np.float64]:
    """Ranks in which ties share the mean of their places: 1, 2.5, 2.5, 4. Otherwise as `exact_ranks`."""
    return _ranked(significant(values), axis, ascending, _middle_of_ties)


def exact_ranks(values: ArrayLike, axis: int = -1, *, ascending: bool = True) -> NDArray[np.float64]:
    """`competition_ranks` of measured numbers in any unit: equal when they agree to 12 significant digits.

    Nine decimals would make one of all values below 1e-9.
    """
    return _ranked(significant(values), axis, ascending, _first_of_ties)


def ranks_within(
    values: ArrayLike, groups: Sequence[Hashable], axis: int = -1, *, ascending: bool = False
) -> NDArray[np.float64]:
    """Competition ranks among the units of the same group; `groups` has one label per unit along `axis`.

    Units whose label is None or empty belong to no group and have no rank (NaN).
    """
    scores = np.moveaxis(np.asarray(values, dtype=np.float64), axis, -1)
    if len(groups) != scores.shape[-1]:
        raise ValueError(f"groups: {scores.shape[-1]} labels are needed, one per unit; found {len(groups)}")
    ranks = np.full(scores.shape, np.nan)
    for group in {label for label in groups if label not in (None, "")}:
        own = [place for place, label in enumerate(groups) if label == group]
        ranks[..., own] = competition_ranks(scores[..., own], ascending=ascending)
    return np.moveaxis(ranks, -1, axis)


def significant(values: ArrayLike, digits: int = 12) -> NDArray[np.float64]:
    """`values` to 12 significant digits; 0 and NaN stay."""
    numbers = np.asarray(values, dtype=np.float64)
    size = np.abs(np.where(np.isfinite(numbers) & (numbers != 0), numbers, 1.0))
    unit = 10.0 ** (digits - 1 - np.floor(np.log10(size)))
    with np.errstate(over="ignore", invalid="ignore"):
        shortened = np.round(numbers * unit) / unit
    return np.where(np.isfinite(shortened), shortened, numbers)


def _ranked(
    values: NDArray[np.float64], axis: int, ascending: bool, ties: Callable[[NDArray[np.bool_]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    scores = np.moveaxis(values, axis, -1)
    keys = np.ascontiguousarray(scores if ascending else -scores).reshape(-1, scores.shape[-1])  # NaN sorts last
    order = np.argsort(keys, axis=-1) + np.arange(len(keys))[:, None] * keys.shape[-1]  # places in the flat array
    ordered = keys.reshape(-1)[order]
    new = np.ones(ordered.shape, dtype=np.bool_)  # where a value differs from the one before
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=new[:, 1:])
    ranks = np.empty(keys.size)
    ranks[order] = np.where(np.isnan(ordered), np.nan, ties(new))
    found: NDArray[np.float64] = np.moveaxis(ranks.reshape(scores.shape), -1, axis)
    return found


def _first_of_ties(new: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The place, from 1, at which each run of equal values begins."""
    places = np.arange(1.0, new.shape[-1] + 1)
    first: NDArray[np.float64] = np.maximum.accumulate(np.where(new, places, 1.0), axis=-1)
    return first


def _middle_of_ties(new: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The mean of the first and the last place of each run of equal values."""
    n = new.shape[-1]
    ends = np.ones(new.shape, dtype=np.bool_)  # where a value differs from the one after
    ends[:, :-1] = new[:, 1:]
    last = n + 1 - _first_of_ties(ends[:, ::-1])[:, ::-1]
    middle: NDArray[np.float64] = (_first_of_ties(new) + last) / 2
    return middle
