"""Small helpers for messages in plain words: English, and remembering how they were made, to be said otherwise."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches


class Said(str):
    """A message in English, and the template and values of which it was made."""

    template: str
    values: Mapping[str, object]


def said(template: str, /, **values: object) -> Said:
    """The template with its {placeholders} filled; a value may be such a message itself."""
    made = Said(template.format(**values))
    made.template, made.values = template, values
    return made


def untranslated(template: str) -> str:
    """Marks a template that stands elsewhere than where it is said."""
    return template


def suggestion(word: str, known: Collection[str]) -> str:
    """'; did you mean "x"?' when something similar is known, else nothing."""
    close = closest(word, known)
    return said('; did you mean "{word}"?', word=close) if close else ""


def closest(word: str, known: Collection[str]) -> str:
    """The known word that is most alike; empty when none is."""
    return next(iter(get_close_matches(word[:100], sorted(known), n=1)), "")


def listed(words: Iterable[object], limit: int = 30) -> str:
    """Words with commas between, at most `limit`."""
    all_words = [str(word) for word in words]
    some = ", ".join(all_words[:limit])
    left = len(all_words) - limit
    return said("{words} and {number} more", words=some, number=left) if left > 0 else some


def shown(value: object, limit: int = 60) -> str:
    """A value as it stands in the file, shortened, control characters made visible."""
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, dict):
        return said("a list of keys")
    if isinstance(value, list):
        return said("a list")
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= limit else text[:limit] + "..."
    visible = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in cut)
    return f'"{visible}"' if isinstance(value, str) else visible
