"""Questionnaires as they are read: from the library on disk, from a stored edition, in a language."""

from collections.abc import Sequence
from functools import cache, partial
from gettext import NullTranslations
from weakref import WeakKeyDictionary

from sqlalchemy import select

from coherence import i18n, paths
from coherence.db import Database, database, reading
from coherence.editions.models import Edition
from coherence.questionnaire import Questionnaire, from_document, load
from coherence.questionnaire.translate import translated

_stored: WeakKeyDictionary[Database, dict[int, Questionnaire]] = WeakKeyDictionary()
_spoken: dict[tuple[str, str], Questionnaire] = {}


@cache
def library() -> dict[str, Questionnaire]:
    """Every questionnaire that comes with the program, by id."""
    files = sorted(paths.QUESTIONNAIRES.glob("*/questionnaire.yaml"))
    return {questionnaire.id: questionnaire for questionnaire in map(load, files)}


def spoken(questionnaire: Questionnaire, tag: str) -> Questionnaire:
    """The questionnaire in a language; as it was written where there is no translation."""
    domains = [name for name in (questionnaire.id, questionnaire.selection_of) if name]
    if tag == questionnaire.language or not all(i18n.has_catalog(tag, name) for name in domains):
        return questionnaire
    key = (questionnaire.digest, tag)
    if key not in _spoken:
        catalogs = [i18n.catalog(tag, name) for name in domains]
        _spoken[key] = translated(questionnaire, partial(_first, catalogs), tag)
    return _spoken[key]


def _first(catalogs: Sequence[NullTranslations], context: str, message: str) -> str:
    """The translation in the first catalog that has one; a selection's own words come before its base's."""
    found = (catalog.pgettext(context, message) for catalog in catalogs)
    return next((text for text in found if text != message), message)


def edition(edition_id: int) -> Questionnaire:
    """A stored edition. It never changes, so it is read once a process."""
    known = _stored.setdefault(database(), {})
    if edition_id not in known:
        row = reading().execute(select(Edition.digest, Edition.document).where(Edition.id == edition_id)).one()
        known[edition_id] = _in_library(row.digest) or from_document(row.document)
    return known[edition_id]


def _in_library(digest: str) -> Questionnaire | None:
    return next((known for known in library().values() if known.digest == digest), None)
