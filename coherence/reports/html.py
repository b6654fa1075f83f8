"""A report as HTML: its words for the page of the site, and one file that needs nothing else."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from coherence import paths
from coherence.documents.tree import Report
from coherence.documents.words import Wording, Words
from coherence.i18n import ngettext

STYLE = Path(__file__).parents[1] / "static/css/report.css"
MOST_OPEN = 12  # rows of a table that stands open on the page
BROAD = 4.0  # a column of words wider than that has long texts


def words(report: Report) -> Words:
    """What templates/documents/report.html takes as `report`: long tables are folded, and printed whole."""
    found = _all(report)
    for table in _tables(found):
        if len(table["rows"]) > MOST_OPEN:
            table["folded"] = ngettext("{number} row", "{number} rows", len(table["rows"]))
    return found


def _all(report: Report) -> Words:
    """The charts are SVG of our own making."""
    found = Wording(report, Markup).all()
    for table in _tables(found):
        looks = [_look(column) for column in table["columns"][1:]]
        table["lines"] = [(first, list(zip(looks, others, strict=True))) for first, *others in table["rows"]]
    return found


def _tables(part: Words) -> Iterator[Words]:
    """Those that are shown, of the report or of a section and all in it."""
    blocks = part.get("opening", part.get("blocks", ()))
    yield from (block for block in blocks if block["kind"] == "table")
    for section in part["sections"]:
        yield from _tables(section)


def _look(column: Words) -> str:
    """The class of a cell; worked out once for all rows."""
    return "n" if column["numeric"] else "long" if column["wide"] > BROAD else ""


def standalone(report: Report) -> bytes:
    """One file for mailing and keeping: no script, no foreign host, its style inside."""
    style = _style()
    page = _templates().get_template("documents/standalone.html")
    return page.render(report=_all(report), style=Markup(style), policy=_policy(style)).encode()


@cache
def _templates() -> Environment:
    """Outside of any request: reports are also made on the command line."""
    return Environment(loader=FileSystemLoader(paths.TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Nothing may be loaded or run; the one style is known by its digest."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
