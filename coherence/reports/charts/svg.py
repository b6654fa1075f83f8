"""SVG primitives: escaped text, fixed decimals, presentation attributes only.

The pages forbid inline style and script, so there is no style attribute and no style element.
"""

import re
from collections.abc import Iterable
from html import escape

from coherence.reports.charts.checks import checked_prefix

FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
# Typst loses words when letters of one text come from two fonts: a text with Arabic in it takes a font that has all.
ARABIC_FONTS = f"'Noto Sans Arabic', {FONTS}"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"

Point = tuple[float, float]
Attribute = str | float | None
Look = dict[str, Attribute]


def number(value: float) -> str:
    """One decimal, always: the same picture gives the same text. Never "-0.0"."""
    written = f"{value:.1f}"
    return "0.0" if written == "-0.0" else written


def escaped(text: str) -> str:
    """Safe in text and in attributes; characters that XML does not allow are replaced."""
    return escape(NOT_XML.sub(REPLACEMENT, text))


def element(name: str, content: str = "", /, **attributes: Attribute) -> str:
    """One element. `stroke_width` stands for stroke-width; None leaves an attribute out."""
    written = "".join(
        f' {key.replace("_", "-")}="{_written(value)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def path_data(points: Iterable[Point], closed: bool = False) -> str:
    steps = " L ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M {steps} Z" if closed else f"M {steps}"


def document(width: float, height: float, title: str, description: str, prefix: str, parts: Iterable[str]) -> str:
    """The whole picture, named by its title and description for people who do not see it.

    Width and height give its natural size; a page shrinks it with max-width: 100% and height: auto.
    """
    names = f"{checked_prefix(prefix)}-title", f"{prefix}-description"
    heading = element("title", escaped(title), id=names[0]) + element("desc", escaped(description), id=names[1])
    return element(
        "svg",
        heading + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {round(width)} {round(height)}",
        width=round(width),
        height=round(height),
        role="img",
        aria_labelledby=" ".join(names),
        direction="ltr",
        font_family=FONTS,
        **{"class": "chart"},
    )


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return escaped(value)
    return str(value) if isinstance(value, int) else number(value)
