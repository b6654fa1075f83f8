"""Position: horizontal coherence across, each vertical coherence upwards, in a square of 0 to 100."""

from collections.abc import Sequence
from typing import NamedTuple

from coherence.reports.charts import palette, whiskers
from coherence.reports.charts.checks import checked, checked_bounds
from coherence.reports.charts.markers import SHAPES, marker
from coherence.reports.charts.sheet import Sheet, line_height
from coherence.reports.charts.svg import Look, Point, document
from coherence.reports.charts.wrapping import wrap

WIDTH = 420.0
LEFT, RIGHT, TOP = 52.0, 18.0, 12.0
SIDE = WIDTH - LEFT - RIGHT
BOTTOM = TOP + SIDE
TEXT, TICK_TEXT = 17, 15
TICKS = (0, 25, 50, 75, 100)
MIDDLE = 50
TEXT_COLUMNS, TEXT_LINES = 40, 3
LEGEND_X, LEGEND_GAP = 40.0, 8.0
APART = 7.0  # all points have the same x: their bounds are drawn beside each other


class Place(NamedTuple):
    """A value with its bounds; None where there is no score."""

    value: float | None
    low: float | None
    high: float | None


Vertical = tuple[str, float | None, float | None, float | None]


def position(
    horizontal: tuple[float | None, float | None, float | None],
    verticals: Sequence[Vertical],
    title: str,
    description: str,
    x_label: str,
    rtl: bool,
    not_placed: str,
    prefix: str = "position",
) -> str:
    """One point for each vertical axis; `not_placed` stands in the legend of a point without x or y."""
    if not 1 <= len(verticals) <= len(SHAPES):
        raise ValueError(f"position: 1 to {len(SHAPES)} vertical axes are needed; found {len(verticals)}")
    sheet = Sheet(WIDTH, rtl)
    across = _checked(Place(*horizontal), x_label)
    upwards = [(label, _checked(Place(*rest), label)) for label, *rest in verticals]
    axis, top = _x_label(sheet, x_label)
    legend, height = _legend(sheet, across, upwards, not_placed, top)
    points = _points(sheet, across, upwards)
    return document(WIDTH, height, title, description, prefix, (_plot(sheet), points, axis, legend))


def _checked(place: Place, where: str) -> Place:
    low, high = checked_bounds(place.low, place.high, where) or (None, None)
    return Place(checked(place.value, where), low, high)


def _plot(sheet: Sheet) -> str:
    frame = sheet.rect(LEFT, TOP, SIDE, SIDE, fill=palette.PAPER, stroke=palette.MUTED, stroke_width=1.0)
    return frame + "".join(_grid(sheet, tick) + _ticks(sheet, tick) for tick in TICKS)


def _grid(sheet: Sheet, tick: int) -> str:
    """Thin lines, and stronger dashed ones that part the four quarters."""
    look: Look = {"stroke": palette.GRID, "stroke_width": 1.0}
    if tick == MIDDLE:
        look = {"stroke": palette.NO_SCORE, "stroke_width": 1.5, "stroke_dasharray": "7 5"}
    return sheet.line(_x(tick), TOP, _x(tick), BOTTOM, **look) + sheet.line(
        LEFT, _y(tick), LEFT + SIDE, _y(tick), **look
    )


def _ticks(sheet: Sheet, tick: int) -> str:
    below = sheet.text(_x(tick), BOTTOM + 19, str(tick), TICK_TEXT, "middle", fill=palette.MUTED)
    beside = sheet.text(LEFT - 13, _y(tick), str(tick), TICK_TEXT, "end", fill=palette.MUTED)
    return below + beside


def _x_label(sheet: Sheet, x_label: str) -> tuple[str, float]:
    """The label below the plot, and where it ends."""
    lines = wrap(x_label, TEXT_COLUMNS, TEXT_LINES)
    top = BOTTOM + 32
    drawn = sheet.lines(LEFT + SIDE / 2, top, lines, TEXT, "middle", font_weight="bold")
    return drawn, top + len(lines) * line_height(TEXT)


def _points(sheet: Sheet, across: Place, upwards: Sequence[tuple[str, Place]]) -> str:
    """All bounds, then all markers, so that no bounds hide the marker of another axis."""
    if across.value is None:
        return ""
    x, bounds, markers = _x(across.value), [], []
    for place, (_, up) in enumerate(upwards):
        if up.value is not None:
            aside = APART * (place - (len(upwards) - 1) / 2)
            bounds.append(_bounds(sheet, across, up, (x + aside, _y(up.value) + aside), palette.SERIES[place]))
            markers.append(marker(sheet, place, x, _y(up.value)))
    return "".join(bounds + markers)


def _bounds(sheet: Sheet, across: Place, up: Place, point: Point, colour: str) -> str:
    parts = []
    if across.low is not None and across.high is not None:
        parts.append(whiskers.across(sheet, _x(across.low), _x(across.high), point[1], colour))
    if up.low is not None and up.high is not None:
        parts.append(whiskers.upright(sheet, point[0], _y(up.low), _y(up.high), colour))
    return "".join(parts)


def _legend(
    sheet: Sheet, across: Place, upwards: Sequence[tuple[str, Place]], not_placed: str, top: float
) -> tuple[str, float]:
    """The legend and the height of the whole picture."""
    parts, y = [], top + LEGEND_GAP
    for place, (label, up) in enumerate(upwards):
        missing = across.value is None or up.value is None
        lines = wrap(label, TEXT_COLUMNS, TEXT_LINES)
        said = wrap(not_placed, TEXT_COLUMNS, TEXT_LINES) if missing else ()
        parts.append(marker(sheet, place, LEGEND_X - 20, y + line_height(TEXT) / 2, hollow=missing))
        parts.append(sheet.lines(LEGEND_X, y, lines, TEXT))
        y += len(lines) * line_height(TEXT)
        parts.append(sheet.lines(LEGEND_X, y, said, TEXT, fill=palette.MUTED))
        y += len(said) * line_height(TEXT) + LEGEND_GAP
    return "".join(parts), y


def _x(value: float) -> float:
    return LEFT + SIDE * value / 100


def _y(value: float) -> float:
    return BOTTOM - SIDE * value / 100
