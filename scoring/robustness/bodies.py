"""Whose answer counts: each answer drawn from the bodies that gave one."""

from dataclasses import dataclass

import numpy as np

from scoring.composite.arrays import Array, scored


@dataclass(frozen=True, slots=True)
class Bodies:
    """For every unit and indicator, in every replication anew, one of the bodies that answered, equally likely.

    The tables of a study with this choice are (bodies, units, indicators). To let one body answer for everything,
    use a `Choice` with a table for each body instead.
    """

    units: int
    indicators: int
    name: str = "body"

    def draw(self, generator: np.random.Generator, many: int) -> Array:
        """(many, units x indicators): uniform numbers, one per answer."""
        return generator.random((many, self.units * self.indicators))

    def chosen(self, table: Array, drawn: Array) -> Array:
        """(replications, units, indicators); NaN where no body answered."""
        has = scored(table)
        first = np.take_along_axis(table, np.argsort(~has, axis=0, kind="stable"), 0)  # who answered comes first
        count = has.sum(axis=0)
        place = np.floor(drawn.reshape(-1, self.units, self.indicators) * count).astype(np.intp)
        found: Array = np.take_along_axis(first[None], place[:, None], 1)[:, 0]
        return found

    def described(self) -> dict[str, object]:
        return {"method": "one of the bodies that answered, for each answer"}
