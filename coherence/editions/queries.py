"""Questionnaires as they are read: from the library on disk, from a stored edition, in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from weakref import WeakKeyDictionary

from sqlalchemy import select

from coherence import paths
from coherence.db import Database, database, reading
from coherence.editions import content
from coherence.editions.content import Words
from coherence.editions.models import Edition
from coherence.questionnaire import Questionnaire, from_document, load
from coherence.questionnaire.crosswalk import Crosswalk
from coherence.questionnaire.crosswalk_files import load_crosswalk
from coherence.questionnaire.translate import translated

_stored: WeakKeyDictionary[Database, dict[int, Questionnaire]] = WeakKeyDictionary()
_spoken: dict[tuple[str, str], Questionnaire] = {}
# The words of stored editions that are not those of the library, by digest.
_words: dict[str, Words] = {}
_fingerprints: dict[str, str] = {}


@cache
def library() -> dict[str, Questionnaire]:
    """Every questionnaire that comes with the program, by id: our own before others', large ones before small ones."""
    found = [load(file) for file in sorted(paths.QUESTIONNAIRES.glob("*/questionnaire.yaml"))]
    found.sort(key=lambda one: (one.status != "original", -len(list(one.items()))))
    return {questionnaire.id: questionnaire for questionnaire in found}


@cache
def crosswalks() -> tuple[Crosswalk, ...]:
    """Every crosswalk whose two instruments are in the library."""
    files = sorted((paths.QUESTIONNAIRES / "crosswalks").glob("*.yaml"))
    return tuple(load_crosswalk(file, library()) for file in files)


def offered() -> dict[str, Questionnaire]:
    """What can be started, by id: the last published edition; of what was never published, the library's."""
    newest = {row.questionnaire: row.id for row in published()}
    return library() | {name: edition(number) for name, number in newest.items()}


@dataclass(frozen=True)
class Published:
    """A published edition, without its words."""

    id: int
    questionnaire: str
    number: int
    digest: str
    published_at: datetime


PUBLISHED = (
    select(Edition.id, Edition.questionnaire, Edition.number, Edition.digest, Edition.published_at)
    .where(Edition.published_at.is_not(None))
    .order_by(Edition.questionnaire, Edition.number)
)


def published(questionnaire_id: str | None = None) -> list[Published]:
    """All published editions, or those of one questionnaire; the newest last."""
    wanted = PUBLISHED.where(Edition.questionnaire == questionnaire_id) if questionnaire_id else PUBLISHED
    return [Published(*row) for row in reading().execute(wanted)]


def languages(questionnaire: Questionnaire) -> list[str]:
    """The languages in which it can be read, the one it is written in first."""
    own = stored_words(questionnaire)
    return [questionnaire.language, *(content.languages(questionnaire) if own is None else own)]


def stored_words(questionnaire: Questionnaire) -> Words | None:
    """The translations that are stored with it; None if it speaks with the catalogs."""
    return _words.get(questionnaire.digest)


def fingerprint(questionnaire: Questionnaire) -> str:
    """The digest under which it is stored: of its document and all translations."""
    if questionnaire.digest in _words:
        return questionnaire.digest
    if questionnaire.digest not in _fingerprints:
        words = content.words(questionnaire)
        _fingerprints[questionnaire.digest] = content.sha256(questionnaire.document, words)
    return _fingerprints[questionnaire.digest]


def spoken(questionnaire: Questionnaire, tag: str) -> Questionnaire:
    """The questionnaire in a language; as it was written where there is no translation."""
    key = (questionnaire.digest, tag)
    if key not in _spoken:
        own = stored_words(questionnaire)
        if not (content.complete(questionnaire, tag) if own is None else tag in own):
            return questionnaire
        say = partial(content.translate, questionnaire, tag) if own is None else partial(_say, own[tag])
        _spoken[key] = translated(questionnaire, say, tag)
    return _spoken[key]


def _say(words: Mapping[str, str], context: str, message: str) -> str:
    return words.get(context, message)


def edition(edition_id: int) -> Questionnaire:
    """A stored edition. It never changes, so it is read once a process."""
    known = _stored.setdefault(database(), {})
    if edition_id not in known:
        columns = (Edition.questionnaire, Edition.digest, Edition.document, Edition.texts)
        name, digest, document, texts = reading().execute(select(*columns).where(Edition.id == edition_id)).one()
        known[edition_id] = _in_library(name, digest) or _with_its_words(from_document(document), digest, texts)
    return known[edition_id]


def _in_library(name: str, digest: str) -> Questionnaire | None:
    here = library().get(name)
    return here if here and digest in (here.digest, fingerprint(here)) else None


def _with_its_words(questionnaire: Questionnaire, digest: str, texts: Words | None) -> Questionnaire:
    """A stored questionnaire that is no longer in the library, or has other words there, under its own digest."""
    if texts is None:
        return questionnaire
    _words[digest] = texts
    return replace(questionnaire, digest=digest)
