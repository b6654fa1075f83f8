"""The scores of many units on one framework at once: the numbers of `evaluate.score` without their trace. Needs numpy.

A node is one array (measures, units): value, low and high, 0-100, and coverage, 0-1, NaN where there is none. What
each of these means, and how missing answers are treated: `evaluate.score`. The numbers are the same but for the last
bits of a double: a sum here is rounded more than once, though what is lost is added in the end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from scoring.aggregation import METHODS
from scoring.answers import NOT_ANSWERED, Answer
from scoring.evaluate import check
from scoring.framework import Group, Item, Node, Rule
from scoring.items import score_item
from scoring.ranks import equalised

Array: TypeAlias = NDArray[np.float64]
Units: TypeAlias = Sequence[Mapping[str, Answer]]
VALUE, LOW, HIGH, COVERAGE = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """`attainable` (measures, units): the points attainable in the items below that have the measure; else 0."""

    measures: Array
    attainable: Array
    weight: float


def score_many(group: Group, units: Units) -> dict[str, Array]:
    """Per id of `group` and of everything in it, its (4, units).

    units: per unit, an answer per item id; an id left out is not answered. ValueError as `evaluate.score`.
    """
    check(group, dict.fromkeys((id for unit in units for id in unit), NOT_ANSWERED))
    found: dict[str, Array] = {}
    _node(group, group.rule, units, found)
    return found


def _node(node: Node, rule: Rule, units: Units, found: dict[str, Array]) -> _Part:
    if isinstance(node, Item):
        part = _item(node, rule, units)
    else:
        part = _group(node, [_node(child, node.rule, units, found) for child in node.children], len(units))
    found[node.id] = part.measures
    return part


def _item(item: Item, rule: Rule, units: Units) -> _Part:
    """Every different answer is scored once."""
    places: dict[object, int] = {}
    scores: list[tuple[float | None, ...]] = []
    at = np.empty(len(units), dtype=np.intp)
    for row, unit in enumerate(units):
        answer = unit.get(item.id, NOT_ANSWERED)
        key = _key(answer)
        if key not in places:
            one = score_item(item, answer, rule)
            places[key] = len(scores)
            scores.append((one.value, one.low, one.high, one.coverage))
        at[row] = places[key]
    table = np.array(scores, dtype=np.float64).reshape(-1, 4)  # None becomes NaN
    measures = table[at].T
    return _Part(measures, np.where(np.isnan(measures), 0.0, item.scale.highest), item.weight)


def _key(answer: Answer) -> object:
    """The same for the same answers only: True is no 1 here, though it is to Python."""
    value = answer.value
    return answer.state, type(value), tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def _group(group: Group, parts: Sequence[_Part], units: int) -> _Part:
    if not parts:
        return _Part(np.full((4, units), np.nan), np.zeros((4, units)), group.weight)
    values = np.stack([part.measures for part in parts])
    counted = ~np.isnan(values)
    attainable = np.stack([part.attainable for part in parts])
    if METHODS[group.rule.aggregation].by_maximum:
        weights = attainable
    else:
        weights = np.where(counted, np.array([part.weight for part in parts])[:, None, None], 0.0)
    measures = COMBINED[group.rule.aggregation](values, weights)
    measures[COVERAGE] = _arithmetic(values[:, COVERAGE], weights[:, COVERAGE])
    measures[VALUE, ~(equalised(measures[COVERAGE]) >= equalised(group.rule.minimum_coverage))] = np.nan
    measures[LOW] = np.fmin(measures[LOW], measures[VALUE])  # leaving things as they are is possible too
    measures[HIGH] = np.fmax(measures[HIGH], measures[VALUE])
    return _Part(measures, np.where(np.isnan(measures), 0.0, _sum(attainable)), group.weight)


def _arithmetic(values: Array, weights: Array) -> Array:
    """As `aggregation.arithmetic_mean`, over the first axis; NaN where no part counts."""
    total = _sum(weights)
    there = np.where(np.isnan(values), 0.0, values)
    mean = np.divide(_sum(weights * there), total, out=np.full(total.shape, np.nan), where=total > 0)
    return _within(mean, values)


def _geometric(values: Array, weights: Array) -> Array:
    """As `aggregation.geometric_mean`."""
    logs = _arithmetic(np.log(1 + 0.99 * values), weights)
    return _within((np.exp(logs) - 1) / 0.99, values)


def _minimum(values: Array, _weights: Array) -> Array:
    least: Array = np.fmin.reduce(values)
    return least


COMBINED: Mapping[str, Callable[[Array, Array], Array]] = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
    "minimum": _minimum,
    "sum-over-maximum": _arithmetic,
}


def _within(mean: Array, values: Array) -> Array:
    """`mean` without the rounding that would put the mean of equal values beside them."""
    found: Array = np.fmin(np.fmax(mean, np.fmin.reduce(values)), np.fmax.reduce(values))
    return found


def _sum(terms: Array) -> Array:
    """Over the first axis, term after term: the same on every machine. What each addition loses is added in the end.

    Source: Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen (1974).
    """
    total, lost = np.zeros(terms.shape[1:]), np.zeros(terms.shape[1:])
    for term in terms:
        after = total + term
        lost += np.where(np.abs(total) >= np.abs(term), (total - after) + term, (term - after) + total)
        total = after
    found: Array = total + lost
    return found
