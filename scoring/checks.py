"""Checks of numbers and names, shared by the constructors of scales, rules and frameworks."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


def finite(where: str, number: float) -> None:
    """Raise ValueError unless `number` is finite."""
    if not math.isfinite(number):
        raise ValueError(f"{where}: a finite number is needed; found {number}")


def not_negative(where: str, number: float) -> None:
    """Raise ValueError unless `number` is finite and at least 0."""
    finite(where, number)
    if number < 0:
        raise ValueError(f"{where}: a number of at least 0 is needed; found {number}")


def above_zero(where: str, number: float) -> None:
    """Raise ValueError unless `number` is finite and above 0."""
    finite(where, number)
    if number <= 0:
        raise ValueError(f"{where}: a number above 0 is needed; found {number}")


def fraction(where: str, number: float) -> None:
    """Raise ValueError unless `number` lies in 0 to 1."""
    if not 0 <= number <= 1:
        raise ValueError(f"{where}: a number from 0 to 1 is needed; found {number}")


def distinct(where: str, ids: Iterable[str]) -> None:
    """Raise ValueError naming the ids that stand more than once."""
    twice = [name for name, times in Counter(ids).items() if times > 1]
    if twice:
        raise ValueError(f"{where}: used more than once: {listed(twice)}")


def listed(names: Iterable[str]) -> str:
    """Names in order, for a message: 'a, b, c'."""
    return ", ".join(sorted(names))


@contextmanager
def naming(where: str) -> Iterator[None]:
    """Put `where` in front of the message of a ValueError raised inside."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error
