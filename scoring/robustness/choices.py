"""Choices with a few alternatives, and what every combination of them leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, prod
from typing import Generic, TypeAlias, TypeVar

import numpy as np

from scoring.checks import distinct
from scoring.composite.arrays import Array, Places

Variant = TypeVar("Variant")
Draws: TypeAlias = Mapping[str, Array]
"""What was drawn for each choice by its name: (replications, numbers the choice needs)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: a name, and alternatives by name. `shares`, relative, say how often each is drawn; equal if empty."""

    name: str
    alternatives: tuple[str, ...]
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        distinct(f"{self.name}: alternatives", self.alternatives)
        if not self.alternatives:
            raise ValueError(f"{self.name}: one alternative or more is needed; found none")
        usable = len(self.shares) == len(self.alternatives) and sum(self.shares) > 0
        if self.shares and not (usable and all(isfinite(share) and share >= 0 for share in self.shares)):
            needed = f"{len(self.alternatives)} numbers of at least 0, not all 0"
            raise ValueError(f"{self.name}: shares: {needed}, are needed; found {self.shares}")

    def draw(self, generator: np.random.Generator, many: int) -> Array:
        """(many, 1): the place of an alternative, drawn in proportion to `shares`."""
        ends = np.cumsum(self.shares or np.ones(len(self.alternatives)))
        places = np.searchsorted(ends / ends[-1], generator.random((many, 1)), side="right")
        return places.astype(np.float64)

    def described(self) -> dict[str, object]:
        return {"alternatives": list(self.alternatives), "shares": list(self.shares) or "equal"}


@dataclass(frozen=True, slots=True, eq=False)
class Grid(Generic[Variant]):
    """What each combination of alternatives leads to, the last choice changing first; without choices, one variant."""

    variants: Sequence[Variant]
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        needed = prod(self._shape)
        if len(self.variants) != needed:
            raise ValueError(f"variants: {needed} are needed, one per combination; found {len(self.variants)}")

    @property
    def _shape(self) -> tuple[int, ...]:
        return tuple(len(choice.alternatives) for choice in self.choices)

    def places(self, draws: Draws, many: int) -> Places:
        """The place of the variant that each of `many` replications has drawn."""
        if not self.choices:
            return np.zeros(many, dtype=np.intp)
        drawn = tuple(draws[choice.name][:, 0].astype(np.intp) for choice in self.choices)
        return np.asarray(np.ravel_multi_index(drawn, self._shape), dtype=np.intp)

    def named(self, place: int) -> str:
        """The combination at a place, in words."""
        found = np.unravel_index(place, self._shape) if self.choices else ()
        return ", ".join(f"{own.name} {own.alternatives[at]}" for own, at in zip(self.choices, found, strict=True))
