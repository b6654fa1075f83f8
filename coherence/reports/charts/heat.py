"""Heat map: units down, dimensions across, colour by step; the number stands in its cell where it fits."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from coherence.reports.charts import markers, palette
from coherence.reports.charts.checks import checked, checked_colour
from coherence.reports.charts.hatching import hatching, three_dots
from coherence.reports.charts.legend import SWATCH, Entry, Symbol, legend, swatch
from coherence.reports.charts.legend import TEXT as LEGEND_TEXT
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.svg import Look, Point, document
from coherence.reports.charts.wrapping import text_width, wrap_to

WIDTH, MARGIN = 640.0, 12.0
TEXT, HEAD_TEXT = 16, 15
LABELS = 176.0  # room for the names of rows
ROW, THIN_ROW, HEAD = 28.0, 8.0, 26.0
MOST_NAMED = 60  # more rows are drawn thinly, without numbers, and the own one alone is named
GAP = 1.0  # of paper, between cells
NUMBER_EDGE = 1.0
KEY_GAP, KEY_LINES, KEY_NUMBER = 8.0, 3, 34.0
SLACK = 1e-9
DARK = 0.18  # of the luminance of white: on darker cells, numbers are white

Draw = Callable[[Sheet, Sequence[Point], float, float], str]


class Step(NamedTuple):
    """A colour for scores from `low` to the next step; colour None is the usual one of its place."""

    label: str
    low: float
    colour: str | None = None


FIFTHS = tuple(Step(f"{low}–{low + 20}", low) for low in range(0, 100, 20))


class Cell(NamedTuple):
    """A score and its text; None is missing, unless it is withheld."""

    value: float | None
    text: str
    withheld: bool = False


class HeatRow(NamedTuple):
    """One unit with a cell for each column."""

    label: str
    cells: Sequence[Cell]
    own: bool = False


class HeatWords(NamedTuple):
    """The legend; each of the two stands there only when there is such a cell."""

    missing: str
    withheld: str


def heat(
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    title: str,
    description: str,
    rtl: bool,
    words: HeatWords,
    steps: Sequence[Step] = FIFTHS,
    prefix: str = "heat",
) -> str:
    """Columns are numbered, and named below; right to left the first one is at the right."""
    _check(rows, columns, steps)
    table = Heat(Sheet(WIDTH, rtl), rows, len(columns), _coloured(steps))
    parts = [table.head(), table.scores(), table.missing(), table.withheld(), table.numbers(), table.names()]
    explained, below = legend(table.sheet, MARGIN, table.bottom + 10, WIDTH - MARGIN, table.entries(steps, words))
    key, height = _key(table.sheet, columns, below + KEY_GAP)
    return document(WIDTH, height + 4, title, description, prefix, [*parts, explained, key])


def _check(rows: Sequence[HeatRow], columns: Sequence[str], steps: Sequence[Step]) -> None:
    if not rows or not columns or not steps:
        raise ValueError(
            "heat: at least one row, column and step is needed; "
            f"found {len(rows)} rows, {len(columns)} columns and {len(steps)} steps"
        )
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(
                f"{row.label}: {len(columns)} cells, as many as columns, are needed; found {len(row.cells)}"
            )
        for cell in row.cells:
            checked(cell.value, row.label)
            if cell.withheld and cell.value is not None:
                raise ValueError(f"{row.label}: a withheld cell without a value is needed; found {cell.value}")
    lows = [step.low for step in steps]
    if lows[0] != 0 or any(one >= other for one, other in pairwise(lows)):
        raise ValueError(f"heat: steps that begin at 0 and rise are needed; found {lows}")


def _coloured(steps: Sequence[Step]) -> list[Step]:
    """Every step with a colour; fewer or more steps than usual are taken from the whole range."""
    last, usual = max(len(steps) - 1, 1), len(palette.STEPS) - 1
    return [
        step._replace(colour=checked_colour(step.colour, palette.STEPS[round(place * usual / last)], step.label))
        for place, step in enumerate(steps)
    ]


class Heat:
    """The parts of one heat map."""

    def __init__(self, sheet: Sheet, rows: Sequence[HeatRow], count: int, steps: Sequence[Step]) -> None:
        self.sheet, self._rows, self._steps = sheet, rows, steps
        self._thin = len(rows) > MOST_NAMED
        self._row = THIN_ROW if self._thin else ROW
        self._column = (WIDTH - 2 * MARGIN - LABELS) / count
        self._count = count
        self._size = self._column - GAP, self._row - GAP
        self.bottom = HEAD + len(rows) * self._row
        self._scored: list[list[tuple[tuple[int, int], Cell]]] = [[] for _ in steps]
        self._missing: list[tuple[int, int]] = []
        self._withheld: list[tuple[int, int]] = []
        self._sort()

    def head(self) -> str:
        return "".join(
            self.sheet.text(
                self._x(place) + self._column / 2, HEAD / 2, str(place + 1), HEAD_TEXT, "middle", fill=palette.MUTED
            )
            for place in range(self._count)
        )

    def scores(self) -> str:
        """One element for all cells of a step."""
        look: Look = {"stroke": palette.GRID, "stroke_width": 0.5}
        return "".join(
            self.sheet.boxes([self._corner(at) for at, _ in cells], *self._size, fill=step.colour, **look)
            for step, cells in zip(self._steps, self._scored, strict=True)
        )

    def missing(self) -> str:
        return _hatched(self.sheet, [self._corner(at) for at in self._missing], *self._size)

    def withheld(self) -> str:
        return _dotted(self.sheet, [self._corner(at) for at in self._withheld], *self._size)

    def numbers(self) -> str:
        if self._thin:
            return ""
        width, height = self._size
        parts = []
        for step, cells in zip(self._steps, self._scored, strict=True):
            ink = _ink(str(step.colour))
            for at, cell in cells:
                if text_width(cell.text, HEAD_TEXT) <= width - 2 * NUMBER_EDGE:
                    x, y = self._corner(at)
                    parts.append(
                        self.sheet.text(x + width / 2, y + height / 2, cell.text, HEAD_TEXT, "middle", fill=ink)
                    )
        return "".join(parts)

    def names(self) -> str:
        return "".join(self._name(place, row) for place, row in enumerate(self._rows) if row.own or not self._thin)

    def _name(self, place: int, row: HeatRow) -> str:
        top = HEAD + place * self._row
        middle = top + self._row / 2
        (name,) = wrap_to(row.label, LABELS - (28 if row.own else 8), TEXT, 1)
        if not row.own:
            return self.sheet.text(MARGIN, middle, name, TEXT)
        # A frame, on a white edge, so that it shows on dark and on pale cells.
        frame = (self._x(0) - 1, top - 0.5, self._column * self._count + 2, self._row + 1)
        return "".join((
            markers.own(self.sheet, MARGIN + 5, middle, 6.0),
            self.sheet.text(MARGIN + 18, middle, name, TEXT, font_weight="bold"),
            self.sheet.rect(*frame, fill="none", stroke=palette.PAPER, stroke_width=5.0),
            self.sheet.rect(*frame, fill="none", stroke=palette.OWN, stroke_width=2.5),
        ))  # fmt: skip

    def entries(self, steps: Sequence[Step], words: HeatWords) -> list[Entry]:
        entries: list[Entry] = [(swatch(self.sheet, str(step.colour)), step.label) for step in self._steps]
        if self._missing:
            entries.append((_swatch_of(self.sheet, _hatched), words.missing))
        if self._withheld:
            entries.append((_swatch_of(self.sheet, _dotted), words.withheld))
        return entries

    def _sort(self) -> None:
        """Every cell, by its row and column, to its step or to what it lacks."""
        lows = [step.low - SLACK for step in self._steps]
        for down, row in enumerate(self._rows):
            for across, cell in enumerate(row.cells):
                if cell.value is not None:
                    self._scored[max(bisect_right(lows, cell.value), 1) - 1].append(((across, down), cell))
                else:
                    (self._withheld if cell.withheld else self._missing).append((across, down))

    def _corner(self, at: tuple[int, int]) -> Point:
        return self._x(at[0]), HEAD + at[1] * self._row

    def _x(self, place: int) -> float:
        return MARGIN + LABELS + place * self._column


def _ink(colour: str) -> str:
    """Black or white, whichever stands out more from a colour."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part**2.2 for part in parts)
    return palette.PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < DARK else palette.INK


