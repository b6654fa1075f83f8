"""Where the labels around a radar stand: beside their axis, clear of the circle and of one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coherence.reports.charts.sheet import line_height
from coherence.reports.charts.spreading import spread
from coherence.reports.charts.wrapping import text_width, wrap_narrow

TEXT = 20
NARROWEST, WIDEST, LINES = 12, 18, 3
GAP = 8.0
AWAY, UPRIGHT_AWAY = 14.0, 10.0  # from the circle: beside it, above and below it
UPRIGHT = 0.03  # an axis this near to the vertical has its label above or below, in the middle


@dataclass(frozen=True)
class Block:
    """The lines of a label and their size."""

    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """A label around a centre at 0, 0; y is the middle of its height."""

    block: Block
    x: float
    y: float
    anchor: str

    @property
    def top(self) -> float:
        return self.y - self.block.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.block.height / 2

    @property
    def reach(self) -> float:
        """How far it goes from the centre to its side."""
        return abs(self.x) + self.block.width / (2 if self.anchor == "middle" else 1)


def direction(place: int, count: int) -> tuple[float, float]:
    """The unit step along an axis: the first points up, the others follow as the clock runs."""
    angle = 2 * math.pi * place / count
    return math.sin(angle), -math.cos(angle)


def wrapped(label: str) -> Block:
    lines = wrap_narrow(label, NARROWEST, WIDEST, LINES)
    return Block(lines, max(text_width(line, TEXT) for line in lines), len(lines) * line_height(TEXT))


def placed(blocks: Sequence[Block], radius: float) -> list[Label]:
    """A place for every label, in the order given."""
    steps = [direction(place, len(blocks)) for place in range(len(blocks))]
    found: dict[int, Label] = {}
    for side in (1, -1):
        places = [place for place, (dx, _) in enumerate(steps) if dx * side > UPRIGHT]
        places.sort(key=lambda place: steps[place][1])
        wanted = [steps[place][1] * (radius + AWAY) for place in places]
        middles = spread(wanted, [blocks[place].height for place in places], GAP)
        for place, y in zip(places, middles, strict=True):
            found[place] = _beside(blocks[place], steps[place][0], y, radius)
    for place, (dx, dy) in enumerate(steps):
        if abs(dx) <= UPRIGHT:
            found[place] = _upright(blocks[place], dy, radius, list(found.values()))
    return [found[place] for place in range(len(blocks))]


def _beside(block: Block, dx: float, y: float, radius: float) -> Label:
    """Left or right of the circle; the part of the label nearest to the middle must clear it."""
    clear = radius + AWAY
    nearest = max(abs(y) - block.height / 2, 0.0)
    x = max(abs(dx) * clear, math.sqrt(max(clear**2 - nearest**2, 0.0)))
    return Label(block, math.copysign(x, dx), y, "start" if dx > 0 else "end")


def _upright(block: Block, dy: float, radius: float, others: Sequence[Label]) -> Label:
    """Above or below the circle, further out than every label that shares its width."""
    sharing = (
        max(-label.top, label.bottom) + GAP
        for label in others
        if abs(label.x) < block.width / 2 + GAP and label.y * dy > 0
    )
    edge = max((radius + UPRIGHT_AWAY, *sharing))
    return Label(block, 0.0, math.copysign(edge + block.height / 2, dy), "middle")
