"""The scale of measured numbers: goalposts below and above, in the unit of the number."""

import sys
from dataclasses import dataclass

from scoring.answers import Value
from scoring.checks import above_zero, finite
from scoring.scales import percent

LARGEST = sys.float_info.max  # a limit where none is set: refuses infinity


@dataclass(frozen=True, slots=True)
class Number:
    """A measured number between two goalposts; 0-100 points.

    points = 100 (x - low) / (high - low), or 100 (high - x) / (high - low) when lower is better,
    cut off at 0 and 100. `minimum` and `maximum` limit what can be answered, not what it brings:
    minimum <= low < high <= maximum, None for no limit. Source: fixed goalposts, as in the HDI.
    """

    low: float
    high: float
    lower_is_better: bool = False
    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        finite("number: low", self.low)
        finite("number: high", self.high)
        above_zero("number: high - low", self.high - self.low)
        smallest, largest = self._limits()
        if not smallest <= self.low < self.high <= largest:
            found = f"minimum {smallest}, low {self.low}, high {self.high}, maximum {largest}"
            raise ValueError(f"number: minimum <= low < high <= maximum is needed; found {found}")

    @property
    def lowest(self) -> float:
        return 0.0

    @property
    def highest(self) -> float:
        return 100.0

    def points(self, value: Value) -> float:
        """100 x the way from the worse goalpost to the better one."""
        smallest, largest = self._limits()
        # nan fails every comparison, so it is refused by the limits; bool is an int to Python.
        if isinstance(value, bool) or not isinstance(value, int | float) or not smallest <= value <= largest:
            raise ValueError(f"a number from {smallest} to {largest} is needed; found {value!r}")
        inside = min(max(value, self.low), self.high)
        way = self.high - inside if self.lower_is_better else inside - self.low
        return percent(way, self.high - self.low)

    def _limits(self) -> tuple[float, float]:
        return (
            -LARGEST if self.minimum is None else self.minimum,
            LARGEST if self.maximum is None else self.maximum,
        )
