"""Interactions: worked by hand on three policies, and what must hold for every matrix."""

import math

import numpy as np
import pytest
from hypothesis import given as generated
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.interactions.influence import given, net_influence, net_influence_received, received
from scoring.interactions.matrix import matrix
from scoring.interactions.micmac import dematel, micmac, negative, positive, settled_micmac
from scoring.interactions.pairs import Kind, balance, critical, of_kind, pairs
from scoring.interactions.scorers import agreement, apart, combined, divergences

NAN = math.nan
NAMES = ("labour", "return", "remittances")
# labour helps return strongly and hinders remittances a little; return helps labour; remittances hinder return.
THREE = matrix(NAMES, [[0, 3, -1], [2, 0, 0], [0, -2, 0]])
SQUARES = arrays(np.float64, (5, 5), elements=st.one_of(st.integers(-3, 3).map(float), st.just(NAN)))


def clean(values):
    np.fill_diagonal(values, NAN)
    return matrix("abcde", values)


def test_strength_given_and_received():
    out, into = given(THREE), received(THREE)
    assert (out.total.tolist(), into.total.tolist()) == ([2, 2, -2], [2, 1, -1])
    assert (out.positive.tolist(), out.negative.tolist()) == ([3, 2, 0], [-1, 0, -2])
    assert (out.positives.tolist(), out.negatives.tolist()) == ([1, 1, 0], [1, 0, 1])


def test_net_influence_counts_what_goes_through_others():
    # labour: 1/2 (3 x 2 - 1 x -2) = 4; return: 1/2 (2 x 2) = 2; remittances: 1/2 (-2 x 2) = -2.
    found = net_influence(THREE)
    assert (found.second.tolist(), found.net.tolist()) == ([4, 2, -2], [6, 4, -4])
    assert net_influence(THREE, factor=0).net.tolist() == [2, 2, -2]
    assert net_influence(THREE, factor=1).second.tolist() == [8, 4, -4]


def test_what_comes_straight_back_can_be_left_out():
    # labour and return: 3 x 2 goes back and forth, 1/2 of it is 3.
    assert net_influence(THREE, returning=False).second.tolist() == [1, -1, -2]


def test_net_influence_received():
    # labour: 1/2 (2 x 1) = 1; return: 1/2 (3 x 2 - 2 x -1) = 4; remittances: 1/2 (-1 x 2) = -1.
    assert net_influence_received(THREE).net.tolist() == [3, 5, -2]


def test_micmac_with_and_without_loops():
    ring = np.array([[0.0, 1, 0], [0, 0, 2], [3, 0, 0]])
    # Chains of two: 1 > 3: 2, 2 > 1: 6, 3 > 2: 3. Chains of three all come back: 6 on the diagonal.
    assert micmac(ring, 2, loops=True).influence.tolist() == [2, 6, 3]
    assert micmac(ring, 2, loops=True).dependence.tolist() == [6, 3, 2]
    assert micmac(ring, 3, loops=True).influence.tolist() == [6, 6, 6]
    assert micmac(ring, 3, loops=False).influence.tolist() == [0, 0, 0]


def test_the_ranking_of_a_ring_never_rests_and_that_of_a_full_matrix_does():
    ring = np.array([[0.0, 1, 0], [0, 0, 2], [3, 0, 0]])
    assert not settled_micmac(ring, loops=True).settled
    full = np.array([[0.0, 3, 3], [1, 0, 1], [1, 0, 0]])
    found = settled_micmac(full, loops=True)
    assert found.settled
    assert found.influence.argmax() == 0
    assert (settled_micmac(np.zeros((3, 3)), loops=False).influence == 0).all()


def test_micmac_takes_one_sign_at_a_time():
    assert positive(THREE).tolist() == [[0, 3, 0], [2, 0, 0], [0, 0, 0]]
    assert negative(THREE).tolist() == [[0, 0, 1], [0, 0, 0], [0, 2, 0]]
    with pytest.raises(ValueError, match="micmac: strengths of at least 0 are needed"):
        micmac(THREE.filled, 2, loops=False)


def test_dematel_adds_up_all_chains():
    # Row sums 2 and 1, so X = [[0, 1], [1/2, 0]] and T = X (1 - X)^-1 = [[1, 2], [1, 1]].
    found = dematel(np.array([[0.0, 2], [1, 0]]))
    np.testing.assert_allclose(found.relation, [[1, 2], [1, 1]], rtol=1e-12)
    np.testing.assert_allclose(found.prominence, [5, 5], rtol=1e-12)
    np.testing.assert_allclose(found.net, [1, -1], rtol=1e-12)


@pytest.mark.parametrize("values", [[[0.0, 1], [1, 0]], [[0.0, 0], [0, 0]]])
def test_dematel_without_an_end_or_a_beginning_is_refused(values):
    with pytest.raises(ValueError, match="dematel: "):
        dematel(np.array(values))


