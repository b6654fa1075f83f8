"""Storing the practice rounds through the operations that every round goes through."""

import csv
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coherence import paths
from coherence.assessments import operations as assessments
from coherence.assessments.operations import Change
from coherence.benchmarks import operations as publications
from coherence.db import writing
from coherence.editions import queries as editions
from coherence.practice.inventing import Invented, earlier, first, invented
from coherence.practice.taking_part import ROUNDS, PracticeRound, Taking, in_round, taking_part
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.framework import asked
from coherence.rounds import operations, organisers, queries
from coherence.rounds.operations import Joining, profile
from coherence.rounds.organisers import OrganiserInfo
from coherence.rounds.queries import RoundInfo
from scoring import State

QUESTIONNAIRE = "migration-development"
ORGANISER = "Practice organisation"
COUNTRY = "XV"
"""The country whose links the start page shows; its answers in the last closed round are written by hand."""
WRITTEN = max((one for one in ROUNDS if one.closed), key=lambda one: one.year)


@dataclass(frozen=True)
class Practice:
    """The practice country's names by language, the tokens of its assessments, and that of the rounds' organiser."""

    names: Mapping[str, str]
    complete: str
    begun: str
    organiser: str
    rounds: Sequence[tuple[str, str]]
    """Title and code, newest first."""

    def name(self, language: str) -> str:
        return self.names[language]


def silent(_word: str) -> None:
    """Nobody listens."""


def make(say: Callable[[str], None] = silent) -> Practice:
    """Store every practice round in the application's database, which has none of them yet."""
    everybody = taking_part()
    token = organisers.link(ORGANISER)
    organiser = organisers.behind(token)
    tokens: dict[str, str] = {}
    for this in ROUNDS:
        here = in_round(everybody, this.year)
        say(f"{this.title}: {len(here)} units")
        _open(this, organiser)
        tokens[this.year] = _filled(_stored(this), here, this)[COUNTRY]
        if this.closed:
            operations.close(_stored(this))
            say("  comparing and publishing")
            publications.publish(_stored(this))
    names = next(one.unit.names for one in everybody if one.unit.code == COUNTRY)
    rounds = [(this.title, this.code) for this in reversed(ROUNDS)]
    return Practice(names, tokens[WRITTEN.year], tokens[ROUNDS[-1].year], token, rounds)


def _open(this: PracticeRound, organiser: OrganiserInfo) -> None:
    questionnaire = editions.library()[QUESTIONNAIRE]
    operations.create(questionnaire, this.code, this.title, this.opens, this.closes, organiser.id)


def _stored(this: PracticeRound) -> RoundInfo:
    found = queries.round_by_code(this.code)
    assert found is not None, f"{this.code} was created just now"
    return found


def _filled(stored: RoundInfo, here: Sequence[Taking], this: PracticeRound) -> dict[str, str]:
    """The units take part with their answers; the tokens of their links by code."""
    joining = [Joining(one.unit, one.consents[this.year]) for one in here]
    with writing() as connection:
        joined = operations.join(connection, stored, joining)
        rows = (
            (at.assessment_id, at.body_id, _change(answer))
            for one, at in zip(here, joined, strict=True)
            for answer in answers(one, this)
        )
        assessments.store_first(connection, rows)
    return {one.code: one.token for one in joined}


def answers(one: Taking, this: PracticeRound) -> list[Invented]:
    """What the unit answers in the round, as far as it came."""
    questionnaire = editions.library()[QUESTIONNAIRE]
    wanted = asked(questionnaire, profile(questionnaire, one.unit), {})
    number = ROUNDS.index(this)
    if one.unit.code == COUNTRY:
        written = [answer for answer in _written(questionnaire) if answer.item in wanted]
        whole = earlier(COUNTRY, written, ROUNDS.index(WRITTEN) - number)
    else:
        whole = invented(one.course, number, questionnaire.groups, wanted)
    return first(whole, one.shares.get(this.year, 1))


def _written(questionnaire: Questionnaire) -> list[Invented]:
    """The practice country's answers with comments and evidence."""
    file = paths.QUESTIONNAIRES / questionnaire.id / "practice.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return [_read(row) for row in csv.DictReader(rows)]


def _read(row: Mapping[str, str]) -> Invented:
    state = State(row["state"] or State.SCORED)
    level = int(row["answer"]) if state is State.SCORED else None
    return Invented(row["item"], state, level, row["reason"], row["comment"], row["evidence"])


def _change(answer: Invented) -> Change:
    return Change(
        item=answer.item,
        client_uuid=str(uuid.uuid4()),
        seen=0,
        state=answer.state,
        value=answer.level,
        comment=answer.comment,
        evidence=answer.evidence,
        reason=answer.reason,
    )
