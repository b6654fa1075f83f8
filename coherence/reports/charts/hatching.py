"""Marks for cells without a number: hatching where it is missing, three dots where it is withheld."""

from collections.abc import Iterable

from coherence.reports.charts.svg import Point

STEP = 7.0
Box = tuple[float, float, float, float]


def hatching(boxes: Iterable[Box]) -> list[tuple[Point, Point]]:
    """Slanted lines that fill each box (x, y, width, height)."""
    return [stroke for box in boxes for stroke in _hatched(*box)]


def three_dots(boxes: Iterable[Box]) -> list[Point]:
    """Three points across the middle of each box."""
    return [
        (x + width / 2 + place * min(width / 4, 7.0), y + height / 2)
        for x, y, width, height in boxes
        for place in (-1, 0, 1)
    ]


def _hatched(x: float, y: float, width: float, height: float) -> Iterable[tuple[Point, Point]]:
    for place in range(1, int((width + height) / STEP) + 1):
        reach = place * STEP  # along the edge: first across the top, then down the side
        first = min(reach, width), max(reach - width, 0.0)
        last = max(reach - height, 0.0), min(reach, height)
        yield (x + first[0], y + first[1]), (x + last[0], y + last[1])
