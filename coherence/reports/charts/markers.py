"""Shapes that tell points apart without colour."""

from coherence.reports.charts import palette
from coherence.reports.charts.sheet import Sheet
from coherence.reports.charts.svg import Look, Point

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
    if not shape:
        return sheet.circle(x, y, RADIUS, **look)
    corners = ((x + RADIUS * dx, y + RADIUS * dy) for dx, dy in shape)
    return sheet.polygon(corners, **look)
