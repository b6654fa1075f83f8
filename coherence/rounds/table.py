"""How far the units of a round have come. Progress says nothing of quality, and is never shown as a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, cast, select

from coherence.assessments.models import Body, Rating
from coherence.db import reading
from coherence.questionnaire.framework import asked
from coherence.rounds.queries import Member, RoundInfo
from coherence.rounds.values import Values
from coherence.units.names import sort_key
from scoring import Answer, State


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with what it has answered of what it is asked."""

    member: Member
    answered: int
    asked: int
    last_saved: datetime | None

    @property
    def share(self) -> float | None:
        return self.answered / self.asked if self.asked else None


RATINGS = (
    select(Body.assessment_id, Rating.item, Rating.state, cast(Rating.value, Text), Rating.saved_at)
    .join(Rating, Rating.body_id == Body.id)
    .where(Body.assessment_id.in_(bindparam("assessments", expanding=True)), Body.name.is_(None))
)


def by_name(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda member: (sort_key(member.name()), member.code))


def lines(this: RoundInfo, members: Sequence[Member]) -> list[Line]:
    """One line a member, in their order; one statement for all."""
    given: dict[int, dict[str, Answer]] = {}
    saved: dict[int, datetime] = {}
    values = Values()
    wanted = [member.assessment_id for member in members if member.assessment_id]
    for assessment, item, state, value, when in reading().execute(RATINGS, {"assessments": wanted}):
        given.setdefault(assessment, {})[item] = values.answer(state, value)
        saved[assessment] = max(when, saved.get(assessment, when))
    return [_line(this, member, given, saved) for member in members]


def _line(this: RoundInfo, member: Member, given: dict[int, dict[str, Answer]], saved: dict[int, datetime]) -> Line:
    answers = given.get(member.assessment_id or 0, {})
    items = asked(this.source, member.profile, answers)
    answered = sum(item in answers and answers[item].state is not State.NOT_ANSWERED for item in items)
    return Line(member, answered, len(items), saved.get(member.assessment_id or 0))
