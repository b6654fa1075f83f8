"""The parts of a condition and whether they hold.

A comparison with something that has no scored answer does not hold, not even `!=` or `is not`.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scoring import Answer, State

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
Profile: TypeAlias = Mapping[str, tuple[str, ...]]
Answers: TypeAlias = Mapping[str, Answer]


class ConditionError(ValueError):
    """What is wrong with a condition; `messages` holds every problem found."""

    def __init__(self, *messages: str) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


@dataclass(frozen=True, slots=True)
class NumberTest:
    """`name >= 2`"""

    name: str
    sign: str
    number: float

    def holds(self, profile: Profile, answers: Answers) -> bool:
        answer = answers.get(self.name)
        if answer is None or answer.state is not State.SCORED or not isinstance(answer.value, int | float):
            return False
        return COMPARISONS[self.sign](answer.value, self.number)

    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    def __str__(self) -> str:
        return f"{self.name} {self.sign} {self.number:.15g}"


@dataclass(frozen=True, slots=True)
class OptionTest:
    """`name is a`, `name is not a`, `name in [a, b]`, `name not in [a, b]`, `name includes a`"""

    name: str
    verb: str
    options: tuple[str, ...]

    def holds(self, profile: Profile, answers: Answers) -> bool:
        chosen = profile.get(self.name) or _chosen(answers.get(self.name))
        if chosen is None:
            return False
        matches = any(option in self.options for option in chosen)
        return not matches if "not" in self.verb else matches

    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    def __str__(self) -> str:
        listed = ", ".join(self.options)
        return f"{self.name} {self.verb} " + (f"[{listed}]" if self.verb.endswith("in") else listed)


@dataclass(frozen=True, slots=True)
class Not:
    """`not part`"""

    part: "Condition"

    def holds(self, profile: Profile, answers: Answers) -> bool:
        return not self.part.holds(profile, answers)

    def names(self) -> frozenset[str]:
        return self.part.names()

    def __str__(self) -> str:
        return f"not ({self.part})"


@dataclass(frozen=True, slots=True)
class And:
    """`part and part ...`"""

    parts: tuple["Condition", ...]

    def holds(self, profile: Profile, answers: Answers) -> bool:
        return all(part.holds(profile, answers) for part in self.parts)

    def names(self) -> frozenset[str]:
        return frozenset(name for part in self.parts for name in part.names())

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, And | Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """`part or part ...`"""

    parts: tuple["Condition", ...]

    def holds(self, profile: Profile, answers: Answers) -> bool:
        return any(part.holds(profile, answers) for part in self.parts)

    def names(self) -> frozenset[str]:
        return frozenset(name for part in self.parts for name in part.names())

    def __str__(self) -> str:
        return " or ".join(f"({part})" if isinstance(part, And | Or) else str(part) for part in self.parts)


Condition: TypeAlias = NumberTest | OptionTest | Not | And | Or


def _chosen(answer: Answer | None) -> tuple[str, ...] | None:
    """The options chosen in a choice or checklist; None when there is no scored answer."""
    if answer is None or answer.state is not State.SCORED:
        return None
    if isinstance(answer.value, str):
        return (answer.value,)
    return answer.value if isinstance(answer.value, tuple) else None
