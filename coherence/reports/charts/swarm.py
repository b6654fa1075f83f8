"""Dots beside each other where their values are close, so that none hides another. The same each time."""

from collections.abc import Sequence
from itertools import chain

from coherence.reports.charts.svg import Point

EDGE = 1.0  # between two dots


def swarm(xs: Sequence[float], radius: float, height: float, kept_free: tuple[float, float] | None) -> list[Point]:
    """A point for each x, in order of x, its y counted from the middle of the band.

    `kept_free` is the x and the radius of a mark in the middle. When the band is full, dots cover each other.
    """
    lanes = _lanes(2 * radius + EDGE, height / 2 - radius)
    ends = {lane: float("-inf") for lane in lanes}
    points = []
    for x in sorted(xs):
        free = (lane for lane in lanes if ends[lane] + 2 * radius <= x and _clear(x, lane, radius, kept_free))
        lane = next(free, None)
        if lane is None:
            lane = min(lanes, key=lambda lane: ends[lane])
        ends[lane] = x
        points.append((x, lane))
    return points


def fits(points: Sequence[Point], radius: float) -> bool:
    """Whether no dot covers another one in its lane."""
    ends: dict[float, float] = {}
    for x, lane in points:
        if x < ends.get(lane, float("-inf")) + 2 * radius:
            return False
        ends[lane] = x
    return True


def _lanes(step: float, reach: float) -> list[float]:
    """The middle, then turn about below and above it."""
    count = int(reach / step)
    return [0.0, *chain.from_iterable((place * step, -place * step) for place in range(1, count + 1))]


def _clear(x: float, lane: float, radius: float, kept_free: tuple[float, float] | None) -> bool:
    if kept_free is None:
        return True
    middle, room = kept_free
    return (x - middle) ** 2 + lane**2 >= (room + radius) ** 2
