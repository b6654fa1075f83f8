"""Country reports for tests: made of answers alone, and read back from their tables."""

from dataclasses import replace
from datetime import UTC, datetime

from coherence import i18n
from coherence.assessments.queries import Stored
from coherence.documents.tree import Entries, KeyFigures, Nothing, Number, Table
from coherence.editions import queries as editions
from coherence.questionnaire.framework import asked
from coherence.reports.country.inputs import Earlier, Given
from coherence.reports.country.report import country_report
from scoring import Answer, State

WHEN = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ROLES = {"role": ("origin", "transit", "destination", "return", "donor"), "level": ("country",)}


def given(questionnaire, answers=None, profile=ROLES, *, unit="Utopia", language="en", earlier=None, **said) -> Given:
    """`answers`: Answer by item. `said`: by field, words of an item, such as comment={"item": "words"}."""
    answers = answers or {}
    ratings = {
        item: Stored(
            one.state, one.value, version=1, saved_at=WHEN, **{name: by.get(item, "") for name, by in said.items()}
        )
        for item, one in answers.items()
    }
    return Given(
        unit=unit,
        fictional=False,
        profile=profile,
        source=questionnaire,
        questionnaire=editions.spoken(questionnaire, language),
        edition_digest=questionnaire.digest,
        asked=asked(questionnaire, profile, answers),
        ratings=ratings,
        created_at=WHEN,
        earlier=earlier,
    )


def earlier(questionnaire, answers, profile=ROLES) -> Earlier:
    return Earlier(questionnaire, asked(questionnaire, profile, answers), answers, WHEN)


def made(given, language="en"):
    with i18n.speaking(language):
        return country_report(replace(given, questionnaire=editions.spoken(given.source, language)), {})


def levels(questionnaire, level=2, **others):
    """Every question at this level; others by id, with hyphens for underscores: a level, a state."""
    answers = {item.id: Answer(State.SCORED, level) for item in questionnaire.items() if item.kind == "level"}
    for name, one in others.items():
        answers[name.replace("_", "-")] = Answer(one) if isinstance(one, State) else Answer(State.SCORED, one)
    return answers


def every(questionnaire, state):
    return {item.id: Answer(state) for item in questionnaire.items()}


def table(report, id) -> Table:
    return next(found for found in report.tables() if found.id == id)


def rows(report, id) -> list[dict]:
    """The rows of a table by the ids of its columns; plain numbers and texts, None where there is no number."""
    found = table(report, id)
    names = [column.id for column in found.columns]
    return [dict(zip(names, map(plain, row), strict=True)) for row in found.rows]


def plain(cell):
    match cell:
        case Number():
            return cell.value
        case Nothing():
            return None
    return cell.text


def figures(report) -> dict:
    (found,) = [block for block in report.opening if isinstance(block, KeyFigures)]
    return {figure.id: figure for figure in found.figures}


def entries(report) -> dict:
    return {entry.id: entry for block in report.blocks() if isinstance(block, Entries) for entry in block.entries}


def texts(value):
    """Every text of a tree, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))
