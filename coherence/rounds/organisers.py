"""Organisers: who may make rounds, each by its own link until there are accounts; and the rounds of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, insert, select, update

from coherence.db import reading, writing
from coherence.rounds.models import TITLE_LENGTH, Organised, Organiser, Participation, Round
from coherence.rounds.operations import NotPossible
from coherence.rounds.queries import IN_ORDER, ROUNDS, RoundInfo
from coherence.tokens import hashed, new_token
from coherence.visible import visible

ORGANISERS = Organiser.__table__


@dataclass(frozen=True, slots=True)
class OrganiserInfo:
    """An organisation that runs rounds: an agency, a ministry, a trainer."""

    id: int
    name: str


def link(name: str) -> str:
    """The token of the organiser's link, known to nobody else. One that is known gets another: the old one is void."""
    name = name.strip()
    if not name or len(name) > TITLE_LENGTH or not visible(name):
        raise NotPossible(f"a name is needed, of characters that can be seen, at most {TITLE_LENGTH}")
    token = new_token()
    with writing() as connection:
        values = {"token_hash": hashed(token)}
        known = connection.execute(update(ORGANISERS).where(ORGANISERS.c.name == name).values(values))
        if known.rowcount == 0:
            connection.execute(insert(Organiser).values(name=name, **values))
    return token


def behind(token: str) -> OrganiserInfo:
    """The organiser behind a link; 404 for every other token, whatever it looks like."""
    wanted = select(Organiser.id, Organiser.name).where(Organiser.token_hash == hashed(token))
    row = reading().execute(wanted).first()
    return OrganiserInfo(*row) if row else abort(404)


def rounds_of(organiser: OrganiserInfo) -> list[RoundInfo]:
    """The rounds that it has made, the newest first."""
    newest_first = [column.desc() for column in IN_ORDER]
    made = ROUNDS.join(Organised, Organised.round_id == Round.id).where(Organised.organiser_id == organiser.id)
    return [RoundInfo(*row) for row in reading().execute(made.order_by(*newest_first))]


def units_in(organiser: OrganiserInfo) -> Mapping[int, int]:
    """How many units take part in each of its rounds, by the number of the round; none where nobody does."""
    wanted = (
        select(Participation.round_id, func.count())
        .join(Organised, Organised.round_id == Participation.round_id)
        .where(Organised.organiser_id == organiser.id)
        .group_by(Participation.round_id)
    )
    return {number: units for number, units in reading().execute(wanted)}
