"""One element of a framework: a row of its table."""

from dataclasses import dataclass
from math import isfinite, nan

from scoring.composite.errors import FrameworkError

INDICATOR, AGGREGATE = "Indicator", "Aggregate"
CARRIED = ("Group", "Denominator", "Other")
TYPES = (INDICATOR, AGGREGATE, *CARRIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One row of the table: an indicator, an aggregate, or a column that is only carried.

    `level` is 1 for indicators and one more for every step up. `weight` is at least 0 and relative to
    siblings. `direction` is 1, or -1 where less is better. `low`, `high` and `target` are in the unit of
    the indicator, NaN where not given.
    """

    code: str
    level: int = 0
    parent: str = ""
    weight: float = 1.0
    direction: float = 1.0
    kind: str = INDICATOR
    low: float = nan
    high: float = nan
    target: float = nan


def check_element(row: int, element: Element) -> None:
    """Raise FrameworkError for what can be said of a row by itself."""
    if not element.code:
        raise FrameworkError("a code is needed", row=row, column="iCode")
    if element.kind not in TYPES:
        raise FrameworkError(f"one of {', '.join(TYPES)} is needed; found {element.kind!r}", row=row, column="Type")
    if element.kind in CARRIED:
        return
    if not (isfinite(element.weight) and element.weight >= 0):
        reason = f"{element.code}: a weight of at least 0 is needed; found {element.weight}"
        raise FrameworkError(reason, row=row, column="Weight")
    allowed = (1, -1) if element.kind == INDICATOR else (1,)
    if element.direction not in allowed:
        reason = f"{element.code}: {' or '.join(map(str, allowed))} is needed; found {element.direction:g}"
        raise FrameworkError(reason, row=row, column="Direction")
    if element.low >= element.high:
        reason = f"{element.code}: low must be below high; found {element.low:g} and {element.high:g}"
        raise FrameworkError(reason, row=row, column="low")
