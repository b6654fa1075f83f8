"""Names of countries and regions in the languages of the interface, from CLDR."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale


def territory_name(code: str, language: str) -> str | None:
    """The name of a country (FR) or of a region of the world (150); None when CLDR has none."""
    return _territories(language).get(code)


def unit_name(code: str | None, names: Mapping[str, str], fallback: str, language: str) -> str:
    """The name of a unit: its own in the language, else that of CLDR, else the one it was stored with."""
    own = names.get(language)
    if own or code is None or names:
        return own or fallback
    return territory_name(code, language) or fallback


def matching(text: str, codes: Iterable[str], language: str) -> list[tuple[str, str]]:
    """The countries of these codes whose name holds the text, or whose code it is, by name."""
    wanted = _plain(text)
    named = [(code, territory_name(code, language) or code) for code in codes]
    found = [(code, name) for code, name in named if wanted in _plain(name) or wanted == code.lower()]
    return sorted(found, key=lambda pair: _plain(pair[1]))


def sort_key(name: str) -> str:
    """What names are sorted by: without case and accents."""
    return _plain(name)


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language).territories)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().strip())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
