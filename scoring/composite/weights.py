"""Weights: equal, and what they come to on the way down from the top.

All take and return arrays over the stack of elements, (…, elements).
Source: OECD/JRC Handbook (2008), step 6.
"""

import numpy as np

from scoring.composite.arrays import Array
from scoring.composite.framework import Framework


def equal(framework: Framework) -> Array:
    """1 for every element: siblings count alike."""
    return np.ones(len(framework.elements))


def shares(framework: Framework, weights: Array | None = None) -> Array:
    """w / sum of the siblings' w, 0-1; 1 at the top; NaN where siblings weigh nothing."""
    weights = framework.weights if weights is None else weights
    found = np.ones_like(weights, dtype=np.float64)
    for family in framework.families:
        own = weights[..., family.children]
        total = own.sum(axis=-1, keepdims=True)
        found[..., family.children] = own / np.where(total > 0, total, np.nan)
    return found


def effective(framework: Framework, weights: Array | None = None) -> Array:
    """The product of the shares from the top down to each element, 0-1; over each level they sum to 1.

    With several tops, each is a whole of its own. What is missing in the data plays no part.
    """
    found = shares(framework, weights)
    for family in reversed(framework.families):
        found[..., family.children] *= found[..., family.parent, None]
    return found
