"""Questionnaires as they are read: from the library on disk, from a stored edition, in a language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from weakref import WeakKeyDictionary

from sqlalchemy import select

from coherence import i18n, paths
from coherence.db import Database, database, reading
from coherence.editions import content
from coherence.editions.models import Edition
from coherence.questionnaire import Questionnaire, from_document, load
from coherence.questionnaire import digest as digest_of
from coherence.questionnaire.crosswalk import Crosswalk
from coherence.questionnaire.crosswalk_files import load_crosswalk
from coherence.questionnaire.translate import translated

_stored: WeakKeyDictionary[Database, dict[int, Questionnaire]] = WeakKeyDictionary()
_spoken: dict[tuple[str, str], Questionnaire] = {}
# The languages that stored editions are translated into, by digest.
_translated: dict[str, tuple[str, ...]] = {}
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
    own = _translated.get(questionnaire.digest)
    return [questionnaire.language, *(content.languages(questionnaire) if own is None else own)]


def fingerprint(questionnaire: Questionnaire) -> str:
    """The digest under which it is stored: of its document and all translations."""
    if questionnaire.digest in _translated:
        return questionnaire.digest
    if questionnaire.digest not in _fingerprints:
        words = content.words(questionnaire)
        _fingerprints[questionnaire.digest] = content.sha256(questionnaire.document, words)
    return _fingerprints[questionnaire.digest]


def spoken(questionnaire: Questionnaire, tag: str) -> Questionnaire:
    """The questionnaire in a language; as it was written where there is no translation."""
    key = (questionnaire.digest, tag)
    if key not in _spoken:
        own = _translated.get(questionnaire.digest)
        if not (content.complete(questionnaire, tag) if own is None else tag in own):
            return questionnaire
        say = partial(content.translate, questionnaire, tag) if own is None else _stored_words(questionnaire, tag)
        _spoken[key] = translated(questionnaire, say, tag)
    return _spoken[key]


def _stored_words(questionnaire: Questionnaire, tag: str) -> Callable[[str, str], str]:
    """What a stored edition says in a language: from context and text to the translation."""
    words = reading().scalar(select(Edition.texts[tag]).where(Edition.digest == questionnaire.digest))
    return words.get


EDITION = select(
    Edition.questionnaire,
    Edition.digest,
    Edition.document,
    Edition.texts.is_not(None),
    *(Edition.texts[tag].as_string().is_not(None) for tag in i18n.LANGUAGES),
)


def edition(edition_id: int) -> Questionnaire:
    """A stored edition, which speaks with the words that are stored with it. It never changes: read once a process."""
    known = _stored.setdefault(database(), {})
    if edition_id not in known:
        name, digest, document, own, *each = reading().execute(EDITION.where(Edition.id == edition_id)).one()
        source = _in_library(name, document) or from_document(document)
        known[edition_id] = _with_its_words(source, digest, each) if own else source
    return known[edition_id]


def read_stored() -> None:
    """Read all editions there are before anybody asks for one."""
    for number in reading().scalars(select(Edition.id)).all():
        edition(number)


def _in_library(name: str, document: Mapping[str, object]) -> Questionnaire | None:
    """The same that comes with the program, if it has not changed since: it is there already."""
    here = library().get(name)
    return here if here and here.digest == digest_of(document) else None


def _with_its_words(questionnaire: Questionnaire, digest: str, translations: Sequence[bool]) -> Questionnaire:
    """Under the edition's digest, by which its words are found; `translations`: whether it has each language."""
    _translated[digest] = tuple(tag for tag, has in zip(i18n.LANGUAGES, translations, strict=True) if has)
    return replace(questionnaire, digest=digest)
