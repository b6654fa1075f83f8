"""What somebody answered: a state and, when there is something to score, a plain value."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = int | float | tuple[str, ...] | Mapping[str, int]
"""A level, a number, the ids ticked in a checklist, or the level chosen per row of a table."""


class State(StrEnum):
    """The four answer states. Three of them have no value, for three different reasons."""

    SCORED = "scored"
    NOT_ANSWERED = "not_answered"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `value` is set exactly when the state is scored; ValueError otherwise."""

    state: State
    value: Value | None = None

    def __post_init__(self) -> None:
        if (self.state is State.SCORED) != (self.value is not None):
            found = f"{self.state} with {self.value!r}"
            raise ValueError(f"answer: a scored answer has a value, another has none; found {found}")


NOT_ANSWERED = Answer(State.NOT_ANSWERED)
DONT_KNOW = Answer(State.DONT_KNOW)
NOT_APPLICABLE = Answer(State.NOT_APPLICABLE)


def scored(value: Value) -> Answer:
    """The answer `value`, ready to be scored."""
    return Answer(State.SCORED, value)
