"""Sobol's indices: where they are known, and for studies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.composite.build import Choices
from scoring.composite.elements import AGGREGATE, Element
from scoring.composite.framework import framework
from scoring.robustness.composite import Vary, composite_study
from scoring.robustness.estimators import bootstrap, indices
from scoring.robustness.frames import by_unit, overall
from scoring.robustness.sensitivity import sensitivity

MANY = 2**17
INDICATORS = ("i1", "i2", "i3", "i4")
TREE = framework(
    [
        *(Element(code=code, level=1, parent="p" if code < "i3" else "q") for code in INDICATORS),
        *(Element(code=code, level=2, parent="x", kind=AGGREGATE) for code in "pq"),
        Element(code="x", level=3, kind=AGGREGATE),
    ]
)


def sampled(function, choices: int, many: int = MANY, seed: int = 1):
    """f_A, f_B and f_ABi of a function of uniform numbers (…, choices)."""
    a, b = np.random.default_rng(seed).random((2, many, choices))
    swapped = [np.where(np.arange(choices) == at, b, a) for at in range(choices)]
    return function(a), function(b), np.array([function(own) for own in swapped])


def additive(x):
    return x @ np.array([1.0, 2.0, 3.0])


def ishigami(x):
    x = np.pi * (2 * x - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


@pytest.mark.parametrize("centred", [True, False])
def test_an_additive_function(centred):
    # variances of a x, x uniform: a^2 / 12, so shares 1/14, 4/14, 9/14, and no interaction
    found = indices(*sampled(additive, 3), centred=centred)
    assert found.first == pytest.approx(np.array([1, 4, 9]) / 14, abs=0.02)
    assert found.total == pytest.approx(np.array([1, 4, 9]) / 14, abs=0.01)
    assert found.variance == pytest.approx(14 / 12, rel=0.01)


def test_the_function_of_ishigami():
    # a = 7, b = 0.1: V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = b^2 pi^8 8 / 225 (Ishigami and Homma 1990)
    own = [(1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 0, 0.01 * np.pi**8 * 8 / 225]
    found = indices(*sampled(ishigami, 3))
    assert found.first == pytest.approx(np.array(own[:3]) / sum(own), abs=0.02)
    assert found.total == pytest.approx(np.array([own[0] + own[3], own[1], own[3]]) / sum(own), abs=0.02)
    assert found.variance == pytest.approx(sum(own), rel=0.02)


def test_estimates_by_hand():
    # V of 1, 3, 2, 6 with n - 1 = 14/3; mean(f_B (f_AB - f_A)) = (2 x 1 + 6 x -1) / 2 = -2; mean of squares = 1
    a, b, swapped = np.array([1.0, 3]), np.array([2.0, 6]), np.array([[2.0, 2]])
    plain, centred = (indices(a, b, swapped, centred=centred) for centred in (False, True))
    assert plain.first == pytest.approx([-2 / (14 / 3)])
    assert centred.first == pytest.approx([((2 - 3) * 1 + (6 - 3) * -1) / 2 / (14 / 3)])
    assert plain.total == centred.total == pytest.approx([1 / 2 / (14 / 3)])


def test_taking_the_mean_off_first_makes_first_indices_less_uncertain():
    runs = sampled(lambda x: additive(x) + 10, 3, 500)
    plain, centred = (bootstrap(*runs, np.random.default_rng(1), centred=centred) for centred in (False, True))
    assert np.all(centred.first_q95 - centred.first_q05 < (plain.first_q95 - plain.first_q05) / 3)
    assert np.all((centred.first_q05 < np.array([1, 4, 9]) / 14) & (np.array([1, 4, 9]) / 14 < centred.first_q95))


def test_intervals_hold_what_is_true_about_nine_times_in_ten():
    held = []
    for seed in range(100):
        found = bootstrap(*sampled(additive, 3, 200, seed), np.random.default_rng(seed), 300)
        truth = np.array([1, 4, 9]) / 14
        held.append([(found.first_q05 <= truth) & (truth <= found.first_q95)])
        held.append([(found.total_q05 <= truth) & (truth <= found.total_q95)])
    assert 0.84 < np.mean(held) < 0.96


@pytest.mark.parametrize("centred", [True, False])
def test_a_resample_is_the_estimate_from_its_runs(centred):
    class Drawn:
        def multinomial(self, runs, shares, size):
            return np.array([[2, 0, 1, 0, 2]])

    a, b, swapped = sampled(lambda x: additive(x) + 4, 3, 5)
    own = [0, 0, 2, 4, 4]
    wanted = indices(a[own], b[own], swapped[:, own], centred=centred)
    found = bootstrap(a, b, swapped, Drawn(), 1, centred=centred)
    assert found.first_q05 == pytest.approx(wanted.first)
    assert found.total_q95 == pytest.approx(wanted.total)


def test_nothing_varies():
    found = indices(np.full(8, 0.1), np.full(8, 0.1), np.full((2, 8), 0.1))
    assert np.isnan(found.first).all()
    assert np.isnan(found.total).all()
    assert found.variance == 0


@given(st.floats(-100, 100), st.floats(0.01, 100))
def test_shifting_and_stretching_the_result_changes_nothing(shift, factor):
    own = indices(*sampled(ishigami, 3, 200))
    other = indices(*(shift + factor * runs for runs in sampled(ishigami, 3, 200)))
    assert other.first == pytest.approx(own.first, abs=1e-6)
    assert other.total == pytest.approx(own.total, abs=1e-6)


def study(vary: Vary, units: int = 8):
    return composite_study(TREE, np.random.default_rng(3).random((units, 4)), Choices(low=1, high=100), vary)


def test_a_choice_without_effect_has_index_0_and_the_only_one_with_effect_1():
    found = sensitivity(study(Vary(weights=0.0, aggregate=("arithmetic", "harmonic"))), 400, of="score")
    assert found.choices == ("aggregate", "weights")
    assert found.units.first[1] == pytest.approx(np.zeros(8), abs=1e-12)
    assert found.units.total[1] == pytest.approx(np.zeros(8), abs=1e-12)
    assert found.units.total[0] == pytest.approx(np.ones(8), abs=0.1)
    assert found.units.first[0] == pytest.approx(np.ones(8), abs=0.2)
    assert found.runs == 1600


def test_the_same_seed_gives_the_same_bits_and_it_is_kept():
    vary = Vary(weights=0.4, aggregate=("arithmetic", "geometric"))
    one, other = (sensitivity(study(vary), 50, 9) for _ in range(2))
    assert one.overall.total.tobytes() == other.overall.total.tobytes()
    assert one.units_bootstrap.first_q05.tobytes() == other.units_bootstrap.first_q05.tobytes()
    assert one.settings.seed == 9
    assert sensitivity(study(vary), 50, 10).overall.total.tobytes() != one.overall.total.tobytes()


def test_tables_of_indices():
    found = sensitivity(study(Vary(weights=0.4, aggregate=("arithmetic", "geometric"))), 50)
    assert list(overall(found).index) == ["aggregate", "weights"]
    table = by_unit(found, list("abcdefgh"))
    assert list(table.index[:3]) == [("a", "aggregate"), ("a", "weights"), ("b", "aggregate")]
    assert table.loc[("b", "weights"), "total"] == found.units.total[1, 1]


def test_another_aggregate_than_the_top():
    found = sensitivity(study(Vary(weights=0.4)), 50, node="p")
    assert found.node == "p"
    assert found.overall.total[0] > 0


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: sensitivity(study(Vary())), "one choice that varies"),
        (lambda: sensitivity(study(Vary(weights=0.1)), node="i1"), "node: one of p, q, x"),
        (lambda: sensitivity(study(Vary(weights=0.1)), 1), "at least 2 samples"),
        (lambda: sensitivity(study(Vary(weights=0.1)), of="place"), "rank, score"),
    ],
)
def test_what_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()
