"""Who stands apart, how lenient they are, and the whole report."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement.bodies import deviations, furthest_bodies, leniencies, pairs
from scoring.agreement.bootstrap import Resampling
from scoring.agreement.measures import Measure, Undefined
from scoring.agreement.ratings import Rating, RatingsError, Scale, faults, ratings
from scoring.agreement.report import Limits, agreement_of

_ = math.nan
FEW = Resampling(replications=20)


def table(levels, low=0, high=4, dimensions=None):
    rows = [
        Rating(f"i{down}", "ABCDEF"[across], None if math.isnan(level) else level, (dimensions or {}).get(down, ""))
        for down, row in enumerate(levels)
        for across, level in enumerate(row)
    ]
    return ratings(rows, Scale(low, high))


def test_leniency_without_blanks_is_the_difference_of_means():
    # Means 3, 2, 1; all 2.
    assert [b.value for b in leniencies([[4, 2, 1], [2, 2, 1]])] == [1, 0, -1]


def test_who_rated_the_good_items_only_is_not_taken_for_lenient():
    levels = [[4, 4, 4], [4, 4, 4], [0, 0, _], [0, 0, _]]
    assert [b.value for b in leniencies(levels)] == [0, 0, 0]


def test_leniency_through_a_body_that_both_others_share_items_with():
    # A - B = 1 and B - C = 2, nothing shared by A and C: b = (4/3, 1/3, -5/3).
    assert [b.value for b in leniencies([[3, 2, _], [_, 3, 1]])] == pytest.approx([4 / 3, 1 / 3, -5 / 3])


def test_groups_without_a_common_item_are_each_their_own_measure():
    found = leniencies([[3, 1, _, _, _], [_, _, 4, 2, _], [_, _, _, _, 4]])
    assert [b.value for b in found] == [1, -1, 1, -1, None]
    assert found[-1].undefined is Undefined.TOO_FEW_ITEMS


def test_the_body_that_deviates_most_comes_first():
    found = deviations(table([[1, 1, 4], [2, 2, 3], [0, _, _]]))
    assert [one.body for one in found] == ["C", "A", "B"]
    first = found[0]
    assert (first.items, first.distance, first.furthest) == (2, Measure(2), ("i0",))  # |4-1|, |3-2|
    assert found[1].distance == Measure(1)  # |1 - 2.5|, |2 - 2.5|


def test_the_pair_that_differs_most_comes_first_and_without_common_items_last():
    found = pairs(table([[1, 2, 4, _], [2, 2, 3, _], [_, _, _, 1]]))
    assert [pair.bodies for pair in found] == [("A", "C"), ("B", "C"), ("A", "B"), ("A", "D"), ("B", "D"), ("C", "D")]
    first = found[0]
    assert (first.distance, first.difference, first.equal) == (Measure(2), Measure(-2), Measure(0))
    assert (first.items, first.furthest) == (2, ("i0",))
    assert found[2].equal == Measure(0.5)
    assert (found[-1].items, found[-1].distance.value) == (0, None)


def test_on_one_item_the_furthest_stand_apart_unless_all_do():
    names = ("A", "B", "C", "D")
    assert furthest_bodies([1, 1, 1, 4], names) == ("D",)
    assert furthest_bodies([0, 2, 2, 4], names) == ("A", "D")
    assert furthest_bodies([0, 4, _, _], names) == ()
    assert furthest_bodies([2, 2, 2, 2], names) == ()
    assert furthest_bodies([2, _, _, _], names) == ()


def test_the_report_has_everything_per_item_dimension_and_overall():
    given = table([[1, 2, 1], [3, 3, 3], [2, 2, _]], dimensions={0: "law", 1: "law", 2: "money"})
    found = agreement_of(given, resampling=FEW)
    item = found.items[0]
    assert (item.item, item.dimension, item.bodies) == ("i0", "law", 3)
    assert item.levels == {"A": 1, "B": 2, "C": 1}
    assert item.frequencies == {0: 0, 1: 2, 2: 1, 3: 0, 4: 0}
    assert (item.mode, item.share_in_mode, item.spread) == ((1,), Measure(2 / 3), Measure(1))
    assert (item.agreed_by_range, item.agreed_by_mode, item.furthest) == (True, False, ("B",))
    assert list(found.dimensions) == ["law", "money"]
    assert found.dimensions["money"].alpha["ordinal"].undefined is Undefined.ALL_EQUAL
    assert found.dimensions["law"].kendall_w.bodies == ("A", "B", "C")
    assert (found.overall.items, found.overall.compared) == (3, 3)


def test_rules_at_their_limits_hold():
    (item,) = agreement_of(table([[1, 1, 1, 2]]), resampling=FEW).items
    assert (item.share_in_mode, item.agreed_by_mode) == (Measure(0.75), True)
    (item,) = agreement_of(table([[1, 1, 1, 2]]), Limits(0.2, 0.8), FEW).items
    assert (item.interquartile_range, item.agreed_by_range, item.agreed_by_mode) == (Measure(0.25), False, False)


def test_unanimity_on_one_item_is_full_agreement_there_and_no_alpha():
    found = agreement_of(table([[3, 3], [3, 3]]), resampling=FEW)
    assert (found.items[0].agreement, found.items[0].within_group) == (Measure(1), Measure(1))
    assert (found.items[0].agreed_by_range, found.items[0].agreed_by_mode) == (True, True)
    assert {alpha.undefined for alpha in found.overall.alpha.values()} == {Undefined.ALL_EQUAL}


def test_a_scale_of_two_levels_has_no_a():
    (item,) = agreement_of(table([[0, 1]], high=1), resampling=FEW).items
    assert item.agreement.undefined is Undefined.TOO_FEW_LEVELS


@given(
    st.integers(1, 6).flatmap(
        lambda bodies: st.lists(
            st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, _]), min_size=bodies, max_size=bodies), min_size=1, max_size=5
        )
    )
)
def test_whatever_is_blank_every_measure_has_a_value_in_its_range_or_a_reason(levels):
    found = agreement_of(table(levels, high=3), resampling=FEW)
    for item in found.items:
        assert (item.bodies < 2) == (item.agreement.value is None) == (item.agreed_by_mode is None)
        assert item.agreement.value is None or -1 <= item.agreement.value <= 1
        assert item.within_group.value is None or 0 <= item.within_group.value <= 1
    for alpha in found.overall.alpha.values():
        assert (alpha.value is None) != (alpha.undefined is None)
    w = found.overall.kendall_w
    assert (w.value is None) != (w.undefined is None)
    assert w.value is None or 0 <= w.value <= 1
    known = [one.leniency.value for one in found.overall.bodies if one.leniency.value is not None]
    assert sum(known) == pytest.approx(0, abs=1e-6)


@given(st.permutations(range(6)))
def test_the_order_of_the_rows_changes_no_number(order):
    rows = [Rating("a", "X", 1), Rating("a", "Y", 3), Rating("b", "X", 2)]
    rows += [Rating("b", "Y", 2), Rating("b", "Z", 0), Rating("a", "Z", None)]
    straight, mixed = (
        agreement_of(ratings(given, Scale(0, 4)), resampling=FEW) for given in (rows, [rows[i] for i in order])
    )
    assert mixed.overall.alpha == straight.overall.alpha
    assert mixed.overall.kendall_w.value == straight.overall.kendall_w.value
    assert [(one.body, one.distance, one.leniency) for one in mixed.overall.bodies] == [
        (one.body, one.distance, one.leniency) for one in straight.overall.bodies
    ]
    assert mixed.overall.pairs[0].distance == straight.overall.pairs[0].distance


def test_every_fault_is_found_with_row_and_column():
    rows = [Rating("a", "X", 5), Rating("a", "X", 1, "law"), Rating("", "", 1.5), Rating("b", "Y", math.inf)]
    found = [(fault.row, fault.column) for fault in faults(rows, Scale(0, 4))]
    assert found == [(0, "level"), (1, "item"), (1, "dimension"), (2, "item"), (2, "body"), (2, "level"), (3, "level")]
    with pytest.raises(RatingsError, match="row 1, column level: a whole number from 0 to 4 is needed; found 5"):
        ratings(rows, Scale(0, 4))


def test_no_ratings_and_no_scale_are_refused():
    with pytest.raises(ValueError, match="at least 1 rating"):
        ratings([], Scale(0, 4))
    for low, high in [(1, 1), (2, 1), (0, 5000)]:
        with pytest.raises(ValueError, match="scale: low < high"):
            Scale(low, high)


def test_nothing_but_blanks_is_undefined_throughout():
    found = agreement_of(table(np.full((2, 3), _)), resampling=FEW)
    assert found.overall.compared == 0
    assert {one.distance.undefined for one in found.overall.bodies} == {Undefined.TOO_FEW_ITEMS}