def test_synergies_and_trade_offs_stand_apart():
    found = matrix("abcd", [[0, 2, -1, 0], [1, 0, 3, NAN], [-3, -1, 0, 0], [0, 2, 0, 0]])
    kinds = {(pair.one, pair.other): pair.kind for pair in pairs(found)}
    assert kinds == {
        ("a", "b"): Kind.SYNERGY,
        ("a", "c"): Kind.TRADE_OFF,
        ("a", "d"): Kind.NEUTRAL,
        ("b", "c"): Kind.MIXED,
        ("b", "d"): Kind.UNKNOWN,
        ("c", "d"): Kind.NEUTRAL,
    }
    assert [pair.strength for pair in of_kind(pairs(found), Kind.TRADE_OFF, Kind.MIXED)] == [4, 4]
    assert list(critical(found)) == [("c", "a", -3)]
    whole = balance(found)
    assert (whole.synergy, whole.trade_off, whole.cells) == (8, -5, 11)
    assert found.coverage == 11 / 12


def test_agreement_of_the_two_scorers_of_a_cell():
    other = matrix(NAMES, [[0, 3, 1], [0, 0, NAN], [-1, -1, 0]])
    # Both scored: 3/3, -1/1, 2/0, 0/-1, -2/-1.
    found = agreement(THREE, other)
    assert (found.cells, found.equal, found.within_one, found.same_sign, found.opposite) == (5, 0.2, 0.6, 0.4, 0.2)
    assert (found.distance, found.leaning) == (pytest.approx(6 / 5), pytest.approx(0 / 5))
    assert [(cell.row, cell.column, cell.opposite) for cell in divergences(THREE, other, least=2)] == [
        ("labour", "remittances", True),
        ("return", "labour", False),
    ]
    assert apart(THREE, other)[0, 2] == pytest.approx(2 / 6)
    assert combined(THREE, other).values[1].tolist()[0::2] == [1, 0]  # (2 + 0) / 2; only one has scored


def test_scorers_with_nothing_in_common_have_no_agreement():
    nothing = agreement(THREE, matrix(NAMES, np.full((3, 3), NAN)))
    assert nothing.cells == 0
    assert math.isnan(nothing.equal)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: matrix("ab", [[0, 4], [0, 0]]), "matrix: a on b: a number from -3 to 3 is needed; found 4"),
        (lambda: matrix("ab", [[0, 1], [0, 2]]), "matrix: b on b: a number 0 or missing on the diagonal is needed"),
        (lambda: matrix("ab", [[0, math.inf], [0, 0]], None), "matrix: a on b: a number from -inf to inf"),
        (
            lambda: matrix("ab", [[0, 1]]),
            r"matrix: 2 rows and 2 columns are needed, one per name; found shape \(1, 2\)",
        ),
        (lambda: matrix("aa", [[0, 1], [0, 0]]), "matrix: names: used more than once: a"),
        (lambda: net_influence(THREE, -1), "factor: a number of at least 0 is needed; found -1"),
        (lambda: micmac(positive(THREE), 0, loops=True), "order: a whole number of at least 1 is needed; found 0"),
        (lambda: agreement(THREE, matrix("abc", np.zeros((3, 3)))), "scorers: the same names in the same order"),
    ],
)
def test_what_is_no_matrix_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


@generated(SQUARES, st.permutations(range(5)))
def test_the_order_of_policies_is_irrelevant(values, order):
    found = clean(values)
    turned = matrix([found.names[i] for i in order], found.values[np.ix_(order, order)])
    np.testing.assert_allclose(net_influence(turned).net, net_influence(found).net[list(order)])
    absolute = np.abs(found.filled), np.abs(turned.filled)
    mine, theirs = (micmac(side, 3, loops=False).influence for side in absolute)
    np.testing.assert_allclose(theirs, mine[list(order)])
    assert balance(turned) == balance(found)


@generated(SQUARES)
def test_what_is_given_is_received(values):
    found = clean(values)
    assert given(found).total.sum() == received(found).total.sum()
    whole = balance(found)
    assert whole.synergy + whole.trade_off == given(found).total.sum()
    turned = matrix(found.names, found.values.T)
    np.testing.assert_array_equal(net_influence(turned).net, net_influence_received(found).net)


@generated(SQUARES, SQUARES)
def test_agreement_is_the_same_both_ways_but_for_the_leaning(values, others):
    one, other = clean(values), clean(others)
    there, back = agreement(one, other), agreement(other, one)
    if there.cells:
        assert (there.equal, there.opposite, there.distance) == (back.equal, back.opposite, back.distance)
        assert there.leaning == -back.leaning
        assert there.equal <= there.within_one
        assert agreement(one, one).equal == 1
