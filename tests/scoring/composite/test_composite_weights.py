"""Weights: effective, fitted, and benefit of the doubt, worked by hand."""

import numpy as np
import pytest

from scoring.composite.doubt import benefit_of_the_doubt
from scoring.composite.elements import Element
from scoring.composite.errors import DataError
from scoring.composite.fitted import fit
from scoring.composite.framework import framework
from scoring.composite.simplex import maximise
from scoring.composite.weights import effective, equal, shares

NAN = float("nan")


def pairs(*weights: float):
    """a1 a2 | b1 b2 | a b | whole."""
    places = [(code, 1, code[0]) for code in ("a1", "a2", "b1", "b2")] + [("a", 2, "w"), ("b", 2, "w"), ("w", 3, "")]
    return framework(
        Element(code=code, level=level, parent=parent, weight=w, kind="Indicator" if level == 1 else "Aggregate")
        for (code, level, parent), w in zip(places, weights, strict=True)
    )


def flat(n: int):
    rows = [Element(code=f"x{place}", level=1, parent="w") for place in range(n)]
    return framework([*rows, Element(code="w", level=2, kind="Aggregate")])


def test_effective_weights_are_the_product_of_the_shares():
    tree = pairs(1, 3, 2, 2, 1, 4, 1)
    assert shares(tree).tolist() == pytest.approx([0.25, 0.75, 0.5, 0.5, 0.2, 0.8, 1])
    assert effective(tree).tolist() == pytest.approx([0.05, 0.15, 0.4, 0.4, 0.2, 0.8, 1])
    assert effective(tree, equal(tree)).tolist() == pytest.approx([0.25] * 4 + [0.5] * 2 + [1])


def test_effective_weights_of_many_sets_at_once():
    tree = pairs(1, 3, 2, 2, 1, 4, 1)
    both = np.array([tree.weights, equal(tree)])
    np.testing.assert_allclose(effective(tree, both), [effective(tree), effective(tree, equal(tree))])


# Columns at right angles, of length 2, 4 and 6: r_q = w_q length_q / |whole|, so that equal correlations need
# weights like 1/2 : 1/4 : 1/6 = 6 : 3 : 2, and shares like 1 : 2 : 3 need 1/2 : 2/4 : 3/6, equal weights.
RIGHT_ANGLES = np.array([[1.0, 2, 3], [1, -2, -3], [-1, 2, -3], [-1, -2, 3]])


def test_fitted_to_equal_correlations():
    found = fit(flat(3), RIGHT_ANGLES, 1)
    assert found.attained
    assert found.weights == pytest.approx({"x0": 6 / 11, "x1": 3 / 11, "x2": 2 / 11})
    assert found.correlations == pytest.approx(dict.fromkeys(found.weights, 3**-0.5))


def test_fitted_to_targets_keeps_the_labels():
    found = fit(flat(3), RIGHT_ANGLES, 1, {"x2": 3, "x0": 1, "x1": 2})
    assert found.weights == pytest.approx(dict.fromkeys(("x0", "x1", "x2"), 1 / 3))
    assert found.shares == pytest.approx({"x0": 1 / 6, "x1": 2 / 6, "x2": 3 / 6})


def test_what_no_weights_can_reach_is_said():
    """The second is the first turned round: nobody can correlate with both."""
    found = fit(flat(2), np.array([[1.0, -1.0], [2, -2], [4, -4]]), 1)
    assert not found.attained
    assert found.weights == {"x0": 0.5, "x1": 0.5}


def test_a_share_that_only_a_negative_weight_would_reach_leaves_that_weight_at_zero():
    """x1 = x0 + noise at right angles: alone, x0 and x1 correlate at 1 : 0.8 with x0, and x1 shall have less."""
    x0, noise = np.array([4.0, 4, -4, -4]), np.array([3.0, -3, 3, -3])
    found = fit(flat(2), np.column_stack([x0, x0 + noise]), 1, {"x0": 2, "x1": 1})
    assert found.weights == pytest.approx({"x0": 1, "x1": 0})
    assert found.shares == pytest.approx({"x0": 1 / 1.8, "x1": 0.8 / 1.8})
    assert not found.attained


