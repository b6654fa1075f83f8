"""The characters that the shipped fonts can show. Any other is named, and never printed as an empty box."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "fonts"


class NoGlyph(Exception):
    """A text that cannot be printed: `character` is in none of the fonts."""

    def __init__(self, character: str, text: str) -> None:
        self.character, self.text = character, text
        name = unicodedata.name(character, "a character without a name")
        super().__init__(f"U+{ord(character):04X} ({name}) is in none of the fonts; it stands in: {text}")


def check(words: object) -> None:
    """NoGlyph for the first text, anywhere in `words`, that holds a character without a glyph."""
    for text in _texts(words):
        unknown = {one for one in set(text) - shown() if unicodedata.category(one) not in ("Cc", "Cf")}
        if unknown:
            raise NoGlyph(min(unknown, key=text.index), text)


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
    elif is_dataclass(words):
        yield from _texts([getattr(words, one.name) for one in fields(words)])
