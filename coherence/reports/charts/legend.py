"""Legends: a symbol and its words, one entry after the other, in as many lines as they need."""

from collections.abc import Callable, Sequence

from coherence.reports.charts import palette
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.wrapping import text_width, wrap_to

TEXT = 17
SYMBOL = 32.0  # room for the symbol, before its words
SWATCH = 24.0, 14.0
APART, LINE_GAP = 22.0, 4.0
LINES = 3

Symbol = Callable[[float, float], str]  # draws around the point it is given
Entry = tuple[Symbol, str]


def legend(sheet: Sheet, start: float, top: float, end: float, entries: Sequence[Entry]) -> tuple[str, float]:
    """The legend between `start` and `end`, and where it ends; an entry without words is left out."""
    parts, x, y, bottom = [], start, top, top
    for symbol, words in entries:
        if not words:
            continue
        lines = wrap_to(words, end - start - SYMBOL, TEXT, LINES)
        width = SYMBOL + max(text_width(line, TEXT) for line in lines)
        if x > start and x + width > end:
            x, y = start, bottom + LINE_GAP
        parts.append(symbol(x + SWATCH[0] / 2, y + line_height(TEXT) / 2))
        parts.append(sheet.lines(x + SYMBOL, y, lines, TEXT))
        x, bottom = x + width + APART, max(bottom, y + len(lines) * line_height(TEXT))
    return "".join(parts), bottom


def swatch(sheet: Sheet, colour: str, edge: str | None = palette.NO_SCORE) -> Symbol:
    """A small rectangle in a colour."""
    return lambda x, y: sheet.rect(
        x - SWATCH[0] / 2, y - SWATCH[1] / 2, *SWATCH, fill=colour, stroke=edge, stroke_width=1.0 if edge else None
    )


def stroke(sheet: Sheet, colour: str, width: float, dashes: str | None = None) -> Symbol:
    """A short line across."""
    return lambda x, y: sheet.line(
        x - SWATCH[0] / 2, y, x + SWATCH[0] / 2, y, stroke=colour, stroke_width=width, stroke_dasharray=dashes
    )


def upright(sheet: Sheet, colour: str, width: float) -> Symbol:
    """A short line up."""
    return lambda x, y: sheet.line(x, y - 10, x, y + 10, stroke=colour, stroke_width=width)
