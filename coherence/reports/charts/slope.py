"""Slope: scores over rounds, a line each; a round that is missing breaks the line."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from coherence.reports.charts import markers, palette
from coherence.reports.charts.checks import checked
from coherence.reports.charts.legend import Entry, legend, stroke, swatch
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.spreading import spread
from coherence.reports.charts.svg import Look, Point, document
from coherence.reports.charts.wrapping import text_width, wrap_to

WIDTH, MARGIN = 640.0, 14.0
LEFT, TOP, HEIGHT = 50.0, 14.0, 380.0
NAMES = 234.0  # room for the names at the end
RIGHT = WIDTH - MARGIN - NAMES
LEAD = 28.0  # from the last round to the mark before a name
NAME_X = RIGHT + LEAD + 58.0  # after the last value
TEXT, TICK_TEXT = 16, 15
NAME_LINES, NAME_GAP = 3, 5.0
ROUND_LINES, ROUND_GAP = 3, 30.0
EDGE_GAP = 4.0
TICKS = (0, 25, 50, 75, 100)
ROUNDS = range(2, 11)
MOST_NAMED = 20  # of more lines, the own ones alone are named
DOT = 3.5
EDGE: Look = {"stroke": palette.PAPER, "stroke_width": 1.0}

Known = TypeVar("Known")


class Trend(NamedTuple):
    """One line: a value for each round, None where it is missing. `text` is the last value in words."""

    label: str
    values: Sequence[float | None]
    text: str = ""
    own: bool = False


class Middle(NamedTuple):
    """Lower quartile, median and upper quartile for each round; None where withheld."""

    lower: Sequence[float | None]
    median: Sequence[float | None]
    upper: Sequence[float | None]


class SlopeWords(NamedTuple):
    """The legend; an empty text leaves its entry out."""

    own: str = ""
    others: str = ""
    median: str = ""
    middle_half: str = ""


class Style(NamedTuple):
    """How a line is drawn."""

    colour: str
    width: float
    shape: tuple[Point, ...]
    size: float
    dashes: str | None


OWN = Style(palette.OWN, 4.0, markers.DIAMOND, 7.0, None)
OTHER = Style(palette.NO_SCORE, 1.25, (), DOT, None)
FAINT = Style(palette.FAINT, 1.0, (), 1.6, None)  # of very many
DASHES = (None, "9 4", "3 3", "12 4 3 4")


def slope(
    lines: Sequence[Trend],
    rounds: Sequence[str],
    title: str,
    description: str,
    rtl: bool,
    words: SlopeWords,
    middle: Middle | None = None,
    prefix: str = "slope",
) -> str:
    """Lines on a scale of 0 to 100; right to left the rounds follow from the right.

    When no line is the own one, all are told apart by colour, shape and dashes.
    """
    _check(lines, rounds, middle)
    plot = Slope(Sheet(WIDTH, rtl), rounds, lines)
    parts = [
        plot.grid(),
        plot.ribbon(middle),
        plot.lines(own=False),
        plot.median(middle),
        plot.lines(own=True),
        plot.names(),
    ]
    explained, height = legend(plot.sheet, MARGIN, plot.below() + 10, WIDTH - MARGIN, plot.entries(words, middle))
    return document(WIDTH, height + 4, title, description, prefix, [*parts, explained])


def _check(lines: Sequence[Trend], rounds: Sequence[str], middle: Middle | None) -> None:
    if len(rounds) not in ROUNDS:
        raise ValueError(f"slope: {ROUNDS[0]} to {ROUNDS[-1]} rounds are needed; found {len(rounds)}")
    if not lines:
        raise ValueError("slope: at least one line is needed; found none")
    named = [(line.label, line.values) for line in lines]
    for label, values in [*named, *(middle._asdict().items() if middle else ())]:
        if len(values) != len(rounds):
            raise ValueError(
                f"{label}: a value or None for each of {len(rounds)} rounds is needed; found {len(values)}"
            )
        for value in values:
            checked(value, label)


class Slope:
    """The parts of one chart, from the back to the front."""

    def __init__(self, sheet: Sheet, rounds: Sequence[str], lines: Sequence[Trend]) -> None:
        self.sheet = sheet
        step = (RIGHT - LEFT) / (len(rounds) - 1)
        room = min(
            step - ROUND_GAP, (LEFT + step - EDGE_GAP - ROUND_GAP) / 1.5
        )  # the first name is moved in from the edge
        self._rounds = [wrap_to(name, max(room, 40.0), TICK_TEXT, ROUND_LINES) for name in rounds]
        usual = None if not any(line.own for line in lines) else OTHER if len(lines) <= MOST_NAMED else FAINT
        self._styled = sorted(
            ((line, _style(line, place, usual)) for place, line in enumerate(lines)), key=lambda pair: pair[0].own
        )
        named = [(line, style) for line, style in self._styled if line.own or len(lines) <= MOST_NAMED]
        self._named = [(line, style, _last(line.values)) for line, style in named]
        self._blocks = [_name(line) for line, _ in named]
        needed = sum(len(block) * line_height(TEXT) + NAME_GAP for block in self._blocks)
        self._height = max(HEIGHT, needed)

    def below(self) -> float:
        """Where the names of the rounds end."""
        return TOP + self._height + 10 + max(len(lines) for lines in self._rounds) * line_height(TICK_TEXT)

    def grid(self) -> str:
        across = [((LEFT, self._y(tick)), (RIGHT, self._y(tick))) for tick in TICKS]
        up = [((self._x(place), TOP), (self._x(place), TOP + self._height)) for place in range(len(self._rounds))]
        parts = [self.sheet.strokes(across + up, stroke=palette.GRID, stroke_width=1.0)]
        parts += [
            self.sheet.text(LEFT - 16, self._y(tick), str(tick), TICK_TEXT, "end", fill=palette.MUTED) for tick in TICKS
        ]
        parts += [
            self.sheet.lines(
                self._below(place, lines), TOP + self._height + 8, lines, TICK_TEXT, "middle", fill=palette.MUTED
            )
            for place, lines in enumerate(self._rounds)
        ]
        return "".join(parts)

    def _below(self, place: int, lines: Sequence[str]) -> float:
        """The middle of a round's name: below its line, but never beyond the edge."""
        half = max(text_width(line, TICK_TEXT) for line in lines) / 2
        return max(self._x(place), EDGE_GAP + half)

    def ribbon(self, middle: Middle | None) -> str:
        """The middle half, where both quartiles are known."""
        if middle is None:
            return ""
        upper, lower = self._points(middle.upper), self._points(middle.lower)
        both = [(a, b) if a and b else None for a, b in zip(upper, lower, strict=True)]
        rings = [[a for a, _ in run] + [b for _, b in reversed(run)] for run in _runs(both)]
        look: Look = {"fill": palette.RIBBON, "stroke": palette.BOX_EDGE, "stroke_width": 1.0}
        return "".join(self.sheet.polygon(ring, **look) for ring in rings)

    def median(self, middle: Middle | None) -> str:
        """A dashed line above the many, below the own one."""
        if middle is None:
            return ""
        points = self._points(middle.median)
        runs = [run for run in _runs(points) if len(run) > 1]
        look: Look = {"stroke": palette.VALUE, "stroke_width": 2.5, "stroke_dasharray": "8 5"}
        dots = self.sheet.circles([point for point in points if point], DOT, fill=palette.VALUE)
        return self.sheet.strokes(runs, fill="none", **look) + dots

    def lines(self, own: bool) -> str:
        """All lines of one style together."""
        styles = dict.fromkeys(style for line, style in self._styled if line.own == own)
        return "".join(self._drawn(style, [line for line, of in self._styled if of == style]) for style in styles)

    def _drawn(self, style: Style, lines: Sequence[Trend]) -> str:
        points = [self._points(line.values) for line in lines]
        joined = [run for of_line in points for run in _runs(of_line) if len(run) > 1]
        known = [point for of_line in points for point in of_line if point]
        drawn = self.sheet.strokes(
            joined, fill="none", stroke=style.colour, stroke_width=style.width, stroke_dasharray=style.dashes
        )
        if not style.shape:
            return drawn + self.sheet.circles(known, style.size, fill=style.colour, **EDGE)
        return drawn + "".join(_mark(self.sheet, style, *point) for point in known)

    def names(self) -> str:
        """At the end, each as near to the last value of its line as the others let it be."""
        order = sorted(range(len(self._named)), key=lambda place: self._wanted(place))
        wanted = [self._wanted(place) for place in order]
        heights = [len(self._blocks[place]) * line_height(TEXT) for place in order]
        middles = spread(wanted, heights, NAME_GAP, TOP - 8, TOP + self._height + 8)
        return "".join(
            self._named_at(place, y, height) for place, y, height in zip(order, middles, heights, strict=True)
        )

    def _wanted(self, place: int) -> float:
        """The height of the last value; a line without any has its name at the bottom."""
        last = self._named[place][2]
        return self._y(0 if last is None else last[1])

    def _named_at(self, place: int, y: float, height: float) -> str:
        """The mark of the line, its last value and its name, led to where the line ends."""
        line, style, last = self._named[place]
        weight = "bold" if line.own else None
        ink = palette.MUTED if last is None else palette.INK
        name = self.sheet.lines(NAME_X, y - height / 2, self._blocks[place], TEXT, fill=ink, font_weight=weight)
        if last is None:
            return name
        value = self.sheet.text(NAME_X - 8, y, line.text, TEXT, "end", font_weight=weight)
        return self._lead(style, last, y) + _mark(self.sheet, style, RIGHT + LEAD, y) + value + name

    def _lead(self, style: Style, last: tuple[int, float], y: float) -> str:
        """Dotted from the last known round on, where rounds are missing at the end."""
        x, level, missing = self._x(last[0]), self._y(last[1]), last[0] < len(self._rounds) - 1
        path = [(x + style.size, level), (RIGHT + 6, level), (RIGHT + LEAD, y)]
        dashes = "1.5 4" if missing else None
        return self.sheet.polyline(path, fill="none", stroke=style.colour, stroke_width=1.0, stroke_dasharray=dashes)

    def entries(self, words: SlopeWords, middle: Middle | None) -> list[Entry]:
        styles = {style for _, style in self._styled}
        entries: list[Entry] = []
        if OWN in styles:
            entries.append((self._own, words.own))
        entries += [
            (stroke(self.sheet, style.colour, 2.0), words.others) for style in (OTHER, FAINT) if style in styles
        ]
        if middle:
            entries.append((stroke(self.sheet, palette.VALUE, 2.5, "8 4"), words.median))
            entries.append((swatch(self.sheet, palette.RIBBON, palette.BOX_EDGE), words.middle_half))
        return entries

    def _own(self, x: float, y: float) -> str:
        return stroke(self.sheet, OWN.colour, OWN.width)(x, y) + markers.own(self.sheet, x, y, 6.0)

    def _points(self, values: Sequence[float | None]) -> list[Point | None]:
        return [None if value is None else (self._x(place), self._y(value)) for place, value in enumerate(values)]

    def _x(self, place: int) -> float:
        return LEFT + (RIGHT - LEFT) * place / (len(self._rounds) - 1)

    def _y(self, value: float) -> float:
        return TOP + self._height * (1 - value / 100)


