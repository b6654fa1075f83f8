"""Answers that the manager of a round brings in from a file and takes out again: never those that a unit has given.

Of a unit that has answered anything itself, a file is refused without comparing: whether a row is the same as what
is stored would tell the manager the answers of the unit, one guess after the other.
"""

from sqlalchemy import select

from coherence.assessments import operations as assessments
from coherence.assessments.models import Body, Rating, Revision
from coherence.csv_tables import Report, table_text
from coherence.db import reading, writing
from coherence.i18n import apart, gettext
from coherence.rounds import answers_file, exporting, importing, queries
from coherence.rounds.answers_file import Answering, AnswerRow, read_answer_rows
from coherence.rounds.importing import File
from coherence.rounds.models import Participation
from coherence.rounds.operations import hold
from coherence.rounds.queries import RoundInfo
from coherence.units.models import Unit

BY = "manager"
LARGEST = 2 * 1024 * 1024


def bring_in(this: RoundInfo, file: File) -> int:
    """How many answers of the file are new; Refused with every row that cannot be taken, and then nothing is stored."""
    known = {member.code for member in queries.members(this.id)}
    rows = read_answer_rows(file.name, file.content, Answering(this.code, known, this.source), LARGEST)
    origin = {"file": file.name, "by": BY}
    with writing() as connection:
        hold(connection, this)  # no unit saves until it is decided which of them have begun, and all is stored
        _refuse_begun(this, file, rows)
        fresh = importing.unstored(this, file, rows)
        where = importing.places(connection, this)
        assessments.store_first(connection, importing.changes(fresh, where, origin))
    return len(fresh)


ITSELF = (
    select(Unit.code)
    .join(Participation, Participation.unit_id == Unit.id)
    .join(Revision, Revision.assessment_id == Participation.assessment_id)
    .where(Revision.origin["by"].as_string().is_distinct_from(BY))
    .distinct()
)


def _refuse_begun(this: RoundInfo, file: File, rows: list[AnswerRow]) -> None:
    begun = set(reading().scalars(ITSELF.where(Participation.round_id == this.id)))
    report = Report(file.name)
    for row in rows:
        if row.unit in begun:
            fault = gettext(
                "{unit} has answers that were not brought in here; nothing more is brought in for it",
                **apart(unit=row.unit),
            )
            report.add(row.line, "unit", fault)
    report.stop()


BROUGHT = exporting.STORED.where(Body.name.is_(None), Rating.origin["by"].as_string() == BY)


def taken_out(this: RoundInfo) -> str:
    """The answers that were brought in so and that no unit has changed since: CSV of the shape that is read."""
    rows = exporting.answer_rows(this, BROUGHT.where(Participation.round_id == this.id))
    return table_text(answers_file.COLUMNS, rows)
