"""Aggregation: from the indicators up the framework to the top.

The core takes and returns plain arrays and checks nothing twice, so that a thousand replications cost little:
values that are the same in all replications are given once, as (units, indicators), and weights as
(replications, elements), or the other way round.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import TypeVar

import numpy as np

from scoring.checks import fraction
from scoring.composite import means
from scoring.composite.arrays import Array, scored
from scoring.composite.errors import DataError
from scoring.composite.framework import Family, Framework
from scoring.composite.means import Kernel
from scoring.composite.outranking import copeland
from scoring.ranks import equalised

Setting = TypeVar("Setting")

METHODS: dict[str, Kernel] = {
    "arithmetic": means.arithmetic,
    "geometric": means.geometric,
    "harmonic": means.harmonic,
    "minimum": means.minimum,
    "median": means.median,
    "copeland": copeland,
}
WITH_NUMBERS: dict[str, Callable[[tuple[float, ...]], Kernel]] = {
    "power": lambda numbers: means.power(*numbers),
    "owa": means.owa,
}
ALLOWED = (*METHODS, "power:P", "owa:W/W/…")


@dataclass(frozen=True, slots=True)
class Rule:
    """How to aggregate. `methods` and `thresholds` run from level 2 upwards; a single one serves all levels.

    A threshold, in 0-1, is the least share of a node's children, by their `weight` or as `children` counted,
    that must have a value for the node to have one; compared after rounding to 9 decimals.
    """

    methods: tuple[str, ...] = ("arithmetic",)
    thresholds: tuple[float, ...] = (0.0,)
    by: str = "weight"
    kernels: tuple[Kernel, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kernels", tuple(kernel(name) for name in self.methods))
        for threshold in self.thresholds:
            fraction("threshold", threshold)
        if self.by not in ("weight", "children"):
            raise ValueError(f"threshold by: weight or children is needed; found {self.by!r}")

    def kernel(self, level: int) -> Kernel:
        return _at_level(self.kernels, level)

    def threshold(self, level: int) -> float:
        return _at_level(self.thresholds, level)


def kernel(name: str) -> Kernel:
    """The kernel of that name; `power:2` and `owa:0.5/0.3/0.2` carry their numbers. ValueError when unknown."""
    if name in METHODS:
        return METHODS[name]
    base, _, text = name.partition(":")
    if base not in WITH_NUMBERS:
        raise ValueError(f"aggregate: one of {', '.join(ALLOWED)} is needed; found {name!r}")
    return WITH_NUMBERS[base](_numbers(name, text, single=base == "power"))


def aggregate(framework: Framework, values: Array, weights: Array | None = None, rule: Rule | None = None) -> Array:
    """Scores of all aggregates, (…, units, aggregates), in the order of the stack (`framework.codes`).

    `values` (…, units, indicators), normalised; `weights` (…, elements), by default those of the framework.
    Leading axes are broadcast. NaN where nothing below has a value, or less than the threshold.
    Raises DataError with the unit as row and the child as column where a method meets a number it cannot take.
    """
    rule = rule or Rule()
    check_levels(framework, rule)
    weights = framework.weights if weights is None else weights
    lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
    first = framework.indicators
    found = np.empty((*lead, values.shape[-2], len(framework.elements) - first))
    for family in framework.families:
        below = values[..., family.children] if family.level == 2 else found[..., _down(family.children, first)]
        found[..., family.parent - first] = _score(framework, family, below, weights[..., family.children], rule)
    return found


def _score(framework: Framework, family: Family, below: Array, weights: Array, rule: Rule) -> Array:
    try:
        score = rule.kernel(family.level)(below, weights)
    except DataError as error:
        unit, child = (int(place) for place in np.argwhere(below <= 0)[0][-2:])
        reason = f"{framework.codes[family.parent]} by {error.reason}"
        raise DataError(reason, row=unit, column=framework.codes[family.children.start + child]) from error
    threshold = rule.threshold(family.level)
    if not threshold:
        return score
    counted = np.ones_like(weights) if rule.by == "children" else weights
    return np.where(equalised(coverage(below, counted)) >= equalised(threshold), score, np.nan)


def coverage(values: Array, weights: Array) -> Array:
    """Share of the weight of the children that have a value, (…, units), 0-1; NaN where all weights are 0."""
    return means.arithmetic(scored(values).astype(np.float64), weights)


def _down(places: slice, by: int) -> slice:
    return slice(places.start - by, places.stop - by)


def _at_level(settings: Sequence[Setting], level: int) -> Setting:
    return settings[0] if len(settings) == 1 else settings[level - 2]


def check_levels(framework: Framework, rule: Rule) -> None:
    """Raise ValueError unless there is one method and one threshold, or one for each level above the first."""
    above = framework.top - 1
    for name, settings in (("aggregate", rule.methods), ("threshold", rule.thresholds)):
        if len(settings) not in (1, above):
            needed = f"one, or {above} (levels 2 to {framework.top})"
            raise ValueError(f"{name}: {needed} are needed; found {len(settings)}")


def _numbers(name: str, text: str, *, single: bool) -> tuple[float, ...]:
    """The numbers after the colon: one exponent, or weights of at least 0 that are not all 0."""
    try:
        numbers = tuple(float(part) for part in text.split("/"))
    except ValueError:
        numbers = ()
    usable = numbers and all(isfinite(number) for number in numbers)
    if usable and (len(numbers) == 1 if single else min(numbers) >= 0 and sum(numbers) > 0):
        return numbers
    raise ValueError(f"aggregate: {'power:P, one exponent' if single else 'owa:W/W/…'} is needed; found {name!r}")
