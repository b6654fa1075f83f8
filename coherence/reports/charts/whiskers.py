"""Bounds as a thin line with caps, on a white edge so that it shows on any colour.

Bounds that meet are not drawn: then everything is answered and the value says it all.
"""

from coherence.reports.charts import palette
from coherence.reports.charts.sheet import Sheet

CAP = 5.0


def across(sheet: Sheet, x1: float, x2: float, y: float, colour: str = palette.BOUNDS) -> str:
    """From x1 to x2 at the height y."""
    if round(x2 - x1, 1) == 0:
        return ""
    strokes = ((x1, y, x2, y), (x1, y - CAP, x1, y + CAP), (x2, y - CAP, x2, y + CAP))
    return _drawn(sheet, strokes, colour)


def upright(sheet: Sheet, x: float, y1: float, y2: float, colour: str = palette.BOUNDS) -> str:
    """From y1 to y2 at x."""
    if round(y2 - y1, 1) == 0:
        return ""
    strokes = ((x, y1, x, y2), (x - CAP, y1, x + CAP, y1), (x - CAP, y2, x + CAP, y2))
    return _drawn(sheet, strokes, colour)


def _drawn(sheet: Sheet, strokes: tuple[tuple[float, float, float, float], ...], colour: str) -> str:
    return "".join(
        sheet.line(*stroke, stroke=ink, stroke_width=width, stroke_linecap="square")
        for ink, width in ((palette.PAPER, 5.0), (colour, 2.0))
        for stroke in strokes
    )
