"""What an edition consists of: the document, and its words in every language it is translated into."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from gettext import NullTranslations
from typing import TypeAlias

from coherence import i18n
from coherence.questionnaire import Questionnaire, texts
from coherence.questionnaire import canonical as digests

Words = Mapping[str, Mapping[str, str]]
"""By language and context."""
Catalogs: TypeAlias = Callable[[str, str], NullTranslations]
"""From language and domain to the catalog."""


# By digest and language. Catalogs do not change while the program runs.
_complete: dict[tuple[str, str], bool] = {}


def languages(questionnaire: Questionnaire) -> list[str]:
    """The languages in which the catalogs have all of it, besides the one it is written in."""
    return [tag for tag in i18n.LANGUAGES if complete(questionnaire, tag, i18n.read_catalog)]


def complete(questionnaire: Questionnaire, tag: str, catalog: Catalogs = i18n.catalog) -> bool:
    """Whether every text has a translation that is not of an earlier wording: a language is offered whole or not."""
    domains = _domains(questionnaire)
    if tag == questionnaire.language or not all(i18n.has_catalog(tag, name) for name in domains):
        return False
    key = (questionnaire.digest, tag)
    if key not in _complete:
        known = [i18n.strictly(catalog(tag, name)) for name in domains]
        _complete[key] = all(
            any(one.pgettext(text.context, text.message) for one in known) for text in texts(questionnaire)
        )
    return _complete[key]


def words(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """All its translations, as the catalogs have them now."""
    return {tag: _in_one(questionnaire, tag) for tag in languages(questionnaire)}


def translate(questionnaire: Questionnaire, tag: str, context: str, message: str) -> str:
    """One text in a language; a selection's own words come before its base's."""
    return _first([i18n.catalog(tag, name) for name in _domains(questionnaire)], context, message)


def sha256(document: Mapping[str, object], translated: Words) -> str:
    """The fingerprint of an edition: of its canonical JSON with all languages."""
    whole = {"document": document, "texts": translated}
    return digests.sha256(digests.canonical(whole))


def _domains(questionnaire: Questionnaire) -> list[str]:
    return [name for name in (questionnaire.id, questionnaire.selection_of) if name]


def _in_one(questionnaire: Questionnaire, tag: str) -> dict[str, str]:
    gettext = partial(_first, [i18n.read_catalog(tag, name) for name in _domains(questionnaire)])
    return {text.context: gettext(text.context, text.message) for text in texts(questionnaire)}


def _first(catalogs: Sequence[NullTranslations], context: str, message: str) -> str:
    found = (catalog.pgettext(context, message) for catalog in catalogs)
    return next((text for text in found if text != message), message)
