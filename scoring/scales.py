"""Scales: from one plain answer to points. Each knows the fewest and the most points attainable.

Levels and Checklist stand here, Number in `numbers.py`, scales over several rows in `tables.py`.
Points are 0 or more, in the instrument's own unit; `percent` brings them to 0-100.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from scoring.answers import Value
from scoring.checks import above_zero, distinct, listed, not_negative


class Scale(Protocol):
    """What an item needs of its scale. `highest` is above 0."""

    @property
    def lowest(self) -> float:
        """Fewest points an answer can bring (not always 0: level 1 of 5 may bring 1)."""

    @property
    def highest(self) -> float:
        """Most points an answer can bring."""

    def points(self, value: Value) -> float:
        """Points of an answer; ValueError saying what is allowed when it is outside the scale."""


def percent(points: float, highest: float) -> float:
    """100 x points / highest: a value in 0-100 from points in 0 to `highest`.

    All points give exactly 100: floats alone would say 99.99999999999999 for some `highest`.
    """
    return 100.0 if points == highest else min(100 * points / highest, 100.0)


@dataclass(frozen=True, slots=True)
class Levels:
    """Ordered options, lowest first: level `values[i]` brings `worth[i]` points.

    `values` are ascending whole numbers, at least two; `worth` is as long, no worth below 0, one above 0.
    SPAR, for example, is Levels((1, 2, 3, 4, 5), (1, 2, 3, 4, 5)): its levels score 20 to 100.
    """

    worth: tuple[float, ...]
    values: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.values) < 2 or len(self.values) != len(self.worth):
            found = f"{len(self.values)} levels, {len(self.worth)} points"
            raise ValueError(f"levels: at least 2 levels are needed, each with its points; found {found}")
        if any(low >= high for low, high in zip(self.values, self.values[1:], strict=False)):
            raise ValueError(f"levels: ascending numbers are needed; found {self.values}")
        for points in self.worth:
            not_negative("levels: points", points)
        above_zero("levels: highest points", self.highest)

    @property
    def lowest(self) -> float:
        return min(self.worth)

    @property
    def highest(self) -> float:
        return max(self.worth)

    def points(self, value: Value) -> float:
        """worth[i] where values[i] = value."""
        # bool is an int to Python, and 2.0 == 2; neither is a level somebody chose.
        if isinstance(value, bool) or not isinstance(value, int) or value not in self.values:
            allowed = ", ".join(map(str, self.values))
            raise ValueError(f"one of the levels {allowed} is needed; found {value!r}")
        return self.worth[self.values.index(value)]


def levels(*worth: float, start: int = 0) -> Levels:
    """Levels counted from `start`: `levels(0, 5, 10)`, or for SPAR `levels(1, 2, 3, 4, 5, start=1)`."""
    return Levels(worth, tuple(range(start, start + len(worth))))


@dataclass(frozen=True, slots=True)
class Checklist:
    """Any number of ticks: points = base, if ticked, + min(sum of the extras ticked, cap).

    The answer is a tuple of ids, each at most once; the empty tuple says that nothing is in place.
    Extras count with or without the base. Source: SDG 17.14.1, domains 1-8.
    """

    base: tuple[str, float] | None
    extras: Mapping[str, float]
    cap: float | None = None

    def __post_init__(self) -> None:
        distinct("checklist", self._ids())
        for name, points in self._all_points().items():
            not_negative(f"checklist: {name}: points", points)
        if self.cap is not None:
            not_negative("checklist: cap", self.cap)
        above_zero("checklist: highest points", self.highest)

    @property
    def lowest(self) -> float:
        return 0.0

    @property
    def highest(self) -> float:
        return self._sum(self._ids())

    def points(self, value: Value) -> float:
        """base, if ticked, + min(sum of the extras ticked, cap)."""
        if not isinstance(value, tuple):
            raise ValueError(f"a tuple of ids is needed; found {value!r}")
        unknown = set(value) - set(self._ids())
        if unknown:
            raise ValueError(f"any of {listed(self._ids())} can be ticked; found {listed(unknown)}")
        distinct("ticked", value)
        return self._sum(value)

    def _ids(self) -> tuple[str, ...]:
        return (*(() if self.base is None else self.base[:1]), *self.extras)

    def _all_points(self) -> dict[str, float]:
        return dict(self.extras) if self.base is None else {**self.extras, self.base[0]: self.base[1]}

    def _sum(self, ticked: tuple[str, ...]) -> float:
        extras = math.fsum(self.extras[name] for name in ticked if name in self.extras)
        capped = extras if self.cap is None else min(extras, self.cap)
        return capped + (self.base[1] if self.base is not None and self.base[0] in ticked else 0.0)
