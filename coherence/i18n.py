"""Languages: which there are, which one a reader gets, and the words in it.

Catalogs are read from the .po files themselves: nothing to compile, nothing to go stale.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, Translations

from coherence import paths


@dataclass(frozen=True)
class Language:
    """A language of the interface: BCP 47 tag, its own name, direction of writing."""

    tag: str
    name: str
    direction: str = "ltr"


LANGUAGES = {
    language.tag: language
    for language in (
        Language("en", "English"),
        Language("fr", "Français"),
        Language("es", "Español"),
        Language("ar", "العربية", "rtl"),
        Language("ru", "Русский"),
        Language("zh", "中文"),
    )
}
DEFAULT = "en"
INTERFACE = "messages"
CROSSWALKS = "crosswalks"
ISOLATE, END = "\u2068", "\u2069"  # of words in their own direction

_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def use(tag: str) -> None:
    """Speak this language from here on, in this request or command."""
    _current.set(tag)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak this language inside a `with`, and the one before after it."""
    before = _current.set(tag)
    try:
        yield
    finally:
        _current.reset(before)


def current() -> Language:
    return LANGUAGES[_current.get()]


def preferred(accepted: Iterable[str]) -> str:
    """The first accepted language (as browsers write them: fr-CA, zh_Hans) that the interface has."""
    for wanted in accepted:
        tag = wanted.replace("_", "-").split("-")[0].lower()
        if tag in LANGUAGES:
            return tag
    return DEFAULT


def has_catalog(tag: str, domain: str) -> bool:
    return _file(tag, domain).exists()


def _file(tag: str, domain: str) -> Path:
    return paths.TRANSLATIONS / tag / "LC_MESSAGES" / f"{domain}.po"


@cache
def catalog(tag: str, domain: str = INTERFACE) -> NullTranslations:
    """The texts of one domain in one language, kept; without a file every text stays as it is."""
    return read_catalog(tag, domain)


def read_catalog(tag: str, domain: str) -> NullTranslations:
    """The same for those who need them once, as the file is now; of what is read so, only a little is kept.

    A questionnaire with questions of its own is stored in all languages at each change: a few files, again and again.
    """
    path = _file(tag, domain)
    return _read(path, tag, path.stat().st_mtime_ns) if path.exists() else Translations()


@lru_cache(maxsize=2 * len(LANGUAGES))
def _read(path: Path, tag: str, _changed: int) -> NullTranslations:
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=tag))
    compiled.seek(0)
    return Translations(compiled)


class _Nothing(NullTranslations):
    """Behind a catalog: what is not in the catalog is nothing, and not the message itself."""

    def pgettext(self, context: str, message: str) -> str:
        return ""


def strictly(found: NullTranslations) -> NullTranslations:
    """The same catalog, in which a text without a valid translation is empty: also one that changed since."""
    strict = copy(found)
    strict.add_fallback(_Nothing())
    return strict


def gettext(message: str, /, **values: object) -> str:
    """The message in the current language, its {placeholders} filled."""
    text = catalog(_current.get()).gettext(message)
    return text.format(**values) if values else text


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """The form of the message for this number; {number} may stand in it."""
    text = catalog(_current.get()).ngettext(singular, plural, number)
    return text.format(number=number, **values)


def apart(**values: object) -> dict[str, object]:
    """What stands in a file, for a sentence about it: each keeps its own direction in a sentence from the right."""
    if current().direction == "ltr":
        return values
    return {name: f"{ISOLATE}{value}{END}" for name, value in values.items()}


def untranslated(message: str) -> str:
    """Marks a text for the catalogs; whoever shows it translates it."""
    return message


def lazy_gettext(message: str) -> LazyProxy:
    """For texts named at import time: translated when shown."""
    return LazyProxy(gettext, message, enable_cache=False)
