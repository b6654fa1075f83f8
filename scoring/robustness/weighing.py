"""Weights that vary: around the nominal ones, or taken from a list of sets.

Each way is a choice: `draw` gives (replications, numbers), which `weights` turns into weights (replications,
elements), at least 0 and relative among siblings.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from scoring.checks import above_zero, fraction
from scoring.composite.arrays import Array
from scoring.composite.framework import Framework
from scoring.composite.weights import shares

NAME = "weights"


class Weighing(Protocol):
    """What a study needs of weights that vary."""

    @property
    def name(self) -> str: ...

    def draw(self, generator: np.random.Generator, many: int) -> Array:
        """(many, numbers) for the generator's next replications."""

    def weights(self, drawn: Array) -> Array:
        """(replications, elements)."""

    def described(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """w (1 + U(-spread, spread)), each element for itself; `levels` names those that vary, all if empty.

    `spread` 0-1. Siblings are brought back to a sum of 1 when they are aggregated.
    Source: Saisana, Saltelli and Tarantola (2005); COINr `get_noisy_weights`.
    """

    framework: Framework
    spread: float = 0.25
    levels: tuple[int, ...] = ()
    name: str = NAME

    def __post_init__(self) -> None:
        fraction(f"{self.name}: spread", self.spread)

    def draw(self, generator: np.random.Generator, many: int) -> Array:
        """(many, elements): how many times its nominal weight each element gets."""
        drawn = 1 + self.spread * (2 * generator.random((many, len(self.framework.elements))) - 1)
        fixed = ~np.isin(self.framework.level, self.levels) if self.levels else np.zeros(drawn.shape[1], dtype=np.bool_)
        return np.where(fixed, 1.0, drawn)

    def weights(self, drawn: Array) -> Array:
        return self.framework.weights * drawn

    def described(self) -> dict[str, object]:
        return {"method": "uniform", "spread": self.spread, "levels": list(self.levels) or "all"}


@dataclass(frozen=True, slots=True, eq=False)
class Dirichlet:
    """Shares of siblings from Dirichlet(k w / sum w): the nominal shares on average, spread out more with a small k.

    The variance of a share s is s (1 - s) / (k + 1). `concentration` k above 0; an element of weight 0 stays at 0.
    """

    framework: Framework
    concentration: float = 50.0
    name: str = NAME

    def __post_init__(self) -> None:
        above_zero(f"{self.name}: concentration", self.concentration)

    def draw(self, generator: np.random.Generator, many: int) -> Array:
        """(many, elements): gamma variates, of which the shares among siblings are Dirichlet."""
        shape = self.concentration * np.nan_to_num(shares(self.framework))
        return generator.standard_gamma(shape, size=(many, len(shape)))

    def weights(self, drawn: Array) -> Array:
        return drawn

    def described(self) -> dict[str, object]:
        return {"method": "dirichlet", "concentration": self.concentration}


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """One of several sets of weights, (sets, elements), equally likely: those of experts, say."""

    sets: Array
    name: str = NAME

    def draw(self, generator: np.random.Generator, many: int) -> Array:
        """(many, 1): the place of a set."""
        return np.floor(generator.random((many, 1)) * len(self.sets))

    def weights(self, drawn: Array) -> Array:
        found: Array = self.sets[drawn[:, 0].astype(np.intp)]
        return found

    def described(self) -> dict[str, object]:
        return {"method": "sets", "sets": len(self.sets)}
