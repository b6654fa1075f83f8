"""Charts as the typesetter needs them: every letter marked with the font that has it.

A browser looks for a missing letter in the next font. The typesetter's reader of SVG does so only where all letters
of a text are in one font, and leaves out the others without a word: Latin abbreviations among Arabic, say.
"""

import re

TEXT = re.compile(r"(?<=>)[^<>]+(?=</t(?:ext|span)>)")
ARABIC = "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"
CHINESE = "[\u2212\u2460-\u2473\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
NOT_LATIN = re.compile(f"(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE})")
FONTS = {"arabic": "Noto Sans Arabic", "chinese": "Noto Sans CJK SC"}


def with_fonts(svg: str) -> str:
    """The same picture; its letters that are not in the first font name their own."""
    return TEXT.sub(lambda found: NOT_LATIN.sub(_marked, found.group()), svg)


def _marked(letters: re.Match[str]) -> str:
    return f'<tspan font-family="{FONTS[letters.lastgroup or ""]}">{letters.group()}</tspan>'
