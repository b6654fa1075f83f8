"""What the guard is told and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scoring.checks import fraction

SMALLEST_LEAST = 3  # with two units, each learns the other's value by taking away its own


class Reason(StrEnum):
    """Why a group or a figure is shown or withheld."""

    SHOWN = "shown"
    PUBLIC = "public"  # everyone in the group publishes its own scores
    TOO_FEW = "too-few"  # units, in the group or beside the cut of a quantile
    DOMINANCE = "dominance"  # of one unit, or of one value
    DIFFERENCING = "differencing"  # together with what was released before
    SINGLE_VALUE = "single-value"  # the figure is the value of one unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be shown.

    least: units a group must have, 3 or more. largest_share: what one unit may have of the weight, and of the sum
    of weight x |value|, above 0 and at most 1. part: units that must lie on either side of a quantile: 3 asks for
    6 units for a median and 12 for quartiles. public: units that publish their own scores; they are known to
    everybody, so they protect nobody and are not counted.
    """

    least: int = 5
    largest_share: float = 0.5
    part: int = 3
    public: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.least < SMALLEST_LEAST:
            raise ValueError(f"least: a whole number of at least {SMALLEST_LEAST} is needed; found {self.least}")
        if self.part < 1:
            raise ValueError(f"part: a whole number of at least 1 is needed; found {self.part}")
        fraction("largest_share", self.largest_share)


@dataclass(frozen=True, slots=True)
class Release:
    """What was asked for, of which measure, from which units with which values. Kept, never shown itself.

    Not `shown`: withheld for dominance, and later releases must not give it away.
    """

    measure: str
    values: Mapping[str, float]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Shown or withheld, why, and in words for the log. The words may say more than readers should know."""

    shown: bool
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or None and the reason it is withheld."""

    value: float | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Guarded:
    """What may be shown of a group. `release` is to be kept and given to the next call; None for nothing to keep."""

    name: str
    measure: str
    decision: Decision
    figures: Mapping[str, Figure]
    release: Release | None
