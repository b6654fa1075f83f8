"""Effective weights: how much of the whole hangs on each item."""

import math

from scoring.aggregation import METHODS
from scoring.framework import Group, Item, Node


def effective_weights(group: Group) -> dict[str, float]:
    """Per item id, the product down the path of w / (sum of siblings' w): fractions that sum to 1.

    In groups by sum-over-maximum, where weights are ignored, attainable points take their place.
    Groups without items take no weight; no items at all give {}. Answers play no part: the weight
    that items really had in a score, after some were left out, is the product of `Score.share`.
    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
    """
    by_maximum = METHODS[group.rule.aggregation].by_maximum
    children = [child for child in group.children if _attainable(child)]
    weights = [_attainable(child) if by_maximum else child.weight for child in children]
    total = math.fsum(weights)
    found: dict[str, float] = {}
    for child, weight in zip(children, weights, strict=True):
        below = {child.id: 1.0} if isinstance(child, Item) else effective_weights(child)
        found |= {name: weight / total * inner for name, inner in below.items()}
    return found


def _attainable(node: Node) -> float:
    """The sum of the highest attainable points of the items in `node`."""
    items = (node,) if isinstance(node, Item) else node.items()
    return math.fsum(item.scale.highest for item in items)
