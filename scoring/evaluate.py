"""From a framework and answers to a tree of scores."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from scoring.answers import NOT_ANSWERED, Answer
from scoring.checks import distinct, listed
from scoring.consolidation import Consolidated
from scoring.framework import Group, Item, Node, Rule
from scoring.groups import score_group
from scoring.items import score_item
from scoring.tree import Score

Given: TypeAlias = Answer | Consolidated
"""An answer, or one that was made of several ratings; the trace then leads on to these."""


def score(group: Group, answers: Mapping[str, Given]) -> Score:
    """The score of `group` and of everything in it.

    answers: per item id, an answer or a `Consolidated` one; an id left out is not answered.

    Value, 0-100. Item: 100 x points / attainable points; when it is not scored, what the rule of its
    group says (left out, zero, lowest). Group: its method (see `scoring.aggregation`) over the parts that
    have a value, weights renormalised over them. None when coverage, rounded to 9 decimals, is below the
    group's minimum, or when no part has a value; the group then does not count one level up.

    Coverage, 0-1: sum(w c) / sum(w) over the parts to which something applies. An item has c = 1 when
    scored and 0 when not answered or not known, whatever the rule makes of it. An item that does not apply
    leaves coverage, bounds and value altogether, unless the rule gives it a value: it is settled then, c = 1.

    Bounds, 0-100: the value if every item not answered or not known were at its lowest, and at its
    highest, attainable value. A group aggregates the bounds of its parts by its own method, without the
    coverage rule, then takes in its own value, because leaving things as they are is possible too.
    Complete answers always land inside; partly completed ones may not, where a group leaves things out.

    Sum-over-maximum: 100 x sum of points / sum of maxima over the items that count, through nested
    groups. The maxima stand in for the weights, in coverage as well; weights are ignored. A nested group
    with another method brings its value's share of its maximum.

    ValueError for ids in `answers` that are not items of `group`, for ids used twice in it, and for
    answers outside their scale. Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008),
    steps 3 and 6; the sum: metadata of SDG indicator 17.14.1.
    """
    check(group, answers)
    return score_node(group, answers, group.rule)


def check(group: Group, answers: Mapping[str, Given]) -> None:
    """ValueError when ids stand twice in `group`, or `answers` has ids that are not items of it."""
    distinct(f"{group.id}: ids", group.ids())
    unknown = answers.keys() - {item.id for item in group.items()}
    if unknown:
        raise ValueError(f"{group.id}: answers to items that are not in it: {listed(unknown)}")


def score_node(node: Node, answers: Mapping[str, Given], rule: Rule) -> Score:
    """As `score`, without the checks; `rule` is that of the group `node` stands in."""
    if isinstance(node, Item):
        given = answers.get(node.id, NOT_ANSWERED)
        if isinstance(given, Answer):
            return score_item(node, given, rule)
        return replace(score_item(node, given.answer, rule), consolidated=given)
    return score_group(node, tuple(score_node(child, answers, node.rule) for child in node.children))
