"""All steps in one call: from measured numbers to the scores of all aggregates.

The steps are separate functions on plain arrays: what has not changed between two runs need not be run again.
`prepare` (impute, normalise) gives one table for each combination of those choices; `score` (aggregate) takes
it with weights of any number of replications.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.composite.aggregate import Rule, aggregate
from scoring.composite.arrays import Array
from scoring.composite.framework import Framework
from scoring.composite.impute import impute
from scoring.composite.normalise import Scale, normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What has to be chosen between the data and the scores. The names are those of the command line.

    `low`, `high`: ends of the scale, for the methods that have one. `reference`: place of the reference unit.
    """

    impute: str = "none"
    normalise: str = "minmax"
    low: float = 0.0
    high: float = 100.0
    reference: int | None = None
    rule: Rule = field(default_factory=Rule)


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """`prepared` (units, indicators): imputed and normalised. `scores` (…, units, aggregates), in stack order."""

    prepared: Array
    scores: Array


def build(
    framework: Framework,
    data: Array,
    choices: Choices | None = None,
    *,
    weights: Array | None = None,
    groups: Sequence[Hashable] | None = None,
) -> Composite:
    """`data` (units, indicators) as measured, in the order of the framework's indicators, NaN for missing.

    `weights` (…, elements), by default the framework's; `groups`, a label per unit, for imputation by group.
    Raises ValueError for unknown choices, DataError with the column for numbers that a method cannot take.
    """
    choices = choices or Choices()
    data = np.asarray(data, dtype=np.float64)
    prepared = prepare(framework, data, choices, groups)
    return Composite(prepared, aggregate(framework, prepared, weights, choices.rule))


def prepare(framework: Framework, data: Array, choices: Choices, groups: Sequence[Hashable] | None = None) -> Array:
    """`data` imputed, then normalised; (units, indicators)."""
    return normalise(impute(framework, data, choices.impute, groups), choices.normalise, scale(framework, choices))


def scale(framework: Framework, choices: Choices) -> Scale:
    """The settings of the normalisation, from the choices and from the framework."""
    return Scale(
        bottom=choices.low,
        top=choices.high,
        directions=framework.directions,
        lows=framework.lows,
        highs=framework.highs,
        targets=framework.targets,
        reference=choices.reference,
        codes=framework.codes[: framework.indicators],
    )
