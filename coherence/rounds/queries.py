"""What is read of rounds. As few statements for twenty thousand units as for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort
from sqlalchemy import Row, Select, Text, bindparam, cast, select
from sqlalchemy.orm import aliased

from coherence import i18n
from coherence.assessments.models import Assessment, Body, Rating
from coherence.db import reading
from coherence.editions import queries as editions
from coherence.editions.models import Edition
from coherence.questionnaire import Questionnaire
from coherence.rounds.models import Organised, Organiser, Participation, Round
from coherence.rounds.values import Values
from coherence.tokens import hashed
from coherence.units import countries
from coherence.units.models import Unit
from coherence.units.names import unit_name
from scoring import Answer


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """A round: its period, and the edition all its units answer."""

    id: int
    code: str
    title: str
    edition_id: int
    questionnaire_id: str
    opens: date
    closes: date
    closed_at: datetime | None

    @property
    def source(self) -> Questionnaire:
        """The edition in the language it was written in."""
        return editions.edition(self.edition_id)

    @property
    def closed(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class Member:
    """A unit in a round, with what it is compared by.

    Region, income group and population are those of the reference data for a country of ISO 3166; a region or
    city without a region or an income group of its own has that of the unit it lies in.
    """

    code: str
    kind: str
    parent: str | None
    names: Mapping[str, str]
    fallback: str
    region: str | None
    income_group: str | None
    population: int | None
    roles: tuple[str, ...]
    consent: str
    assessment_id: int | None
    profile: Mapping[str, tuple[str, ...]]

    def name(self, language: str | None = None) -> str:
        """The unit's name in a language; in the reader's without one."""
        return unit_name(self.code, self.names, self.fallback, language or i18n.current().tag)


ROUNDS = select(
    Round.id,
    Round.code,
    Round.title,
    Round.edition_id,
    Edition.questionnaire,
    Round.opens,
    Round.closes,
    Round.closed_at,
).join(Edition, Edition.id == Round.edition_id)
IN_ORDER = (Round.opens, Round.id)


def every_round() -> list[RoundInfo]:
    """All rounds, in the order of their periods."""
    return [RoundInfo(*row) for row in reading().execute(ROUNDS.order_by(*IN_ORDER))]


def rounds_of_questionnaire(questionnaire_id: str) -> list[RoundInfo]:
    """The rounds of all editions of a questionnaire, in the order of their periods."""
    wanted = ROUNDS.where(Edition.questionnaire == questionnaire_id)
    return [RoundInfo(*row) for row in reading().execute(wanted.order_by(*IN_ORDER))]


def round_by_code(code: str) -> RoundInfo | None:
    return _one(reading().execute(ROUNDS.where(Round.code == code)).first())


def round_of_manager(token: str) -> RoundInfo:
    """The round behind its manager's link, or its organiser's; 404 for every other token, whatever it looks like.

    The organiser's token is that of its own link, a dot, and the code of the round.
    """
    secret = organiser_in(token)
    wanted = _organised(secret, token[len(secret) + 1 :]) if secret else ROUNDS.where(Round.token_hash == hashed(token))
    return _one(reading().execute(wanted).first()) or abort(404)


def organiser_in(token: str) -> str:
    """The organiser's own token in one for its round; empty in the token of a manager."""
    secret, dot, _ = token.partition(".")
    return secret if dot else ""


def _organised(secret: str, code: str) -> Select[Any]:
    made = ROUNDS.join(Organised, Organised.round_id == Round.id)
    made = made.join(Organiser, Organiser.id == Organised.organiser_id)
    return made.where(Organiser.token_hash == hashed(secret), Round.code == code)


def round_of_assessment(assessment_id: int) -> RoundInfo | None:
    """The round an assessment belongs to; None for one that was started by itself."""
    wanted = ROUNDS.join(Participation, Participation.round_id == Round.id)
    return _one(reading().execute(wanted.where(Participation.assessment_id == assessment_id)).first())


