"""Charts as the typesetter needs them: every letter marked with the font that has it.

A browser looks for a missing letter in the next font. The typesetter's reader of SVG does so only where all letters
of a text are in one font, and leaves out the others without a word: Latin abbreviations among Arabic, say.
"""

import re

TEXT = re.compile(r"(?<=>)[^<>]+(?=</t(?:ext|span)>)")
ARABIC = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
MARKS = "\u2067\u2069"  # of direction: written in any font
CHINESE = "\u2212\u2460-\u2473\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
RUNS = re.compile(f"(?P<arabic>[{ARABIC}{MARKS}]+)|(?P<chinese>[{CHINESE}]+)|(?P<latin>[^{ARABIC}{MARKS}{CHINESE}]+)")
HAS_ARABIC = re.compile(f"[{ARABIC}]")
FONTS = {"arabic": "Noto Sans Arabic", "chinese": "Noto Sans CJK SC", "latin": "Noto Sans"}


def with_fonts(svg: str) -> str:
    """The same picture; its letters that are not in the first font name their own."""
    return TEXT.sub(lambda found: _marked(found.group()), svg)


def _marked(text: str) -> str:
    """A text with Arabic in it is one span of that font, and all else stands inside it.

    Side by side, two spans after a ligature stop the typesetter's reader (usvg 0.47).
    """
    outer = "arabic" if HAS_ARABIC.search(text) else "latin"
    runs = (_run(found.group(), found.lastgroup or outer, outer) for found in RUNS.finditer(text))
    return _span("".join(runs), outer) if outer == "arabic" else "".join(runs)


def _run(letters: str, script: str, outer: str) -> str:
    return letters if script == outer or not letters.strip(MARKS) else _span(letters, script)


def _span(letters: str, script: str) -> str:
    return f'<tspan font-family="{FONTS[script]}">{letters}</tspan>'
