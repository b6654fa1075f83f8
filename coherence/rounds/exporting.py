"""A round as two CSV files, of the shape in which it can be brought in again."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from coherence.assessments.models import Body, Rating
from coherence.assessments.queries import columns, stored
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
        UNITS: units_text(this),
        ANSWERS: table_text(answers_file.COLUMNS, _answers(this)),
    }


def units_text(this: RoundInfo) -> str:
    """The units in the round, as CSV."""
    return table_text(units_file.COLUMNS, _units(this))


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
    select(Unit.code, Rating.item, *columns(Rating))
    .join(Participation, Participation.unit_id == Unit.id)
    .join(Body, Body.assessment_id == Participation.assessment_id)
    .join(Rating, Rating.body_id == Body.id)
    .order_by(Unit.code, Rating.item)
)


def _answers(this: RoundInfo) -> Iterator[tuple[object, ...]]:
    wanted = STORED.where(Participation.round_id == this.id, Body.name.is_(None))
    return answer_rows(this, wanted)


def answer_rows(this: RoundInfo, wanted: Select[Any]) -> Iterator[tuple[object, ...]]:
    """The stored answers that are wanted, a row each."""
    items = {item.id: item for item in this.source.items()}
    for code, item, *words in reading().execute(wanted):
        rating = stored(*words)
        answer = write_answer(items[item], rating.value) if rating.state is State.SCORED else ""
        state = "" if rating.state is State.SCORED else rating.state.value
        yield (this.code, code, item, answer, state, rating.comment, rating.evidence, rating.reason)
