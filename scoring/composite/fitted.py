"""Fitted weights: such that the elements of a level correlate with the whole as wished.

Weights stay at or above 0 and keep their labels; when no weights reach the wish, the result says so.
Source: Paruolo, Saisana and Saltelli (2013) on nominal and effective importance; COINr 1.1.14
(`get_opt_weights`), whose faults are not reproduced: mixed-up targets, negative weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.composite.aggregate import Rule, aggregate
from scoring.composite.arrays import Array, Places, scored
from scoring.composite.framework import Framework

CLOSE = 1e-6
STEPS = 200
NUDGE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Everything by code of the element, in the framework's order.

    `weights`: at least 0, siblings sum to 1. `correlations`: with the top. `shares`: correlation / sum of
    correlations. `targets`: the shares wished for. `attained`: every share within 1e-6 of its target.
    """

    weights: Mapping[str, float]
    correlations: Mapping[str, float]
    shares: Mapping[str, float]
    targets: Mapping[str, float]
    attained: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    framework: Framework
    values: Array
    """(units, indicators), normalised."""
    rule: Rule
    places: Places
    parts: Array
    """(units, elements of the level): what is to correlate with the top."""
    targets: Array

    def correlations(self, weights: Array) -> Array:
        """(…, elements of the level), for weights of the level, (…, elements of the level)."""
        stack = np.broadcast_to(self.framework.weights, (*weights.shape[:-1], len(self.framework.elements))).copy()
        stack[..., self.places] = weights
        top = aggregate(self.framework, self.values, stack, self.rule)[..., -1]
        return _correlations(self.parts, top)

    def residuals(self, weights: Array) -> Array:
        return shares(self.correlations(weights)) - self.targets

    def siblings_to_one(self, weights: Array) -> Array:
        found = weights.copy()
        for parent in np.unique(self.framework.parent[self.places]):
            own = self.framework.parent[self.places] == parent
            found[own] /= max(found[own].sum(), np.finfo(np.float64).tiny)
        return found


def fit(
    framework: Framework,
    values: Array,
    level: int,
    targets: Mapping[str, float] | None = None,
    rule: Rule | None = None,
) -> Fit:
    """The weights of `level` that minimise sum_q (share_q - target_q)^2, by damped Gauss-Newton steps.

    `values` (units, indicators), normalised. `targets` by code, relative, above 0; equal if not given. From equal
    weights; after each step weights below 0 are set to 0. ValueError for a level without parents, several tops, or
    targets that are not those of the level.
    """
    problem = _problem(framework, values, level, targets, rule or Rule())
    weights = problem.siblings_to_one(np.ones(len(problem.places)))
    weights = _descended(problem, weights)
    correlations = problem.correlations(weights)
    reached = shares(correlations)
    codes = [framework.codes[place] for place in problem.places]
    found = (weights, correlations, reached, problem.targets)
    labelled = [dict(zip(codes, array.tolist(), strict=True)) for array in found]
    attained = bool(np.all(np.abs(reached - problem.targets) <= CLOSE))
    return Fit(
        weights=labelled[0], correlations=labelled[1], shares=labelled[2], targets=labelled[3], attained=attained
    )


def shares(correlations: Array) -> Array:
    """r / sum(r); NaN where the sum is not above 0."""
    total = correlations.sum(axis=-1, keepdims=True)
    return correlations / np.where(total > 0, total, np.nan)


def _problem(
    framework: Framework, values: Array, level: int, targets: Mapping[str, float] | None, rule: Rule
) -> _Problem:
    if not 1 <= level < framework.top or np.count_nonzero(framework.level == framework.top) > 1:
        raise ValueError(f"fit: a level from 1 to {framework.top - 1}, below one top, is needed; found {level}")
    places = np.flatnonzero(framework.level == level)
    codes = [framework.codes[place] for place in places]
    wished = dict.fromkeys(codes, 1.0) if targets is None else targets
    if set(wished) != set(codes) or min(wished.values()) <= 0:
        raise ValueError(f"targets: one above 0 for each of {', '.join(codes)} is needed; found {dict(wished)}")
    aims = np.array([wished[code] for code in codes])
    parts = np.concatenate([values, aggregate(framework, values, rule=rule)], axis=-1)[:, places]
    return _Problem(framework, values, rule, places, parts, aims / aims.sum())


def _descended(problem: _Problem, weights: Array) -> Array:
    """Levenberg and Marquardt, with weights at 0 held there while they would go below."""
    damping, residual = 1e-3, problem.residuals(weights)
    for _ in range(STEPS):
        slopes = _slopes(problem, weights, residual)
        gradient = slopes.T @ residual
        free = (weights > 0) | (gradient < 0)
        if not np.max(np.abs(gradient[free]), initial=0.0) >= 1e-15 or damping > 1e12:  # NaN ends it, too
            break
        step = np.zeros_like(weights)
        curvature = slopes[:, free].T @ slopes[:, free]
        damped = curvature + damping * (np.diag(np.diag(curvature)) + 1e-12 * np.eye(len(curvature)))
        step[free] = np.linalg.solve(damped, -gradient[free])
        tried = problem.siblings_to_one(np.maximum(weights + step, 0.0))
        outcome = problem.residuals(tried)
        if np.sum(outcome**2) < np.sum(residual**2):  # False for NaN
            weights, residual, damping = tried, outcome, damping / 10
        else:
            damping *= 10
    return weights


def _slopes(problem: _Problem, weights: Array, residual: Array) -> Array:
    """d residual / d weight by forward differences, all in one batch."""
    nudged = weights + NUDGE * np.eye(len(weights))
    return (problem.residuals(nudged) - residual).T / NUDGE


def _correlations(parts: Array, top: Array) -> Array:
    """Pearson's r of each part (units, parts) with each top (…, units), over the units that have both."""
    both = scored(parts) & scored(top)[..., None]
    n = both.sum(axis=-2, keepdims=True)
    apart = [np.where(both, x, 0.0) for x in (parts, top[..., None])]
    x, y = (np.where(both, one - one.sum(axis=-2, keepdims=True) / np.maximum(n, 1), 0.0) for one in apart)
    spread = np.sqrt((x * x).sum(axis=-2) * (y * y).sum(axis=-2))
    found: Array = (x * y).sum(axis=-2) / np.where(spread > 0, spread, np.nan)
    return found
