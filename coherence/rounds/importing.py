"""Units and answers from files: all of them in one transaction, or none."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from coherence.assessments import operations as assessments
from coherence.assessments.models import Body, Rating
from coherence.assessments.operations import Change
from coherence.assessments.queries import Stored, columns, stored
from coherence.csv_tables import Report
from coherence.db import reading, writing
from coherence.i18n import apart, gettext
from coherence.rounds import queries
from coherence.rounds.answers_file import Answering, AnswerRow, read_answer_rows
from coherence.rounds.consent import CONSENTS, DEFAULT
from coherence.rounds.models import Participation
from coherence.rounds.operations import Joined, Joining, NotPossible, join
from coherence.rounds.queries import RoundInfo
from coherence.units import countries
from coherence.units import operations as units
from coherence.units import queries as stored_units
from coherence.units.kinds import UnitProfile
from coherence.units.models import Unit
from coherence.units.units_file import Known, UnitRow, read_units

LARGEST_UNITS = 20_000_000
LARGEST_ANSWERS = 100_000_000


@dataclass(frozen=True)
class File:
    """A file by its name, as messages and stored answers call it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Imported:
    """What an import has stored."""

    joined: list[Joined]
    answers: int


def bring_in(this: RoundInfo, profiles: File | None, answers: File | None) -> Imported:
    """Store the units and the answers of the files; Refused with every row that cannot be taken."""
    taking_part = {member.code: member for member in queries.members(this.id)}
    rows = _unit_rows(this, profiles, taking_part) if profiles else []
    new = [row for row in rows if row.unit.code not in taking_part]
    known = taking_part.keys() | {row.unit.code for row in new}
    given = _answer_rows(this, answers, known) if answers else []
    fresh = unstored(this, answers, given) if answers and taking_part else given
    try:
        with writing() as connection:
            joined = join(connection, this, [_joining(row) for row in new])
            _correct(connection, [row.unit for row in rows])
            origin = {"file": answers.name if answers else ""}
            assessments.store_first(connection, changes(fresh, places(connection, this), origin))
    except IntegrityError as error:
        raise NotPossible("somebody saved an answer or added a unit at the same time; import once more") from error
    return Imported(joined, len(fresh))


def _correct(connection: Connection, given: list[UnitProfile]) -> None:
    """What the file says of units that were stored with other words."""
    stored = stored_units.profiles([unit.code for unit in given])
    other = [unit for unit in given if unit != stored[unit.code]]
    if other:
        units.keep(connection, other, countries.countries(), correcting=True)


def read_new_units(this: RoundInfo, file: File, largest: int) -> list[Joining]:
    """Units that a manager brings: nothing that is stored of others changes, and no consent is given for them."""
    rows = read_units(file.name, file.content, _known((DEFAULT,), correcting=False), largest)
    report = Report(file.name)
    taking_part = {member.code for member in queries.members(this.id)}
    for row in rows:
        if row.unit.code in taking_part:
            report.add(row.line, "unit", gettext("{unit} is in this round already", **apart(unit=row.unit.code)))
    report.stop()
    return [_joining(row) for row in rows]


def _joining(row: UnitRow) -> Joining:
    return Joining(row.unit, row.consent or DEFAULT)


def _known(consents: tuple[str, ...], *, correcting: bool) -> Known:
    return Known(countries.codes(), stored_units.profiles, consents, correcting)


def _unit_rows(this: RoundInfo, file: File, taking_part: Mapping[str, queries.Member]) -> list[UnitRow]:
    known = _known(CONSENTS, correcting=True)
    rows = read_units(file.name, file.content, known, LARGEST_UNITS)
    report = Report(file.name)
    for row in rows:
        member = taking_part.get(row.unit.code)
        if member and row.consent not in (None, member.consent):
            fault = f"{member.code} allows {member.consent}; only the unit itself changes that, on its own page"
            report.add(row.line, "consent", fault)
    report.stop()
    return rows


def _answer_rows(this: RoundInfo, file: File, known: Collection[str]) -> list[AnswerRow]:
    answering = Answering(this.code, known, this.source)
    return read_answer_rows(file.name, file.content, answering, LARGEST_ANSWERS)


STORED = (
    select(Unit.code, Rating.item, *columns(Rating))
    .join(Participation, Participation.unit_id == Unit.id)
    .join(Body, Body.assessment_id == Participation.assessment_id)
    .join(Rating, Rating.body_id == Body.id)
)


def unstored(this: RoundInfo, file: File, rows: list[AnswerRow]) -> list[AnswerRow]:
    """The rows to items without an answer. A stored answer is never overwritten; the same one is the same."""
    found = reading().execute(STORED.where(Participation.round_id == this.id, Body.name.is_(None)))
    present: dict[tuple[str, str], Stored] = {(code, item): stored(*rest) for code, item, *rest in found}
    report = Report(file.name)
    for row in rows:
        before = present.get((row.unit, row.item))
        if before and not _change(row, {}).same_as(before):
            fault = gettext(
                "{unit} has another answer to {item} stored; an import overwrites none",
                **apart(unit=row.unit, item=row.item),
            )
            report.add(row.line, "answer", fault)
    report.stop()
    return [row for row in rows if (row.unit, row.item) not in present]


def places(connection: Connection, this: RoundInfo) -> dict[str, tuple[int, int]]:
    """Assessment and body of each unit in the round."""
    wanted = (
        select(Unit.code, Participation.assessment_id, Body.id)
        .join(Participation, Participation.unit_id == Unit.id)
        .join(Body, Body.assessment_id == Participation.assessment_id)
        .where(Participation.round_id == this.id, Body.name.is_(None))
    )
    return {code: (assessment, body) for code, assessment, body in connection.execute(wanted)}


def changes(
    rows: list[AnswerRow], where: Mapping[str, tuple[int, int]], origin: Mapping[str, object]
) -> Iterator[tuple[int, int, Change]]:
    """The rows as first answers, each with the assessment and body it belongs to."""
    for row in rows:
        yield *where[row.unit], _change(row, origin)


def _change(row: AnswerRow, origin: Mapping[str, object]) -> Change:
    said = (row.state, row.value, row.comment, row.evidence, row.reason)
    return Change(row.item, str(uuid4()), 0, *said, origin or None)
