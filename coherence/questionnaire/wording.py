"""Small helpers for messages in plain words."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def suggestion(word: str, known: Collection[str]) -> str:
    """'; did you mean "x"?' when something similar is known, else nothing."""
    close = closest(word, known)
    return f'; did you mean "{close}"?' if close else ""


def closest(word: str, known: Collection[str]) -> str:
    """The known word that is most alike; empty when none is."""
    return next(iter(get_close_matches(word[:100], sorted(known), n=1)), "")


def listed(words: Iterable[object], limit: int = 30) -> str:
    """Words with commas between, at most `limit`."""
    all_words = [str(word) for word in words]
    more = f" and {len(all_words) - limit} more" if len(all_words) > limit else ""
    return ", ".join(all_words[:limit]) + more


def shown(value: object, limit: int = 60) -> str:
    """A value as it stands in the file, shortened, control characters made visible."""
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, dict):
        return "a list of keys"
    if isinstance(value, list):
        return "a list"
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= limit else text[:limit] + "..."
    visible = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in cut)
    return f'"{visible}"' if isinstance(value, str) else visible
