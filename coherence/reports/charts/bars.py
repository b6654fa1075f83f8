"""Bars: one value a row with its bounds; the label stands above its bar, so that it fits on a phone."""

from collections.abc import Sequence
from typing import NamedTuple

from coherence.reports.charts import palette, whiskers
from coherence.reports.charts.checks import checked, checked_bounds, checked_colour
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.svg import Look, document
from coherence.reports.charts.wrapping import columns, text_width, wrap

WIDTH, MARGIN = 640.0, 18.0
TEXT, TICK_TEXT = 20, 17
BAR, BAR_GAP, ROW_GAP = 20.0, 5.0, 18.0
AXIS = 36.0
LABEL_LINES, RESULT_LINES = 2, 2
RESULT_COLUMNS = 24
TICKS = (0, 25, 50, 75, 100)
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
    parts.append(_axis(sheet, top - ROW_GAP + BAR_GAP))
    return document(WIDTH, top - ROW_GAP + AXIS, title, description, prefix, parts)


def _row(sheet: Sheet, row: Bar, top: float, no_score: str) -> tuple[str, float]:
    """The row and where the next one begins."""
    value = checked(row.value, row.label)
    result = wrap(no_score if value is None else row.value_text, RESULT_COLUMNS, RESULT_LINES)
    label = _label(row.label, result)
    bar_top = top + max(len(label), len(result)) * line_height(TEXT) + BAR_GAP
    ink = palette.MUTED if value is None else palette.INK
    parts = (
        # Both texts end just above the bar, also when one has fewer lines.
        _above(sheet, MARGIN, bar_top, label, "start", palette.INK, None),
        _above(sheet, WIDTH - MARGIN, bar_top, result, "end", ink, "bold" if value is not None else None),
        _track(sheet, bar_top, value),
        _bar(sheet, row, bar_top, value),
        _bounds(sheet, row, bar_top),
    )
    return "".join(parts), bar_top + BAR + ROW_GAP


def _label(label: str, result: Sequence[str]) -> tuple[str, ...]:
    """The label, in the room that the result at the other end leaves."""
    taken = max(text_width(line, TEXT) for line in result)
    room = WIDTH - 2 * MARGIN - taken - TEXT
    column = text_width(label, TEXT) / max(columns(label), 1)  # depends on the script
    return wrap(label, int(room / max(column, 1.0)), LABEL_LINES)


def _above(
    sheet: Sheet, x: float, bar_top: float, lines: Sequence[str], anchor: str, ink: str, weight: str | None
) -> str:
    top = bar_top - BAR_GAP - len(lines) * line_height(TEXT)
    return sheet.lines(x, top, lines, TEXT, anchor, fill=ink, font_weight=weight)


def _track(sheet: Sheet, top: float, value: float | None) -> str:
    """The whole scale behind the bar; with a dashed edge where there is no score."""
    edge: Look = {"stroke": palette.NO_SCORE, "stroke_dasharray": "5 4"} if value is None else {}
    fill = palette.PAPER if value is None else palette.TRACK
    ground = sheet.rect(MARGIN, top, WIDTH - 2 * MARGIN, BAR, fill=fill, **edge)
    return ground + "".join(
        sheet.line(_x(tick), top, _x(tick), top + BAR, stroke=palette.GRID, stroke_width=1.0) for tick in TICKS[1:-1]
    )


def _bar(sheet: Sheet, row: Bar, top: float, value: float | None) -> str:
    if value is None:
        return ""
    fill = checked_colour(row.colour, palette.VALUE, row.label)
    width = max(_x(value) - MARGIN, THINNEST)
    return sheet.rect(MARGIN, top, width, BAR, fill=fill, stroke=palette.OUTLINE, stroke_width=1.0)


def _bounds(sheet: Sheet, row: Bar, top: float) -> str:
    bounds = checked_bounds(row.low, row.high, row.label)
    if bounds is None:
        return ""
    return whiskers.across(sheet, _x(bounds[0]), _x(bounds[1]), top + BAR / 2)


def _axis(sheet: Sheet, top: float) -> str:
    line = sheet.line(_x(0), top, _x(100), top, stroke=palette.MUTED, stroke_width=1.0)
    return line + "".join(_tick(sheet, tick, top) for tick in TICKS)


def _tick(sheet: Sheet, tick: int, top: float) -> str:
    mark = sheet.line(_x(tick), top, _x(tick), top + 5, stroke=palette.MUTED, stroke_width=1.0)
    return mark + sheet.text(_x(tick), top + 17, str(tick), TICK_TEXT, "middle", fill=palette.MUTED)


def _x(value: float) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * value / 100
