"""Pairs of policies: where both help each other, where they hinder, and where one helps and the other hinders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import isnan

import numpy as np

from scoring.interactions.matrix import Array, Matrix


class Kind(StrEnum):
    SYNERGY = "synergy"  # neither direction is negative, one is positive
    TRADE_OFF = "trade-off"  # neither direction is positive, one is negative
    MIXED = "mixed"  # one direction helps, the other hinders
    NEUTRAL = "neutral"  # 0 both ways
    UNKNOWN = "unknown"  # a direction is not scored


@dataclass(frozen=True, slots=True)
class Pair:
    """Two policies; `there` is what `one` does to `other`, `back` what `other` does to `one`; NaN if not scored."""

    one: str
    other: str
    there: float
    back: float

    @property
    def kind(self) -> Kind:
        if isnan(self.there) or isnan(self.back):
            return Kind.UNKNOWN
        low, high = min(self.there, self.back), max(self.there, self.back)
        if low < 0 < high:
            return Kind.MIXED
        return Kind.SYNERGY if high > 0 else Kind.TRADE_OFF if low < 0 else Kind.NEUTRAL

    @property
    def strength(self) -> float:
        """|there| + |back|, what is not scored as 0."""
        return sum(abs(way) for way in (self.there, self.back) if not isnan(way))


@dataclass(frozen=True, slots=True)
class Balance:
    """Of the whole matrix: synergy and trade-off apart, never set off against each other.

    synergy: sum of the cells above 0; trade_off: sum of those below, 0 or less; cells: how many are scored.
    """

    synergy: float
    trade_off: float
    cells: int


def pairs(found: Matrix) -> list[Pair]:
    """Every pair once, in the order of the names."""
    places = combinations(range(len(found.names)), 2)
    values = found.values
    return [Pair(found.names[i], found.names[j], float(values[i, j]), float(values[j, i])) for i, j in places]


def of_kind(listed: Iterable[Pair], *kinds: Kind) -> list[Pair]:
    """The pairs of these kinds, strongest first, then by name."""
    return sorted((pair for pair in listed if pair.kind in kinds), key=lambda p: (-p.strength, p.one, p.other))


def critical(found: Matrix, least: float = 2.0) -> Iterator[tuple[str, str, float]]:
    """The directed links that hinder by `least` or more (row, column, value), strongest first, then by name."""
    names, values = found.names, found.values
    links = [(names[i], names[j], float(values[i, j])) for i, j in np.argwhere(values <= -least)]
    yield from sorted(links, key=lambda link: (link[2], link[0], link[1]))


def balance(found: Matrix) -> Balance:
    """Synergy and trade-off of all scored cells."""
    cells: Array = found.values[np.isfinite(found.values)]
    return Balance(float(cells[cells > 0].sum()), float(cells[cells < 0].sum()), int(cells.size))
