"""Setting a PDF: tagged (PDF/UA-1), with the shipped fonts alone, by Typst.

Words reach the typesetter as JSON, never as markup: nothing in them can be a command. It reads no file but the
template, and knows no network. No date of making: the same words give the same bytes.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import typst

from coherence.paper import glyphs

# Typst keeps what it made of a document for the next ten, some 80 MB each. Nobody asks for the same report twice in a
# row: ten empty documents after each make it forget. One after the other, and while the caller has its PDF already.
KEPT = 10
_setter = ThreadPoolExecutor(1, thread_name_prefix="typesetter")


def pdf(template: Path, words: dict[str, object]) -> bytes:
    """The PDF of the template with `words`. NoGlyph when a character is in none of the fonts."""
    made = _set(template, words, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def pictures(template: Path, words: dict[str, object], ppi: float) -> list[bytes]:
    """Its pages as PNG."""
    made = _set(template, words, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made or ())


def _set(template: Path, words: dict[str, object], **wanted: Any) -> bytes | list[bytes] | None:
    given = _given(template) | {"sys_inputs": {"words": glyphs.checked(words)}}
    try:
        return _setter.submit(lambda: typst.compile(**given, **wanted)).result()
    finally:
        _setter.submit(_forget)


def _forget() -> None:
    for _ in range(KEPT):
        typst.compile(b"", font_paths=_fonts())


def _given(template: Path) -> dict[str, Any]:
    return {"input": template, "root": template.parent, "font_paths": _fonts(), "ignore_system_fonts": True}


@cache
def _fonts() -> typst.Fonts:
    """Read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FONTS])
