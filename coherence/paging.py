"""Long lists on pages of a hundred rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

ON_A_PAGE = 100
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The rows of one page, its number and that of the last page, from 1."""

    rows: Sequence[Row]
    number: int
    last: int


def part(rows: Sequence[Row], wanted: int) -> Part[Row]:
    """The page that is wanted; the nearest there is for another number."""
    last = max(1, -(-len(rows) // ON_A_PAGE))
    number = min(max(wanted, 1), last)
    return Part(rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], number, last)
