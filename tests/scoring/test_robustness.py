"""Monte Carlo: choices, draws, intervals of scores and ranks, robust pairs, groups; dropped elements."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.composite.aggregate import Rule
from scoring.composite.build import Choices, build
from scoring.composite.elements import AGGREGATE, Element
from scoring.composite.errors import DataError
from scoring.composite.framework import framework
from scoring.robustness.bodies import Bodies
from scoring.robustness.choices import Choice, Grid
from scoring.robustness.composite import Vary, composite_study
from scoring.robustness.dropping import drop_one
from scoring.robustness.frames import intervals
from scoring.robustness.pairs import above, separation
from scoring.robustness.replicate import Replications, replicate, settings_of
from scoring.robustness.study import Study
from scoring.robustness.summary import rank_intervals, rank_probabilities, rank_shift, score_intervals
from scoring.robustness.weighing import Dirichlet, Noise, Sets

TREE = framework(
    [
        Element(code="whole", level=3, kind=AGGREGATE),
        Element(code="a", level=2, parent="whole", kind=AGGREGATE),
        Element(code="b", level=2, parent="whole", kind=AGGREGATE),
        Element(code="a1", level=1, parent="a", weight=1),
        Element(code="a2", level=1, parent="a", weight=3),
        Element(code="b1", level=1, parent="b"),
    ]
)
NONE = Choices(normalise="none", low=0, high=100)


def study(values, vary: Vary, choices: Choices = NONE) -> Study:
    return composite_study(TREE, np.array(values, dtype=float), choices, vary)


def result(ranks, scores=None) -> Replications:
    """One aggregate with given ranks (units, replications), to reckon with by hand."""
    ranks = np.array([ranks], dtype=np.float32)
    scores = -ranks.astype(float) if scores is None else np.array([scores], dtype=float)
    made = study([[1, 1, 1]], Vary())
    return Replications(("x",), scores[..., 0], ranks[..., 0].astype(float), scores, ranks, settings_of(made, 1, 1))


def test_intervals_by_hand():
    # scores 10 … 50: type 7 puts q05 at place 0.2 and q95 at place 3.8 of 0 … 4
    found = score_intervals(result([[1] * 5], [[50, 20, 30, 10, 40]]))
    assert (found.q05, found.median, found.q95, found.mean, found.present) == (12, 30, 48, 30, 1)


def test_intervals_leave_out_replications_without_a_score():
    found = score_intervals(result([[1] * 4, [2] * 4], [[10, np.nan, 30, np.nan], [np.nan] * 4]))
    assert found.median[0].tolist() == [20, pytest.approx(np.nan, nan_ok=True)]
    assert found.present[0].tolist() == [0.5, 0]
    assert found.mean[0, 0] == 20


def test_probabilities_of_ranks_by_hand():
    found = rank_probabilities(result([[1, 1, 2, 3], [2, 2, 1, 1], [3, 3, 3, np.nan]]), "x")
    assert found.tolist() == [[0.5, 0.75, 1], [0.5, 1, 1], [0, 0, 0.75]]


def test_rank_shift_by_hand():
    # nominal ranks are those of the first replication: 1, 2, 3; the second turns all round: (2 + 0 + 2) / 3
    assert rank_shift(result([[1, 3, 1], [2, 2, 3], [3, 1, 2]]), "x").tolist() == [0, 4 / 3, 2 / 3]


def test_pairs_by_hand():
    found = result([[1, 1, 1, 2], [2, 2, 1, 1], [3, 3, 3, np.nan]])
    shares = above(found, "x")
    assert shares[0].tolist() == [pytest.approx(np.nan, nan_ok=True), 0.5, 1]
    assert shares[1, 0] == 0.25  # equal in one replication: above neither
    assert shares[2, :2].tolist() == [0, 0]
    apart = separation(found, "x")
    assert apart.robust.tolist() == [[False, False, True], [False, False, True], [False] * 3]
    assert apart.share == 2 / 3
    assert apart.groups == ((0, 1), (2,))
    assert apart.tiers == ((0, 1), (2,))


def test_groups_overlap_where_neighbours_cannot_be_told_apart_but_ends_can():
    # 0 and 1 change places, 1 and 2 do, but 0 is always above 2: two groups that share 1, one tier
    found = separation(result([[1, 2, 1, 1], [2, 1, 3, 2], [3, 3, 2, 3]]), "x")
    assert found.groups == ((0, 1), (1, 2))
    assert found.tiers == ((0, 1, 2),)


def test_tiers_part_only_where_all_are_above_all():
    # 1 is always above 2, but 0 is not, though it comes first on average: 1.5, 1.75, 2.75
    found = separation(result([[1, 1, 1, 3], [2, 2, 2, 1], [3, 3, 3, 2]]), "x")
    assert found.groups == ((0, 1), (2,))
    assert found.tiers == ((0, 1, 2),)


def test_units_without_any_rank_are_in_no_group():
    found = separation(result([[1, 1], [np.nan, np.nan], [2, 2]]), "x")
    assert found.groups == ((0,), (2,)) == found.tiers
    assert found.share == 1


def test_without_a_choice_every_replication_is_the_nominal_run():
    values = [[10, 20, 30], [40, np.nan, 10], [0, 0, np.nan]]
    found = replicate(study(values, Vary()), 7, 1)
    assert np.all((found.scores == found.nominal[..., None]) | np.isnan(found.scores))
    assert np.all(rank_shift(found, "whole") == 0)


def test_a_choice_of_aggregation_gives_the_one_score_or_the_other():
    found = replicate(study([[25, 100, 100], [50, 50, 50]], Vary(aggregate=("arithmetic", "minimum"))), 200, 1)
    whole = found.scores[found.place("whole"), 0]
    # arithmetic: (25 + 3 x 100) / 4 = 81.25 and (81.25 + 100) / 2 = 90.625; minimum: 25
    assert set(whole) == {90.625, 25}
    assert 60 < np.count_nonzero(whole == 25) < 140
    assert found.ranks[found.place("whole"), 0].tolist() == [1 if score > 50 else 2 for score in whole]


@pytest.mark.parametrize(
    ("vary", "allowed"),
    [
        (Vary(spacing=(1, 2)), {50, 25}),  # 100 (0.5)^2
        (Vary(missing=("ignore", "lowest", "highest")), {50, 25, 75}),
        (Vary(threshold=(0, 0.8)), {50, None}),
        (Vary(drop=("a",)), {50, None}),
    ],
)
def test_other_choices_by_hand(vary, allowed):
    # a = 50 (a2 is missing: 1/4 of the weight is there), b is missing, or both ends
    values = [[50, 50, np.nan]] if vary.missing or vary.drop or vary.threshold else [[50, 50, 50]]
    if vary.threshold:
        values = [[50, np.nan, np.nan]]
    found = replicate(study(values, vary), 100, 1)
    scores = found.scores[found.place("whole"), 0]
    assert {None if np.isnan(score) else score for score in scores} == allowed


def test_a_choice_of_imputation_and_normalisation():
    values = np.array([[0, 1, 5], [5, np.nan, 5.5], [20, 9, 7]], dtype=float)
    vary = Vary(impute=("none", "mean"), normalise=("minmax", "rank"))
    found = replicate(composite_study(TREE, values, Choices(), vary), 100, 1)
    kinds = [build(TREE, values, Choices(impute=i, normalise=n)).scores.T for i in vary.impute for n in vary.normalise]
    seen = [[np.allclose(own, found.scores[..., run], equal_nan=True) for own in kinds] for run in range(100)]
    assert np.all(np.sum(seen, axis=1) == 1)
    assert np.all(np.sum(seen, axis=0) > 10)


def test_each_answer_comes_from_a_body_that_gave_one():
    bodies = np.array([[[0, 10, np.nan]], [[np.nan, 20, np.nan]], [[40, np.nan, 50]]])  # bodies, units, indicators
    made = Study(framework=TREE, tables=Grid([bodies]), rules=Grid([Rule()]), bodies=Bodies(1, 3))
    found = replicate(made, 300, 1)
    assert set(found.scores[found.place("a"), 0]) == {(x + 3 * y) / 4 for x in (0, 40) for y in (10, 20)}
    assert set(found.scores[found.place("b"), 0]) == {50}
    assert found.nominal[found.place("a"), 0] == (20 + 3 * 15) / 4


def test_weights_stay_within_their_spread_and_on_their_levels():
    generator = np.random.default_rng(1)
    noise = Noise(TREE, 0.25, levels=(1,))
    drawn = noise.weights(noise.draw(generator, 1000)) / TREE.weights
    one = TREE.level == 1
    assert np.all(drawn[:, ~one] == 1)
    assert 0.75 <= drawn[:, one].min() < 0.76
    assert 1.24 < drawn[:, one].max() <= 1.25


def test_dirichlet_weights_have_the_nominal_shares_as_mean_and_the_known_variance():
    drawn = Dirichlet(TREE, 9).draw(np.random.default_rng(1), 40_000)[:, :2]
    share = drawn[:, 1] / drawn.sum(axis=1)
    assert share.mean() == pytest.approx(0.75, abs=0.005)
    assert share.var() == pytest.approx(0.75 * 0.25 / 10, rel=0.03)  # s (1 - s) / (k + 1)


def test_sets_of_weights_are_taken_as_they_are():
    sets = Sets(np.array([[1, 0, 1, 1, 1, 1], [0, 1, 1, 1, 1, 1.0]]))
    made = Study(framework=TREE, tables=Grid([np.array([[8.0, 16, 4]])]), rules=Grid([Rule()]), weights=sets)
    assert set(replicate(made, 50, 1).scores[0, 0]) == {8, 16}


def test_shares_of_alternatives():
    drawn = Choice("x", ("p", "q", "r"), (1, 0, 3)).draw(np.random.default_rng(1), 8000)
    assert set(drawn[:, 0]) == {0, 2}
    assert np.mean(drawn == 2) == pytest.approx(0.75, abs=0.02)


VARY = Vary(weights=0.3, aggregate=("arithmetic", "median"), missing=("ignore", "lowest"), drop=("a2", "b"))
tables = st.lists(st.lists(st.integers(0, 100) | st.just(np.nan), min_size=3, max_size=3), min_size=1, max_size=6)


@given(tables, st.integers(0, 2**64 - 1))
def test_the_same_seed_gives_the_same_bytes(values, seed):
    one, other = (replicate(study(values, VARY), 40, seed) for _ in range(2))
    assert one.scores.tobytes() == other.scores.tobytes()
    assert one.ranks.tobytes() == other.ranks.tobytes()
    assert one.settings == other.settings


def test_another_seed_gives_other_draws_and_a_longer_run_begins_with_the_shorter():
    values = [[10, 20, 30], [40, 5, 10]]
    short, long, other = (replicate(study(values, VARY), n, s) for n, s in ((40, 1), (90, 1), (40, 2)))
    assert np.array_equal(short.scores, long.scores[..., :40], equal_nan=True)
    assert not np.array_equal(short.scores, other.scores, equal_nan=True)


def test_the_size_of_blocks_changes_nothing_but_last_bits(monkeypatch):
    values = np.random.default_rng(1).random((5, 3))
    whole = replicate(study(values, VARY), 50, 1)
    for name in ("MOST", "TOGETHER", "LIMIT"):
        monkeypatch.setattr(f"scoring.robustness.study.{name}", 1)
    parts = replicate(study(values, VARY), 50, 1)
    assert np.allclose(whole.scores, parts.scores, rtol=0, atol=2e-9, equal_nan=True)
    assert np.array_equal(whole.ranks, parts.ranks, equal_nan=True)


@given(tables)
def test_ordered_intervals_and_a_copy_that_ties_in_every_replication(values):
    found = replicate(study([*values, values[0]], VARY), 30, 1)
    assert np.array_equal(found.ranks[:, 0], found.ranks[:, -1], equal_nan=True)
    for own in (score_intervals(found), rank_intervals(found)):
        has = ~np.isnan(own.median)
        assert np.all((own.q05 <= own.median)[has] & (own.median <= own.q95)[has])
    shares = above(found, "whole")
    assert not np.any(shares + shares.T > 1 + 1e-12)


def test_a_unit_better_on_everything_is_always_above():
    found = replicate(study([[30, 40, 50], [31, 41, 51]], Vary(weights=1.0, spacing=(0.5, 1, 2))), 100, 1)
    assert above(found, "whole")[1, 0] == 1
    assert separation(found, "whole").tiers == ((1,), (0,))


def test_dropping_by_hand():
    found = drop_one(TREE, np.array([[100.0, 0, 10], [0, 20, 12]]))
    # nominal: a = 25 and 15, whole = 17.5 and 13.5; without a2: 55 and 6; without a1: 5 and 16
    assert found.codes == ("a1", "a2", "b1", "a", "b")
    assert found.scores[:2].tolist() == [[5, 16], [55, 6]]
    assert found.scores[3:].tolist() == [[10, 12], [25, 15]]
    assert found.scores[2].tolist() == [25, 15]  # b has nothing left, and is left out in turn
    assert found.shift.tolist() == [1, 0, 0, 1, 0]
    assert drop_one(TREE, np.array([[1.0, 2, 3]]), level=2).codes == ("a", "b")


def test_a_table_with_a_row_per_unit_and_aggregate():
    table = intervals(replicate(study([[10, 20, 30], [40, 5, 10]], VARY), 40, 1), ["U", "V"])
    assert list(table.index[:2]) == [("a", "U"), ("a", "V")]
    assert list(table.columns) == [
        *("score", "rank", "score_median", "score_q05", "score_q95", "present"),
        *("rank_median", "rank_q05", "rank_q95"),
    ]


def test_what_cannot_be_aggregated_is_said_before_the_first_replication_with_its_combination():
    with pytest.raises(DataError, match=r"values above 0.*aggregate geometric") as caught:
        study([[10, 0, 5]], Vary(aggregate=("arithmetic", "geometric"), weights=0.1))
    assert (caught.value.row, caught.value.column) == (0, "a2")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Choice("x", ()), "one alternative or more"),
        (lambda: Choice("x", ("p", "p")), "used more than once"),
        (lambda: Choice("x", ("p", "q"), (1,)), "2 numbers of at least 0"),
        (lambda: Choice("x", ("p", "q"), (0, 0)), "not all 0"),
        (lambda: Choice("x", ("p", "q"), (2, -1)), "of at least 0"),
        (lambda: Grid([1], (Choice("x", ("p", "q")),)), "2 are needed"),
        (lambda: Noise(TREE, 1.5), "from 0 to 1"),
        (lambda: Dirichlet(TREE, 0), "above 0"),
        (lambda: Vary(spacing=(0,)), "above 0"),
        (lambda: Vary(missing=("best",)), "ignore, lowest, highest"),
        (lambda: Vary(drop=("a", "a")), "more than once"),
        (lambda: study([[1, 2, 3]], Vary(drop=("zz",))), "dropped: codes of the framework"),
        (lambda: study([[1, 2, 300]], Vary(spacing=(2,))), "values between 0 and 100"),
        (lambda: study([[1, 2, 3]], Vary(missing=("lowest",), normalise=("rank",))), "found rank"),
        (lambda: study([[1, 2, 3]], Vary(aggregate=("mean",))), "aggregate: one of"),
        (lambda: replicate(study([[1, 2, 3]], Vary()), 0), "at least 1"),
        (lambda: replicate(study([[1, 2, 3]], Vary()), 1, -1), "seed"),
        (lambda: rank_probabilities(result([[1]]), "zz"), "node: one of x"),
        (lambda: separation(result([[1]]), "x", 0.5), "above 0.5"),
        (lambda: drop_one(TREE, np.ones((1, 3)), node="a1"), "node: one of a, b, whole"),
        (lambda: drop_one(TREE, np.ones((1, 3)), level=3), "found 3"),
    ],
)
def test_what_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()
