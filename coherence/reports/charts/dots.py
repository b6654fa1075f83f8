"""Dots: how the scores of a group are spread, a row each; and where the reader's own unit stands in it."""

from collections.abc import Sequence
from typing import NamedTuple

from coherence.reports.charts import markers, palette
from coherence.reports.charts.checks import checked
from coherence.reports.charts.legend import Entry, legend, swatch, upright
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
    width_of,
    x_of,
)
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.svg import Look, document
from coherence.reports.charts.swarm import swarm
from coherence.reports.charts.wrapping import wrap_to

BAND = 62.0
OWN = 9.0
OWN_ROOM = 11.5  # kept free of dots around the own mark
NOTE, NOTE_LINES = 16, 2
THINNEST = 2.0


class Distribution(NamedTuple):
    """One row: quartiles and median of the group, the values of its other named units, and the own value.

    A quartile or median that is withheld is None; `note` says so, below the row. `own_text` is
    the own value in words, or what is said where there is none.
    """

    label: str
    lower: float | None
    median: float | None
    upper: float | None
    units: Sequence[float]
    own: float | None
    own_text: str
    note: str = ""


class DotWords(NamedTuple):
    """The legend; an empty text leaves its entry out."""

    own: str
    units: str
    middle_half: str
    median: str


def dots(
    rows: Sequence[Distribution],
    title: str,
    description: str,
    rtl: bool,
    words: DotWords,
    prefix: str = "dots",
) -> str:
    """One band a row on an axis of 0 to 100; right to left it begins at the right."""
    if not rows:
        raise ValueError("dots: at least one row is needed; found none")
    rows = [_checked(row) for row in rows]
    sheet = Sheet(WIDTH, rtl)
    parts, top = [], 4.0
    for row in rows:
        drawn, top = _row(sheet, row, top)
        parts.append(drawn)
    parts.append(axis(sheet, top - ROW_GAP + LABEL_GAP))
    explained, height = legend(sheet, MARGIN, top - ROW_GAP + AXIS + 4, WIDTH - MARGIN, _entries(sheet, words))
    return document(WIDTH, height + 4, title, description, prefix, [*parts, explained])


def _checked(row: Distribution) -> Distribution:
    quartiles = tuple(checked(value, row.label) for value in (row.lower, row.median, row.upper))
    known = [value for value in quartiles if value is not None]
    if known != sorted(known):
        raise ValueError(f"{row.label}: lower quartile, median, upper quartile in order are needed; found {known}")
    units = [checked(value, row.label) for value in row.units]
    known_units = [value for value in units if value is not None]
    if len(known_units) < len(units):
        raise ValueError(f"{row.label}: a value for each dot is needed; found None")
    lower, median, upper = quartiles
    return row._replace(lower=lower, median=median, upper=upper, units=known_units, own=checked(row.own, row.label))


def _row(sheet: Sheet, row: Distribution, top: float) -> tuple[str, float]:
    """The row and where the next one begins."""
    above, band = _heading(sheet, row, top)
    middle = band + BAND / 2
    kept_free = None if row.own is None else (x_of(row.own), OWN_ROOM)
    radius, points = swarm([x_of(value) for value in row.units], BAND, kept_free)
    empty = row.lower is None and row.median is None and row.upper is None and not row.units
    parts = [
        above,
        track(sheet, band, BAND, empty),
        _box(sheet, row, band),
        sheet.circles(
            [(x, middle + y) for x, y in points],
            radius,
            fill=palette.DOT,
            stroke=palette.PAPER,
            stroke_width=1.0,
        ),
        "" if row.own is None else markers.own(sheet, x_of(row.own), middle, OWN),
    ]
    below = band + BAND
    if row.note:
        note = wrap_to(row.note, WIDTH - 2 * MARGIN, NOTE, NOTE_LINES)
        parts.append(sheet.lines(MARGIN, below + 3, note, NOTE, fill=palette.MUTED))
        below += 3 + len(note) * line_height(NOTE)
    return "".join(parts), below + ROW_GAP


def _heading(sheet: Sheet, row: Distribution, top: float) -> tuple[str, float]:
    """The label, and the own value after the mark that stands for it in the band."""
    result = result_lines(row.own_text)
    if row.own is None:
        return heading(sheet, top, row.label, result, palette.MUTED, None)
    drawn, band = heading(sheet, top, row.label, result, palette.INK, "bold")
    middle = band - LABEL_GAP - len(result) * line_height(20) / 2
    return drawn + markers.own(sheet, WIDTH - MARGIN - width_of(result) - 12, middle, 7.0), band


def _box(sheet: Sheet, row: Distribution, top: float) -> str:
    parts = []
    if row.lower is not None and row.upper is not None:
        x, width = x_of(row.lower), max(x_of(row.upper) - x_of(row.lower), THINNEST)
        look: Look = {"fill": palette.BOX, "stroke": palette.BOX_EDGE, "stroke_width": 1.0}
        parts.append(sheet.rect(x, top + 3, width, BAND - 6, **look))
    if row.median is not None:
        x = x_of(row.median)
        parts.append(sheet.line(x, top + 3, x, top + BAND - 3, stroke=palette.VALUE, stroke_width=3.0))
    return "".join(parts)


def _entries(sheet: Sheet, words: DotWords) -> list[Entry]:
    return [
        (lambda x, y: markers.own(sheet, x, y), words.own),
        (lambda x, y: sheet.circle(x, y, 4.5, fill=palette.DOT), words.units),
        (swatch(sheet, palette.BOX, palette.BOX_EDGE), words.middle_half),
        (upright(sheet, palette.VALUE, 3.0), words.median),
    ]
