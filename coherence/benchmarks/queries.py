"""What is read of published benchmarks. What is not published cannot be read here; standings open with a link."""

import gc
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select

from coherence.benchmarks import documents
from coherence.benchmarks.model import ALL, CHOSEN, Benchmark, Group, Key, Standing
from coherence.benchmarks.models import Publication, StandingRow
from coherence.benchmarks.report.view import Own, View
from coherence.db import reading
from coherence.editions import blanks
from coherence.editions import queries as editions
from coherence.i18n import current, gettext
from coherence.rounds.models import Round
from coherence.rounds.peers import group_name
from coherence.units.names import unit_name

COLUMNS = (
    Publication.id,
    Round.code,
    Round.title,
    Round.edition_id,
    Publication.version,
    Publication.digest,
    Publication.published_at,
)
ORDERED = select(*COLUMNS).join(Round, Round.id == Publication.round_id).order_by(Round.opens.desc(), Round.id.desc())


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a round's benchmark."""

    id: int
    code: str
    title: str
    edition_id: int
    version: int
    digest: str
    published_at: datetime

    @property
    def benchmark(self) -> Benchmark:
        """Kept in memory: it never changes, and every page of it begins with reading it."""
        if self.digest not in _kept:
            while len(_kept) >= MOST_KEPT:
                del _kept[next(iter(_kept))]
            text = reading().scalar(select(Publication.document).where(Publication.id == self.id))
            _kept[self.digest] = documents.read(text)
            # It stays: the garbage collector need not look through it time and again, while a page waits.
            gc.collect()
            gc.freeze()
        return _kept[self.digest]


MOST_KEPT = 8
_kept: dict[str, Benchmark] = {}


def every_latest() -> list[Published]:
    """The newest version of each round's benchmark, newest round first."""
    rows = reading().execute(ORDERED.order_by(Publication.version.desc()))
    found: dict[str, Published] = {}
    for row in rows:
        found.setdefault(row.code, Published(*row))
    return list(found.values())


def latest(code: str) -> Published | None:
    return _one(reading().execute(ORDERED.where(Round.code == code).order_by(Publication.version.desc())).first())


def version(code: str, number: int) -> Published | None:
    return _one(reading().execute(ORDERED.where(Round.code == code, Publication.version == number)).first())


def _one(row: Row | None) -> Published | None:
    return None if row is None else Published(*row)


def document(found: Published) -> str:
    """As it was stored."""
    return reading().scalar(select(Publication.document).where(Publication.id == found.id))


def standing(assessment_id: int) -> tuple[Published, Standing] | None:
    """The newest publication that the assessment is in, and where its unit stands in it."""
    wanted = (
        select(*COLUMNS, StandingRow.document)
        .join(Round, Round.id == Publication.round_id)
        .join(StandingRow, StandingRow.publication_id == Publication.id)
        .where(StandingRow.assessment_id == assessment_id)
        .order_by(Publication.version.desc())
    )
    row = reading().execute(wanted).first()
    return None if row is None else (Published(*row[:-1]), documents.standing(row[-1]))


def key_of(text: str) -> Key:
    """A group's key as it stands in addresses."""
    grouping, _, label = text.partition(":")
    return grouping, label


def name_of(group: Group) -> str:
    """The group in the reader's language, with its n."""
    if group.key == CHOSEN:
        return gettext("{group} (n = {n})", group=gettext("Chosen units"), n=group.n)
    if group.key == ALL:
        return gettext("{group} (n = {n})", group=gettext("All units"), n=group.n)
    return group_name(*group.key, group.n)


def view(
    found: Published,
    group: Group,
    own: Own | None,
    weights: Mapping[str, float] | None = None,
    chosen: Collection[str] = (),
) -> View:
    """What there is to see, in the reader's language; with `chosen` units in place of the group."""
    tag = current().tag
    benchmark = found.benchmark
    if chosen:
        from coherence.benchmarks.chosen import with_chosen

        benchmark = with_chosen(benchmark, chosen)
        group = benchmark.groups[-1]
    source = editions.edition(found.edition_id)
    names = {unit.code: unit_name(unit.code, unit.names, unit.fallback, tag) for unit in benchmark.units}
    return View(
        benchmark=benchmark,
        group=group,
        questionnaire=editions.spoken(source, tag),
        names=names,
        group_name=name_of(group),
        own=own,
        weights=weights,
        notice=blanks.notice(source, tag),
    )
