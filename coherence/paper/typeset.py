"""Setting a PDF: tagged (PDF/UA-1), with the shipped fonts alone, by Typst.

Words reach the typesetter as JSON, never as markup: nothing in them can be a command. It reads no file but the
template, and knows no network. No date of making: the same words give the same bytes.
"""

import json
from pathlib import Path
from typing import Any

import typst

from coherence.paper import glyphs


def pdf(template: Path, words: dict[str, object]) -> bytes:
    """The PDF of the template with `words`. NoGlyph when a character is in none of the fonts."""
    made = typst.compile(**_given(template, words), pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def pictures(template: Path, words: dict[str, object], ppi: float) -> list[bytes]:
    """Its pages as PNG."""
    made = typst.compile(**_given(template, words), format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made or ())


def _given(template: Path, words: dict[str, object]) -> dict[str, Any]:
    glyphs.check(words)
    return {
        "input": template,
        "root": template.parent,
        "font_paths": [glyphs.FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"words": json.dumps(words, ensure_ascii=False)},
    }
