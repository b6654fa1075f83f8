"""What the methods need of their numbers. Each check raises DataError naming the first column at fault."""

import numpy as np

from scoring.composite.arrays import Array, Mask, count, highest, lowest
from scoring.composite.errors import DataError


def needs_values(method: str, values: Array, codes: tuple[str, ...], least: int = 1) -> None:
    """Every column must have `least` values."""
    many = count(values)
    refuse(many < least, codes, f"{method}: {least} values or more are needed; found {int(many.min())}")


def needs_variance(method: str, values: Array, codes: tuple[str, ...]) -> None:
    """Every column must have two different values."""
    needs_values(method, values, codes)
    refuse(highest(values) == lowest(values), codes, f"{method}: zero variance, all values are equal")


def needs_posts(method: str, name: str, posts: Array | None, codes: tuple[str, ...]) -> Array:
    """Every column must have a post; returns them."""
    if posts is None:
        raise DataError(f"{method}: {name} is needed for every indicator")
    refuse(np.isnan(posts), codes, f"{method}: {name} is needed for every indicator")
    return posts


def needs_positive(method: str, values: Array) -> None:
    """No value may be 0 or below. The caller knows the names of the columns, and adds them."""
    wrong = values <= 0
    if np.any(wrong):
        raise DataError(f"{method}: values above 0 are needed, as on a scale of 1 to 100; found {values[wrong][0]:g}")


def refuse(wrong: Mask, codes: tuple[str, ...], reason: str) -> None:
    """Raise DataError with the first column, on the last axis, that is `wrong`."""
    if np.any(wrong):
        place = int(np.argwhere(wrong)[0][-1])
        raise DataError(reason, column=codes[place] if codes else str(place))
