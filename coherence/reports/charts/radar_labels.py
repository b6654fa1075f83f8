"""Where the labels around a radar stand: beside their axis, clear of the circle and of one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coherence.reports.charts.sheet import line_height
from coherence.reports.charts.wrapping import text_width, wrap_narrow

TEXT = 20
NARROWEST, WIDEST, LINES = 12, 18, 3
GAP = 8.0
AWAY, UPRIGHT_AWAY = 14.0, 10.0  # from the circle: beside it, above and below it
UPRIGHT = 0.03  # an axis this near to the vertical has its label above or below, in the middle


@dataclass(frozen=True)
class Label:
    """A label around a centre at 0, 0; y is its middle."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str

    @property
    def height(self) -> float:
        return len(self.lines) * line_height(TEXT)

    @property
    def width(self) -> float:
        return max(text_width(line, TEXT) for line in self.lines)

    @property
    def reach(self) -> float:
        """How far it goes from the centre to its side."""
        return abs(self.x) + (self.width / 2 if self.anchor == "middle" else self.width)


def direction(place: int, count: int) -> tuple[float, float]:
    """The unit step along an axis: the first points up, the others follow as the clock runs."""
    angle = 2 * math.pi * place / count
    return math.sin(angle), -math.cos(angle)


def wrapped(label: str) -> tuple[str, ...]:
    return wrap_narrow(label, NARROWEST, WIDEST, LINES)


def placed(texts: Sequence[tuple[str, ...]], radius: float) -> list[Label]:
    """A place for every label, in the order given."""
    steps = [direction(place, len(texts)) for place in range(len(texts))]
    found: dict[int, Label] = {}
    for side in (1, -1):
        places = [place for place, (dx, _) in enumerate(steps) if dx * side > UPRIGHT]
        places.sort(key=lambda place: steps[place][1])
        heights = [len(texts[place]) * line_height(TEXT) for place in places]
        wanted = [steps[place][1] * (radius + AWAY) for place in places]
        for place, y in zip(places, _spread(wanted, heights), strict=True):
            found[place] = _beside(texts[place], steps[place], y, radius)
    for place, (dx, dy) in enumerate(steps):
        if abs(dx) <= UPRIGHT:
            found[place] = _upright(texts[place], dy, radius, list(found.values()))
    return [found[place] for place in range(len(texts))]


def _spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles as wanted, pushed apart where they would overlap.

    Pushing down from the top and up from the bottom both keep the distances, so their mean does too.
    """
    down = _pushed(wanted, heights)
    up = [-y for y in reversed(_pushed([-y for y in reversed(wanted)], heights[::-1]))]
    return [(a + b) / 2 for a, b in zip(down, up, strict=True)]


def _pushed(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    found = list(wanted[:1])
    for y, (above, below) in zip(wanted[1:], pairwise(heights), strict=True):
        found.append(max(y, found[-1] + (above + below) / 2 + GAP))
    return found


def _beside(lines: tuple[str, ...], step: tuple[float, float], y: float, radius: float) -> Label:
    """Left or right of the circle; the part of the label nearest to the middle must clear it."""
    clear = radius + AWAY
    nearest = max(abs(y) - len(lines) * line_height(TEXT) / 2, 0.0)
    x = max(abs(step[0]) * clear, math.sqrt(max(clear**2 - nearest**2, 0.0)))
    return Label(lines, math.copysign(x, step[0]), y, "start" if step[0] > 0 else "end")


def _upright(lines: tuple[str, ...], dy: float, radius: float, others: Sequence[Label]) -> Label:
    """Above or below the circle, further out than every label that shares its width."""
    label = Label(lines, 0.0, 0.0, "middle")
    edge = radius + UPRIGHT_AWAY
    for other in others:
        if abs(other.x) < label.width / 2 + GAP and other.y * dy > 0:
            edge = max(edge, abs(other.y) + other.height / 2 + GAP)
    return Label(lines, 0.0, math.copysign(edge + label.height / 2, dy), "middle")
