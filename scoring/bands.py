"""Bands: names for ranges of the score, such as "partially meets" from 40 to below 80."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.checks import finite
from scoring.rounding import rounded


@dataclass(frozen=True, slots=True)
class Band:
    """Begins at `start` (0-100, inclusive) and ends where the next one begins."""

    id: str
    start: float

    def __post_init__(self) -> None:
        finite(f"{self.id}: start", self.start)


def band_of(value: float | None, bands: Sequence[Band]) -> Band | None:
    """The band with the highest start that `value`, rounded to 9 decimals, reaches; in any order.

    Never to be called with a value rounded for display: 39.96 shown as 40.0 is still below 40.
    None for no value, and for a value below every start. Example: SDG 10.7.2 starts at 0, 40, 80, 100.
    """
    if value is None:
        return None
    reached = [band for band in bands if rounded(band.start) <= rounded(value)]
    return max(reached, key=lambda band: band.start, default=None)
