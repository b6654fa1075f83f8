"""Bars: one value a row with its bounds; the label stands above its bar, so that it fits on a phone."""

from collections.abc import Sequence
from typing import NamedTuple

from coherence.reports.charts import palette, whiskers
from coherence.reports.charts.checks import checked, checked_bounds, checked_colour
from coherence.reports.charts.rows import (
    AXIS,
    LABEL_GAP,
    MARGIN,
    ROW_GAP,
    WIDTH,
    axis,
    heading,
    result_lines,
    track,
    x_of,
)
from coherence.reports.charts.sheet import Sheet
from coherence.reports.charts.svg import document

BAR = 20.0
THINNEST = 3.0  # a value of 0 is a value: it shows as a thin bar


class Bar(NamedTuple):
    """One row. Without a value `no_score` is written in place of `value_text`; colour None is the usual."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    colour: str | None
    value_text: str


BarRow = tuple[str, float | None, float | None, float | None, str | None, str]


def bars(
    rows: Sequence[BarRow],
    title: str,
    description: str,
    rtl: bool,
    no_score: str,
    prefix: str = "bars",
) -> str:
    """Horizontal bars on an axis of 0 to 100; right to left they grow from the right."""
    if not rows:
        raise ValueError("bars: at least one row is needed; found none")
    sheet = Sheet(WIDTH, rtl)
    parts, top = [], 4.0
    for row in rows:
        drawn, top = _row(sheet, Bar(*row), top, no_score)
        parts.append(drawn)
    parts.append(axis(sheet, top - ROW_GAP + LABEL_GAP))
    return document(WIDTH, top - ROW_GAP + AXIS, title, description, prefix, parts)


def _row(sheet: Sheet, row: Bar, top: float, no_score: str) -> tuple[str, float]:
    """The row and where the next one begins."""
    value = checked(row.value, row.label)
    result = result_lines(no_score if value is None else row.value_text)
    look = (palette.MUTED, None) if value is None else (palette.INK, "bold")
    above, bar_top = heading(sheet, top, row.label, result, *look)
    ground = track(sheet, bar_top, BAR, value is None)
    parts = (above, ground, _bar(sheet, row, bar_top, value), _bounds(sheet, row, bar_top))
    return "".join(parts), bar_top + BAR + ROW_GAP


def _bar(sheet: Sheet, row: Bar, top: float, value: float | None) -> str:
    if value is None:
        return ""
    fill = checked_colour(row.colour, palette.VALUE, row.label)
    width = max(x_of(value) - MARGIN, THINNEST)
    return sheet.rect(MARGIN, top, width, BAR, fill=fill, stroke=palette.OUTLINE, stroke_width=1.0)


def _bounds(sheet: Sheet, row: Bar, top: float) -> str:
    bounds = checked_bounds(row.low, row.high, row.label)
    if bounds is None:
        return ""
    return whiskers.across(sheet, x_of(bounds[0]), x_of(bounds[1]), top + BAR / 2)
