"""Plane: all units of a group between two axes of 0 to 100, with the medians as cross-lines."""

from collections.abc import Sequence
from typing import NamedTuple

from coherence.reports.charts import markers, palette, whiskers
from coherence.reports.charts.checks import checked, checked_bounds
from coherence.reports.charts.labelling import Box, Text, around, placed
from coherence.reports.charts.legend import Entry, legend, stroke
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.svg import Point, document
from coherence.reports.charts.wrapping import text_width, wrap, wrap_to

WIDTH, MARGIN = 640.0, 14.0
LEFT, SIDE = 52.0, 570.0
TEXT, TICK_TEXT, NUMBER_TEXT = 18, 17, 17
TITLE_TEXT, TITLE_LINES = 19, 2
TICKS = (0, 25, 50, 75, 100)
DOT, OWN = 6.0, 9.0
MOST_NAMED = 15  # of more units, the names stand in a key below
MOST_NUMBERED = 80  # of still more, the own one alone is named
NAME_COLUMNS, NAME_LINES = 24, 1
KEY_COLUMNS = 3
NUMBER_ROOM = 28.0


class Spot(NamedTuple):
    """One unit; without x or y it stands below as not placed."""

    label: str
    x: float | None
    y: float | None
    own: bool = False


class Reach(NamedTuple):
    """The bounds of the own unit: low and high across and upwards, None twice where there are none."""

    x_low: float | None
    x_high: float | None
    y_low: float | None
    y_high: float | None


NO_REACH = Reach(None, None, None, None)


class PlaneWords(NamedTuple):
    """The axes, the legend, and what is said before the names of units without x or y."""

    x: str
    y: str
    own: str
    others: str
    median: str
    not_placed: str


class Placed(NamedTuple):
    """A unit in the plot, and what is written beside it: its name, its number or nothing."""

    spot: Spot
    point: Point
    beside: str


def plane(
    spots: Sequence[Spot],
    title: str,
    description: str,
    rtl: bool,
    words: PlaneWords,
    medians: tuple[float | None, float | None] = (None, None),
    bounds: Reach = NO_REACH,
    prefix: str = "plane",
) -> str:
    """The first axis runs across, from the right when written from the right; the second one upwards."""
    if not spots:
        raise ValueError("plane: at least one unit is needed; found none")
    _check(bounds)
    medians = checked(medians[0], words.x), checked(medians[1], words.y)
    sheet = Sheet(WIDTH, rtl)
    heading, top = _y_title(sheet, words.y)
    plot = Plane(sheet, top, _beside(spots), medians, bounds)
    below = top + SIDE + 32
    lines = wrap_to(words.x, SIDE, TITLE_TEXT, TITLE_LINES)
    across = sheet.lines(LEFT + SIDE / 2, below, lines, TITLE_TEXT, "middle", font_weight="bold")
    below += len(lines) * line_height(TITLE_TEXT) + 8
    explained, below = legend(sheet, MARGIN, below, WIDTH - MARGIN, _entries(sheet, words, medians))
    key, below = _key(sheet, spots, below + 6)
    away, height = _not_placed(sheet, spots, words.not_placed, below)
    parts = (heading, plot.frame(), plot.bounds(), plot.dots(), plot.texts(), across, explained, key, away)
    return document(WIDTH, height + 6, title, description, prefix, parts)


def _check(bounds: Reach) -> None:
    checked_bounds(bounds.x_low, bounds.x_high, "bounds across")
    checked_bounds(bounds.y_low, bounds.y_high, "bounds upwards")


def _shown(spots: Sequence[Spot]) -> list[Spot]:
    return [spot for spot in spots if spot.x is not None and spot.y is not None]


def _beside(spots: Sequence[Spot]) -> list[tuple[Spot, str]]:
    """Every unit in the plot with its name, its number or nothing; the own one is always named."""
    shown = _shown(spots)
    if len(shown) <= MOST_NAMED:
        return [(spot, spot.label) for spot in shown]
    numbers = (str(place + 1) if len(shown) <= MOST_NUMBERED else "" for place in range(len(shown)))
    return [(spot, spot.label if spot.own else number) for spot, number in zip(shown, numbers, strict=True)]


