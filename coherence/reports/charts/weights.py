"""Weights: the weight each dimension has now as a bar, and the published one as a mark on it."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from coherence.reports.charts import palette
from coherence.reports.charts.legend import Entry, legend, swatch
from coherence.reports.charts.rows import MARGIN, ROOM, ROW_GAP, WIDTH, heading, result_lines
from coherence.reports.charts.sheet import Sheet
from coherence.reports.charts.svg import Look, document

BAR = 16.0
THINNEST = 2.0


class Weight(NamedTuple):
    """One row; None where there is no such weight. `text` says both in words."""

    label: str
    published: float | None
    changed: float | None
    text: str


class WeightWords(NamedTuple):
    """The legend."""

    published: str
    changed: str


def weights(
    rows: Sequence[Weight],
    title: str,
    description: str,
    rtl: bool,
    words: WeightWords,
    prefix: str = "weights",
) -> str:
    """Bars from 0 to the largest weight; right to left they grow from the right."""
    if not rows:
        raise ValueError("weights: at least one row is needed; found none")
    known = [weight for row in rows for weight in (row.published, row.changed) if weight is not None]
    if wrong := [weight for weight in known if not 0 <= weight < math.inf]:
        raise ValueError(f"weights: numbers from 0 or None are needed; found {wrong[0]}")
    sheet, unit = Sheet(WIDTH, rtl), ROOM / (max(known, default=0.0) or 1.0)
    parts, top = [], 4.0
    for row in rows:
        drawn, top = _row(sheet, row, top, unit)
        parts.append(drawn)
    explained, height = legend(sheet, MARGIN, top - 4, WIDTH - MARGIN, _entries(sheet, words))
    return document(WIDTH, height + 4, title, description, prefix, [*parts, explained])


def _row(sheet: Sheet, row: Weight, top: float, unit: float) -> tuple[str, float]:
    """The row and where the next one begins."""
    changed = row.changed is not None and row.changed != row.published
    above, bar = heading(sheet, top, row.label, result_lines(row.text), palette.INK, "bold" if changed else None)
    parts = [above, _ground(sheet, bar, row.changed is None)]
    if row.changed is not None:
        look: Look = {"fill": palette.VALUE if changed else palette.BOX, "stroke": palette.VALUE, "stroke_width": 1.0}
        parts.append(sheet.rect(MARGIN, bar, max(row.changed * unit, THINNEST), BAR, **look))
    if row.published is not None:
        parts.append(_mark(sheet, MARGIN + row.published * unit, bar + BAR / 2))
    return "".join(parts), bar + BAR + ROW_GAP


def _ground(sheet: Sheet, top: float, missing: bool) -> str:
    dashed: Look = {"fill": palette.PAPER, "stroke": palette.NO_SCORE, "stroke_dasharray": "5 4"}
    look: Look = dashed if missing else {"fill": palette.TRACK}
    return sheet.rect(MARGIN, top, ROOM, BAR, **look)


def _mark(sheet: Sheet, x: float, y: float) -> str:
    """A line across the bar that reaches beyond it, on a white edge."""
    reach = BAR / 2 + 4
    return "".join(
        sheet.line(x, y - reach, x, y + reach, stroke=ink, stroke_width=width)
        for ink, width in ((palette.PAPER, 7.0), (palette.BOUNDS, 3.0))
    )


def _entries(sheet: Sheet, words: WeightWords) -> list[Entry]:
    return [
        (swatch(sheet, palette.VALUE, palette.VALUE), words.changed),
        (lambda x, y: _mark(sheet, x, y), words.published),
    ]
