"""How far the ratings of one item gather in one place of the scale, from how often each level was chosen.

`frequencies`: one number per level of the scale, in its order, 0 where nobody chose it; not negative, one above 0.
Only their proportions matter. ValueError for anything else, and for fewer levels than a measure needs.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.agreement.ratings import Array


def agreement(frequencies: ArrayLike) -> float:
    """Van der Eijk's A: 1 all in one level, 0 spread evenly, -1 halves at the two ends. At least 3 levels.

    The frequencies are peeled into layers, in which every level is either filled or empty. For a layer with S of
    K levels filled, TU counts the triples of levels 110 and 011 in it, TDU the triples 101:
    U = ((K-2) TU - (K-1) TDU) / ((K-2) (TU + TDU)), A = U (1 - (S-1)/(K-1)), and A = 1 for S = 1.
    The whole is the mean over layers, by the number of ratings in each.
    Source: van der Eijk, Quality & Quantity 35 (2001), 325-341; R package agrmt 1.42.12.
    """
    counts = _checked(frequencies, least=3)
    total, below, found = counts.sum(), 0.0, 0.0
    for height in np.unique(counts[counts > 0]):
        filled = counts >= height
        found += _agreement_of_layer(filled) * (height - below) * np.count_nonzero(filled) / total
        below = height
    return float(min(max(found, -1.0), 1.0))


def consensus(frequencies: ArrayLike) -> float:
    """1 + sum(p_i log2(1 - |x_i - mean| / (K-1))): 1 all in one level, 0 halves at the ends. At least 2 levels.

    Source: Tastle and Wierman, International Journal of Approximate Reasoning 45 (2007), 531-545.
    """
    shares = _shares(frequencies)
    places = np.arange(shares.size)
    apart = np.abs(places - (shares * places).sum()) / (shares.size - 1)
    used = shares > 0
    return float(1 + (shares[used] * np.log2(1 - apart[used])).sum())


def ordinal_dispersion(frequencies: ArrayLike) -> float:
    """Leik's D: 2 sum(min(F_i, 1 - F_i)) / (K-1), F cumulative: 0 all in one level, 1 halves at the ends.

    At least 2 levels. Source: Leik, Pacific Sociological Review 9 (1966), 85-90.
    """
    cumulative = np.cumsum(_shares(frequencies))[:-1]
    return float(2 * np.minimum(cumulative, 1 - cumulative).sum() / cumulative.size)


def concentration(frequencies: ArrayLike) -> float:
    """Blair and Lacy's l²: 4 sum((F_i - 1/2)²) / (K-1), F cumulative: 1 all in one level, 0 halves at the ends.

    At least 2 levels. Source: Blair and Lacy, Sociological Methods & Research 28 (2000), 251-280.
    """
    cumulative = np.cumsum(_shares(frequencies))[:-1]
    return float(4 * ((cumulative - 0.5) ** 2).sum() / cumulative.size)


PEAKS: Mapping[str, Callable[[ArrayLike], float]] = MappingProxyType(
    {
        "agreement": agreement,
        "consensus": consensus,
        "ordinal-dispersion": ordinal_dispersion,
        "concentration": concentration,
    }
)


def _agreement_of_layer(filled: NDArray[np.bool_]) -> float:
    levels, chosen = filled.size, int(np.count_nonzero(filled))
    if chosen == 1:
        return 1.0
    before = np.cumsum(filled)[~filled]  # filled levels left of each empty one
    after = chosen - before
    side_by_side = int((before * (before - 1) // 2 + after * (after - 1) // 2).sum())  # 110 and 011
    apart = int((before * after).sum())  # 101
    if side_by_side + apart == 0:
        return 0.0
    unimodal = (levels - 2) * side_by_side - (levels - 1) * apart
    return unimodal / ((levels - 2) * (side_by_side + apart)) * (1 - (chosen - 1) / (levels - 1))


def _shares(frequencies: ArrayLike) -> Array:
    counts = _checked(frequencies, least=2)
    shares: Array = counts / counts.sum()
    return shares


def _checked(frequencies: ArrayLike, least: int) -> Array:
    counts = np.asarray(frequencies, dtype=np.float64)
    if counts.ndim != 1 or counts.size < least:
        raise ValueError(f"frequencies: one per level, at least {least} levels are needed; found {counts.size}")
    if not np.isfinite(counts).all() or (counts < 0).any() or not counts.any():
        raise ValueError(f"frequencies: numbers of at least 0, one above 0, are needed; found {counts.tolist()}")
    return counts
