"""Outranking: units compared two by two, and Copeland's count of the comparisons won."""

import numpy as np

from scoring.composite.arrays import Array, scored
from scoring.composite.means import weighted_sum
from scoring.ranks import equalised

BLOCK = 4_000_000
"""How many numbers a block of comparisons may hold."""


def outranking(values: Array, weights: Array) -> Array:
    """o_ij = sum_q w_q ([x_iq > x_jq] + 1/2 [x_iq = x_jq]) / sum_q w_q over the children that both have.

    `values` (units, children), `weights` (…, children); result (…, units, units), 0-1, with o_ij + o_ji = 1 off
    the diagonal, and NaN on it and between units with no child in common. Compared after rounding to 9 decimals.
    Source: OECD/JRC Handbook (2008), step 6. COINr makes o_ji from o_ij even where values are missing, so
    that the order of the rows matters; here it does not.
    """
    n = values.shape[-2]
    share = (_margins(values, weights) + 1) / 2
    share[..., np.arange(n), np.arange(n)] = np.nan
    return share


def copeland(values: Array, weights: Array) -> Array:
    """sum_j sign(o_ij - 1/2): comparisons won less comparisons lost, -(n-1) to n-1, over all other units.

    `values` (…, units, children), `weights` (…, children) as for every kernel of `scoring.composite.means`;
    result (…, units). Halves are compared after rounding to 9 decimals. Units with no child in common are even.
    A unit without any value has NaN.
    """
    shape = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
    result = np.empty((*shape, values.shape[-2]))
    if values.ndim == 2:
        result[...] = _won(values, weights)
    else:
        spread = np.broadcast_to(weights, (*shape, weights.shape[-1]))
        for place in np.ndindex(shape):
            result[place] = _won(np.broadcast_to(values, (*shape, *values.shape[-2:]))[place], spread[place])
    return result


def _won(values: Array, weights: Array) -> Array:
    """Copeland scores of one table under one or many weights, in blocks of weights."""
    many = weights.reshape(-1, weights.shape[-1])
    step = max(1, BLOCK // values.shape[0] ** 2)
    blocks = [np.nansum(np.sign(_margins(values, many[at : at + step])), axis=-1) for at in range(0, len(many), step)]
    won = np.concatenate(blocks).reshape(*weights.shape[:-1], values.shape[0])
    has = weighted_sum(scored(values).astype(np.float64), weights) > 0
    return np.where(has, won, np.nan)


def _margins(values: Array, weights: Array) -> Array:
    """2 o_ij - 1, rounded to 9 decimals: sum_q w_q sign(x_iq - x_jq) / sum_q w_q over what both have; NaN for none."""
    n, children = values.shape
    compared = equalised(values)
    here = scored(values)
    both = here[:, None, :] & here[None, :, :]
    signs = np.where(both, np.sign(compared[:, None, :] - compared[None, :, :]), 0.0)
    won = weighted_sum(signs.reshape(-1, children), weights)
    total = weighted_sum(both.reshape(-1, children).astype(np.float64), weights)
    margin = np.divide(won, total, out=np.full(won.shape, np.nan), where=total > 0)
    return equalised(margin.reshape(*weights.shape[:-1], n, n))
