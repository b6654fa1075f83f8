"""The characters that the shipped fonts can show. Any other is named, and never printed as an empty box."""

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "fonts"


class NoGlyph(Exception):
    """A text that cannot be printed: `character` is in none of the fonts."""

    def __init__(self, character: str, text: str) -> None:
        self.character, self.text = character, text
        name = unicodedata.name(character, "a character without a name")
        super().__init__(f"U+{ord(character):04X} ({name}) is in none of the fonts; it stands in: {text}")


def checked(words: dict[str, object]) -> str:
    """The words as JSON; NoGlyph for the first text in them that holds a character without a glyph."""
    written = json.dumps(words, ensure_ascii=False)
    unknown = without(written)
    if unknown:
        text = next(text for text in _texts(words) if unknown & set(text))
        raise NoGlyph(min(unknown & set(text), key=text.index), text)
    return written


def without(text: str) -> set[str]:
    """The characters of a text that have no glyph, but for those that have no looks."""
    return {one for one in set(text) - shown() if unicodedata.category(one) not in ("Cc", "Cf")}


@cache
def shown() -> frozenset[str]:
    """Every character with a glyph, regular and bold."""
    lines = (FONTS / "characters.txt").read_text(encoding="ascii").split()
    ends = ([int(end, 16) for end in line.split("-")] for line in lines)
    return frozenset(chr(number) for first, last in ends for number in range(first, last + 1))


def _texts(words: object) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        yield from _texts(list(words.values()))
    elif isinstance(words, list | tuple):
        for part in words:
            yield from _texts(part)
