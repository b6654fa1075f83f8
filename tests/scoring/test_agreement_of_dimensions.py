"""Krippendorff's alpha with its interval, Kendall's W, kappa and AC1: by hand, as published, and at the edges."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement.alpha import METRICS, krippendorff
from scoring.agreement.bootstrap import Resampling, intervals
from scoring.agreement.chance import fleiss, gwet
from scoring.agreement.concordance import chi_squared_tail, kendall
from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.ratings import Scale

_ = math.nan
# Krippendorff 2011, example A: two observers, ten items, two values.
MEG = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
OWEN = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
SOME = np.array([[1, 2, 1], [3, 3, _], [2, 3, 4], [0, 0, 0], [4, 3, 4]], dtype=float)

tables = st.integers(2, 6).flatmap(
    lambda bodies: st.lists(
        st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, math.nan]), min_size=bodies, max_size=bodies),
        min_size=1,
        max_size=8,
    ).map(np.array)
)


def by_pairs(levels, metric: str) -> float:
    """Alpha from its definition: mean distance of pairs within items, over that of pairs of any two ratings."""
    items = [[x for x in row if not math.isnan(x)] for row in levels]
    items = [row for row in items if len(row) > 1]
    pooled = sorted(x for row in items for x in row)
    between = {(a, b): sum(a <= x <= b for x in pooled) - (pooled.count(a) + pooled.count(b)) / 2
               for a in pooled for b in pooled if a <= b}  # fmt: skip

    def apart(a, b):
        low, high = sorted((a, b))
        return {"nominal": float(a != b), "ordinal": between[low, high] ** 2, "interval": (a - b) ** 2}[metric]

    within = sum(apart(a, b) / (len(row) - 1) for row in items for a, b in itertools.permutations(row, 2))
    chance = sum(apart(a, b) for a, b in itertools.permutations(pooled, 2))
    return 1 - (len(pooled) - 1) * within / chance


def test_alpha_of_krippendorffs_example_a():
    # 4 of 10 pairs differ: o_01 = o_10 = 4; n_0 = 14, n_1 = 6, n = 20: 1 - 19 x 8 / (2 x 14 x 6) = 0.095.
    found = krippendorff(np.column_stack([MEG, OWEN]), "nominal")
    assert found.value == pytest.approx(1 - 19 * 8 / 168)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_example_c_with_blanks(metric, published):
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
    assert krippendorff(np.array(observers).T, metric).value == pytest.approx(published, abs=5e-4)


@given(tables, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_what_its_definition_says(levels, metric):
    found = krippendorff(levels, metric)
    if found.value is None:
        assert found.undefined in (Undefined.ALL_EQUAL, Undefined.TOO_FEW_ITEMS)
    else:
        assert found.value == pytest.approx(by_pairs(levels, metric), abs=1e-9)
        assert found.value <= 1


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_items_and_bodies_changes_not_a_bit(levels, shuffler):
    down, across = list(range(levels.shape[0])), list(range(levels.shape[1]))
    shuffler.shuffle(down)
    shuffler.shuffle(across)
    other = levels[np.ix_(down, across)]
    few = Resampling(replications=20)
    assert [krippendorff(other, metric) for metric in METRICS] == [krippendorff(levels, metric) for metric in METRICS]
    assert intervals(other, ["ordinal"], few) == intervals(levels, ["ordinal"], few)
    assert kendall(other[:, np.argsort(across)]).value == kendall(levels).value


@pytest.mark.parametrize("bodies", range(2, 7))
@pytest.mark.parametrize("metric", METRICS)
def test_all_equal_is_undefined_and_neither_0_nor_1(bodies, metric):
    levels = np.full((4, bodies), 2.0)
    assert krippendorff(levels, metric) == without(Undefined.ALL_EQUAL)
    assert intervals(levels, [metric], Resampling())[metric].undefined is Undefined.ALL_EQUAL
    assert kendall(levels).undefined is Undefined.ALL_EQUAL
    assert fleiss(levels) == gwet(levels, Scale(0, 4)) == without(Undefined.ALL_EQUAL)


@pytest.mark.parametrize("bodies", range(2, 7))
def test_full_agreement_on_different_items_is_1(bodies):
    levels = np.repeat(np.array([[0.0], [1.0], [3.0]]), bodies, axis=1)
    assert [krippendorff(levels, metric).value for metric in METRICS] == [1, 1, 1, 1]
    assert kendall(levels).value == 1
    assert fleiss(levels).value == pytest.approx(1)


def test_a_single_item_has_no_alpha():
    assert krippendorff([[1, 2, 3]]) == without(Undefined.TOO_FEW_ITEMS)
    assert krippendorff([[1, 2], [1, _], [_, _]]) == without(Undefined.TOO_FEW_ITEMS)
    assert krippendorff([[1, _], [_, 2]]) == without(Undefined.TOO_FEW_ITEMS)


def test_items_rated_once_do_not_count():
    more = np.vstack([SOME, [[4, _, _], [_, _, 0]]])
    assert [krippendorff(more, m) for m in METRICS] == [krippendorff(SOME, m) for m in METRICS]


def test_an_unknown_metric_and_a_ratio_of_negative_levels_are_refused():
    with pytest.raises(ValueError, match="one of interval, nominal, ordinal, ratio"):
        krippendorff(SOME, "circular")
    with pytest.raises(ValueError, match="levels of at least 0"):
        krippendorff(SOME - 3, "ratio")


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    first, again = (intervals(SOME, ["ordinal"], Resampling(seed=7))["ordinal"] for _ in range(2))
    assert first == again
    assert first != intervals(SOME, ["ordinal"], Resampling(seed=8))["ordinal"]
    assert first.low < krippendorff(SOME, "ordinal").value <= first.high


def test_the_interval_holds_the_middle_of_all_resamples():
    # Two items can be drawn in four ways; alpha is undefined when the item without disagreement is drawn twice,
    # so the share of replications in which it is defined tends to 3/4.
    found = intervals([[1, 2, 1], [3, 3, 3]], ["nominal"], Resampling(replications=4000))["nominal"]
    assert found.defined == pytest.approx(3000, abs=100)
    # Item 1 twice: o_12 = 2 x 2/2 x 2 = 4 both ways together, n_1 = 4, n_2 = 2, n = 6: 1 - 5 x 4/16 = -1/4.
    # Each item once, n_1 = 2, n_2 = 1, n_3 = 3: 1 - 5 x 2/(2 x (2 + 6 + 3)) = 6/11.
    assert (found.low, found.high) == pytest.approx((-1 / 4, 6 / 11))


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"replications": 0}, {"confidence": 1}, {"confidence": 0}])
def test_resampling_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="resampling"):
        Resampling(**wrong)


def test_w_of_three_judges_and_six_applicants():
    # Siegel (1956): sums of ranks 8 14 11 11 11 8; S = 25.5, W = 12 x 25.5 / (9 x 210).
    judges = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]], dtype=float).T
    found = kendall(judges)
    assert found.value == pytest.approx(12 * 25.5 / (9 * 210))
    assert (found.degrees_of_freedom, found.items, found.bodies) == (5, 6, (0, 1, 2))
    assert found.chi_squared == pytest.approx(3 * 5 * found.value)


def test_w_with_ties():
    # Ranks 1.5 1.5 3 and 1 2 3: sums 2.5 3.5 6, mean 4, S = 6.5; T = 8 - 2: 12 x 6.5 / (4 x 24 - 2 x 6).
    assert kendall([[1, 1], [1, 2], [3, 3]]).value == pytest.approx(78 / 84)


def test_w_is_undefined_without_any_order():
    assert kendall([[1, 3], [1, 3], [1, 3]]).undefined is Undefined.NO_ORDER
    assert kendall([[1], [2]]).undefined is Undefined.TOO_FEW_BODIES
    assert kendall([[1, _], [_, 2]]).undefined is Undefined.TOO_FEW_COMPLETE


def test_w_leaves_out_who_rated_next_to_nothing():
    levels = np.array([[1, 1, 2, _], [2, 2, _, _], [3, 3, _, _]])
    found = kendall(levels)
    assert (found.value, found.bodies, found.items) == (1, (0, 1), 3)


@pytest.mark.parametrize(("x", "df", "p"), [(3.841459, 1, 0.05), (5.991465, 2, 0.05), (18.307038, 10, 0.05), (0, 3, 1)])
def test_the_tail_of_chi_squared_is_that_of_the_tables(x, df, p):
    assert chi_squared_tail(x, df) == pytest.approx(p, abs=1e-7)


def test_fleiss_and_gwet_of_two_bodies_by_hand():
    # Example A: P = 6/10; Fleiss expects 0.7² + 0.3² = 0.58, Gwet 2 x 0.7 x 0.3 = 0.42.
    levels = np.column_stack([MEG, OWEN])
    assert fleiss(levels).value == pytest.approx((0.6 - 0.58) / 0.42)
    assert gwet(levels, Scale(0, 1)).value == pytest.approx((0.6 - 0.42) / 0.58)


def test_kappa_needs_as_many_bodies_on_every_item_and_gwet_does_not():
    assert fleiss([[1, 2], [1, _]]) == without(Undefined.UNEQUAL_BODIES)
    assert fleiss([[1, _], [1, _]]) == without(Undefined.TOO_FEW_BODIES)
    # p_1 = (1/2 + 1)/2 = 3/4, expected 2 x 3/16, observed 0.
    assert gwet([[1, 2], [1, _]], Scale(1, 2)) == Measure((0 - 3 / 8) / (1 - 3 / 8))


def test_gwet_counts_the_levels_of_the_scale_not_those_that_occur():
    # Observed 1/2, p = (1/4, 3/4): expected 2 x 3/16 over K - 1 = 4 for five levels, over 1 for two.
    levels = [[0, 1], [1, 1]]
    assert gwet(levels, Scale(0, 4)).value == pytest.approx((1 / 2 - 3 / 32) / (1 - 3 / 32))
    assert gwet(levels, Scale(0, 1)).value == pytest.approx((1 / 2 - 3 / 8) / (1 - 3 / 8))
