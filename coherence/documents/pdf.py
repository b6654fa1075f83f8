"""The report as PDF: tagged (PDF/UA-1), with bookmarks, set by Typst from its words alone."""

import re
from pathlib import Path

from coherence.documents.tree import Report
from coherence.documents.words import Words, Wording
from coherence.paper import typeset

TEMPLATE = Path(__file__).with_name("report.typ")
SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
# In points. Charts are drawn for screens, with large letters: half a point for each of their pixels.
POINTS, WIDEST, NARROW, HIGHEST = 0.5, 487.0, 236.0, 600.0


def write(report: Report) -> bytes:
    """The PDF. NoGlyph when a character is in none of the fonts."""
    words = Wording(report).all()
    for chart in _charts(words):
        chart["width"] = _width(str(chart["svg"]), bool(chart["wide"]))
    return typeset.pdf(TEMPLATE, words)


def _charts(words: object) -> list[Words]:
    if isinstance(words, list):
        return [chart for part in words for chart in _charts(part)]
    if not isinstance(words, dict):
        return []
    if "svg" in words:
        return [words]
    return [chart for part in words.values() for chart in _charts(part)]


def _width(svg: str, wide: bool) -> float:
    """How wide the picture is set, so that it also fits the height of a page."""
    size = SIZE.search(svg)
    if size is None:
        return WIDEST
    width, height = float(size[1]), float(size[2])
    return min(width * POINTS, WIDEST if wide else NARROW, HIGHEST * width / height)