def assessment_before(assessment_id: int) -> int | None:
    """The same unit's assessment in the last earlier round of the same questionnaire that it took part in."""
    this, here = aliased(Participation), aliased(Round)
    its_edition = aliased(Edition)
    earlier = (
        select(Participation.assessment_id)
        .join(Round, Round.id == Participation.round_id)
        .join(Edition, Edition.id == Round.edition_id)
        .join(this, this.unit_id == Participation.unit_id)
        .join(here, here.id == this.round_id)
        .join(its_edition, its_edition.id == here.edition_id)
        .where(
            this.assessment_id == assessment_id,
            Participation.assessment_id.is_not(None),
            Edition.questionnaire == its_edition.questionnaire,
            (Round.opens < here.opens) | ((Round.opens == here.opens) & (Round.id < here.id)),
        )
        .order_by(Round.opens.desc(), Round.id.desc())
    )
    return reading().scalar(earlier.limit(1))


def _one(row: Row | None) -> RoundInfo | None:
    return None if row is None else RoundInfo(*row)


ABOVE, TOP = aliased(Unit), aliased(Unit)
MEMBERS = (
    select(
        Unit.code,
        Unit.kind,
        Unit.names,
        Unit.name,
        Unit.region,
        Unit.income_group,
        Unit.population,
        Unit.roles,
        ABOVE.code,
        ABOVE.region,
        ABOVE.income_group,
        TOP.code,
        TOP.region,
        TOP.income_group,
        Participation.consent,
        Participation.assessment_id,
        Assessment.profile,
    )
    .join(Participation, Participation.unit_id == Unit.id)
    .outerjoin(ABOVE, ABOVE.id == Unit.parent_id)
    .outerjoin(TOP, TOP.id == ABOVE.parent_id)
    .outerjoin(Assessment, Assessment.id == Participation.assessment_id)
    .where(Participation.round_id == bindparam("round"))
    .order_by(Unit.code)
)


def members(round_id: int) -> list[Member]:
    """The units in the round, by code."""
    known = countries.countries()
    return [_member(known, *row) for row in reading().execute(MEMBERS, {"round": round_id})]


PLACES = (
    select(Unit.code, Participation.assessment_id)
    .join(Unit, Unit.id == Participation.unit_id)
    .where(Participation.round_id == bindparam("round"))
)


def assessments_of(round_id: int) -> dict[str, int | None]:
    """The number of each unit's assessment in the round, by code."""
    return {code: number for code, number in reading().execute(PLACES, {"round": round_id})}


def _member(
    known: Mapping[str, countries.Country],
    code: str,
    kind: str,
    names: Mapping[str, str],
    name: str,
    region: str | None,
    income: str | None,
    population: int | None,
    roles: list[str],
    *rest: Any,
) -> Member:
    above, above_region, above_income, top, top_region, top_income, consent, assessment_id, stored = rest
    places = [known[place] for place in (code, above, top) if place in known]
    profile = {question: tuple(options) for question, options in (stored or {}).items()}
    return Member(
        code=code,
        kind=kind,
        parent=above,
        names=names,
        fallback=name,
        region=_first(region, above_region, top_region, *(place.region for place in places)),
        income_group=_first(income, above_income, top_income, *(place.income_group for place in places)),
        population=known[code].population if code in known else population,
        roles=tuple(profile.get("role", roles)),
        consent=consent,
        assessment_id=assessment_id,
        profile=profile,
    )


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


# A text is compared faster than JSON is read: an answer that many units give is made once.
ANSWERS = (
    select(Unit.code, Rating.item, Rating.state, cast(Rating.value, Text))
    .join(Participation, Participation.unit_id == Unit.id)
    .join(Body, Body.assessment_id == Participation.assessment_id)
    .join(Rating, Rating.body_id == Body.id)
    .where(Participation.round_id == bindparam("round"), Body.name.is_(None))
)


def answers(round_id: int) -> dict[str, dict[str, Answer]]:
    """The committees' present answers of all units in the round, by unit and item; one statement."""
    found: dict[str, dict[str, Answer]] = {}
    values = Values()
    for code, item, state, value in reading().execute(ANSWERS, {"round": round_id}):
        found.setdefault(code, {})[item] = values.answer(state, value)
    return found
