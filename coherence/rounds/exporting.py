"""A round as two CSV files, of the shape in which it can be brought in again."""

from collections.abc import Iterator

from sqlalchemy import select

from coherence.assessments.models import Body, Rating
from coherence.assessments.queries import COLUMNS, stored
from coherence.csv_tables import table_text
from coherence.db import reading
from coherence.questionnaire.answers import write_answer
from coherence.rounds import answers_file, queries
from coherence.rounds.models import Participation
from coherence.rounds.queries import RoundInfo
from coherence.units import countries, units_file
from coherence.units import queries as stored_units
from coherence.units.models import Unit
from scoring import State

UNITS, ANSWERS = "units.csv", "answers.csv"


def files(this: RoundInfo) -> dict[str, str]:
    """The contents of the two files, by name."""
    return {
        UNITS: table_text(units_file.COLUMNS, _units(this)),
        ANSWERS: table_text(answers_file.COLUMNS, _answers(this)),
    }


def _units(this: RoundInfo) -> Iterator[tuple[object, ...]]:
    """The units in the round and those they lie in, the larger ones first."""
    known = countries.codes()
    members = {member.code: member for member in queries.members(this.id)}
    profiles = stored_units.profiles(members)
    for code, member in members.items():
        unit = profiles[code]
        names = [unit.names.get(name.removeprefix("name_"), "") for name in units_file.NAMES]
        rest = (unit.region, unit.income_group, unit.population, ";".join(member.roles), member.consent)
        kind = None if code in known else unit.kind
        yield (code, kind, unit.parent, *names, *rest)


STORED = (
    select(Unit.code, Rating.item, *COLUMNS)
    .join(Participation, Participation.unit_id == Unit.id)
    .join(Body, Body.assessment_id == Participation.assessment_id)
    .join(Rating, Rating.body_id == Body.id)
    .order_by(Unit.code, Rating.item)
)


def _answers(this: RoundInfo) -> Iterator[tuple[object, ...]]:
    items = {item.id: item for item in this.source.items()}
    wanted = STORED.where(Participation.round_id == this.id, Body.name.is_(None))
    for code, item, *columns in reading().execute(wanted):
        rating = stored(*columns)
        answer = write_answer(items[item], rating.value) if rating.state is State.SCORED else ""
        state = "" if rating.state is State.SCORED else rating.state.value
        yield (this.code, code, item, answer, state, rating.comment, rating.evidence, rating.reason)
