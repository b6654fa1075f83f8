"""Do the rows of a framework make a tree? The first fault is raised, with its row and column."""

from collections.abc import Sequence
from typing import TypeAlias

from scoring.composite.elements import AGGREGATE, INDICATOR, Element
from scoring.composite.errors import FrameworkError

Rows: TypeAlias = Sequence[tuple[int, Element]]


def check_tree(rows: Rows) -> None:
    """Raise FrameworkError unless `rows` (number of the row, element) make one tree, or several of equal height."""
    if not rows:
        raise FrameworkError("no row of type Indicator", column="Type")
    _check_codes(rows)
    _check_parents(rows)
    _check_cycles(rows)
    _check_levels(rows)
    _check_children(rows)


def _check_codes(rows: Rows) -> None:
    seen: set[str] = set()
    for row, element in rows:
        if element.code in seen:
            raise FrameworkError(f"{element.code} stands more than once", row=row, column="iCode")
        seen.add(element.code)


def _check_parents(rows: Rows) -> None:
    aggregates = {element.code for _, element in rows if element.kind == AGGREGATE}
    for row, element in rows:
        if element.parent and element.parent not in aggregates:
            reason = f"{element.code}: there is no aggregate {element.parent!r}"
            raise FrameworkError(reason, row=row, column="Parent")


def _check_cycles(rows: Rows) -> None:
    parents = {element.code: element.parent for _, element in rows}
    for row, element in rows:
        path = [element.code]
        while parents[path[-1]] and parents[path[-1]] not in path:
            path.append(parents[path[-1]])
        if parents[path[-1]] == element.code:
            raise FrameworkError(f"a cycle: {' > '.join([*path, element.code])}", row=row, column="Parent")


def _check_levels(rows: Rows) -> None:
    """Indicators at level 1, aggregates above, every parent one level higher, none missing below the top."""
    levels = {element.code: element.level for _, element in rows}
    top = max(levels.values())
    for row, element in rows:
        if (element.kind == INDICATOR) != (element.level == 1) or element.level < 1:
            wanted = "1" if element.kind == INDICATOR else "2 or higher"
            reason = f"{element.code}: an {element.kind.lower()} is at level {wanted}; found {element.level}"
            raise FrameworkError(reason, row=row, column="Level")
    for row, element in rows:
        if not element.parent and element.level < top:
            raise FrameworkError(f"{element.code}: a parent is needed below level {top}", row=row, column="Parent")
        if element.parent and levels[element.parent] != element.level + 1:
            reason = f"{element.code} is at level {element.level}: its parent must be at level {element.level + 1}"
            found = f"; found {element.parent} at level {levels[element.parent]}"
            raise FrameworkError(reason + found, row=row, column="Parent")


def _check_children(rows: Rows) -> None:
    """Every aggregate has children, and not all of weight zero."""
    if max(element.level for _, element in rows) < 2:
        raise FrameworkError("no row of type Aggregate", column="Type")
    for row, element in rows:
        children = [(at, child) for at, child in rows if child.parent == element.code]
        if element.level > 1 and not children:
            raise FrameworkError(f"{element.code}: nothing has it as Parent", row=row, column="iCode")
        if children and not any(child.weight for _, child in children):
            reason = f"the weights below {element.code} are all zero; one above 0 is needed"
            raise FrameworkError(reason, row=children[0][0], column="Weight")
