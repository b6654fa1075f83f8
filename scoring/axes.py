"""Scores across the dimensions: all items of one axis, such as horizontal coherence, taken together."""

from collections.abc import Collection, Mapping

from scoring.evaluate import Given, check, score_node
from scoring.framework import Group, Item
from scoring.tree import Score
from scoring.weights import effective_weights


def axis_scores(group: Group, answers: Mapping[str, Given]) -> dict[str, Score]:
    """One score per axis present in `group`, by name, in the order in which the axes first appear.

    The items of an axis make one flat group, whatever their dimension. An item's weight there is its
    effective weight (see `effective_weights`), so that the axis weighs items against each other as the
    whole does. Method, treatments and minimum coverage are those of `group.rule`, also for items whose
    own group has another rule. Items without an axis count in none. Ranges, missing and errors: `score`.
    """
    check(group, answers)
    return {axis: score_node(flat, answers, group.rule) for axis, flat in axis_groups(group).items()}


def axis_groups(group: Group) -> dict[str, Group]:
    """The flat groups that `axis_scores` scores, by axis."""
    by_axis: dict[str, list[str]] = {}
    for item in group.items():
        if item.axis is not None:
            by_axis.setdefault(item.axis, []).append(item.id)
    return flat_groups(group, by_axis)


def flat_groups(group: Group, chosen: Mapping[str, Collection[str]]) -> dict[str, Group]:
    """Items of `group` taken together under names of their own, such as all items that serve one goal.

    Each is a flat group as in `axis_scores`: effective weights, and the rule of the whole. An item may be in several.
    """
    weights = effective_weights(group)
    return {
        name: Group(name, 1.0, group.rule, tuple(_flat(item, weights) for item in group.items() if item.id in ids))
        for name, ids in chosen.items()
    }


def _flat(item: Item, weights: Mapping[str, float]) -> Item:
    return Item(item.id, weights[item.id], item.scale, item.axis)
