"""Ratings: rows of item, body and level, checked, and laid out as an array."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

MOST_LEVELS = 1001  # 0 to 1000: frequencies per level are kept in memory


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole levels from `low` to `high`; ValueError unless low < high and at most 1001 levels."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not self.low < self.high <= self.low + MOST_LEVELS - 1:
            found = f"{self.low} and {self.high}"
            raise ValueError(f"scale: low < high and at most {MOST_LEVELS} levels are needed; found {found}")

    @property
    def levels(self) -> int:
        """How many levels there are: K in the formulas."""
        return self.high - self.low + 1


@dataclass(frozen=True, slots=True)
class Rating:
    """One body's level for one item; None for a blank. `dimension` is that of the item, "" for none."""

    item: str
    body: str
    level: float | None
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row: `row` counts from 0, `column` is item, body, level or dimension."""

    row: int
    column: str
    reason: str


class RatingsError(ValueError):
    """Rows that cannot be used; `faults` has everything found, in the order of the rows."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"row {fault.row + 1}, column {fault.column}: {fault.reason}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Ratings:
    """`levels` is items × bodies, NaN for a blank; `dimensions` has one name per item."""

    items: tuple[str, ...]
    bodies: tuple[str, ...]
    dimensions: tuple[str, ...]
    levels: Array
    scale: Scale

    def of(self, dimension: str) -> "Ratings":
        """The items of one dimension; all bodies stay."""
        own = [place for place, name in enumerate(self.dimensions) if name == dimension]
        items = tuple(self.items[place] for place in own)
        return Ratings(items, self.bodies, (dimension,) * len(own), self.levels[own], self.scale)


def ratings(rows: Iterable[Rating], scale: Scale) -> Ratings:
    """`rows` as an array, items and bodies in the order in which they first appear.

    A body need not have a row for every item: what is not there is blank. RatingsError with every fault of
    `faults`; ValueError when there are no rows.
    """
    given = list(rows)
    found = faults(given, scale)
    if found:
        raise RatingsError(found)
    if not given:
        raise ValueError("ratings: at least 1 rating is needed; found none")
    items = {row.item: row.dimension for row in given}
    bodies = dict.fromkeys(row.body for row in given)
    down = {name: place for place, name in enumerate(items)}
    across = {name: place for place, name in enumerate(bodies)}
    levels = np.full((len(items), len(bodies)), np.nan)
    for row in given:
        if row.level is not None:
            levels[down[row.item], across[row.body]] = row.level
    return Ratings(tuple(items), tuple(bodies), tuple(items.values()), levels, scale)


def faults(rows: Iterable[Rating], scale: Scale) -> list[Fault]:
    """All that is wrong: item or body missing, a level off the scale, an item twice by a body or in two dimensions."""
    found: list[Fault] = []
    first: dict[tuple[str, str], int] = {}
    dimensions: dict[str, str] = {}
    for place, row in enumerate(rows):
        reasons = _of_row(row, scale)
        if not row.item or not row.body:
            found += [Fault(place, column, reason) for column, reason in reasons]
            continue
        if first.setdefault((row.item, row.body), place) != place:
            reasons.append(("item", f"{row.body} rates {row.item} twice"))
        if dimensions.setdefault(row.item, row.dimension) != row.dimension:
            reasons.append(("dimension", f"{row.item} is in {dimensions[row.item]!r} above; found {row.dimension!r}"))
        found += [Fault(place, column, reason) for column, reason in reasons]
    return found


def _of_row(row: Rating, scale: Scale) -> list[tuple[str, str]]:
    """What can be said of a row by itself: column and reason."""
    found = [(column, "a name is needed") for column in ("item", "body") if not getattr(row, column)]
    if row.level is not None and not (scale.low <= row.level <= scale.high and row.level == int(row.level)):
        found.append(("level", f"a whole number from {scale.low} to {scale.high} is needed; found {row.level:g}"))
    return found
