"""A study: every choice that varies, with the tables and rules its alternatives lead to.

What is discrete is worked out once: a table (units, indicators), imputed and normalised, for each combination of
the choices that change it. A replication then only aggregates; replications with the same table and rule do so in
one product of matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from scoring.checks import distinct
from scoring.composite.aggregate import Rule, aggregate
from scoring.composite.arrays import Array
from scoring.composite.errors import DataError
from scoring.composite.framework import Framework
from scoring.robustness.bodies import Bodies
from scoring.robustness.choices import Choice, Draws, Grid
from scoring.robustness.weighing import Weighing

NONE = "none"
MOST, TOGETHER, LIMIT = 500_000, 64, 4_000_000
"""Blocks of 4 MB stay near the processor; none is to exceed 32 MB. The result depends on them in its last bits."""


class Varied(Protocol):
    """What all choices have in common."""

    @property
    def name(self) -> str: ...

    def draw(self, generator: np.random.Generator, many: int) -> Array: ...

    def described(self) -> dict[str, object]: ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Study:
    """`tables` (units, indicators), normalised, or (bodies, units, indicators) with `bodies`; `rules` of aggregation.

    `weights` that vary, None for those of the framework. `dropped`: alternatives are codes of the framework, or
    `none`. `nominal` (units, aggregates): the scores as published; by default those of the first table and rule
    with the framework's weights (with `bodies`, of the mean of their answers). Every table is aggregated once by
    every rule when the study is made: DataError, naming the combination, where a rule cannot take the numbers.
    """

    framework: Framework
    tables: Grid[Array]
    rules: Grid[Rule]
    weights: Weighing | None = None
    dropped: Choice | None = None
    bodies: Bodies | None = None
    nominal: Array | None = None

    def __post_init__(self) -> None:
        distinct("choices", [choice.name for choice in self.varied])
        unknown = set(self.dropped.alternatives) - {NONE, *self.framework.codes} if self.dropped else set()
        if unknown:
            raise ValueError(f"dropped: codes of the framework are needed; found {', '.join(sorted(unknown))}")
        _ = self.nominal_scores  # raises what the tables and rules do not allow

    @property
    def varied(self) -> tuple[Varied, ...]:
        others = (self.weights, self.dropped, self.bodies)
        return (*self.tables.choices, *self.rules.choices, *(choice for choice in others if choice is not None))

    @property
    def aggregates(self) -> tuple[str, ...]:
        """Codes of the aggregates, in stack order."""
        return self.framework.codes[self.framework.indicators :]

    @property
    def units(self) -> int:
        return int(self.tables.variants[0].shape[-2])

    @cached_property
    def nominal_scores(self) -> Array:
        """(units, aggregates) in stack order, as published."""
        tried = [self._tried(table, rule) for table in range(len(self.tables.variants)) for rule in self._rules]
        return tried[0] if self.nominal is None else self.nominal

    @property
    def _rules(self) -> range:
        return range(len(self.rules.variants))

    def _tried(self, table: int, rule: int) -> Array:
        values = self.tables.variants[table]
        if self.bodies is not None:
            has = ~np.isnan(values)
            total, many = np.where(has, values, 0.0).sum(axis=0), has.sum(axis=0)
            values = np.divide(total, many, out=np.full(total.shape, np.nan), where=many > 0)
        try:
            return aggregate(self.framework, values, None, self.rules.variants[rule])
        except DataError as error:
            words = ", ".join(filter(None, (self.tables.named(table), self.rules.named(rule))))
            reason = f"{error.reason} ({words})" if words else error.reason
            raise DataError(reason, row=error.row, column=error.column) from error

    def scores(self, draws: Draws, many: int) -> Array:
        """(many, units, aggregates), in stack order: one row per replication drawn."""
        weights = self._weights(draws)
        variants = self.tables.places(draws, many) * len(self.rules.variants) + self.rules.places(draws, many)
        found = np.empty((many, self.units, len(self.aggregates)))
        for variant in np.unique(variants):
            rows = np.flatnonzero(variants == variant)
            table, rule = divmod(int(variant), len(self.rules.variants))
            values = self.tables.variants[table]
            if self.bodies is not None:
                values = self.bodies.chosen(values, draws[self.bodies.name][rows])
            own = weights if weights.ndim == 1 else weights[rows]
            found[rows] = aggregate(self.framework, values, own, self.rules.variants[rule])
        return found

    def _weights(self, draws: Draws) -> Array:
        """(many, elements), or (elements,) where nothing changes them."""
        found = self.weights.weights(draws[self.weights.name]) if self.weights else self.framework.weights
        if self.dropped is None:
            return found
        kept = np.ones((len(self.dropped.alternatives), len(self.framework.elements)))
        for place, code in enumerate(self.dropped.alternatives):
            if code != NONE:
                kept[place, self.framework.codes.index(code)] = 0.0
        return found * kept[draws[self.dropped.name][:, 0].astype(np.intp)]


def drawn(study: Study, generators: Sequence[np.random.Generator], many: int) -> dict[str, Array]:
    """The next `many` draws of every choice, each from its own generator."""
    return {choice.name: choice.draw(own, many) for choice, own in zip(study.varied, generators, strict=True)}


def generators(seed: np.random.SeedSequence, study: Study) -> list[np.random.Generator]:
    """One stream (PCG64) for each choice, in the order of `study.varied`, spawned from `seed`."""
    return [np.random.Generator(np.random.PCG64(own)) for own in seed.spawn(len(study.varied))]


def block(study: Study) -> int:
    """How many replications to hold at a time: an array has some `MOST` numbers, or so many more that each table and
    rule still serves `TOGETHER` replications at once, up to `LIMIT`."""
    cells = max(study.units * len(study.aggregates), len(study.framework.elements))
    if study.bodies is not None:
        cells = max(cells, study.units * study.framework.indicators)
    wanted = TOGETHER * len(study.tables.variants) * len(study.rules.variants)
    return max(1, MOST // cells, min(wanted, LIMIT // cells))
