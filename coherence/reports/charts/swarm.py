"""Dots beside each other where their values are close, so that none hides another. The same each time."""

from collections.abc import Sequence
from itertools import chain

from coherence.reports.charts.svg import Point

RADII = (5.0, 4.0, 3.0, 2.2)
SLANT = 1.41
EDGE = 1.0  # between two dots


def swarm(xs: Sequence[float], height: float, kept_free: tuple[float, float] | None) -> tuple[float, list[Point]]:
    """The largest radius that fits the band, and a point for each x; its y is counted from the middle.

    `kept_free` is the x and the radius of a mark in the middle. Only in a band full of the smallest dots
    some lie on others.
    """
    tried = (_placed(sorted(xs), radius, height, kept_free) for radius in RADII)
    return next((radius, points) for radius, points in zip(RADII, tried, strict=True) if points is not None)


def _placed(
    xs: Sequence[float], radius: float, height: float, kept_free: tuple[float, float] | None
) -> list[Point] | None:
    """Each in the first lane with room; None when there is none, but for the smallest radius."""
    lanes = _lanes(2 * radius + EDGE, height / 2 - radius)
    if radius > RADII[-1] and any(x + 2 * radius > later for x, later in zip(xs, xs[len(lanes) :], strict=False)):
        return None  # more dots touch each other than there are lanes
    ends = dict.fromkeys(lanes, float("-inf"))
    points = []
    for x in xs:
        free = (lane for lane in lanes if ends[lane] + 2 * radius <= x and _clear(x, lane, radius, kept_free))
        lane = next(free, None)
        if lane is None and radius > RADII[-1]:
            return None
        if lane is None:
            clear = [lane for lane in lanes if _clear(x, lane, radius, kept_free)]
            lane = min(clear or lanes, key=ends.__getitem__)
        ends[lane] = x
        points.append((x, lane))
    return points


def _lanes(step: float, reach: float) -> list[float]:
    """The middle, then turn about below and above it."""
    count = int(reach / step)
    return [0.0, *chain.from_iterable((place * step, -place * step) for place in range(1, count + 1))]


def _clear(x: float, lane: float, radius: float, kept_free: tuple[float, float] | None) -> bool:
    """Whether a dot does not touch the mark, which is a diamond."""
    if kept_free is None:
        return True
    middle, room = kept_free
    return abs(x - middle) + abs(lane) >= room + radius * SLANT
