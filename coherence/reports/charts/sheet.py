"""A sheet to draw on from its reading side: mirrored for languages written from the right.

Charts are laid out once, as read from the left. The sheet mirrors x and gives the physical anchor,
because programs that draw SVG do not agree on what a direction does to text-anchor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coherence.reports.charts import palette
from coherence.reports.charts.svg import ARABIC_FONTS, Attribute, Point, element, escaped, number, path_data
from coherence.reports.charts.wrapping import ARABIC

ISOLATE, FROM_LEFT, END_ISOLATE = "\u2067", "\u2066", "\u2069"
OTHER_SIDE = {"start": "end", "end": "start", "middle": "middle"}
MIDDLE_OF_CAPITALS = 0.36  # of the font size: from the baseline to the middle of a line
LINE_HEIGHT = 1.25


@dataclass(frozen=True)
class Sheet:
    """Widths and x are in units of the viewBox."""

    width: float
    rtl: bool

    def x(self, x: float) -> float:
        return self.width - x if self.rtl else x

    def points(self, points: Iterable[Point]) -> list[Point]:
        return [(self.x(x), y) for x, y in points]

    def line(self, x1: float, y1: float, x2: float, y2: float, /, **attributes: Attribute) -> str:
        return element("line", x1=float(self.x(x1)), y1=float(y1), x2=float(self.x(x2)), y2=float(y2), **attributes)

    def rect(self, x: float, y: float, width: float, height: float, /, **attributes: Attribute) -> str:
        left = self.x(x + width) if self.rtl else x
        return element("rect", x=float(left), y=float(y), width=float(width), height=float(height), **attributes)

    def circle(self, x: float, y: float, radius: float, /, **attributes: Attribute) -> str:
        return element("circle", cx=float(self.x(x)), cy=float(y), r=float(radius), **attributes)

    def polyline(self, points: Iterable[Point], /, **attributes: Attribute) -> str:
        return element("path", d=path_data(self.points(points)), **attributes)

    def polygon(self, points: Iterable[Point], /, **attributes: Attribute) -> str:
        return element("path", d=path_data(self.points(points), closed=True), **attributes)

    def strokes(self, strokes: Iterable[Sequence[Point]], /, **attributes: Attribute) -> str:
        """Many separate lines, straight or broken, of one look, as one element; nothing when there are none."""
        return self._many((path_data(self.points(stroke)) for stroke in strokes), attributes)

    def boxes(self, corners: Iterable[Point], width: float, height: float, /, **attributes: Attribute) -> str:
        """Many rectangles of one size and look, as one element; `corners` are their tops at the start."""
        rest = f" h {number(width)} v {number(height)} h {number(-width)} Z"
        left = width if self.rtl else 0.0
        return self._many((f"M {number(self.x(x) - left)} {number(y)}{rest}" for x, y in corners), attributes)

    def circles(self, middles: Iterable[Point], radius: float, /, **attributes: Attribute) -> str:
        """Many circles of one size and look, as one element."""
        r, across = number(radius), number(2 * radius)
        rest = f" a {r} {r} 0 1 0 {across} 0 a {r} {r} 0 1 0 -{across} 0 Z"
        return self._many((f"M {number(self.x(x) - radius)} {number(y)}{rest}" for x, y in middles), attributes)

    def text(self, x: float, y: float, text: str, size: int, anchor: str = "start", /, **attributes: Attribute) -> str:
        """One line of text; y is the middle of the line."""
        if ARABIC.search(text):
            attributes = {"font_family": ARABIC_FONTS, **attributes}
        # Figures, as 2–4 in the tables, and words in other letters run from left to right in every language.
        way = ISOLATE if ARABIC.search(text) else FROM_LEFT
        isolated = f"{way}{text}{END_ISOLATE}" if self.rtl else text
        attributes = {"fill": palette.INK, **attributes}
        return element(
            "text",
            escaped(isolated),
            x=float(self.x(x)),
            y=y + MIDDLE_OF_CAPITALS * size,
            text_anchor=OTHER_SIDE[anchor] if self.rtl else anchor,
            font_size=size,
            **attributes,
        )

    def _many(self, shapes: Iterable[str], attributes: dict[str, Attribute]) -> str:
        drawn = " ".join(shapes)
        return element("path", d=drawn, **attributes) if drawn else ""

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        size: int,
        anchor: str = "start",
        /,
        **attributes: Attribute,
    ) -> str:
        """Lines of text one below the other, the first beginning at `top`."""
        step = line_height(size)
        return "".join(
            self.text(x, top + (place + 0.5) * step, line, size, anchor, **attributes)
            for place, line in enumerate(lines)
        )


def line_height(size: int) -> float:
    return LINE_HEIGHT * size
