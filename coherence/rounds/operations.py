"""What changes rounds: creating one, adding units, closing it, and what a unit allows. One transaction each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from coherence.assessments import operations as assessments
from coherence.assessments.operations import RoundClosed
from coherence.db import now, transaction, writing
from coherence.editions import operations as editions
from coherence.questionnaire import Questionnaire
from coherence.rounds.consent import CONSENTS, DEFAULT
from coherence.rounds.models import ROUND_CODE_LENGTH, Organised, Participation, Round
from coherence.rounds.queries import RoundInfo
from coherence.tokens import hashed, new_token
from coherence.units import countries
from coherence.units import operations as units
from coherence.units.kinds import UnitProfile
from coherence.units.models import Unit

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
PARTS = Participation.__table__
NEW_PART = insert(PARTS)
PRESENT = (
    select(Unit.code)
    .join(Participation, Participation.unit_id == Unit.id)
    .where(Participation.round_id == bindparam("this"))
)
# Whoever changes what belongs to a round holds it for the length of the change: nobody closes it meanwhile.
HELD = select(Round.closed_at).where(Round.id == bindparam("this")).with_for_update()


class NotPossible(Exception):
    """Why a round cannot be created or changed, and what is allowed."""


class CodeTaken(NotPossible):
    """There is another round of this code."""


@dataclass(frozen=True, slots=True)
class Joining:
    """A unit that is to take part."""

    unit: UnitProfile
    consent: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Joined:
    """A unit that takes part now: its assessment, and the token of its link, known to nobody else."""

    code: str
    assessment_id: int
    body_id: int
    token: str


def create(
    questionnaire: Questionnaire, code: str, title: str, opens: date, closes: date, organiser_id: int | None = None
) -> str:
    """A new round; the token of its manager's link, known to nobody else."""
    if len(code) > ROUND_CODE_LENGTH or not CODE.match(code):
        allowed = f"allowed: small letters a-z, digits, hyphens between them, at most {ROUND_CODE_LENGTH} characters"
        raise NotPossible(f"{code!r} is no code of a round; {allowed}")
    if not title.strip():
        raise NotPossible("a title is needed")
    if closes < opens:
        raise NotPossible(f"the round would close on {closes}, before it opens on {opens}")
    token = new_token()
    try:
        with transaction() as session:
            edition_id = editions.keep(session, questionnaire)
            row = Round(code=code, title=title.strip(), edition_id=edition_id, opens=opens, closes=closes)
            row.token_hash = hashed(token)
            session.add(row)
            session.flush()
            if organiser_id is not None:
                session.add(Organised(round_id=row.id, organiser_id=organiser_id))
    except IntegrityError as error:
        raise CodeTaken(f"there is a round {code} already; a code belongs to one round") from error
    return token


def new_link(this: RoundInfo) -> str:
    """The token of another link for the manager of the round; the one before opens nothing any more."""
    token = new_token()
    with writing() as connection:
        changed = update(Round.__table__).where(Round.__table__.c.id == this.id).values(token_hash=hashed(token))
        connection.execute(changed)
    return token


def add(this: RoundInfo, joining: Sequence[Joining]) -> list[Joined]:
    """The units take part from now on, each with an assessment and a link of its own; all of them or none.

    What is stored of known units stays. NotPossible when one takes part already.
    """
    try:
        with writing() as connection:
            return join(connection, this, joining)
    except IntegrityError as error:
        raise NotPossible("somebody else added units at the same time; try again") from error


def join(connection: Connection, this: RoundInfo, joining: Sequence[Joining]) -> list[Joined]:
    """The same inside a transaction that changes more."""
    hold(connection, this)
    present = set(connection.scalars(PRESENT, {"this": this.id}))
    twice = [one.unit.code for one in joining if one.unit.code in present]
    if twice:
        raise NotPossible(f"already in this round: {', '.join(twice)}")
    ids = units.keep(connection, [one.unit for one in joining], countries.countries(), correcting=False)
    profiles = [(ids[one.unit.code], profile(this.source, one.unit)) for one in joining]
    started = assessments.start_many(connection, this.edition_id, profiles)
    rows = [
        {"round_id": this.id, "unit_id": unit_id, "consent": one.consent, "assessment_id": made.id}
        for one, (unit_id, _), made in zip(joining, profiles, started, strict=True)
    ]
    if rows:
        connection.execute(NEW_PART, rows)
    return [
        Joined(one.unit.code, made.id, made.body_id, made.token) for one, made in zip(joining, started, strict=True)
    ]


def hold(connection: Connection, this: RoundInfo) -> None:
    """RoundClosed if the round is over."""
    if connection.scalar(HELD, {"this": this.id}) is not None:
        raise RoundClosed


def profile(questionnaire: Questionnaire, unit: UnitProfile) -> Mapping[str, tuple[str, ...]]:
    """What is known of the unit in the questionnaire's own questions; nothing to those it does not say."""
    said = {"role": unit.roles, "level": (unit.kind,)}
    options = {question.id: {option.id for option in question.options} for question in questionnaire.profile}
    return {name: tuple(one for one in said.get(name, ()) if one in known) for name, known in options.items()}


def close(this: RoundInfo) -> None:
    """From now on the answers of the round can be read, and no longer changed."""
    with writing() as connection:
        hold(connection, this)
        connection.execute(update(Round.__table__).where(Round.__table__.c.id == this.id).values(closed_at=now()))


def change_consent(assessment_id: int, consent: str) -> None:
    """What the unit of this assessment allows from now on; RoundClosed when its round is over."""
    if consent not in CONSENTS:
        raise ValueError(f"{consent!r} is no consent; allowed: {', '.join(CONSENTS)}")
    with writing() as connection:
        assessments.refuse_closed(connection, assessment_id)
        connection.execute(update(PARTS).where(PARTS.c.assessment_id == assessment_id).values(consent=consent))
