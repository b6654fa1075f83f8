"""Scales over several rows: each row is answered with a level, and the levels make one score."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from scoring.aggregation import arithmetic_mean
from scoring.answers import Value
from scoring.checks import above_zero, listed, naming, not_negative
from scoring.scales import Levels, percent


@dataclass(frozen=True, slots=True)
class WeightedTable:
    """Weighted rows: points = sum(w x 100 p / p_highest) / sum(w), in 0-100.

    `rows` gives (weight, levels) per row id, weights above 0. The answer maps every row id to a level.
    Source: MIPEX, requirements for family reunion (0.67 resources + 0.33 accommodation).
    """

    rows: Mapping[str, tuple[float, Levels]]

    def __post_init__(self) -> None:
        _check_any_rows(self.rows)
        for row, (weight, _) in self.rows.items():
            above_zero(f"table: {row}: weight", weight)

    @property
    def lowest(self) -> float:
        return self._mean({row: levels.lowest for row, (_, levels) in self.rows.items()})

    @property
    def highest(self) -> float:
        return 100.0

    def points(self, value: Value) -> float:
        """Mean of the rows' 100 x points / highest points, by weight."""
        rows = {row: levels for row, (_, levels) in self.rows.items()}
        chosen = _chosen(rows, value)
        return self._mean({row: levels.points(chosen[row]) for row, levels in rows.items()})

    def _mean(self, points: Mapping[str, float]) -> float:
        values = [percent(points[row], levels.highest) for row, (_, levels) in self.rows.items()]
        return arithmetic_mean(values, [weight for weight, _ in self.rows.values()])


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Rows that are read together: points = decisions[(level of row 1, level of row 2, ...)].

    `decisions` has exactly one entry for each combination of the rows' level numbers, in the order of
    `rows`, no points below 0 and one above 0. What the rows' levels are worth alone plays no part.
    Source: MIPEX, pre-entry measures for family reunion.
    """

    rows: Mapping[str, Levels]
    decisions: Mapping[tuple[int, ...], float]

    def __post_init__(self) -> None:
        _check_any_rows(self.rows)
        self._check_complete()
        for combination, points in self.decisions.items():
            not_negative(f"table: decision {combination}: points", points)
        above_zero("table: highest points", self.highest)

    @property
    def lowest(self) -> float:
        return min(self.decisions.values())

    @property
    def highest(self) -> float:
        return max(self.decisions.values())

    def points(self, value: Value) -> float:
        """The entry of `decisions` for the levels chosen."""
        chosen = _chosen(self.rows, value)
        return self.decisions[tuple(chosen[row] for row in self.rows)]

    def _check_complete(self) -> None:
        # Counted first: the combinations of a malicious table would not fit in memory.
        needed = math.prod(len(levels.values) for levels in self.rows.values())
        if len(self.decisions) != needed:
            raise ValueError(f"table: {needed} decisions are needed; found {len(self.decisions)}")
        for combination in product(*(levels.values for levels in self.rows.values())):
            if combination not in self.decisions:
                raise ValueError(f"table: no decision for the levels {combination}")


def _check_any_rows(rows: Mapping[str, object]) -> None:
    if not rows:
        raise ValueError("table: at least 1 row is needed; found none")


def _chosen(rows: Mapping[str, Levels], value: Value) -> dict[str, int]:
    """The level chosen per row; ValueError unless `value` has each row, and each a level of its own."""
    if not isinstance(value, Mapping) or set(value) != set(rows):
        raise ValueError(f"a level for each of the rows {listed(rows)} is needed; found {value!r}")
    for row, levels in rows.items():
        with naming(row):
            levels.points(value[row])
    return dict(value)
