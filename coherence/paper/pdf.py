"""The form as PDF for printing: tagged (PDF/UA-1), with its own fonts, set by Typst.

Words reach the typesetter as JSON, never as markup: nothing in them can be a command.
"""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from coherence.paper import glyphs
from coherence.paper.blank import Blank

TEMPLATE = Path(__file__).with_name("blank.typ")


def write(blank: Blank) -> bytes:
    """The PDF. NoGlyph when a character is in none of the fonts."""
    words = asdict(blank)
    glyphs.check(words)
    made = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[glyphs.FONTS],
        ignore_system_fonts=True,
        sys_inputs={"blank": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made