def _hatched(sheet: Sheet, corners: Sequence[Point], width: float, height: float) -> str:
    ground = sheet.boxes(corners, width, height, fill=palette.PAPER, stroke=palette.GRID, stroke_width=1.0)
    return ground + sheet.strokes(hatching(corners, width, height), stroke=palette.NO_SCORE, stroke_width=1.0)


def _dotted(sheet: Sheet, corners: Sequence[Point], width: float, height: float) -> str:
    ground = sheet.boxes(corners, width, height, fill=palette.PAPER, stroke=palette.GRID, stroke_width=1.0)
    return ground + sheet.circles(three_dots(corners, width, height), 1.8, fill=palette.MUTED)


def _swatch_of(sheet: Sheet, draw: Draw) -> Symbol:
    return lambda x, y: draw(sheet, [(x - SWATCH[0] / 2, y - SWATCH[1] / 2)], *SWATCH)


def _key(sheet: Sheet, columns: Sequence[str], top: float) -> tuple[str, float]:
    """The names of the columns after their numbers, and where they end."""
    parts = []
    for place, name in enumerate(columns):
        lines = wrap_to(name, WIDTH - 2 * MARGIN - KEY_NUMBER, LEGEND_TEXT, KEY_LINES)
        number = sheet.lines(MARGIN + KEY_NUMBER - 10, top, [str(place + 1)], LEGEND_TEXT, "end", fill=palette.MUTED)
        parts.append(number + sheet.lines(MARGIN + KEY_NUMBER, top, lines, LEGEND_TEXT))
        top += len(lines) * line_height(LEGEND_TEXT) + 2
    return "".join(parts), top
