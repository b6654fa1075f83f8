"""The same answers seen by the goals that they serve. A view: nobody's official score."""

import re
from collections.abc import Collection, Mapping, Sequence

from coherence.agendas import COMPACT_OBJECTIVES
from coherence.documents.tree import Block, Cell, Column, Nothing, Number, Paragraph, Section, Table, Text
from coherence.i18n import gettext
from coherence.questionnaire import Item
from coherence.reports.country.cells import none, score_cells, score_columns
from coherence.reports.country.inputs import Given
from coherence.reports.scorecard import Scorecard
from scoring import Group, flat_groups, score

Goals = Sequence[tuple[str, str, Sequence[Item]]]
"""Of each goal: a key of its own, its title, the questions that serve it."""


def section(given: Given, card: Scorecard, numbers: Mapping[str, str]) -> Section | None:
    """None where the questions name no goals and no other instrument is joined."""
    scored = [item for item in given.questionnaire.items() if item.scored and item.id in given.asked]
    tables: list[Block] = []
    if any(item.gcm for item in scored):
        tables.append(_table("gcm", gettext("Global Compact for Migration"), _objectives(scored), card, numbers))
    if any(item.sdg for item in scored):
        tables.append(_table("sdg", gettext("Sustainable Development Goals"), _targets(scored), card, numbers))
    if given.others:
        tables.append(_others(given))
    if not tables:
        return None
    blocks = (Paragraph(_what()), *tables)
    return Section("agendas", gettext("Seen by international agendas"), blocks, fresh=True)


def _what() -> str:
    return gettext(
        "The answers of this assessment, ordered by the goals that the questions serve. This is a view of the same "
        "answers and not an official score of any agenda. A question can serve several goals."
    )


def _objectives(items: Sequence[Item]) -> Goals:
    """All of them: what is not asked about is worth knowing, too."""
    return [
        (f"gcm:{number}", f"{number}. {title}", [item for item in items if number in item.gcm])
        for number, title in COMPACT_OBJECTIVES.items()
    ]


def _targets(items: Sequence[Item]) -> Goals:
    found = sorted({target for item in items for target in item.sdg}, key=_natural)
    return [
        (f"sdg:{target}", gettext("SDG {target}", target=target), [item for item in items if target in item.sdg])
        for target in found
    ]


def _natural(code: str) -> list[tuple[int, int, str]]:
    """10.7 after 5.2; 10.c after 10.7."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"\.", code)]


def _table(id: str, title: str, goals: Goals, card: Scorecard, numbers: Mapping[str, str]) -> Table:
    columns = (
        Column("goal", gettext("Objective") if id == "gcm" else gettext("Target"), wide=4),
        Column("questions", gettext("Questions"), wide=3),
        *score_columns(bands=False),
    )
    groups = flat_groups(card.framework, {key: _ids(items) for key, _, items in goals})
    rows = tuple(_row(card, groups[key], name, items, numbers) for key, name, items in goals)
    return Table(id, title, columns, rows)


def _ids(items: Collection[Item]) -> frozenset[str]:
    return frozenset(item.id for item in items)


def _row(
    card: Scorecard, group: Group, name: str, items: Sequence[Item], numbers: Mapping[str, str]
) -> tuple[Cell, ...]:
    if not items:
        return Text(name), Nothing(gettext("No question serves it here")), *[none()] * 4
    found = score(group, {id: answer for id, answer in card.answers.items() if id in _ids(items)})
    listed = gettext(", ").join(numbers[item.id] for item in items)
    return Text(name), Text(listed), *score_cells(found)


def _others(given: Given) -> Table:
    columns = (
        Column("instrument", gettext("Questionnaire"), wide=4),
        Column("edition", gettext("Edition"), numeric=True),
        Column("questions", gettext("Questions"), numeric=True),
        Column("whole", gettext("Answered by these answers"), numeric=True),
        Column("part", gettext("Answered in part"), numeric=True),
    )
    rows = tuple(
        (Text(one.title), *(Number(count, 0) for count in (one.edition, one.questions, one.whole, one.part)))
        for one in given.others
    )
    note = gettext("What is answered there follows from these answers, some of it only likely: it needs to be checked.")
    return Table("others", gettext("Other instruments"), columns, rows, (note,))
