"""The scores of many units, side by side: a row a unit, a column a node."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from coherence.benchmarks.model import Value
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.framework import asked, framework
from scoring import Answer, Group, Score, axis_scores, score, walk
from scoring.weights import effective_weights

Array: TypeAlias = NDArray[np.float64]
OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a unit answered, and the profile that decides what it is asked."""

    profile: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, Answer]


@dataclass(frozen=True, eq=False)
class Scores:
    """value, low, high: (units, nodes), 0-100, NaN where there is none. Nodes: overall, axes, groups, items."""

    units: tuple[str, ...]
    nodes: tuple[str, ...]
    value: Array
    low: Array
    high: Array

    def of(self, unit: str) -> dict[str, Value]:
        """The row of one unit, without the nodes of which it has nothing."""
        row = self._rows[unit]
        columns = (array[row] for array in (self.value, self.low, self.high))
        cells = zip(self.nodes, *columns, strict=True)
        return {node: Value(*map(number, found)) for node, *found in cells if not np.isnan(found).all()}

    def column(self, node: str, units: Iterable[str]) -> dict[str, float]:
        """The values of a node by unit, without the units that have none."""
        rows = [(unit, self._rows[unit]) for unit in units if unit in self._rows]
        values = self.value[[row for _, row in rows], self.nodes.index(node)].tolist()
        return {unit: value for (unit, _), value in zip(rows, values, strict=True) if value == value}

    def only(self, nodes: Sequence[str]) -> "Scores":
        """The same with these columns only."""
        columns = [self.nodes.index(node) for node in nodes]
        return Scores(self.units, tuple(nodes), *(array[:, columns] for array in (self.value, self.low, self.high)))

    def table(self, array: Array, units: Sequence[str], nodes: Sequence[str]) -> Array:
        """(units, nodes) of one of the three arrays."""
        rows = [self._rows[unit] for unit in units]
        found: Array = array[np.ix_(rows, [self.nodes.index(node) for node in nodes])]
        return found

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {unit: row for row, unit in enumerate(self.units)}


def scores_of(units: Mapping[str, Mapping[str, Value]], nodes: Sequence[str]) -> Scores:
    """The table of scores that are known already; NaN where a unit has nothing of a node."""
    cube = np.full((3, len(units), len(nodes)), np.nan)
    for row, values in enumerate(units.values()):
        for column, node in enumerate(nodes):
            if node in values:
                one = values[node]
                cube[:, row, column] = [np.nan if x is None else x for x in (one.value, one.low, one.high)]
    return Scores(tuple(units), tuple(nodes), *cube)


def number(value: float) -> float | None:
    """A number of an array as it is stored: None for NaN."""
    return None if np.isnan(value) else float(value)


def nodes_of(questionnaire: Questionnaire, only: Collection[str] | None = None) -> tuple[str, ...]:
    """Overall, the axes, the groups and the scored items, in display order; with `only`, no other items."""
    items = [item for item in questionnaire.items() if item.scored and (only is None or item.id in only)]
    axes = dict.fromkeys(item.axis for item in items if item.axis)
    groups = [group.id for group in questionnaire.all_groups()]
    return (OVERALL, *axes, *groups, *(item.id for item in items))


def scores(questionnaire: Questionnaire, filled: Mapping[str, Filled], only: Collection[str] | None = None) -> Scores:
    """The scores of every unit. `only`: as if the questionnaire had no other items."""
    nodes = nodes_of(questionnaire, only)
    places = {node: place for place, node in enumerate(nodes)}
    cube = np.full((3, len(filled), len(nodes)), np.nan)
    trees = _Trees(questionnaire, only)
    for row, unit in enumerate(filled.values()):
        for found in trees.scored(unit):
            at = places.get(found.id)
            if at is not None:
                cube[:, row, at] = [np.nan if one is None else one for one in (found.value, found.low, found.high)]
    return Scores(tuple(filled), nodes, *cube)


class _Trees:
    """Scores units; those that are asked the same share one framework, which takes as long to make as to score."""

    def __init__(self, questionnaire: Questionnaire, only: Collection[str] | None) -> None:
        self._questionnaire = questionnaire
        self._only = None if only is None else frozenset(only)
        self._made: dict[frozenset[str], tuple[Group, frozenset[str]]] = {}

    def scored(self, unit: Filled) -> Iterator[Score]:
        wanted = asked(self._questionnaire, unit.profile, unit.answers)
        tree, counted = self._tree(wanted if self._only is None else wanted & self._only)
        answers = {item: answer for item, answer in unit.answers.items() if item in counted}
        yield from walk(score(tree, answers))
        yield from axis_scores(tree, answers).values()

    def _tree(self, wanted: frozenset[str]) -> tuple[Group, frozenset[str]]:
        if wanted not in self._made:
            tree = framework(self._questionnaire, wanted)
            self._made[wanted] = tree, frozenset(item.id for item in tree.items())
        return self._made[wanted]


def weights(questionnaire: Questionnaire) -> dict[str, float]:
    """The share of each dimension in the overall score when everything is asked; they sum to 1."""
    everything = framework(questionnaire, frozenset(item.id for item in questionnaire.items()))
    by_item = effective_weights(everything)
    return {
        part.id: fsum(by_item.get(item.id, 0.0) for item in part.items())
        for part in everything.children
        if isinstance(part, Group)
    }
