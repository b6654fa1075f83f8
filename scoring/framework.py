"""What is scored: items in groups in groups, with weights, scales and rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from scoring.aggregation import METHODS
from scoring.answers import State
from scoring.checks import above_zero, fraction, listed
from scoring.scales import Scale


class Treatment(StrEnum):
    """What an item without a scored answer is worth."""

    LEFT_OUT = "left-out"  # no value: its weight goes to its siblings
    ZERO = "zero"  # 0, even where the scale cannot go so low
    LOWEST = "lowest"  # 100 x lowest / highest attainable points


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a group is scored.

    `aggregation` is one of `METHODS`. `not_answered`, `dont_know` and `not_applicable` say what the
    group's own items are worth in those states. `minimum_coverage`, in 0-1, is the least share of the
    applicable weight that must be scored for the group to have a value.
    """

    aggregation: str = "arithmetic"
    not_answered: Treatment = Treatment.LEFT_OUT
    dont_know: Treatment = Treatment.LEFT_OUT
    not_applicable: Treatment = Treatment.LEFT_OUT
    minimum_coverage: float = 0.0

    def __post_init__(self) -> None:
        if self.aggregation not in METHODS:
            raise ValueError(f"aggregation: one of {listed(METHODS)} is needed; found {self.aggregation!r}")
        fraction("minimum_coverage", self.minimum_coverage)

    def treatment(self, state: State) -> Treatment:
        """What is done with an item in `state`, any but scored (KeyError)."""
        return {
            State.NOT_ANSWERED: self.not_answered,
            State.DONT_KNOW: self.dont_know,
            State.NOT_APPLICABLE: self.not_applicable,
        }[state]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked. `weight` is above 0 and relative to its siblings; `axis` is None or a name."""

    id: str
    weight: float
    scale: Scale
    axis: str | None = None

    def __post_init__(self) -> None:
        above_zero(f"{self.id}: weight", self.weight)


@dataclass(frozen=True, slots=True)
class Group:
    """A dimension, or the whole: its children are items, groups or both. It may be empty."""

    id: str
    weight: float
    rule: Rule
    children: tuple["Item | Group", ...]

    def __post_init__(self) -> None:
        above_zero(f"{self.id}: weight", self.weight)

    def items(self) -> Iterator[Item]:
        """Every item below, at any depth, in order."""
        for child in self.children:
            if isinstance(child, Item):
                yield child
            else:
                yield from child.items()

    def ids(self) -> Iterator[str]:
        """The ids of this group and of everything below it."""
        yield self.id
        for child in self.children:
            if isinstance(child, Item):
                yield child.id
            else:
                yield from child.ids()


Node: TypeAlias = Item | Group
