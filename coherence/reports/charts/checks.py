"""What a chart takes: numbers from 0 to 100, or None for what is missing."""

import re

LOWEST, HIGHEST = 0.0, 100.0
SLACK = 1e-6  # sums of floats may end a little outside the scale
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def checked(value: float | None, where: str) -> float | None:
    """The value on the scale of 0 to 100; NaN and what is off the scale are refused."""
    if value is None:
        return None
    if not LOWEST - SLACK <= value <= HIGHEST + SLACK:  # also false for NaN
        raise ValueError(f"{where}: a value from 0 to 100 or None is needed; found {value}")
    return min(max(float(value), LOWEST), HIGHEST)


def checked_bounds(low: float | None, high: float | None, where: str) -> tuple[float, float] | None:
    """Both bounds, or None when there are none."""
    low, high = checked(low, f"{where}: low"), checked(high, f"{where}: high")
    if low is None and high is None:
        return None
    if low is None or high is None or low > high + SLACK:
        raise ValueError(f"{where}: low and high, low first, or None twice is needed; found {low} and {high}")
    return low, high


def checked_colour(colour: str | None, default: str, where: str) -> str:
    if colour is None:
        return default
    if not COLOUR.fullmatch(colour):
        raise ValueError(f'{where}: a colour like "#b3261e" is needed; found {colour!r}')
    return colour


def checked_prefix(prefix: str) -> str:
    if not PREFIX.fullmatch(prefix):
        raise ValueError(
            f"prefix: a letter, then letters, digits, hyphens and underscores are needed; found {prefix!r}"
        )
    return prefix