def _y_title(sheet: Sheet, label: str) -> tuple[str, float]:
    """Above the plot, since programs do not agree on turned text; and where the plot begins."""
    lines = wrap_to(label, WIDTH - 2 * MARGIN, TITLE_TEXT, TITLE_LINES)
    drawn = sheet.lines(MARGIN, 4.0, lines, TITLE_TEXT, font_weight="bold")
    return drawn, 4 + len(lines) * line_height(TITLE_TEXT) + 12


class Plane:
    """The parts of the plot, from the back to the front."""

    def __init__(
        self,
        sheet: Sheet,
        top: float,
        spots: Sequence[tuple[Spot, str]],
        medians: tuple[float | None, float | None],
        reach: Reach,
    ) -> None:
        self._sheet, self._top, self._medians, self._reach = sheet, top, medians, reach
        self._spots = [
            Placed(
                spot, (self._x(checked(spot.x, spot.label) or 0.0), self._y(checked(spot.y, spot.label) or 0.0)), beside
            )
            for spot, beside in spots
        ]

    def frame(self) -> str:
        bottom, end = self._top + SIDE, LEFT + SIDE
        frame = self._sheet.rect(
            LEFT, self._top, SIDE, SIDE, fill=palette.PAPER, stroke=palette.MUTED, stroke_width=1.0
        )
        up = [((self._x(tick), self._top), (self._x(tick), bottom)) for tick in TICKS[1:-1]]
        across = [((LEFT, self._y(tick)), (end, self._y(tick))) for tick in TICKS[1:-1]]
        grid = self._sheet.strokes(up + across, stroke=palette.GRID, stroke_width=1.0)
        return frame + grid + self._cross() + "".join(map(self._tick, TICKS))

    def _cross(self) -> str:
        x, y = self._medians
        lines = []
        if x is not None:
            lines.append(((self._x(x), self._top), (self._x(x), self._top + SIDE)))
        if y is not None:
            lines.append(((LEFT, self._y(y)), (LEFT + SIDE, self._y(y))))
        return self._sheet.strokes(lines, stroke=palette.VALUE, stroke_width=2.0, stroke_dasharray="8 5")

    def _tick(self, tick: int) -> str:
        below = self._sheet.text(
            self._x(tick), self._top + SIDE + 17, str(tick), TICK_TEXT, "middle", fill=palette.MUTED
        )
        return below + self._sheet.text(LEFT - 10, self._y(tick), str(tick), TICK_TEXT, "end", fill=palette.MUTED)

    def bounds(self) -> str:
        """Through the own point, to the bounds of either axis."""
        across = "".join(whiskers.across(self._sheet, *line, palette.OWN) for line in self._across())
        return across + "".join(whiskers.upright(self._sheet, *line, palette.OWN) for line in self._upright())

    def _own(self) -> list[Point]:
        return [item.point for item in self._spots if item.spot.own]

    def _across(self) -> list[tuple[float, float, float]]:
        """From x to x at a height."""
        low, high = self._reach.x_low, self._reach.x_high
        return [] if low is None or high is None else [(self._x(low), self._x(high), y) for _, y in self._own()]

    def _upright(self) -> list[tuple[float, float, float]]:
        """At an x, from y to y."""
        low, high = self._reach.y_low, self._reach.y_high
        return [] if low is None or high is None else [(x, self._y(high), self._y(low)) for x, _ in self._own()]

    def dots(self) -> str:
        """The own one last: it is never hidden."""
        others = [placed.point for placed in self._spots if not placed.spot.own]
        drawn = self._sheet.circles(others, DOT, fill=palette.DOT, stroke=palette.PAPER, stroke_width=1.0)
        return drawn + "".join(
            markers.own(self._sheet, *placed.point, OWN) for placed in self._spots if placed.spot.own
        )

    def texts(self) -> str:
        """The own name is placed first; words for which there is no room are left to the key."""
        first = sorted((placed for placed in self._spots if placed.beside), key=lambda placed: not placed.spot.own)
        said = [(item, *_line(item)) for item in first]
        wanted = [
            Text(item.point, _radius(item.spot), text_width(words, size), size * 1.1) for item, words, size in said
        ]
        taken = [around(item.point, _radius(item.spot)) for item in self._spots] + self._crossed()
        frame = Box(LEFT + 2, self._top + 2, LEFT + SIDE - 2, self._top + SIDE - 2)
        boxes = placed(wanted, taken, frame)
        return "".join(
            self._text(item, words, size, box)
            for (item, words, size), box in zip(said, boxes, strict=True)
            if box is not None
        )

    def _crossed(self) -> list[Box]:
        """The lines of the medians and of the own bounds, which words shall not cross."""
        x, y = self._medians
        return [
            *([] if x is None else [Box(self._x(x) - 1, self._top, self._x(x) + 1, self._top + SIDE)]),
            *([] if y is None else [Box(LEFT, self._y(y) - 1, LEFT + SIDE, self._y(y) + 1)]),
            *(Box(low, level - 2, high, level + 2) for low, high, level in self._across()),
            *(Box(place - 2, high, place + 2, low) for place, high, low in self._upright()),
        ]

    def _text(self, item: Placed, words: str, size: int, box: Box) -> str:
        x, y = item.point
        near = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
        far = (near[0] - x) ** 2 + (near[1] - y) ** 2 > (_radius(item.spot) + 8) ** 2
        lead = self._sheet.line(x, y, *near, stroke=palette.NO_SCORE, stroke_width=1.0) if far else ""
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        weight = "bold" if item.spot.own else None
        return lead + self._sheet.text(
            *middle, words, size, "middle",
            font_weight=weight, stroke=palette.PAPER, stroke_width=3.0, paint_order="stroke",
        )  # fmt: skip

    def _x(self, value: float) -> float:
        return LEFT + SIDE * value / 100

    def _y(self, value: float) -> float:
        return self._top + SIDE * (1 - value / 100)


