"""Radar: one axis a dimension. A missing value is a gap in the outline, never a zero."""

from collections.abc import Sequence
from itertools import chain

from coherence.reports.charts import palette
from coherence.reports.charts.checks import checked
from coherence.reports.charts.radar_labels import TEXT, Block, Label, direction, placed, wrapped
from coherence.reports.charts.sheet import Sheet
from coherence.reports.charts.svg import Look, Point, document

WIDTH, MARGIN = 640.0, 10.0
RADII = range(200, 85, -5)
FEWEST = 3
RINGS = (25, 50, 75, 100)
RING_TEXT = 16
DOT = 5.0


def radar(
    labels: Sequence[str],
    values: Sequence[float | None],
    title: str,
    description: str,
    rtl: bool,
    prefix: str = "radar",
) -> str:
    """Values of 0 to 100 on three axes or more; right to left the axes run against the clock."""
    if len(labels) != len(values) or len(labels) < FEWEST:
        raise ValueError(
            f"radar: as many values as labels, at least {FEWEST}, are needed; "
            f"found {len(labels)} labels and {len(values)} values"
        )
    numbers = [checked(value, label) for label, value in zip(labels, values, strict=True)]
    radius, around = _fitted([wrapped(label) for label in labels])
    top = min(-radius, *(label.top for label in around)) - MARGIN
    bottom = max(radius, *(label.bottom for label in around)) + MARGIN
    drawing = Radar(Sheet(WIDTH, rtl), (WIDTH / 2, -top), radius)
    parts = (
        drawing.rings(), drawing.axes(numbers, around), drawing.outline(numbers),
        drawing.ring_texts(), drawing.dots(numbers), drawing.labels(around),
    )  # fmt: skip
    return document(WIDTH, bottom - top, title, description, prefix, parts)


class Radar:
    """The parts of one radar, from the back to the front."""

    def __init__(self, sheet: Sheet, centre: Point, radius: float) -> None:
        self._sheet, self._centre, self._radius = sheet, centre, radius

    def rings(self) -> str:
        return "".join(
            self._sheet.circle(
                *self._centre, self._radius * ring / 100, fill="none", stroke=palette.GRID, stroke_width=1.0
            )
            for ring in RINGS
        )

    def ring_texts(self) -> str:
        """Beside the first axis, on a white edge that keeps the outline away from the digits."""
        x, y = self._centre
        return "".join(
            self._sheet.text(
                x + 5,
                y - self._radius * ring / 100,
                str(ring),
                RING_TEXT,
                fill=palette.MUTED,
                stroke=palette.PAPER,
                stroke_width=4.0,
                paint_order="stroke",
            )
            for ring in RINGS
        )

    def axes(self, values: Sequence[float | None], labels: Sequence[Label]) -> str:
        return "".join(
            self._axis(place, value, label, len(values))
            for place, (value, label) in enumerate(zip(values, labels, strict=True))
        )

    def outline(self, values: Sequence[float | None]) -> str:
        """Filled only when it is whole: an area across a gap would invent a value."""
        line: Look = {"stroke": palette.VALUE, "stroke_width": 2.5, "stroke_linejoin": "round"}
        points = self._points(values)
        whole = [point for point in points if point is not None]
        if len(whole) == len(points):
            return self._sheet.polygon(whole, fill=palette.VALUE, fill_opacity="0.15", **line)
        return "".join(self._sheet.polyline(run, fill="none", **line) for run in runs(points) if len(run) > 1)

    def dots(self, values: Sequence[float | None]) -> str:
        edge: Look = {"stroke": palette.PAPER, "stroke_width": 1.5}
        return "".join(
            self._sheet.circle(*point, DOT, fill=palette.VALUE, **edge)
            for point in self._points(values)
            if point is not None
        )

    def labels(self, labels: Sequence[Label]) -> str:
        x, y = self._centre
        return "".join(
            self._sheet.lines(x + label.x, y + label.top, label.block.lines, TEXT, label.anchor) for label in labels
        )

    def _axis(self, place: int, value: float | None, label: Label, count: int) -> str:
        """Dashed where the value is missing; then a thin lead to the label where that stands away."""
        tip = self._at(place, count, 100)
        look: Look = {"stroke": palette.GRID, "stroke_width": 1.0}
        if value is None:
            look |= {"stroke": palette.NO_SCORE, "stroke_dasharray": "5 5"}
        axis = self._sheet.line(*self._centre, *tip, **look)
        return axis + self._sheet.line(*tip, *self._edge(label), stroke=palette.GRID, stroke_width=1.0)

    def _edge(self, label: Label) -> Point:
        """The point of a label that its axis leads to."""
        x, y = self._centre
        if label.anchor == "middle":
            return x, y + (label.top - 2 if label.y > 0 else label.bottom + 2)
        return x + label.x + (-4 if label.x > 0 else 4), y + label.y

    def _points(self, values: Sequence[float | None]) -> list[Point | None]:
        return [None if value is None else self._at(place, len(values), value) for place, value in enumerate(values)]

    def _at(self, place: int, count: int, value: float) -> Point:
        dx, dy = direction(place, count)
        length = self._radius * value / 100
        return self._centre[0] + dx * length, self._centre[1] + dy * length


def runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Neighbouring points without a gap, around the circle; for points with at least one gap."""
    gap = points.index(None)
    found: list[list[Point]] = [[]]
    for point in chain(points[gap + 1 :], points[:gap]):
        if point is not None:
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return found


def _fitted(blocks: Sequence[Block]) -> tuple[float, list[Label]]:
    """The largest radius whose labels stay on the sheet, and the labels; never below the smallest."""
    for radius in RADII:
        labels = placed(blocks, radius)
        if all(label.reach <= WIDTH / 2 - MARGIN for label in labels):
            break
    return float(radius), labels
