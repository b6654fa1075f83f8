"""Correlations, alpha and components worked by hand."""

import math

import numpy as np
import pytest

from scoring.composite.beta import beta_share
from scoring.composite.elements import Element
from scoring.composite.framework import framework
from scoring.composite.structure import (
    correlations,
    cronbach,
    flagged,
    kendall,
    p_values,
    pearson,
    principal_components,
    spearman,
    with_ancestors,
)

NAN = float("nan")
X = np.array([1.0, 2, 3, 4])
Y = np.array([1.0, 3, 2, 4])  # differences -1.5, 0.5, -0.5, 1.5 beside -1.5, -0.5, 0.5, 1.5: 4 / 5


def test_three_correlations_by_hand():
    assert pearson(X, Y) == pytest.approx(0.8)
    assert spearman(X**3, Y) == pytest.approx(0.8)
    assert kendall(X, Y) == pytest.approx(4 / 6)  # five pairs agree, one does not
    assert kendall(X, np.array([1.0, 1, 2, 3])) == pytest.approx(5 / math.sqrt(6 * 5))  # one tie


def test_pairs_are_compared_over_the_units_that_have_both():
    table = np.column_stack([np.append(X, 99), np.append(Y, NAN), np.ones(5)])
    found = correlations(table)
    assert found[0, 1] == found[1, 0] == pytest.approx(0.8)
    assert found[0, 0] == pytest.approx(1)
    assert np.isnan(found[0, 2])  # no variance
    assert np.isnan(correlations(np.array([[1.0, NAN], [NAN, 1.0]]))[0, 1])  # nothing in common
    with pytest.raises(ValueError, match="one of pearson, spearman, kendall is needed"):
        correlations(table, method="cosine")


def test_probability_of_a_correlation():
    """n = 4: t = 0.8 sqrt(2 / 0.36) with 2 degrees of freedom, p = 1 - t / sqrt(t^2 + 2) = 1 - 0.8."""
    assert p_values(np.column_stack([X, Y]))[0, 1] == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("x", "a", "b", "expected"),
    [(0.3, 1, 1, 0.3), (0.3, 2, 1, 0.09), (0.3, 1, 2, 1 - 0.49), (0.5, 7, 7, 0.5), (0, 2, 3, 0), (1, 2, 3, 1)],
)
def test_incomplete_beta_where_it_is_a_polynomial(x, a, b, expected):
    assert beta_share(x, a, b) == pytest.approx(expected, rel=1e-12)


def test_incomplete_beta_is_refused_outside():
    with pytest.raises(ValueError, match="x in 0-1"):
        beta_share(1.1, 1, 1)


def test_alpha_by_hand():
    """Variances 5/3 and 5/3, covariance 4/3: 2 (1 - (10/3) / (18/3)) = 8/9."""
    assert cronbach(np.column_stack([X, Y])) == pytest.approx(8 / 9)
    assert cronbach(np.column_stack([X, X, X])) == pytest.approx(1)
    assert np.isnan(cronbach(X[:, None]))
    assert np.isnan(cronbach(np.column_stack([X, -X])))
    assert np.isnan(cronbach(np.array([[1.0, NAN], [NAN, 1.0]])))


def test_components_of_two_columns():
    """Eigenvalues 1 + r and 1 - r, along the diagonals."""
    found = principal_components(np.column_stack([np.append(X, 7), np.append(Y, NAN)]))
    assert found.eigenvalues.tolist() == pytest.approx([1.8, 0.2])
    assert found.shares.tolist() == pytest.approx([0.9, 0.1])
    assert found.loadings[:, 0].tolist() == pytest.approx([0.5**0.5] * 2)
    assert found.units.tolist() == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="two complete units and variance"):
        principal_components(np.ones((3, 2)))


TREE = framework(
    [
        *[Element(code=code, level=1, parent=code[0]) for code in ("a1", "a2", "b1")],
        *[Element(code=code, level=2, parent="w", kind="Aggregate") for code in "ab"],
        Element(code="w", level=3, kind="Aggregate"),
    ]
)


def test_pairs_of_a_family_are_flagged():
    values = np.column_stack([X, -Y, X])
    assert flagged(TREE, values, -0.5, 0.9) == [(0, 1, pytest.approx(-0.8))]
    assert flagged(TREE, values, -0.9, 0.9) == []  # a1 and b1 agree wholly, but have different parents


def test_correlation_with_all_ancestors():
    values = np.column_stack([X, Y, Y])
    scores = np.column_stack([Y, Y, X])
    found = with_ancestors(TREE, values, scores)
    assert found.tolist() == [pytest.approx([0.8, 1, 1]), pytest.approx([1, 0.8, 0.8])]
