"""Agreement on one item: van der Eijk's A, r_wg, spread, mode and interquartile range, worked by hand."""

import math

import numpy as np
import pytest

from scoring.agreement import spread
from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.peaks import PEAKS, agreement, concentration, consensus, ordinal_dispersion
from scoring.agreement.ratings import Scale

FIVE = Scale(1, 5)


def test_a_of_the_example_of_the_paper():
    # van der Eijk 2001, p. 331; the help of agrmt gives 0.6113333.
    assert agreement([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.6113333, abs=5e-8)


@pytest.mark.parametrize(
    ("frequencies", "expected"),
    [
        ([0, 0, 20, 0, 0], 1),
        ([4, 4, 4, 4, 4], 0),
        ([10, 0, 0, 0, 10], -1),
        ([0, 10, 10, 0, 0], 0.75),  # no triple 101, U = 1; S = 2 of K = 5: 1 - 1/4
        # 1 1 0 1 over height 1 (3 ratings): 110 once, 101 twice: U = (2 x 1 - 3 x 2)/(2 x 3) = -2/3, A = U/3 = -2/9.
        # 1 0 0 0 over height 1 more (1 rating): 1. Mean by ratings: (3 x -2/9 + 1)/4 = 1/12.
        ([2, 1, 0, 1], 1 / 12),
    ],
)
def test_a_layer_by_layer(frequencies, expected):
    assert agreement(frequencies) == pytest.approx(expected, abs=1e-12)


def test_a_does_not_depend_on_how_many_there_are_nor_on_the_direction_of_the_scale():
    assert agreement([2, 1, 0, 1]) == pytest.approx(agreement([20, 10, 0, 10]))
    assert agreement([2, 1, 0, 1]) == pytest.approx(agreement([1, 0, 1, 2]))


def test_other_measures_of_two_halves_side_by_side():
    halves = [0, 10, 10, 0, 0]
    assert ordinal_dispersion(halves) == pytest.approx(2 * 0.5 / 4)
    assert concentration(halves) == pytest.approx(4 * (0.25 + 0 + 0.25 + 0.25) / 4)
    assert consensus(halves) == pytest.approx(1 + math.log2(1 - 0.5 / 4))


@pytest.mark.parametrize("frequencies", [[0, 0, 0], [1, -1, 2], [1, math.nan, 2], [1]])
@pytest.mark.parametrize("peak", PEAKS)
def test_frequencies_that_are_none_are_refused(peak, frequencies):
    with pytest.raises(ValueError, match="frequencies"):
        PEAKS[peak](frequencies)


def test_a_needs_three_levels():
    with pytest.raises(ValueError, match="at least 3 levels are needed; found 2"):
        agreement([1, 2])


def test_within_group_compares_with_ratings_at_random():
    # 4 4 5 4 3: mean 4, s² = 2/4; on five levels (25-1)/12 = 2: 1 - 0.5/2.
    assert spread.within_group([4, 4, 5, 4, 3], FIVE) == Measure(0.75)
    # 1 5 1 5: s² = 16/3: 1 - 8/3 is cut at 0.
    assert spread.within_group([1, 5, 1, 5], FIVE) == Measure(0)
    assert spread.within_group([1, 5, 1, 5], FIVE, truncated=False).value == pytest.approx(-5 / 3)


def test_within_group_of_several_items_takes_their_mean_variance():
    # Variances 1/2 and 5/3, at random 2. The item with one rating is left out.
    levels = [[4, 4, 5, 4, 3], [1, 2, 3, 4, math.nan], [1, math.nan, math.nan, math.nan, math.nan]]
    q = (0.5 + 5 / 3) / 2 / 2
    assert spread.within_group_items(levels, FIVE).value == pytest.approx(2 * (1 - q) / (2 * (1 - q) + q))


def test_within_group_of_the_mean_is_undefined_at_the_end_of_the_scale():
    # 2 4: M = 3, widest ((5+1) 3 - 9 - 5) x 2/1 = 8, s² = 2: 1 - 4/8.
    assert spread.within_group_of_mean([2, 4], FIVE) == Measure(0.5)
    assert spread.within_group_of_mean([5, 5], FIVE) == without(Undefined.ALL_EQUAL)


def test_spreads_in_levels_leave_blanks_out():
    levels = [1, math.nan, 2, 2, 5]
    assert spread.spread(levels) == Measure(4)
    assert spread.deviation(levels).value == pytest.approx(math.sqrt(9 / 3))  # mean 2.5: 2.25 + 0.25 + 0.25 + 6.25
    assert spread.distance_from_median(levels) == Measure(1)  # median 2: 1, 0, 0, 3
    assert spread.interquartile_range(levels) == Measure(1)  # type 7: 1.75 and 2.75
    assert spread.share_in_mode(levels) == Measure(0.5)


@pytest.mark.parametrize("bodies", range(2, 7))
def test_unanimity_is_full_agreement_with_the_scale_as_measure(bodies):
    assert spread.within_group([3] * bodies, FIVE) == Measure(1)
    assert spread.spread([3] * bodies) == Measure(0)
    assert spread.share_in_mode([3] * bodies) == Measure(1)


@pytest.mark.parametrize("levels", [[], [3], [math.nan, math.nan], [3, math.nan]])
def test_one_rating_agrees_with_nobody(levels):
    measures = (spread.spread, spread.deviation, spread.share_in_mode, spread.interquartile_range)
    for found in [measure(np.array(levels)) for measure in measures]:
        assert found == without(Undefined.TOO_FEW_BODIES)
    assert spread.within_group(levels, FIVE) == without(Undefined.TOO_FEW_BODIES)


def test_a_measure_has_a_value_or_a_reason():
    with pytest.raises(ValueError, match="either a value or the reason"):
        Measure(None)
    with pytest.raises(ValueError, match="either a value or the reason"):
        Measure(1, Undefined.ALL_EQUAL)
