"""A study of a composite indicator: which of its choices vary, and the tables that follow."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from scoring.checks import above_zero, distinct
from scoring.composite.aggregate import Rule, check_levels
from scoring.composite.arrays import Array
from scoring.composite.build import Choices, build, prepare
from scoring.composite.framework import Framework
from scoring.composite.normalise import WITH_RANGE
from scoring.robustness.choices import Choice, Grid
from scoring.robustness.study import NONE, Study
from scoring.robustness.weighing import Noise

MISSING = ("ignore", "lowest", "highest")
Groups = Mapping[str, Sequence[Hashable]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vary:
    """What varies; what is empty or None stays as chosen.

    `weights`: Noise of that spread, 0-1. `drop`: one of these elements is left out, or none, equally likely.
    `spacing`: exponents g of the points, y -> y^g between the ends of the scale (1 as they are, above 1 the upper
    steps count for more). `missing`: what is still missing is left out (`ignore`) or taken for the lowest or the
    highest value of the scale. These two need a scale with ends: minmax, goalposts, scaled, or none.
    """

    weights: float | None = None
    normalise: tuple[str, ...] = ()
    impute: tuple[str, ...] = ()
    spacing: tuple[float, ...] = ()
    missing: tuple[str, ...] = ()
    aggregate: tuple[str, ...] = ()
    threshold: tuple[float, ...] = ()
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for exponent in self.spacing:
            above_zero("spacing", exponent)
        unknown = [name for name in self.missing if name not in MISSING]
        if unknown:
            raise ValueError(f"missing: one of {', '.join(MISSING)} is needed; found {unknown[0]!r}")
        for name in ("normalise", "impute", "spacing", "missing", "aggregate", "threshold", "drop"):
            distinct(name, [str(alternative) for alternative in getattr(self, name)])


def composite_study(
    framework: Framework, data: Array, choices: Choices, vary: Vary, groups: Groups | None = None
) -> Study:
    """A study of `data` (units, indicators) as measured. `choices` are the published ones, and give the nominal run.

    `groups`: the labels of the units for each `impute` by group, by its full name. Errors are those of `build`,
    and ValueError for what `vary` cannot have; all of them before the first replication.
    """
    groups = groups or {}
    nominal = build(framework, data, choices, groups=groups.get(choices.impute)).scores
    dropped = Choice("drop", (NONE, *vary.drop)) if vary.drop else None
    return Study(
        framework=framework,
        tables=_tables(framework, data, choices, vary, groups),
        rules=_rules(framework, choices.rule, vary),
        weights=None if vary.weights is None else Noise(framework, vary.weights),
        dropped=dropped,
        nominal=nominal,
    )


def _tables(framework: Framework, data: Array, choices: Choices, vary: Vary, groups: Groups) -> Grid[Array]:
    normalise, impute = vary.normalise or (choices.normalise,), vary.impute or (choices.impute,)
    spacing, missing = vary.spacing or (1.0,), vary.missing or MISSING[:1]
    if vary.spacing or vary.missing:
        _needs_ends(normalise)
    tables = []
    for method, gaps in product(normalise, impute):
        prepared = prepare(framework, data, replace(choices, normalise=method, impute=gaps), groups.get(gaps))
        tables += [filled(spaced(prepared, g, choices), rule, choices) for g, rule in product(spacing, missing)]
    return Grid(tables, _choices(vary, "normalise", "impute", "spacing", "missing"))


def _rules(framework: Framework, rule: Rule, vary: Vary) -> Grid[Rule]:
    methods: list[tuple[str, ...]] = [(name,) for name in vary.aggregate]
    thresholds: list[tuple[float, ...]] = [(threshold,) for threshold in vary.threshold]
    pairs = product(methods or [rule.methods], thresholds or [rule.thresholds])
    rules = [Rule(method, threshold, rule.by) for method, threshold in pairs]
    for one in rules:
        check_levels(framework, one)
    return Grid(rules, _choices(vary, "aggregate", "threshold"))


def _choices(vary: Vary, *names: str) -> tuple[Choice, ...]:
    """Of those that vary, with their alternatives as texts."""
    given = {name: tuple(_text(alternative) for alternative in getattr(vary, name)) for name in names}
    return tuple(Choice(name, alternatives) for name, alternatives in given.items() if alternatives)


def _text(alternative: float | str) -> str:
    return alternative if isinstance(alternative, str) else f"{alternative:g}"


def spaced(values: Array, exponent: float, choices: Choices) -> Array:
    """low + (high - low) ((y - low) / (high - low))^g. ValueError for values outside the ends, unless g = 1."""
    if exponent == 1:
        return values
    if np.any((values < choices.low) | (values > choices.high)):
        found = f"values from {np.nanmin(values):g} to {np.nanmax(values):g}"
        raise ValueError(f"spacing: values between {choices.low:g} and {choices.high:g} are needed; found {found}")
    width = choices.high - choices.low
    powered: Array = choices.low + width * ((values - choices.low) / width) ** exponent
    return powered


def filled(values: Array, rule: str, choices: Choices) -> Array:
    """What is missing left so, or put at the lower or the upper end of the scale."""
    if rule == "ignore":
        return values
    return np.where(np.isnan(values), choices.low if rule == "lowest" else choices.high, values)


def _needs_ends(methods: Sequence[str]) -> None:
    allowed = (*sorted(WITH_RANGE), "none")
    for method in methods:
        if method not in allowed:
            raise ValueError(f"spacing, missing: one of {', '.join(allowed)} is needed as normalise; found {method}")
