"""The annex: tables from which every number of the report can be computed again."""

from collections.abc import Iterator

import scoring
from coherence.documents.tree import Cell, Column, Number, Section, Table, Text
from coherence.i18n import gettext
from coherence.questionnaire import Item, write_answer
from coherence.reports.country.cells import none, optional, why
from coherence.reports.country.numbering import numbers
from coherence.reports.scorecard import Scorecard
from coherence.reports.sums import STATES, TREATMENTS
from scoring import Score, State, effective_weights, walk

DIGITS = 3
WITHOUT_TREATMENT = (State.NOT_ANSWERED, State.DONT_KNOW, State.NOT_APPLICABLE)


def section(card: Scorecard, earlier: Scorecard | None) -> Section:
    """All questions and groups; those of the round before in files only."""
    blocks = [
        items("annex-questions", gettext("All questions"), card),
        groups("annex-groups", gettext("All groups"), card),
    ]
    if earlier is not None:
        blocks += [
            items("annex-earlier-questions", gettext("All questions of the round before"), earlier, shown=False),
            groups("annex-earlier-groups", gettext("All groups of the round before"), earlier, shown=False),
        ]
    return Section("annex", gettext("Annex: all numbers"), tuple(blocks), fresh=True)


def items(id: str, title: str, card: Scorecard, *, shown: bool = True) -> Table:
    """Each question that is scored."""
    columns = (
        Column("number", gettext("No.")),
        Column("id", gettext("Question"), wide=3),
        Column("group", gettext("Group"), wide=3),
        Column("axis", gettext("Axis"), wide=2),
        Column("weight", gettext("Weight"), numeric=True),
        Column("whole", gettext("Weight in the whole"), numeric=True),
        Column("share", gettext("Share"), numeric=True),
        Column("state", gettext("State of the answer"), wide=2),
        Column("answer", gettext("Answer"), wide=2),
        Column("points", gettext("Points"), numeric=True),
        Column("lowest", gettext("Lowest"), numeric=True),
        Column("maximum", gettext("Highest"), numeric=True),
        Column("score", gettext("Score, 0–100"), numeric=True),
    )
    scales = {item.id: item for item in card.framework.items()}
    weights = effective_weights(card.framework)
    places = numbers(card.questionnaire)
    rows = tuple(
        _item_row(
            places[score.id], card.questionnaire.item(score.id), score, parent, scales[score.id], weights[score.id]
        )
        for parent, score in _placed(card.overall.score)
        if score.rule is None
    )
    notes = (
        gettext("The share is the part in the value of the group. Questions without points there do not count in it."),
        gettext(
            "An axis, a goal or an objective takes its questions together by their weight in the whole, "
            "by the rule of the whole."
        ),
    )
    return Table(id, title, columns, rows, notes, shown)


def _placed(score: Score) -> Iterator[tuple[str, Score]]:
    """Every part with the id of what it stands in."""
    for node in walk(score):
        yield from ((node.id, part) for part in node.parts)


def _item_row(
    number: str, asked: Item, score: Score, parent: str, item: scoring.Item, whole: float
) -> tuple[Cell, ...]:
    return (
        Text(number),
        Text(score.id),
        Text(parent),
        Text(item.axis) if item.axis else none(),
        Number(score.weight, DIGITS),
        Number(whole, 5),
        optional(score.share, 5),
        Text(str(STATES[score.state or State.NOT_ANSWERED])),
        none() if score.answer is None else Text(write_answer(asked, score.answer)),
        optional(score.points, DIGITS),
        Number(item.scale.lowest, DIGITS),
        Number(item.scale.highest, DIGITS),
        why(score) if score.value is None else Number(score.value, DIGITS),
    )


def groups(id: str, title: str, card: Scorecard, *, shown: bool = True) -> Table:
    """The whole, the axes, and each group, with the rules by which they are made."""
    columns = (
        Column("id", gettext("Group"), wide=3),
        Column("parent", gettext("Part of"), wide=2),
        Column("weight", gettext("Weight"), numeric=True),
        Column("share", gettext("Share"), numeric=True),
        Column("aggregation", gettext("Rule"), wide=2),
        Column("minimum", gettext("Least coverage for a score"), numeric=True),
        *(Column(state.value, str(STATES[state]), wide=2) for state in WITHOUT_TREATMENT),
        Column("score", gettext("Score, 0–100"), numeric=True),
        Column("low", gettext("Lower bound"), numeric=True),
        Column("high", gettext("Upper bound"), numeric=True),
        Column("coverage", gettext("Coverage"), numeric=True),
    )
    placed = [("", card.overall.score), *(("", line.score) for line in card.axes), *_placed(card.overall.score)]
    return Table(
        id, title, columns, tuple(_group_row(parent, score) for parent, score in placed if score.rule), (), shown
    )


def _group_row(parent: str, score: Score) -> tuple[Cell, ...]:
    rule = score.rule
    assert rule is not None
    return (
        Text(score.id),
        Text(parent) if parent else none(),
        Number(score.weight, DIGITS),
        optional(score.share, 5),
        Text(rule.aggregation),
        Number(rule.minimum_coverage, 0, share=True),
        *(Text(str(TREATMENTS[rule.treatment(state)])) for state in WITHOUT_TREATMENT),
        why(score) if score.value is None else Number(score.value, DIGITS),
        optional(score.low),
        optional(score.high),
        none() if score.coverage is None else Number(score.coverage, DIGITS),
    )