def _radius(spot: Spot) -> float:
    return OWN * 1.2 if spot.own else DOT


def _line(item: Placed) -> tuple[str, int]:
    """What is written beside a point, and its size."""
    if item.beside.isdecimal():
        return item.beside, NUMBER_TEXT
    return wrap(item.beside, NAME_COLUMNS, NAME_LINES)[0], TEXT


def _entries(sheet: Sheet, words: PlaneWords, medians: tuple[float | None, float | None]) -> list[Entry]:
    entries: list[Entry] = [
        (lambda x, y: markers.own(sheet, x, y), words.own),
        (lambda x, y: sheet.circle(x, y, DOT, fill=palette.DOT), words.others),
    ]
    if medians != (None, None):
        entries.append((stroke(sheet, palette.VALUE, 2.0, "8 4"), words.median))
    return entries


def _key(sheet: Sheet, spots: Sequence[Spot], top: float) -> tuple[str, float]:
    """The numbered names, column by column, and where they end."""
    shown = _shown(spots)
    if not MOST_NAMED < len(shown) <= MOST_NUMBERED:
        return "", top
    each, room = -(-len(shown) // KEY_COLUMNS), (WIDTH - 2 * MARGIN) / KEY_COLUMNS
    parts = []
    for place, spot in enumerate(shown):
        x, y = MARGIN + place // each * room, top + place % each * line_height(TEXT)
        name = wrap_to(spot.label, room - NUMBER_ROOM - 8, TEXT, 1)
        number = sheet.lines(x + NUMBER_ROOM - 6, y, [str(place + 1)], TEXT, "end", fill=palette.MUTED)
        parts.append(number + sheet.lines(x + NUMBER_ROOM, y, name, TEXT, font_weight="bold" if spot.own else None))
    return "".join(parts), top + each * line_height(TEXT)


def _not_placed(sheet: Sheet, spots: Sequence[Spot], said: str, top: float) -> tuple[str, float]:
    """The units that are not in the plot, after the words that say so."""
    absent = [spot.label for spot in spots if spot.x is None or spot.y is None]
    if not absent:
        return "", top
    lines = wrap_to(f"{said} {', '.join(absent)}", WIDTH - 2 * MARGIN, TEXT, 4)
    return sheet.lines(MARGIN, top + 6, lines, TEXT, fill=palette.MUTED), top + 6 + len(lines) * line_height(TEXT)