def _style(line: Trend, place: int, usual: Style | None) -> Style:
    """The own line stands out from the usual ones; where none is own, each has a style of its place."""
    if usual:
        return OWN if line.own else usual
    turn = place % len(palette.SERIES)
    dashes = DASHES[(place // len(palette.SERIES)) % len(DASHES)]
    return Style(palette.SERIES[turn], 2.0, markers.SHAPES[turn], 5.0, dashes)


def _mark(sheet: Sheet, style: Style, x: float, y: float) -> str:
    return markers.shaped(sheet, style.shape, x, y, style.size, fill=style.colour, **EDGE)


def _name(line: Trend) -> tuple[str, ...]:
    """The name; without any value, what is said instead follows it."""
    said = line.label if _last(line.values) or not line.text else f"{line.label} ({line.text})"
    return wrap_to(said, WIDTH - MARGIN - NAME_X, TEXT, NAME_LINES)


def _last(values: Sequence[float | None]) -> tuple[int, float] | None:
    """The last known value and its round."""
    return next(((place, value) for place, value in reversed([*enumerate(values)]) if value is not None), None)


def _runs(points: Sequence[Known | None]) -> list[list[Known]]:
    """Neighbours without a gap."""
    runs = (list(run) for known, run in groupby(points, key=lambda point: point is not None) if known)
    return [[point for point in run if point is not None] for run in runs]
