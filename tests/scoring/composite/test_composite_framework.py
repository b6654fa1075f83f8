"""The framework as a tree: what makes one, what does not, and how it lies in arrays."""

from dataclasses import replace

import pytest

from scoring.composite.elements import Element
from scoring.composite.errors import FrameworkError
from scoring.composite.framework import framework


def aggregate(code: str, level: int, parent: str = "", **fields: float) -> Element:
    return Element(code=code, level=level, parent=parent, kind="Aggregate", **fields)


def indicator(code: str, parent: str, **fields: float) -> Element:
    return Element(code=code, level=1, parent=parent, **fields)


# The top first, and families mixed: order in the table is free.
ROWS = [
    aggregate("whole", 3),
    indicator("b1", "b"),
    indicator("a1", "a", weight=2),
    indicator("b2", "b", direction=-1),
    Element(code="region", kind="Group"),
    indicator("a2", "a"),
    aggregate("a", 2, "whole"),
    aggregate("b", 2, "whole", weight=3),
]


def test_elements_are_stacked_by_level_with_siblings_side_by_side():
    tree = framework(ROWS)
    assert tree.codes == ("a1", "a2", "b1", "b2", "a", "b", "whole")
    assert tree.parent.tolist() == [4, 4, 5, 5, 6, 6, -1]
    assert tree.level.tolist() == [1, 1, 1, 1, 2, 2, 3]
    assert tree.weights.tolist() == [2, 1, 1, 1, 1, 3, 1]
    assert tree.directions.tolist() == [1, 1, 1, -1]
    assert (tree.indicators, tree.top) == (4, 3)
    families = [(family.parent, family.children, family.level) for family in tree.families]
    assert families == [(4, slice(0, 2), 2), (5, slice(2, 4), 2), (6, slice(4, 6), 3)]


def test_aggregates_are_given_out_in_the_order_of_the_table():
    tree = framework(ROWS)
    assert [tree.codes[place] for place in tree.order] == ["whole", "a", "b"]


def test_several_tops_are_allowed():
    rows = [replace(row, parent="") if row.code in ("a", "b") else row for row in ROWS if row.code != "whole"]
    assert framework(rows).parent.tolist() == [4, 4, 5, 5, -1, -1]


def changed(name: str, **fields: object) -> list[Element]:
    return [replace(row, **fields) if row.code == name else row for row in ROWS]


BROKEN = {
    "no code": (changed("a1", code=""), 2, "iCode", "a code is needed"),
    "twice": (changed("a2", code="a1"), 5, "iCode", "a1 stands more than once"),
    "type": (changed("a1", kind="Index"), 2, "Type", "one of Indicator, Aggregate, Group, Denominator, Other"),
    "unknown parent": (changed("a1", parent="c"), 2, "Parent", "there is no aggregate 'c'"),
    "indicator as parent": (changed("a1", parent="b1"), 2, "Parent", "there is no aggregate 'b1'"),
    "its own parent": (changed("a", parent="a"), 6, "Parent", "a cycle: a > a"),
    "no parent": (changed("a1", parent=""), 2, "Parent", "a parent is needed below level 3"),
    "level skipped": (changed("a1", parent="whole"), 2, "Parent", "its parent must be at level 2; found whole"),
    "indicator too high": (changed("a1", level=2), 2, "Level", "an indicator is at level 1; found 2"),
    "aggregate too low": (changed("a", level=1), 6, "Level", "an aggregate is at level 2 or higher; found 1"),
    "no children": ([*ROWS, aggregate("c", 2, "whole")], 8, "iCode", "c: nothing has it as Parent"),
    "negative weight": (changed("a1", weight=-1), 2, "Weight", "a weight of at least 0 is needed; found -1"),
    "missing weight": (changed("a1", weight=float("nan")), 2, "Weight", "a weight of at least 0"),
    "direction": (changed("a1", direction=0), 2, "Direction", "1 or -1 is needed; found 0"),
    "direction of an aggregate": (changed("a", direction=-1), 6, "Direction", "1 is needed; found -1"),
    "low above high": (changed("a1", low=2, high=1), 2, "low", "low must be below high; found 2 and 1"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said_with_row_and_column(case):
    rows, row, column, words = BROKEN[case]
    with pytest.raises(FrameworkError) as caught:
        framework(rows)
    assert (caught.value.row, caught.value.column) == (row, column)
    assert words in str(caught.value)


def test_a_cycle_is_named_in_full():
    rows = [
        indicator("x", "a"),
        aggregate("a", 2, "b"),
        aggregate("b", 3, "c"),
        aggregate("c", 4, "a"),
    ]
    with pytest.raises(FrameworkError, match="a cycle: a > b > c > a"):
        framework(rows)


def test_weights_of_siblings_may_not_all_be_zero():
    rows = [replace(row, weight=0) if row.code in ("b1", "b2") else row for row in ROWS]
    with pytest.raises(FrameworkError, match="the weights below b are all zero") as caught:
        framework(rows)
    assert (caught.value.row, caught.value.column) == (1, "Weight")
    assert framework(changed("b1", weight=0)).weights[2] == 0  # one of them may


@pytest.mark.parametrize("kind", ["Indicator", "Aggregate"])
def test_indicators_and_aggregates_are_both_needed(kind):
    alone = [replace(row, parent="") for row in ROWS if row.kind == kind]
    with pytest.raises(FrameworkError):
        framework(alone)
