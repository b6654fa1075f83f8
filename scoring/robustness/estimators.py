"""Sobol's indices from runs: how much of the variance of a result is due to each choice.

The runs come in samples A and B, and for each choice i a sample AB_i, equal to A but for choice i, which is as in B.
First order S_i: the share of the variance that goes if choice i alone is settled. Total ST_i: the share that stays
if everything but i is settled; ST_i - S_i is what i does together with others.
Source: Saltelli and others, Computer Physics Communications 181 (2010) 259; ST by Jansen (1999).
"""

from dataclasses import dataclass

import numpy as np

from scoring.composite.arrays import Array

NOTHING = 1e-18
"""A variance that differences in the ninth decimal could make."""


@dataclass(frozen=True, slots=True, eq=False)
class Indices:
    """`first` and `total` (choices, …), and `variance` (…); NaN where nothing varies."""

    first: Array
    total: Array
    variance: Array


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap:
    """5 % and 95 % quantiles (type 7) of the indices over resampled runs, each (choices, …)."""

    first_q05: Array
    first_q95: Array
    total_q05: Array
    total_q95: Array


def indices(a: Array, b: Array, swapped: Array, *, centred: bool = True) -> Indices:
    """S_i = mean(f_B (f_ABi - f_A)) / V, ST_i = mean((f_A - f_ABi)^2) / (2 V), V = variance of f_A and f_B (n - 1).

    `a` and `b` (runs, …), `swapped` (choices, runs, …). `centred` takes the mean of f_A and f_B from f_B first,
    which leaves the expected value of S_i as it is and makes it less uncertain (Sobol' and Myshetskaya 2007);
    COINr does not. Estimates can lie somewhat below 0 or above 1.
    """
    return _from_means(_terms(a, b, swapped, centred).mean(axis=0), len(a), len(swapped), centred)


def bootstrap(
    a: Array, b: Array, swapped: Array, generator: np.random.Generator, many: int = 1000, *, centred: bool = True
) -> Bootstrap:
    """Intervals of the indices over `many` resamples of the runs, with replacement.

    A run is resampled whole, with its f_A, f_B and all f_ABi, and the variance is computed anew each time. COINr
    holds the variance fixed, and resamples each index for itself.
    """
    runs, choices = len(a), len(swapped)
    terms = _terms(a, b, swapped, centred)
    counts = generator.multinomial(runs, np.full(runs, 1 / runs), size=many) / runs
    means = (counts @ terms.reshape(runs, -1)).reshape(many, *terms.shape[1:])
    found = _from_means(np.moveaxis(means, 1, 0), runs, choices, centred)
    ends = [np.quantile(own, (0.05, 0.95), axis=1) for own in (found.first, found.total)]
    return Bootstrap(*ends[0], *ends[1])


def _terms(a: Array, b: Array, swapped: Array, centred: bool) -> Array:
    """Per run what the estimators take means of, (runs, 2 + 3 choices, …); from values around 0 if `centred`."""
    if centred:
        middle = (a.mean(axis=0) + b.mean(axis=0)) / 2
        a, b, swapped = a - middle, b - middle, swapped - middle
    change = swapped - a
    return np.stack([a + b, a * a + b * b, *(b * change), *change, *(change * change)], axis=1)


def _from_means(means: Array, runs: int, choices: int, centred: bool) -> Indices:
    """The estimators from the means of the terms, (2 + 3 choices, …)."""
    mean, square = means[0] / 2, means[1] / 2
    products, changes, squares = (means[2 + at * choices : 2 + (at + 1) * choices] for at in range(3))
    variance = (square - mean * mean) * (2 * runs) / (2 * runs - 1)
    divisor = np.where(variance > NOTHING, variance, np.nan)
    first = (products - mean * changes if centred else products) / divisor
    return Indices(first, squares / (2 * divisor), np.where(variance > NOTHING, variance, 0.0 * variance))
