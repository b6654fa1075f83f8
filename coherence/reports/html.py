"""A report as HTML: its words for the page of the site, and one file that needs nothing else."""

import base64
import hashlib
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


def words(report: Report) -> Words:
    """What templates/documents/report.html takes as `report`: long tables are folded, and printed whole."""
    found = _all(report)
    _fold(found)
    return found


def _all(report: Report) -> Words:
    """The charts are SVG of our own making."""
    return Wording(report, Markup).all()


def _fold(part: Words) -> None:
    for block in part.get("opening", part.get("blocks", ())):
        rows = len(block.get("rows", ())) if block["kind"] == "table" else 0
        if rows > MOST_OPEN:
            block["folded"] = ngettext("{number} row", "{number} rows", rows)
    for section in part["sections"]:
        _fold(section)


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
