"""What charts made of rows share: a label above each row, and one scale of 0 to 100 for all of them."""

from collections.abc import Sequence

from coherence.reports.charts import palette
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.wrapping import text_width, wrap, wrap_to

WIDTH, MARGIN = 640.0, 18.0
ROOM = WIDTH - 2 * MARGIN
TEXT, TICK_TEXT = 20, 17
LABEL_GAP, ROW_GAP = 5.0, 18.0
AXIS = 36.0
LABEL_LINES, RESULT_LINES = 2, 2
RESULT_COLUMNS = 24
TICKS = (0, 25, 50, 75, 100)


def x_of(value: float) -> float:
    return MARGIN + ROOM * value / 100


def result_lines(text: str) -> tuple[str, ...]:
    return wrap(text, RESULT_COLUMNS, RESULT_LINES)


def heading(
    sheet: Sheet, top: float, label: str, result: Sequence[str], ink: str, weight: str | None
) -> tuple[str, float]:
    """The label, the result at the other end, and where the row itself begins."""
    lines = wrap_to(label, ROOM - width_of(result) - TEXT, TEXT, LABEL_LINES)
    below = top + max(len(lines), len(result)) * line_height(TEXT) + LABEL_GAP
    # Both texts end just above the row, also when one has fewer lines.
    drawn = _above(sheet, MARGIN, below, lines, "start", palette.INK, None)
    return drawn + _above(sheet, WIDTH - MARGIN, below, result, "end", ink, weight), below


def width_of(lines: Sequence[str]) -> float:
    return max(text_width(line, TEXT) for line in lines)


def track(sheet: Sheet, top: float, height: float, missing: bool) -> str:
    """The whole scale behind a row; with a dashed edge where there is nothing to show."""
    look = {"stroke": palette.NO_SCORE, "stroke_dasharray": "5 4"} if missing else {}
    ground = sheet.rect(MARGIN, top, ROOM, height, fill=palette.PAPER if missing else palette.TRACK, **look)
    return ground + "".join(
        sheet.line(x_of(tick), top, x_of(tick), top + height, stroke=palette.GRID, stroke_width=1.0)
        for tick in TICKS[1:-1]
    )


def axis(sheet: Sheet, top: float) -> str:
    line = sheet.line(x_of(0), top, x_of(100), top, stroke=palette.MUTED, stroke_width=1.0)
    return line + "".join(_tick(sheet, tick, top) for tick in TICKS)


def _tick(sheet: Sheet, tick: int, top: float) -> str:
    mark = sheet.line(x_of(tick), top, x_of(tick), top + 5, stroke=palette.MUTED, stroke_width=1.0)
    return mark + sheet.text(x_of(tick), top + 17, str(tick), TICK_TEXT, "middle", fill=palette.MUTED)


def _above(
    sheet: Sheet, x: float, below: float, lines: Sequence[str], anchor: str, ink: str, weight: str | None
) -> str:
    top = below - LABEL_GAP - len(lines) * line_height(TEXT)
    return sheet.lines(x, top, lines, TEXT, anchor, fill=ink, font_weight=weight)
