"""Setting a PDF: tagged (PDF/UA-1), with the shipped fonts alone, by Typst.

Words reach the typesetter as JSON, never as markup: nothing in them can be a command. It reads no file but the
template, and knows no network. No date of making: the same words give the same bytes.
"""

import json
from pathlib import Path

import typst

from coherence.paper import glyphs


def pdf(template: Path, words: dict[str, object]) -> bytes:
    """The PDF of the template with `words`. NoGlyph when a character is in none of the fonts."""
    glyphs.check(words)
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=[glyphs.FONTS],
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made
