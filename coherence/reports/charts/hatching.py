"""Marks for cells without a number: hatching where it is missing, three dots where it is withheld."""

from collections.abc import Iterable, Sequence

from coherence.reports.charts.svg import Point

STEP = 7.0


def hatching(corners: Sequence[Point], width: float, height: float) -> list[tuple[Point, Point]]:
    """Slanted lines that fill each box, given by its top at the start."""
    pattern = list(_pattern(width, height))
    return [((x + a, y + b), (x + c, y + d)) for x, y in corners for (a, b), (c, d) in pattern]


def three_dots(corners: Sequence[Point], width: float, height: float) -> list[Point]:
    """Three points across the middle of each box."""
    apart = min(width / 4, 7.0)
    return [(x + width / 2 + place * apart, y + height / 2) for x, y in corners for place in (-1, 0, 1)]


def _pattern(width: float, height: float) -> Iterable[tuple[Point, Point]]:
    for place in range(1, int((width + height) / STEP) + 1):
        reach = place * STEP  # along the edge: first across the top, then down the side
        first = min(reach, width), max(reach - width, 0.0)
        last = max(reach - height, 0.0), min(reach, height)
        yield first, last
