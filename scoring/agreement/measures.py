"""A number, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum


class Undefined(StrEnum):
    """Why a measure has no value. None of these reasons is a 0, and none is a 1."""

    ALL_EQUAL = "all equal"  # nothing varies, so that chance and agreement cannot be told apart
    NO_ORDER = "no body puts the items in an order"
    TOO_FEW_BODIES = "fewer than two bodies"
    TOO_FEW_ITEMS = "too few items that two bodies rated"
    TOO_FEW_COMPLETE = "fewer than two items that all bodies rated"
    TOO_FEW_LEVELS = "fewer than three levels on the scale"
    TOO_FEW_REPLICATIONS = "alpha is undefined in most replications"
    UNEQUAL_BODIES = "not every item is rated by the same number of bodies"


@dataclass(frozen=True, slots=True)
class Measure:
    """`value`, or why there is none in `undefined`: exactly one of the two; ValueError otherwise."""

    value: float | None
    undefined: Undefined | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.undefined is None):
            found = f"{self.value!r} and {self.undefined!r}"
            raise ValueError(f"measure: either a value or the reason why there is none is needed; found {found}")


def without(reason: Undefined) -> Measure:
    """The measure that is undefined for `reason`."""
    return Measure(None, reason)
