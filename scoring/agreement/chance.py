"""Two other coefficients of agreement beyond chance, for comparison with alpha.

levels: items × bodies, NaN for a blank; levels count as names, their order plays no part.
(observed - expected) / (1 - expected): 1 is full agreement, 0 what chance brings.
"""

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.alpha import coincidences
from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.ratings import Array, Scale


def fleiss(levels: ArrayLike) -> Measure:
    """Fleiss' kappa: observed mean_i((sum_j n_ij² - m) / (m (m-1))), expected sum_j(p_j²).

    Every item must be rated by the same number m of bodies; undefined otherwise, and when all ratings are equal.
    Source: Fleiss, Psychological Bulletin 76 (1971), 378-382.
    """
    counts = coincidences(levels).counts
    rated = (~np.isnan(np.asarray(levels, dtype=np.float64))).sum(axis=1)
    if not len(counts):
        return without(Undefined.TOO_FEW_BODIES)
    if (rated != rated[0]).any():
        return without(Undefined.UNEQUAL_BODIES)
    expected = float(((counts.sum(axis=0) / counts.sum()) ** 2).sum())
    if counts.shape[1] < 2:
        return without(Undefined.ALL_EQUAL)
    return Measure((_observed(counts) - expected) / (1 - expected))


def gwet(levels: ArrayLike, scale: Scale) -> Measure:
    """Gwet's AC1: observed as Fleiss, over items with two ratings; expected sum_q(p_q (1-p_q)) / (K-1).

    p_q = mean over items of the share of their ratings that are q; items with one rating count here.
    K is that of the scale, not of the levels that occur. Does not fall when almost all ratings are one level, as
    alpha and kappa do; undefined when all are.
    Source: Gwet, British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48.
    """
    given = np.asarray(levels, dtype=np.float64)
    counts = coincidences(given).counts
    if not len(counts):
        return without(Undefined.TOO_FEW_BODIES)
    values = np.unique(given[~np.isnan(given)])
    if values.size < 2:
        return without(Undefined.ALL_EQUAL)
    chosen = (given[:, :, None] == values).sum(axis=1)
    rated = chosen[chosen.sum(axis=1) > 0]
    shares = (rated / rated.sum(axis=1, keepdims=True)).mean(axis=0)
    expected = float((shares * (1 - shares)).sum()) / (scale.levels - 1)
    return Measure((_observed(counts) - expected) / (1 - expected))


def _observed(counts: Array) -> float:
    m = counts.sum(axis=1)
    return float((((counts**2).sum(axis=1) - m) / (m * (m - 1))).mean())
