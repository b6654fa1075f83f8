"""Publishing the benchmark of a closed round: made once, stored for good."""

from collections.abc import Callable, Sequence
from importlib.metadata import version

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from coherence.benchmarks import documents, gathering, queries
from coherence.benchmarks.making import Made, made, no_step, top
from coherence.benchmarks.models import Publication, StandingRow
from coherence.benchmarks.scores import nodes_of
from coherence.db import reading, writing
from coherence.questionnaire.canonical import sha256
from coherence.rounds import queries as rounds
from coherence.rounds.queries import RoundInfo
from scoring.benchmarks.policy import Release

PUBLICATIONS, STANDINGS = Publication.__table__, StandingRow.__table__


class NotPublished(Exception):
    """Why a benchmark cannot be published."""


def publish(this: RoundInfo, step: Callable[[], None] = no_step) -> int:
    """The version that is published now; the one before if nothing has changed since.

    NotPublished while the round is open: whoever may still change answers could find out those of others. Also when
    somebody else published it meanwhile: a version is given once.
    """
    refuse_open(this)
    released = _released(this)
    found = _made(this, released, step)
    document = documents.written(found.benchmark)
    last = queries.latest(this.code)
    if last and last.digest == sha256(document):
        return last.version
    try:
        return _store(this, found, document, released)
    except IntegrityError as error:
        raise NotPublished(f"somebody else published round {this.code} at the same time; publish once more") from error


def refuse_open(this: RoundInfo) -> None:
    """NotPublished while the round is open."""
    if not this.closed:
        raise NotPublished(f"round {this.code} is still open; close it first")


def steps(this: RoundInfo) -> int:
    """How often publishing the round steps on."""
    before = gathering.before(this)
    compared = [*before, this] if _alike(before, this) is not None else before
    return len(nodes_of(this.source)) + sum(len(top(one.source)) for one in compared)


def _alike(before: Sequence[RoundInfo], this: RoundInfo) -> frozenset[str] | None:
    return gathering.alike([one.source for one in (*before, this)])


def _made(this: RoundInfo, released: Sequence[Release], step: Callable[[], None]) -> Made:
    earlier = gathering.before(this)
    past = [gathering.gathered(one) for one in earlier]
    same = _alike(earlier, this)
    return made(gathering.gathered(this), past, same, released, program=version("coherence"), step=step)


def _released(this: RoundInfo) -> list[Release]:
    """Everything that was released of this round and of those it is compared with."""
    texts = reading().scalars(select(PUBLICATIONS.c.releases).order_by(PUBLICATIONS.c.id))
    return [release for text in texts for release in documents.read_releases(text)]


def _store(this: RoundInfo, found: Made, document: str, released: Sequence[Release]) -> int:
    """IntegrityError when somebody else stored a version meanwhile."""
    assessments = rounds.assessments_of(this.id)
    known = set(map(documents.written_release, released))
    new = [text for text in map(documents.written_release, found.releases) if text not in known]
    last = queries.latest(this.code)
    number = last.version + 1 if last else 1
    row = {
        "round_id": this.id,
        "version": number,
        "digest": sha256(document),
        "document": document,
        "releases": documents.written_releases(new),
    }
    with writing() as connection:
        publication = connection.execute(insert(Publication).values(row)).inserted_primary_key[0]
        rows = [
            {
                "publication_id": publication,
                "assessment_id": assessments[one.unit],
                "document": documents.written_standing(one),
            }
            for one in found.standings
        ]
        if rows:
            connection.execute(insert(STANDINGS), rows)
    return number
