"""Structure: do the indicators of a family tell one story?

Values are (units, elements). Pairs are compared over the units that have both (pairwise). With fewer than about
20 units none of these numbers says much. Source: OECD/JRC Handbook (2008), step 4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from scoring.composite.arrays import Array, Places, scored
from scoring.composite.beta import beta_share
from scoring.composite.framework import Framework
from scoring.ranks import average_ranks, significant

Pair: TypeAlias = Callable[[Array, Array], float]
NAN = float("nan")


def pearson(x: Array, y: Array) -> float:
    """sum(dx dy) / sqrt(sum(dx^2) sum(dy^2)); NaN without variance."""
    across, down = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((across @ across) * (down @ down)))
    return float(across @ down) / spread if spread > 0 else NAN


def spearman(x: Array, y: Array) -> float:
    """Pearson's r of the ranks, ties at the mean of their places."""
    return pearson(average_ranks(x), average_ranks(y))


def kendall(x: Array, y: Array) -> float:
    """tau-b = (concordant - discordant) / sqrt((pairs not tied in x) (pairs not tied in y)); NaN if all are tied."""
    x, y = significant(x), significant(y)
    across, down = np.sign(x[:, None] - x), np.sign(y[:, None] - y)
    spread = float(np.sqrt(np.abs(across).sum() * np.abs(down).sum()))
    return float((across * down).sum()) / spread if spread > 0 else NAN


METHODS: dict[str, Pair] = {"pearson": pearson, "spearman": spearman, "kendall": kendall}


def correlations(values: Array, others: Array | None = None, method: str = "pearson") -> Array:
    """Of each column of `values` with each of `others` (or its own): (columns, other columns), -1 to 1.

    NaN with fewer than two units in common or without variance. ValueError for an unknown method.
    """
    if method not in METHODS:
        raise ValueError(f"correlations: one of {', '.join(METHODS)} is needed; found {method!r}")
    others = values if others is None else others
    found = np.empty((values.shape[1], others.shape[1]))
    for row, column in np.ndindex(found.shape):
        both = scored(values[:, row]) & scored(others[:, column])
        enough = np.count_nonzero(both) > 1
        found[row, column] = METHODS[method](values[both, row], others[both, column]) if enough else NAN
    return found


def p_values(values: Array) -> Array:
    """Probability of a Pearson's r so far from 0 between unrelated normal columns, two-sided; 0 on the diagonal.

    With t = r sqrt((n-2) / (1-r^2)) that is I_(1-r^2)((n-2)/2, 1/2), I the regularised incomplete beta function.
    """
    r = correlations(values)
    here = scored(values).astype(np.float64)
    shared = here.T @ here
    found = np.full(r.shape, NAN)
    for place in np.argwhere(~np.isnan(r) & (shared > 2)):
        at = tuple(place)
        found[at] = beta_share(max(0.0, 1 - float(r[at]) ** 2), (shared[at] - 2) / 2, 0.5)
    np.fill_diagonal(found, 0.0)
    return found


def with_ancestors(framework: Framework, values: Array, scores: Array, method: str = "pearson") -> Array:
    """Of each indicator with its own parent, its parent's parent, … to the top: (levels above the first, indicators).

    `values` (units, indicators), `scores` (units, aggregates in stack order).
    """
    found = np.full((framework.top - 1, framework.indicators), NAN)
    for place in range(framework.indicators):
        above = int(framework.parent[place])
        while above >= 0:
            score = scores[:, above - framework.indicators, None]
            found[framework.level[above] - 2, place] = correlations(values[:, place, None], score, method)[0, 0]
            above = int(framework.parent[above])
    return found


def flagged(framework: Framework, values: Array, low: float, high: float) -> list[tuple[int, int, float]]:
    """Pairs of indicators with the same parent that correlate below `low` or above `high`: (place, place, r).

    JRC: below -0.3 or so they contradict each other, above 0.92 or so one of them says what the other says.
    """
    found: list[tuple[int, int, float]] = []
    for family in framework.families:
        if family.level == 2:
            own = correlations(values[:, family.children])
            pairs = np.argwhere(np.triu((own < low) | (own > high), 1)).tolist()
            first = family.children.start
            found += [(first + one, first + other, float(own[one, other])) for one, other in pairs]
    return found


def cronbach(values: Array) -> float:
    """alpha = k/(k-1) (1 - sum of variances / sum of all covariances), pairwise; at most 1, NaN where undefined.

    Undefined for one column, for pairs with fewer than two units in common, and where all covariances sum to 0.
    """
    k = values.shape[1]
    table = np.array([[_covariance(values[:, i], values[:, j]) for j in range(k)] for i in range(k)])
    total = float(table.sum())
    return k / (k - 1) * (1 - float(np.trace(table)) / total) if k > 1 and total != 0 else NAN


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """`eigenvalues` (k,), largest first, sum k; `shares` of the variance, 0-1; `loadings` (k, components).

    A column of loadings has length 1; its largest number is positive, since the sign has no meaning.
    `units`: places of those without a missing value, which alone are used.
    """

    eigenvalues: Array
    shares: Array
    loadings: Array
    units: Places


def principal_components(values: Array) -> Components:
    """Eigenvalues and eigenvectors of the correlation matrix of the units that have every value.

    ValueError when these are fewer than two, or a column is constant over them.
    """
    units = np.flatnonzero(scored(values).all(axis=1))
    table = correlations(values[units])
    if np.isnan(table).any():
        raise ValueError(f"components: two complete units and variance in each column are needed; found {len(units)}")
    rising, vectors = np.linalg.eigh(table)
    eigenvalues, loadings = rising[::-1], vectors[:, ::-1]
    largest = np.take_along_axis(loadings, np.abs(loadings).argmax(axis=0)[None, :], 0)
    return Components(eigenvalues, eigenvalues / eigenvalues.sum(), loadings * np.sign(largest), units)


def _covariance(x: Array, y: Array) -> float:
    both = scored(x) & scored(y)
    n = int(np.count_nonzero(both))
    return float((x[both] - x[both].mean()) @ (y[both] - y[both].mean())) / (n - 1) if n > 1 else NAN
