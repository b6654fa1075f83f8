"""The annex: tables from which every number of the report can be computed again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from coherence.documents.tree import Cell, Column, Number, Section, Table, Text
from coherence.i18n import gettext
from coherence.questionnaire import write_answer
from coherence.questionnaire.numbering import numbers
from coherence.reports.country.cells import none, optional, why
from coherence.reports.scorecard import Scorecard
from coherence.reports.sums import STATES, TREATMENTS
from scoring import Rule, Score, State, effective_weights, walk

Items: TypeAlias = Sequence[tuple[str, Score]]
Cells: TypeAlias = tuple[Cell, ...]
DIGITS = 3
WITHOUT_TREATMENT = (State.NOT_ANSWERED, State.DONT_KNOW, State.NOT_APPLICABLE)


def section(card: Scorecard, earlier: Scorecard | None) -> Section:
    """All questions and groups; those of the round before in files only."""
    blocks = list(_tables("annex", card, shown=True))
    if earlier is not None:
        blocks += _tables("annex-earlier", earlier, shown=False)
    return Section("annex", gettext("Annex: all numbers"), tuple(blocks), fresh=True)


def _tables(id: str, card: Scorecard, *, shown: bool) -> Iterator[Table]:
    """Two tables of questions and two of groups: one would be wider than a page."""
    title = "{part}" if shown else gettext("Round before: {part}")
    places = numbers(card.questionnaire)
    items = [(parent, score) for parent, score in _placed(card.overall.score) if score.rule is None]
    groups = [("", card.overall.score), *(("", line.score) for line in card.axes), *_placed(card.overall.score)]
    rules = [(parent, score) for parent, score in groups if score.rule]
    for name, words, columns, rows, notes in (
        ("questions", gettext("All questions"), _question_columns(), _question_rows(card, items, places), [_share()]),
        ("answers", gettext("All answers"), _answer_columns(), _answer_rows(card, items, places), [_together()]),
        ("groups", gettext("All groups"), _group_columns(), [_group_row(*one) for one in rules], []),
        ("rules", gettext("All rules"), _rule_columns(), _rule_rows([score for _, score in rules]), []),
    ):
        yield Table(f"{id}-{name}", title.format(part=words), columns, tuple(rows), tuple(notes), shown)


def _share() -> str:
    return gettext(
        "The share is the part in the value of the group. Questions without points there do not count in it."
    )


def _together() -> str:
    return gettext(
        "An axis, a goal or an objective takes its questions together by their weight in the whole, "
        "by the rule of the whole."
    )


def _placed(score: Score) -> Iterator[tuple[str, Score]]:
    """Every part with the id of what it stands in."""
    for node in walk(score):
        yield from ((node.id, part) for part in node.parts)


def _question_columns() -> tuple[Column, ...]:
    return (
        Column("number", gettext("No.")),
        Column("id", gettext("Question"), wide=3),
        Column("group", gettext("Group"), wide=3),
        Column("weight", gettext("Weight"), numeric=True),
        Column("share", gettext("Share"), numeric=True),
        Column("points", gettext("Points"), numeric=True),
        Column("lowest", gettext("Lowest"), numeric=True),
        Column("maximum", gettext("Highest"), numeric=True),
        Column("score", gettext("Score, 0–100"), numeric=True, wide=2),
    )


def _question_rows(card: Scorecard, items: Items, places: Mapping[str, str]) -> Iterator[Cells]:
    scales = {item.id: item.scale for item in card.framework.items()}
    for parent, score in items:
        yield (
            Text(places[score.id]),
            Text(score.id),
            Text(parent),
            Number(score.weight, DIGITS),
            optional(score.share, DIGITS),
            optional(score.points, DIGITS),
            Number(scales[score.id].lowest, DIGITS),
            Number(scales[score.id].highest, DIGITS),
            why(score) if score.value is None else Number(score.value, DIGITS),
        )


def _answer_columns() -> tuple[Column, ...]:
    return (
        Column("number", gettext("No.")),
        Column("id", gettext("Question"), wide=3),
        Column("axis", gettext("Axis"), wide=3),
        Column("whole", gettext("Weight in the whole"), numeric=True, wide=2),
        Column("state", gettext("State of the answer"), wide=2),
        Column("answer", gettext("Answer"), wide=3),
    )


def _answer_rows(card: Scorecard, items: Items, places: Mapping[str, str]) -> Iterator[Cells]:
    axes = {item.id: item.axis for item in card.framework.items()}
    weights = effective_weights(card.framework)
    for _, score in items:
        axis = axes[score.id]
        asked = card.questionnaire.item(score.id)
        yield (
            Text(places[score.id]),
            Text(score.id),
            Text(axis) if axis else none(),
            Number(weights[score.id], 5),
            Text(str(STATES[score.state or State.NOT_ANSWERED])),
            none() if score.answer is None else Text(write_answer(asked, score.answer)),
        )


def _group_columns() -> tuple[Column, ...]:
    return (
        Column("id", gettext("Group"), wide=3),
        Column("parent", gettext("Part of"), wide=2),
        Column("weight", gettext("Weight"), numeric=True),
        Column("share", gettext("Share"), numeric=True),
        Column("score", gettext("Score, 0–100"), numeric=True, wide=2),
        Column("low", gettext("Lower bound"), numeric=True),
        Column("high", gettext("Upper bound"), numeric=True),
        Column("coverage", gettext("Coverage"), numeric=True),
    )


def _group_row(parent: str, score: Score) -> Cells:
    return (
        Text(score.id),
        Text(parent) if parent else none(),
        Number(score.weight, DIGITS),
        optional(score.share, DIGITS),
        why(score) if score.value is None else Number(score.value, DIGITS),
        optional(score.low),
        optional(score.high),
        none() if score.coverage is None else Number(score.coverage, DIGITS),
    )


def _rule_columns() -> tuple[Column, ...]:
    return (
        Column("groups", gettext("Groups"), wide=6),
        Column("aggregation", gettext("Rule"), wide=2),
        Column("minimum", gettext("Least coverage for a score"), numeric=True, wide=2),
        *(Column(state.value, str(STATES[state]), wide=2) for state in WITHOUT_TREATMENT),
    )


def _rule_rows(groups: Sequence[Score]) -> Iterator[Cells]:
    """Each rule once, with the groups that it is the rule of: mostly it is one for all."""
    for rule in dict.fromkeys(score.rule for score in groups if score.rule):
        yield _rule_row(rule, [score.id for score in groups if score.rule == rule])


def _rule_row(rule: Rule, groups: Sequence[str]) -> Cells:
    return (
        Text(", ".join(groups)),
        Text(rule.aggregation),
        Number(rule.minimum_coverage, 0, share=True),
        *(Text(str(TREATMENTS[rule.treatment(state)])) for state in WITHOUT_TREATMENT),
    )
