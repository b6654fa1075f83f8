"""A fictional country to try everything on: one complete assessment and one that is half filled."""

import csv
import json
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from coherence import paths
from coherence.assessments import operations, queries
from coherence.assessments.operations import Change
from coherence.editions import queries as editions
from coherence.questionnaire.answers import read_answer
from scoring import State

QUESTIONNAIRE = "migration-development"
COUNTRY = "Valdoria"
PROFILE = {"role": ("origin", "transit", "destination", "return"), "level": ("country",)}
HALF = 0.45


@dataclass(frozen=True)
class Practice:
    """The country's name and the tokens of its two assessments."""

    country: str
    complete: str
    begun: str


def country(data: Path) -> Practice:
    """The practice country of this data folder, made on first use."""
    file = data / "practice.json"
    if file.exists():
        return Practice(**json.loads(file.read_text()))
    made = Practice(COUNTRY, _filled(1), _filled(HALF))
    file.write_text(json.dumps(asdict(made)))
    return made


def _filled(share: float) -> str:
    """The token of a new assessment in which the first `share` of the invented answers is given."""
    questionnaire = editions.library()[QUESTIONNAIRE]
    token = operations.start(questionnaire, COUNTRY, PROFILE, fictional=True)
    opened = queries.open_or_404(token)
    changes = [change for change in _changes() if change.item in opened.asked]
    for change in changes[: round(share * len(changes))]:
        operations.save(opened.id, opened.body_id, change)
    return token


def _changes() -> list[Change]:
    questionnaire = editions.library()[QUESTIONNAIRE]
    file = paths.QUESTIONNAIRES / QUESTIONNAIRE / "practice.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return [_change(questionnaire.item(row["item"]), row) for row in csv.DictReader(rows)]


def _change(item, row: dict[str, str]) -> Change:
    state = State(row["state"] or State.SCORED)
    return Change(
        item=item.id,
        client_uuid=str(uuid.uuid4()),
        seen=0,
        state=state,
        value=read_answer(item, row["answer"]) if state is State.SCORED else None,
        comment=row["comment"],
        evidence=row["evidence"],
        reason=row["reason"],
    )
