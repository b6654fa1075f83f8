"""Places for short texts around points: clear of the points, of each other and of the edge."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coherence.reports.charts.svg import Point

# Beside, above, below and slantwise; then further away, where a line leads to the point.
NEAR, FAR = (0.0,), (14.0, 28.0, 44.0, 64.0, 90.0, 120.0)
TURNS = 12
CLEAR = 2.0


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Text(NamedTuple):
    """What is to be placed: the point and its radius, the width and height of the words."""

    point: Point
    radius: float
    width: float
    height: float


def around(point: Point, radius: float) -> Box:
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)


def placed(texts: Sequence[Text], taken: Sequence[Box], frame: Box) -> list[Box | None]:
    """A box for each text, in order of importance; None where there is no room."""
    full, found = list(taken), []
    for text in texts:
        own = around(text.point, text.radius)
        near = [box for box in full if box != own]
        box = next((box for box in _tried(text) if box.within(frame) and not any(map(box.meets, near))), None)
        if box is not None:
            full.append(box)
        found.append(box)
    return found


def _tried(text: Text) -> Iterator[Box]:
    x, y = text.point
    for away in NEAR + FAR:
        for turn in range(TURNS):
            angle = 2 * math.pi * turn / TURNS
            dx, dy = math.cos(angle), -math.sin(angle)
            reach = text.radius + CLEAR + away
            # The box touches the circle around the point with the side that is nearest to it.
            middle_x = x + dx * (reach + text.width / 2)
            middle_y = y + dy * (reach + text.height / 2)
            yield Box(
                middle_x - text.width / 2,
                middle_y - text.height / 2,
                middle_x + text.width / 2,
                middle_y + text.height / 2,
            )
