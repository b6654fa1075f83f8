"""Shapes that tell points apart without colour."""

from collections.abc import Sequence

from coherence.reports.charts import palette
from coherence.reports.charts.sheet import Sheet
from coherence.reports.charts.svg import Attribute, Look, Point

RADIUS = 8.0
SQUARE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
DIAMOND = ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))
TRIANGLE = ((0.0, -1.15), (1.1, 0.85), (-1.1, 0.85))
SHAPES: tuple[tuple[Point, ...], ...] = ((), DIAMOND, SQUARE, TRIANGLE)  # () is a circle


def marker(sheet: Sheet, place: int, x: float, y: float, hollow: bool = False) -> str:
    """The shape of the series at `place`; hollow for a series that is not in the plot."""
    colour, shape = palette.SERIES[place], SHAPES[place]
    look: Look = (
        {"fill": palette.PAPER, "stroke": colour, "stroke_width": 2.0}
        if hollow
        else {"fill": colour, "stroke": palette.PAPER, "stroke_width": 1.5}
    )
    return shaped(sheet, shape, x, y, RADIUS, **look)


def own(sheet: Sheet, x: float, y: float, radius: float = RADIUS) -> str:
    """The reader's own unit: a diamond on a white edge, in every chart."""
    return shaped(sheet, DIAMOND, x, y, radius, fill=palette.OWN, stroke=palette.PAPER, stroke_width=1.5)


def shaped(sheet: Sheet, shape: Sequence[Point], x: float, y: float, radius: float, /, **attributes: Attribute) -> str:
    """One of the shapes around x and y."""
    if not shape:
        return sheet.circle(x, y, radius, **attributes)
    return sheet.polygon(((x + radius * dx, y + radius * dy) for dx, dy in shape), **attributes)
