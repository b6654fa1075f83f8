"""Ranks: equal scores are equal, whatever the last bits say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ranks import average_ranks, competition_ranks, exact_ranks, ranks_within, significant

NAN = float("nan")


def test_competition_ranks_by_hand():
    assert competition_ranks([50, 80, NAN, 80, 10]).tolist() == pytest.approx([3, 1, NAN, 1, 4], nan_ok=True)
    assert competition_ranks([50, 80, NAN, 80, 10], ascending=True).tolist() == pytest.approx(
        [2, 3, NAN, 3, 1], nan_ok=True
    )


def test_noise_of_addition_makes_no_rank():
    """COINr ranks 100, 99.99999999999999 and 99.99999999999997 as 1, 2, 3."""
    noisy = [sum([0.1] * 10) * 100, 100.0, 100 * (1 - 1e-15)]
    assert competition_ranks(noisy).tolist() == [1, 1, 1]
    assert competition_ranks([100, 100 - 2e-9]).tolist() == [1, 2]


def test_average_ranks_by_hand():
    assert average_ranks([1.0, 5, NAN, 5, 7]).tolist() == pytest.approx([1, 2.5, NAN, 2.5, 4], nan_ok=True)


def test_measured_numbers_of_any_size_are_compared_by_their_digits():
    assert exact_ranks([1e-20, 2e-20, 0.0, -1e-20]).tolist() == [3, 4, 2, 1]
    assert exact_ranks([5.1, 5.1000000000000005, 1e300, 1e300 * (1 + 1e-15)]).tolist() == [1, 1, 3, 3]
    assert significant([1.23456789012345, NAN, 0.0]).tolist() == pytest.approx([1.23456789012, NAN, 0], nan_ok=True)


def test_ranks_along_any_axis_and_within_groups():
    table = np.array([[1.0, 9.0], [2.0, 9.0], [3.0, 8.0], [4.0, NAN]])
    assert competition_ranks(table, axis=0).tolist() == pytest.approx(
        np.array([[4, 1], [3, 1], [2, 3], [1, NAN]]), nan_ok=True
    )
    assert ranks_within(table, ["n", "s", "n", None], axis=0).tolist() == pytest.approx(
        np.array([[2, 1], [1, 1], [1, 2], [NAN, NAN]]), nan_ok=True
    )
    with pytest.raises(ValueError, match="4 labels are needed, one per unit; found 1"):
        ranks_within(table, ["n"], axis=0)


SCORES = st.lists(st.one_of(st.integers(0, 5).map(float), st.just(NAN)), min_size=1, max_size=12)


@given(SCORES)
def test_a_rank_is_one_more_than_the_number_of_better_units(scores):
    ranks = competition_ranks(scores)
    for score, rank in zip(scores, ranks, strict=True):
        assert np.isnan(rank) if np.isnan(score) else rank == 1 + sum(other > score for other in scores)


@given(SCORES)
def test_average_ranks_lie_between_the_first_and_the_last_place_of_a_tie(scores):
    first, middle = exact_ranks(scores), average_ranks(scores)
    for score, low, mean in zip(scores, first, middle, strict=True):
        assert np.isnan(mean) if np.isnan(score) else mean == low + (scores.count(score) - 1) / 2


@given(SCORES, st.integers(2, 4))
def test_many_rows_are_ranked_as_one_each(scores, rows):
    table = np.array([scores] * rows)
    np.testing.assert_array_equal(competition_ranks(table), [competition_ranks(scores)] * rows)
