"""Charts as the typesetter needs them: every text in a font that has all of its letters.

A browser looks for a missing letter in the next font. The typesetter's reader of SVG does so only where both fonts
make as many signs of a text; else it leaves out letters without a word, Latin abbreviations among Arabic, say.
"""

import re

TEXT = re.compile(r"(?<=>)[^<>]+(?=</text>)")
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
NOT_LATIN = re.compile("[^\u0000-\u058f\u1e00-\u206f\u20a0-\u20c0\u2100-\u214f]")
MINUS, DASH = "\u2212", "\u2013"  # the Latin font has no minus


def with_fonts(svg: str) -> str:
    """The same picture; each text that is not in the first font names its own."""
    return TEXT.sub(lambda found: _marked(found.group().replace(MINUS, DASH)), svg)


def _marked(text: str) -> str:
    if ARABIC.search(text):
        return f'<tspan font-family="Noto Sans Arabic">{text}</tspan>'
    if NOT_LATIN.search(text):
        return f'<tspan font-family="Noto Sans CJK SC">{text}</tspan>'
    return text
