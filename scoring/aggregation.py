"""From the values of the parts to the value of the whole: the methods, by name.

Every method takes `values` (0-100, one per part that counts; at least one) and `weights`
(above 0, same length; only their proportions matter) and returns a number in 0-100 that lies
between the smallest and the largest value. Missing parts are the caller's business: they are
left out before a method is called.

Sums are `math.fsum`, which rounds once: the order of the parts cannot change a result.
Source of the means: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

Numbers: TypeAlias = Sequence[float]


def arithmetic_mean(values: Numbers, weights: Numbers) -> float:
    """sum(w x) / sum(w): a low part is made good in full by a high one."""
    mean = math.fsum(w * x for w, x in zip(weights, values, strict=True)) / math.fsum(weights)
    return _within(mean, values)


def geometric_mean(values: Numbers, weights: Numbers) -> float:
    """(exp(sum(w ln y) / sum(w)) - 1) / 0.99 with y = 1 + 0.99 x: a low part is made good in part.

    A plain geometric mean is 0 as soon as one part is 0. So 0-100 is first mapped to 1-100, a scale
    in common use for geometric means of composite indicators, and the mean mapped back.
    """
    logs = math.fsum(w * math.log(1 + 0.99 * x) for w, x in zip(weights, values, strict=True))
    return _within((math.exp(logs / math.fsum(weights)) - 1) / 0.99, values)


def smallest(values: Numbers, weights: Numbers) -> float:
    """min(x): nothing is made good. Weights are ignored."""
    return min(values)


def shares_by_weight(values: Numbers, weights: Numbers) -> list[float]:
    """w / sum(w), in the order given: fractions that sum to 1."""
    total = math.fsum(weights)
    return [w / total for w in weights]


def all_on_smallest(values: Numbers, weights: Numbers) -> list[float]:
    """1 for the (first) smallest value, 0 for the others."""
    first = values.index(min(values))
    return [1.0 if place == first else 0.0 for place in range(len(values))]


@dataclass(frozen=True, slots=True)
class Method:
    """One way to aggregate.

    `by_maximum`: the points attainable in a part stand in for its weight.
    """

    combine: Callable[[Numbers, Numbers], float]
    shares: Callable[[Numbers, Numbers], list[float]]
    by_maximum: bool = False


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "arithmetic": Method(arithmetic_mean, shares_by_weight),
        "geometric": Method(geometric_mean, shares_by_weight),
        "minimum": Method(smallest, all_on_smallest),
        # 100 x (sum of points) / (sum of maxima) is the mean of 100 x points / maximum with the
        # maxima as weights. The weights that were set play no part.
        "sum-over-maximum": Method(arithmetic_mean, shares_by_weight, by_maximum=True),
    }
)


def _within(mean: float, values: Numbers) -> float:
    """`mean` without the rounding that would put the mean of equal values beside them."""
    return min(max(mean, min(values)), max(values))
