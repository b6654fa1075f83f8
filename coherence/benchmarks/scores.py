"""The scores of many units, side by side: a row a unit, a column a node."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from coherence.benchmarks.model import OVERALL, Value
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.framework import asked, framework
from scoring import Answer, Group, axis_groups
from scoring.many import HIGH, LOW, VALUE, score_many
from scoring.weights import effective_weights

Array: TypeAlias = NDArray[np.float64]
MEASURES = [VALUE, LOW, HIGH]
NOTHING = Value(None, None, None)


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
        cells = zip(self.nodes, *(array[row].tolist() for array in (self.value, self.low, self.high)), strict=True)
        return {node: Value(*map(number, found)) for node, *found in cells if any(one == one for one in found)}

    def part(self, units: Iterable[str]) -> "Scores":
        """The same with these units only, as far as they are there."""
        there = [unit for unit in units if unit in self._rows]
        rows = [self._rows[unit] for unit in there]
        return Scores(tuple(there), self.nodes, *(array[rows] for array in (self.value, self.low, self.high)))

    def column(self, node: str) -> dict[str, float]:
        """The values of a node by unit, without the units that have none."""
        values = self.value[:, self.nodes.index(node)].tolist()
        return {unit: value for unit, value in zip(self.units, values, strict=True) if value == value}

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
    rows = [[values.get(node, NOTHING) for node in nodes] for values in units.values()]
    # None becomes NaN.
    cells = [[(one.value, one.low, one.high) for one in row] for row in rows]
    cube = np.array(cells, dtype=np.float64).reshape(len(units), len(nodes), 3)
    return Scores(tuple(units), tuple(nodes), *np.moveaxis(cube, 2, 0))


def number(value: float) -> float | None:
    """A number of an array as it is stored: None for NaN."""
    return float(value) if value == value else None


def nodes_of(questionnaire: Questionnaire, only: Collection[str] | None = None) -> tuple[str, ...]:
    """Overall, the axes, the groups and the scored items, in display order; with `only`, no other items."""
    items = [item for item in questionnaire.items() if item.scored and (only is None or item.id in only)]
    axes = dict.fromkeys(item.axis for item in items if item.axis)
    groups = [group.id for group in questionnaire.all_groups()]
    return (OVERALL, *axes, *groups, *(item.id for item in items))


def scores(questionnaire: Questionnaire, filled: Mapping[str, Filled], only: Collection[str] | None = None) -> Scores:
    """The scores of every unit. `only`: as if the questionnaire had no other items."""
    nodes = nodes_of(questionnaire, only)
    cube = np.full((len(MEASURES), len(nodes), len(filled)), np.nan)
    units = list(filled.values())
    for wanted, rows in _asked_the_same(questionnaire, units, only).items():
        found = _scored(framework(questionnaire, wanted), [units[row].answers for row in rows])
        for column, node in enumerate(nodes):
            if node in found:
                cube[:, column, rows] = found[node][MEASURES]
    return Scores(tuple(filled), nodes, *(array.T for array in cube))


def _asked_the_same(
    questionnaire: Questionnaire, units: Sequence[Filled], only: Collection[str] | None
) -> dict[frozenset[str], list[int]]:
    """The places of the units by what they are asked."""
    found: dict[frozenset[str], list[int]] = {}
    for row, unit in enumerate(units):
        wanted = asked(questionnaire, unit.profile, unit.answers)
        found.setdefault(wanted if only is None else wanted & frozenset(only), []).append(row)
    return found


def _scored(tree: Group, answers: Sequence[Mapping[str, Answer]]) -> dict[str, Array]:
    """The overall score, those of groups and items, and those of the axes."""
    counted = frozenset(item.id for item in tree.items())
    units = [_of(counted, own) for own in answers]
    found = score_many(tree, units)
    for axis, flat in axis_groups(tree).items():
        items = frozenset(item.id for item in flat.items())
        found[axis] = score_many(flat, [_of(items, own) for own in units])[axis]
    return found


def _of(items: Collection[str], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {item: answer for item, answer in answers.items() if item in items}


def weights(questionnaire: Questionnaire) -> dict[str, float]:
    """The share of each dimension in the overall score when everything is asked; they sum to 1."""
    everything = framework(questionnaire, frozenset(item.id for item in questionnaire.items()))
    by_item = effective_weights(everything)
    return {
        part.id: fsum(by_item.get(item.id, 0.0) for item in part.items())
        for part in everything.children
        if isinstance(part, Group)
    }
