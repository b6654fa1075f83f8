"""The six kinds of answer an item can ask for."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Option:
    """One possible choice."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level: the number given as the answer, its text and its points."""

    value: int
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class LevelScale:
    """Exactly one level is chosen."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A statement that can be ticked."""

    id: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class Checklist:
    """Any number of statements is ticked; `cap` limits what the extras bring together."""

    base: Tick | None
    extras: tuple[Tick, ...]
    cap: float | None

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Base and extras in the order shown."""
        return self.extras if self.base is None else (self.base, *self.extras)


@dataclass(frozen=True, slots=True)
class Row:
    """One sub-question of a table."""

    id: str
    text: str
    weight: float
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A level per row. `decisions` maps the level numbers, in row order, to points; empty: rows by weight."""

    rows: tuple[Row, ...]
    decisions: tuple[tuple[tuple[int, ...], float], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `low` to `high` is the range that is scored, outside of it is cut off."""

    unit: str | None
    minimum: float | None
    maximum: float | None
    low: float
    high: float
    lower_is_better: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One or many options; context only, not scored."""

    options: tuple[Option, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Free text; context only, not scored."""

    maximum_length: int


AnswerScale: TypeAlias = LevelScale | Checklist | Table | Number | Choice | Text


def level_values(levels: tuple[Level, ...]) -> tuple[int, ...]:
    """The numbers that can be given as an answer."""
    return tuple(level.value for level in levels)
