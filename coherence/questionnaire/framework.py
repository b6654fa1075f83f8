"""From a questionnaire to what is scored: the items asked, as a framework of the scoring package."""

from collections.abc import Mapping

import scoring
from coherence.questionnaire.model import (
    AnswerScale,
    Checklist,
    Choice,
    Group,
    Item,
    Level,
    LevelScale,
    Number,
    Questionnaire,
    Rules,
    Table,
    Text,
)
from scoring import Answer, Rule, Scale, Treatment

ROOT = "overall"


def asked(
    questionnaire: Questionnaire, profile: Mapping[str, tuple[str, ...]], answers: Mapping[str, Answer]
) -> frozenset[str]:
    """The ids of the items whose own condition and those of all their groups hold.

    An item that is not asked counts as unanswered in later conditions, whatever answer is stored for it.
    """
    known: dict[str, Answer] = {}
    found: list[str] = []
    for group in questionnaire.groups:
        _ask(group, profile, answers, known, found)
    return frozenset(found)


def _ask(
    group: Group,
    profile: Mapping[str, tuple[str, ...]],
    answers: Mapping[str, Answer],
    known: dict[str, Answer],
    found: list[str],
) -> None:
    if group.applies_when is not None and not group.applies_when.holds(profile, known):
        return
    for item in group.items:
        if item.applies_when is None or item.applies_when.holds(profile, known):
            found.append(item.id)
            if item.id in answers:
                known[item.id] = answers[item.id]
    for inner in group.groups:
        _ask(inner, profile, answers, known, found)


def framework(questionnaire: Questionnaire, asked: frozenset[str]) -> scoring.Group:
    """What is scored when these items are asked; its root is called "overall".

    Groups in which nothing scored is asked are left out. The root is empty when that is true of all.
    """
    groups = (_group(group, asked) for group in questionnaire.groups)
    present = tuple(group for group in groups if group is not None)
    return scoring.Group(ROOT, 1, rule(questionnaire.rules), present)


def _group(group: Group, asked: frozenset[str]) -> scoring.Group | None:
    items = tuple(scored_item(item) for item in group.items if item.scored and item.id in asked)
    inner = (_group(part, asked) for part in group.groups)
    children: tuple[scoring.Node, ...] = (*items, *(part for part in inner if part is not None))
    return scoring.Group(group.id, group.weight, rule(group.rules), children) if children else None


def scored_item(item: Item) -> scoring.Item:
    """The item as the scoring package sees it; ValueError for choice and text."""
    return scoring.Item(item.id, item.weight, scale(item.answer), item.axis)


def rule(rules: Rules) -> Rule:
    """The rules of a group for the scoring package."""
    return Rule(
        aggregation=rules.aggregation,
        not_answered=Treatment(rules.not_answered),
        dont_know=Treatment(rules.dont_know),
        not_applicable=Treatment(rules.not_applicable),
        minimum_coverage=rules.minimum_coverage,
    )


def scale(answer: AnswerScale) -> Scale:
    """The scale of an item; ValueError for choice and text, which are not scored."""
    match answer:
        case LevelScale(levels):
            return _levels(levels)
        case Checklist():
            base = (answer.base.id, answer.base.points) if answer.base else None
            return scoring.Checklist(base, {tick.id: tick.points for tick in answer.extras}, answer.cap)
        case Table():
            return _table(answer)
        case Number():
            return scoring.Number(
                low=answer.low,
                high=answer.high,
                lower_is_better=answer.lower_is_better,
                minimum=answer.minimum,
                maximum=answer.maximum,
            )
        case Choice() | Text():
            raise ValueError("choice and text are context and have no scale")


def _levels(levels: tuple[Level, ...]) -> scoring.Levels:
    return scoring.Levels(tuple(level.points for level in levels), tuple(level.value for level in levels))


def _table(table: Table) -> Scale:
    if table.decisions:
        rows = {row.id: _levels(row.levels) for row in table.rows}
        return scoring.DecisionTable(rows, dict(table.decisions))
    return scoring.WeightedTable({row.id: (row.weight, _levels(row.levels)) for row in table.rows})
