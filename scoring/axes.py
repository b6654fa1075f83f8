"""Scores across the dimensions: all items of one axis, such as horizontal coherence, taken together."""

from collections.abc import Mapping

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
    weights = effective_weights(group)
    by_axis: dict[str, list[Item]] = {}
    for item in group.items():
        if item.axis is not None:
            flat = Item(item.id, weights[item.id], item.scale, item.axis)
            by_axis.setdefault(item.axis, []).append(flat)
    groups = {axis: Group(axis, 1.0, group.rule, tuple(items)) for axis, items in by_axis.items()}
    return {axis: score_node(flat, answers, group.rule) for axis, flat in groups.items()}
