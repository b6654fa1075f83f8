"""Break labels into lines by their width: words where there are spaces, characters in Chinese."""

import re
import unicodedata
from collections.abc import Sequence

WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
OPENING = r"\uff08\u300a\u3008\u300c\u300e\u3010\u201c\u2018"
CLOSING = r"\uff09\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\u300b\u3009\u300d\u300f\u3011\u201d\u2019"
# Chinese punctuation, opening and closing, stays with its character.
# A word may break after a slash or a hyphen.
CHARACTER = rf"(?![{OPENING}])[{WIDE}][{CLOSING}]*"
WORD_WITH_BREAK = rf"[^\s/{WIDE}-]*[/-]+"
WORD = rf"[^\s/{WIDE}-]+[{CLOSING}]*"
ATOM = re.compile(rf"[{OPENING}]*(?:{CHARACTER}|{WORD_WITH_BREAK}|{WORD})|[{OPENING}]+")
ELLIPSIS = "…"
NARROW = frozenset("iljtfrI.,:;'|!()[]/- ")
ARABIC = re.compile("[\u0600-\u077f\ufb50-\ufdff\ufe70-\ufefe]")
CYRILLIC = re.compile("[\u0400-\u052f]")
BROAD = frozenset("mwMW@%—…")
# Parts of the font size: taken a little too large, since the real font is not known here.
NARROW_WIDTH, BROAD_WIDTH, CAPITAL_WIDTH, OTHER_WIDTH = 0.34, 0.92, 0.68, 0.58
ARABIC_WIDTH, CYRILLIC_WIDTH = 0.47, 0.62


def columns(text: str) -> int:
    """Width in columns: 2 for a Chinese character, 0 for a mark on another character."""
    return sum(_columns(character) for character in text)


def text_width(text: str, size: float) -> float:
    """Rough width of the drawn text."""
    return size * sum(_em(character) for character in text)


def wrap(text: str, widest: int, most: int) -> tuple[str, ...]:
    """At most `most` lines of `widest` columns; what does not fit ends in an ellipsis."""
    lines = _fill(text, widest)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], _shortened(lines[most - 1], widest))


def wrap_to(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Like `wrap`, in as many columns as the room holds of this text; that depends on its script."""
    column = text_width(text, size) / max(columns(text), 1)
    return wrap(text, max(int(room / max(column, 1.0)), 2), most)


def wrap_narrow(text: str, narrowest: int, widest: int, most: int) -> tuple[str, ...]:
    """Like `wrap`, with lines as narrow and as even as they can be without an ellipsis or a broken word."""
    longest = max((columns(atom) for atom in ATOM.findall(text)), default=0)
    for width in range(min(max(narrowest, longest), widest), widest + 1):
        lines = _fill(text, width)
        if len(lines) <= most:
            return _even(text, min(longest, width), width, len(lines))
    return wrap(text, widest, most)


def _even(text: str, narrowest: int, widest: int, count: int) -> tuple[str, ...]:
    """The narrowest filling with the same number of lines, so that no character is left alone."""
    fillings = (_fill(text, width) for width in range(max(narrowest, 1), widest + 1))
    return next(lines for lines in fillings if len(lines) == count)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _em(character: str) -> float:
    if _columns(character) != 1:
        return float(_columns(character) // 2)
    if character in NARROW:
        return NARROW_WIDTH
    if character in BROAD:
        return BROAD_WIDTH
    if ARABIC.match(character):
        return ARABIC_WIDTH
    if CYRILLIC.match(character):
        return CYRILLIC_WIDTH
    return CAPITAL_WIDTH if character.isupper() else OTHER_WIDTH


def _fill(text: str, widest: int) -> tuple[str, ...]:
    lines = [""]
    for atom, space in _atoms(text, widest):
        longer = lines[-1] + space + atom if lines[-1] else atom
        if lines[-1] and columns(longer) > widest:
            lines.append(atom)
        else:
            lines[-1] = longer
    return tuple(lines)


def _atoms(text: str, widest: int) -> Sequence[tuple[str, str]]:
    """What must stay together, each with the space before it."""
    found: list[tuple[str, str]] = []
    for match in ATOM.finditer(text):
        space = " " if text[: match.start()][-1:].isspace() else ""
        first, *others = _pieces(match.group(), widest)
        found += [(first, space), *((other, "") for other in others)]
    return found


def _pieces(atom: str, widest: int) -> list[str]:
    """The atom, cut where it is longer than a line."""
    if columns(atom) <= widest:
        return [atom]
    pieces = [""]
    for character in atom:
        if columns(pieces[-1] + character) > widest:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _shortened(line: str, widest: int) -> str:
    while line and columns(line) > widest - 1:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
