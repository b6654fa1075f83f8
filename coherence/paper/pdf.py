"""The form as PDF for printing."""

from dataclasses import asdict
from pathlib import Path

from coherence.paper import typeset
from coherence.paper.blank import Blank

TEMPLATE = Path(__file__).with_name("blank.typ")


def write(blank: Blank) -> bytes:
    """The PDF. NoGlyph when a character is in none of the fonts."""
    return typeset.pdf(TEMPLATE, asdict(blank))
