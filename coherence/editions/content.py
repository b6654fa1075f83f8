"""What an edition consists of: the document, and its words in every language it is translated into."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import partial
from gettext import NullTranslations

from coherence import i18n
from coherence.questionnaire import Questionnaire, texts

Words = Mapping[str, Mapping[str, str]]
"""By language and context."""


def languages(questionnaire: Questionnaire) -> list[str]:
    """The languages in which the catalogs have it, besides the one it is written in."""
    domains = _domains(questionnaire)
    return [
        tag
        for tag in i18n.LANGUAGES
        if tag != questionnaire.language and all(i18n.has_catalog(tag, name) for name in domains)
    ]


def words(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """All its translations, as the catalogs have them now."""
    return {tag: _in_one(questionnaire, tag) for tag in languages(questionnaire)}


def translate(questionnaire: Questionnaire, tag: str, context: str, message: str) -> str:
    """One text in a language; a selection's own words come before its base's."""
    return _first([i18n.catalog(tag, name) for name in _domains(questionnaire)], context, message)


def sha256(document: Mapping[str, object], translated: Words) -> str:
    """The fingerprint of an edition: of its canonical JSON with all languages."""
    whole = {"document": document, "texts": translated}
    canonical = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _domains(questionnaire: Questionnaire) -> list[str]:
    return [name for name in (questionnaire.id, questionnaire.selection_of) if name]


def _in_one(questionnaire: Questionnaire, tag: str) -> dict[str, str]:
    gettext = partial(_first, [i18n.read_catalog(tag, name) for name in _domains(questionnaire)])
    return {text.context: gettext(text.context, text.message) for text in texts(questionnaire)}


def _first(catalogs: Sequence[NullTranslations], context: str, message: str) -> str:
    found = (catalog.pgettext(context, message) for catalog in catalogs)
    return next((text for text in found if text != message), message)
