"""Ranks: where a unit stands, and how far that can be trusted; rank 1 is at the top and at the start."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from coherence.reports.charts import markers, palette
from coherence.reports.charts.legend import Entry, legend, stroke
from coherence.reports.charts.sheet import Sheet
from coherence.reports.charts.svg import Point, document
from coherence.reports.charts.wrapping import text_width, wrap_to

WIDTH, MARGIN = 640.0, 14.0
TEXT, TICK_TEXT = 16, 15
LABELS = 214.0  # room for the names
ROW, THIN_ROW = 26.0, 7.0
MOST_NAMED = 60  # more rows are drawn thinly, and the own one alone is named
TICK_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_TICKS = 8
AXIS = 26.0
BRACKET = 10.0


class Rank(NamedTuple):
    """One unit. Neighbouring rows of one group cannot be told apart; without a rank only `text` is written."""

    label: str
    low: float | None
    rank: float | None
    high: float | None
    group: int | None
    text: str
    own: bool = False


class RankWords(NamedTuple):
    """The legend; an empty text leaves its entry out."""

    own: str
    rank: str
    interval: str
    group: str


class Plot(NamedTuple):
    """Where ranks lie across, and rows down."""

    start: float
    end: float
    top: float
    row: float
    last: float

    def x(self, rank: float) -> float:
        return self.start + (self.end - self.start) * (rank - 0.5) / self.last

    def y(self, place: int) -> float:
        return self.top + (place + 0.5) * self.row


def ranks(
    rows: Sequence[Rank],
    title: str,
    description: str,
    rtl: bool,
    words: RankWords,
    prefix: str = "ranks",
) -> str:
    """Rows in the order given; right to left rank 1 is at the right."""
    if not rows:
        raise ValueError("ranks: at least one row is needed; found none")
    for row in rows:
        _check(row)
    sheet, plot = Sheet(WIDTH, rtl), _plot(rows)
    bottom = plot.top + len(rows) * plot.row
    parts = [
        _groups(sheet, rows, plot),
        _ticks(sheet, plot, bottom),
        _intervals(sheet, rows, plot),
        _marks(sheet, rows, plot),
        _texts(sheet, rows, plot),
    ]
    explained, height = legend(sheet, MARGIN, bottom + AXIS + 6, WIDTH - MARGIN, _entries(sheet, words))
    return document(WIDTH, height + 4, title, description, prefix, [*parts, explained])


def _check(row: Rank) -> None:
    known = [rank for rank in (row.low, row.rank, row.high) if rank is not None]
    if not all(1 <= rank < float("inf") for rank in known):
        raise ValueError(f"{row.label}: ranks from 1 or None are needed; found {known}")
    bounds = [rank for rank in (row.low, row.high) if rank is not None]
    if len(bounds) == 1 or bounds != sorted(bounds):
        raise ValueError(f"{row.label}: low and high rank, or None twice is needed; found {row.low} and {row.high}")


def _plot(rows: Sequence[Rank]) -> Plot:
    """The names at the start, the texts at the end, the ranks between them."""
    thin = len(rows) > MOST_NAMED
    said = max(text_width(row.text, TEXT) for row in rows if not thin or row.own) if _named(rows) else 0.0
    last = max(len(rows), *(rank for row in rows for rank in (row.rank or 1, row.high or 1)))
    end = WIDTH - MARGIN - min(said, 140.0) - BRACKET - 10
    return Plot(MARGIN + LABELS, end, AXIS + 4, THIN_ROW if thin else ROW, last)


def _named(rows: Sequence[Rank]) -> list[int]:
    """The rows that are named."""
    return [place for place, row in enumerate(rows) if row.own or len(rows) <= MOST_NAMED]


def _groups(sheet: Sheet, rows: Sequence[Rank], plot: Plot) -> str:
    """Every other group is shaded; a bracket at the end holds each group of two or more."""
    parts, first = [], 0
    for shaded, (group, members) in enumerate(groupby(rows, key=lambda row: row.group)):
        count = len(list(members))
        top, height = plot.top + first * plot.row, count * plot.row
        if shaded % 2 == 0:
            parts.append(sheet.rect(MARGIN - 6, top, WIDTH - 2 * MARGIN + 12, height, fill=palette.TRACK))
        if group is not None and count > 1:
            inset = min(plot.row / 4, 4.0)
            parts.append(_bracket(sheet, plot.end + BRACKET, top + inset, height - 2 * inset))
        first += count
    return "".join(parts)


def _bracket(sheet: Sheet, x: float, top: float, height: float) -> str:
    corners = [(x - 5, top), (x, top), (x, top + height), (x - 5, top + height)]
    return sheet.polyline(corners, fill="none", stroke=palette.OUTLINE, stroke_width=1.5)


def _ticks(sheet: Sheet, plot: Plot, bottom: float) -> str:
    """The ranks above and below, since the rows may fill more than a screen."""
    step = next((step for step in TICK_STEPS if plot.last / step <= MOST_TICKS), TICK_STEPS[-1])
    shown = [1, *range(step if step > 1 else 2, int(plot.last) + 1, step)]
    lines = [((plot.x(rank), plot.top), (plot.x(rank), bottom)) for rank in shown]
    return sheet.strokes(lines, stroke=palette.GRID, stroke_width=1.0) + "".join(
        sheet.text(plot.x(rank), y, str(rank), TICK_TEXT, "middle", fill=palette.MUTED)
        for rank in shown
        for y in (plot.top - 14, bottom + 14)
    )


def _intervals(sheet: Sheet, rows: Sequence[Rank], plot: Plot) -> str:
    own: list[tuple[Point, Point]] = []
    others: list[tuple[Point, Point]] = []
    for place, row in enumerate(rows):
        if row.low is not None and row.high is not None:
            # Half a rank further on either side, so that a certain rank is still a line.
            line = (plot.x(row.low - 0.4), plot.y(place)), (plot.x(row.high + 0.4), plot.y(place))
            (own if row.own else others).append(line)
    width = min(plot.row * 0.5, 7.0)
    return sheet.strokes(others, stroke=palette.INTERVAL, stroke_width=width) + sheet.strokes(
        own, stroke=palette.OWN_INTERVAL, stroke_width=max(width, 5.0)
    )


def _marks(sheet: Sheet, rows: Sequence[Rank], plot: Plot) -> str:
    """A dot at each rank; a dashed line across where there is none."""
    others: list[Point] = []
    own, missing = "", []
    for place, row in enumerate(rows):
        y = plot.y(place)
        if row.rank is None:
            missing.append(((plot.start, y), (plot.end, y)))
        elif row.own:
            own += markers.own(sheet, plot.x(row.rank), y)
        else:
            others.append((plot.x(row.rank), y))
    radius = min(plot.row * 0.36, 5.0)
    return "".join((
        sheet.strokes(missing, stroke=palette.NO_SCORE, stroke_width=1.0, stroke_dasharray="2 6"),
        sheet.circles(others, radius, fill=palette.VALUE, stroke=palette.PAPER, stroke_width=1.0),
        own,
    ))  # fmt: skip


def _texts(sheet: Sheet, rows: Sequence[Rank], plot: Plot) -> str:
    parts = []
    for place in _named(rows):
        row, y = rows[place], plot.y(place)
        weight = "bold" if row.own else None
        (name,) = wrap_to(row.label, LABELS - (24 if row.own else 10), TEXT, 1)
        if row.own:
            parts.append(markers.own(sheet, MARGIN + 5, y, 6.0))
        parts.append(sheet.text(MARGIN + (18 if row.own else 0), y, name, TEXT, font_weight=weight))
        ink = palette.MUTED if row.rank is None else palette.INK
        parts.append(sheet.text(WIDTH - MARGIN, y, row.text, TEXT, "end", fill=ink, font_weight=weight))
    return "".join(parts)


def _entries(sheet: Sheet, words: RankWords) -> list[Entry]:
    return [
        (lambda x, y: markers.own(sheet, x, y), words.own),
        (lambda x, y: sheet.circle(x, y, 5.0, fill=palette.VALUE), words.rank),
        (stroke(sheet, palette.INTERVAL, 7.0), words.interval),
        (lambda x, y: _bracket(sheet, x + 4, y - 9, 18.0), words.group),
    ]
