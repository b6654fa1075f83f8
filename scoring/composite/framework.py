"""The framework: indicators in aggregates in aggregates, as arrays.

Elements are stacked level by level: first the indicators (level 1), then level 2, and so on. Children of one
parent stand side by side, so that a family is a slice of the stack; otherwise the order given is kept. `parent`
holds, for every element, the place of its parent in the same stack, -1 for none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.composite.arrays import Array, Places
from scoring.composite.elements import AGGREGATE, INDICATOR, Element, check_element
from scoring.composite.tree import check_tree


@dataclass(frozen=True, slots=True)
class Family:
    """A parent and its children, as places in the stack."""

    parent: int
    children: slice
    level: int
    """The level of the parent, 2 or higher."""


@dataclass(frozen=True)
class Framework:
    """A checked tree. All arrays are of length n elements, in the order of the stack."""

    elements: tuple[Element, ...]
    order: tuple[int, ...]
    """Places of the aggregates, in the order in which the table lists them."""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(element.code for element in self.elements)

    @cached_property
    def level(self) -> Places:
        return np.array([element.level for element in self.elements], dtype=np.intp)

    @cached_property
    def parent(self) -> Places:
        place = {code: at for at, code in enumerate(self.codes)}
        return np.array([place.get(element.parent, -1) for element in self.elements], dtype=np.intp)

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Every parent with its children, lowest level first."""
        above = range(self.indicators, len(self.elements))
        places = [np.flatnonzero(self.parent == at) for at in above]
        slices = [slice(int(own[0]), int(own[-1]) + 1) for own in places]
        return tuple(Family(at, own, int(self.level[at])) for at, own in zip(above, slices, strict=True))

    @cached_property
    def indicators(self) -> int:
        """How many indicators there are: the first places of the stack."""
        return int(np.count_nonzero(self.level == 1))

    @property
    def top(self) -> int:
        """The highest level."""
        return int(self.level[-1])

    @cached_property
    def weights(self) -> Array:
        return np.array([element.weight for element in self.elements], dtype=np.float64)

    @cached_property
    def directions(self) -> Array:
        """Of the indicators only: 1 or -1."""
        return self._of_indicators("direction")

    @cached_property
    def lows(self) -> Array:
        return self._of_indicators("low")

    @cached_property
    def highs(self) -> Array:
        return self._of_indicators("high")

    @cached_property
    def targets(self) -> Array:
        return self._of_indicators("target")

    def _of_indicators(self, field: str) -> Array:
        return np.array([getattr(element, field) for element in self.elements[: self.indicators]], dtype=np.float64)


def framework(rows: Iterable[Element]) -> Framework:
    """The tree that `rows` describe, in any order; rows that are only carried are left out.

    Raises FrameworkError with row and column: code missing or twice, unknown type, parent unknown, missing or
    not one level higher, a cycle, an aggregate without children, a weight below 0, siblings whose weights are
    all zero, a direction other than 1 and -1 (of an aggregate: other than 1), low not below high.
    """
    numbered = list(enumerate(rows))
    for row, element in numbered:
        check_element(row, element)
    kept = [(row, element) for row, element in numbered if element.kind in (INDICATOR, AGGREGATE)]
    check_tree(kept)
    stacked = _stacked(kept)
    aggregates = [at for at, (_, element) in enumerate(stacked) if element.level > 1]
    order = sorted(aggregates, key=lambda at: stacked[at][0])
    return Framework(tuple(element for _, element in stacked), tuple(order))


def _stacked(rows: list[tuple[int, Element]]) -> list[tuple[int, Element]]:
    """From the top down, each level sorted by the places of the parents; then turned so that indicators come first."""
    stack: list[tuple[int, Element]] = []
    place = {"": 0}
    for level in range(max(element.level for _, element in rows), 0, -1):
        own = [(row, element) for row, element in rows if element.level == level]
        own.sort(key=lambda pair: place[pair[1].parent])  # stable: siblings stay in order
        place |= {element.code: at for at, (_, element) in enumerate(own)}
        stack = own + stack
    return stack