def test_siblings_sum_to_one_in_each_family():
    rng = np.random.default_rng(3)
    found = fit(pairs(1, 1, 1, 1, 1, 1, 1), rng.normal(size=(40, 4)), 1)
    assert found.weights["a1"] + found.weights["a2"] == pytest.approx(1)
    assert found.weights["b1"] + found.weights["b2"] == pytest.approx(1)
    assert not found.attained  # two weights are free, and three shares are wished for


@pytest.mark.parametrize(
    ("level", "targets", "words"),
    [
        (2, None, "a level from 1 to 1"),
        (0, None, "a level from 1 to 1"),
        (1, {"x0": 1}, "one above 0 for each of x0, x1, x2"),
        (1, {"x0": 1, "x1": 0, "x2": 1}, "one above 0 for each"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(level, targets, words):
    with pytest.raises(ValueError, match=words):
        fit(flat(3), RIGHT_ANGLES, level, targets)


def test_simplex_by_hand():
    """3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3: the corner (3, 1)."""
    rows = np.array([[1.0, 1], [1, 3], [1, 0]])
    assert maximise(np.array([3.0, 2]), rows, np.array([4.0, 6, 3])).tolist() == pytest.approx([3, 1])


def test_simplex_gets_past_corners_where_many_lines_meet():
    """Beale's example, in which other rules go round for ever: x1 = 1/25, x3 = 1."""
    gains = np.array([0.75, -150, 0.02, -6])
    rows = np.array([[0.25, -60, -1 / 25, 9], [0.5, -90, -1 / 50, 3], [0, 0, 1, 0]])
    found = maximise(gains, rows, np.array([0.0, 0, 1]))
    assert found.tolist() == pytest.approx([0.04, 0, 1, 0])


def test_simplex_refuses_what_has_no_answer():
    with pytest.raises(ValueError, match="no largest value"):
        maximise(np.array([1.0]), np.array([[-1.0]]), np.array([1.0]))
    with pytest.raises(ValueError, match="limits of at least 0"):
        maximise(np.array([1.0]), np.array([[1.0]]), np.array([-1.0]))


# Three units: the first best in x, the second best in y, the third at the middle of their line less a half.
FRONT = np.array([[4.0, 2], [2, 4], [2, 2]])


def test_benefit_of_the_doubt_by_hand():
    """4a + 2b <= 1 and 2a + 4b <= 1 meet at a = b = 1/6, where the third reaches 4/6; nobody can give it more."""
    found = benefit_of_the_doubt(FRONT)
    assert found.scores.tolist() == pytest.approx([1, 1, 2 / 3])
    assert found.weights[2].tolist() == pytest.approx([1 / 6, 1 / 6])


def test_bounds_on_parts():
    """All parts equal: w_q I_q = s/2 for both, so the first has weights s/8, s/4; the second then gets
    2 s/8 + 4 s/4 = 1.25 s <= 1, s = 0.8."""
    found = benefit_of_the_doubt(FRONT, 0.5, 0.5)
    assert found.scores.tolist() == pytest.approx([0.8, 0.8, 2 / 3])
    parts = found.weights * FRONT / found.scores[:, None]
    assert parts == pytest.approx(np.full((3, 2), 0.5))


def test_a_missing_value_adds_nothing():
    found = benefit_of_the_doubt(np.array([[4.0, NAN], [2, 4], [NAN, NAN]]))
    assert found.scores.tolist() == pytest.approx([1, 1, NAN], nan_ok=True)


def test_benefit_of_the_doubt_is_the_best_of_all_weights():
    """No set of weights drawn at random, scaled to its own limit, does better; and the limits hold."""
    rng = np.random.default_rng(11)
    values = rng.uniform(0, 10, (12, 4))
    found = benefit_of_the_doubt(values)
    assert (values @ found.weights.T).max() <= 1 + 1e-9
    drawn = rng.dirichlet(np.full(4, 0.4), 4000)
    sums = drawn @ values.T
    assert np.all((sums / sums.max(axis=1, keepdims=True)).max(axis=0) <= found.scores + 1e-9)


def test_benefit_of_the_doubt_refuses_what_it_cannot_take():
    with pytest.raises(DataError, match="at least 0 are needed; found -1"):
        benefit_of_the_doubt(np.array([[-1.0, 1.0]]))
    with pytest.raises(ValueError, match="0 <= lower <= 1/2 <= upper <= 1"):
        benefit_of_the_doubt(FRONT, 0.6, 1)
