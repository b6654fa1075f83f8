"""Assessments to measure on: of the practice country, started and answered without going through a server."""

import csv
import uuid
from pathlib import Path

from coherence import create_app, paths
from coherence.assessments import operations, queries
from coherence.editions import queries as editions
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.answers import read_answer
from scoring import State

QUESTIONNAIRE = "migration-development"
SECTION = "rights-protection"
PROFILE = {"role": ("origin", "transit", "destination", "return"), "level": ("country",)}


def start(url: str, data: Path, number: int, answered: bool = True) -> list[str]:
    """The tokens of so many new assessments, with an answer to every question or to none."""
    app = create_app(data=str(data), database_url=url)
    with app.app_context():
        questionnaire = editions.library()[QUESTIONNAIRE]
        tokens = [operations.start(questionnaire, f"Unit {n}", PROFILE, fictional=True) for n in range(number)]
        for token in tokens if answered else []:
            _answer(questionnaire, token)
    app.extensions["database"].close()
    return tokens


def _answer(questionnaire: Questionnaire, token: str) -> None:
    opened = queries.open_or_404(token)
    for change in _changes(questionnaire):
        operations.save(opened.place, change)


def _changes(questionnaire: Questionnaire) -> list[operations.Change]:
    file = paths.QUESTIONNAIRES / QUESTIONNAIRE / "practice.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return [_change(questionnaire, row) for row in csv.DictReader(rows)]


def _change(questionnaire: Questionnaire, row: dict[str, str]) -> operations.Change:
    state = State(row["state"] or State.SCORED)
    return operations.Change(
        item=row["item"],
        client_uuid=str(uuid.uuid4()),
        seen=0,
        state=state,
        value=read_answer(questionnaire.item(row["item"]), row["answer"]) if state is State.SCORED else None,
        comment=row["comment"],
        evidence=row["evidence"],
        reason=row["reason"],
    )
