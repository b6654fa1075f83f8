"""Who is compared with whom: a group of units, one measure, one number per unit."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.checks import above_zero, finite, listed

REST = "-"  # the label of units without one


@dataclass(frozen=True, slots=True)
class Peers:
    """A group of units and their values of one measure. Units without a value are no part of it.

    `measure` names what is compared, of which round: figures of the same measure are judged together by the
    guard. Give one name to measures that can be worked out from each other. `weights`, where given, has a
    number above 0 for every unit with a value (population, say); else all weigh the same.
    """

    name: str
    measure: str
    values: Mapping[str, float]
    weights: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        there = {unit: float(value) for unit, value in self.values.items() if value is not None and value == value}
        if not all(map(math.isfinite, there.values())):
            for unit, value in there.items():
                finite(f"{self.name}: {unit}", value)
        for unit, weight in self.weights.items():
            above_zero(f"{self.name}: {unit}: weight", weight)
        without = there.keys() - self.weights.keys() if self.weights else set()
        if without:
            raise ValueError(f"{self.name}: a weight for every unit with a value is needed; none for {listed(without)}")
        object.__setattr__(self, "values", there)

    def weight(self, unit: str) -> float:
        return self.weights.get(unit, 1.0) if self.weights else 1.0


def peer_groups(
    measure: str,
    values: Mapping[str, float],
    groupings: Mapping[str, Mapping[str, str]],
    weights: Mapping[str, float] | None = None,
) -> tuple[Peers, ...]:
    """All units, then one group per label of each grouping ({"region": {"MDA": "Europe", ...}}), labels in order.

    Groups are called "all" and "region: Europe". Units without a label, or with an empty one, make the last group
    of their grouping, "region: -": what is left when the others are taken from all can be worked out anyway.
    """
    found = [Peers("all", measure, values, weights or {})]
    for grouping, labels in groupings.items():
        own = {unit: labels.get(unit) or REST for unit in values}
        for label in sorted(set(own.values()), key=lambda label: (label == REST, label)):
            members = {unit: value for unit, value in values.items() if own[unit] == label}
            found.append(Peers(f"{grouping}: {label}", measure, members, weights or {}))
    return tuple(found)
