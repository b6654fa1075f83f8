"""The report as PDF: tagged (PDF/UA-1), with bookmarks, set by Typst from its words alone."""

import re
from pathlib import Path

from coherence.documents import table_words
from coherence.documents.pictures import with_fonts
from coherence.documents.tree import Report
from coherence.documents.words import Wording, Words
from coherence.paper import typeset

TEMPLATE = Path(__file__).with_name("report.typ")
SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
# In points. Charts are drawn for screens, with large letters: half a point for each of their pixels.
POINTS = 0.5
WIDE, NARROW = (487.0, 600.0), (236.0, 440.0)  # at most so wide and so high
OPENING = (236.0, 320.0)  # of a narrow one on the first page, which it shares
MARGIN = 14.0  # of a chart, in its pixels
LONG_WORD = re.compile(r"[^\s\u2e80-\uffff]{24}(?=[^\s\u2e80-\uffff])")
MAY_BREAK = "\u200b"


def write(report: Report) -> bytes:
    """The PDF. NoGlyph when a character is in none of the fonts."""
    return typeset.pdf(TEMPLATE, _fitted(report))


def pictures(report: Report, ppi: float = 72) -> list[bytes]:
    """The pages of the PDF as PNG, for showing what it looks like."""
    return typeset.pictures(TEMPLATE, _fitted(report), ppi)


def _fitted(report: Report) -> Words:
    words = Wording(report).all()
    _fit(words["opening"], OPENING)
    _fit([part for name, part in words.items() if name != "opening"], NARROW)
    _prepare([words["opening"], words["sections"]], str(words["decimal"]))
    return words


def _prepare(words: object, decimal: str) -> None:
    """Say of every table what is needed to set it."""
    if isinstance(words, list):
        for part in words:
            _prepare(part, decimal)
    elif isinstance(words, dict):
        if words.get("kind") == "table":
            table_words.prepare(words, decimal)
        elif words.get("kind") == "entries":
            table_words.prepare_entries(words)
        elif "text" not in words:
            _prepare(list(words.values()), decimal)


def _fit(words: object, narrow: tuple[float, float]) -> None:
    """Give every chart its width, and long words that people typed places to break."""
    if isinstance(words, list):
        for part in words:
            _fit(part, narrow)
    elif isinstance(words, dict):
        if "svg" in words:
            _fit_chart(words, narrow)
        elif "text" not in words:
            _fit(list(words.values()), narrow)
        elif words.get("dir"):
            words["text"] = LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", words["text"])


def _fit_chart(chart: Words, narrow: tuple[float, float]) -> None:
    svg = str(chart["svg"])
    chart["width"], chart["margin"] = _width(svg, *(WIDE if chart["wide"] else narrow))
    chart["svg"] = with_fonts(svg)


def _width(svg: str, widest: float, highest: float) -> tuple[float, float]:
    """How wide the picture is set without its margins, so that it also fits the height of a page; and a margin."""
    size = SIZE.search(svg)
    if size is None:
        return widest, 0.0
    width, height = float(size[1]), float(size[2])
    inside = width - 2 * MARGIN
    scale = min(POINTS, widest / inside, highest / height)
    return inside * scale, MARGIN * scale
