"""The figures of a group and of one unit in it, by name, and what each needs to be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum, nan
from types import MappingProxyType

from scoring.benchmarks.peers import Peers
from scoring.benchmarks.statistics import gaps, percentile_ranks, quantile
from scoring.ranks import competition_ranks


@dataclass(frozen=True, slots=True)
class Needs:
    """share: the smaller part into which a quantile cuts the units. single: the figure is the value of one unit."""

    share: float = 0.0
    single: bool = False


@dataclass(frozen=True, slots=True)
class FigureOfGroup:
    compute: Callable[[Peers], float]
    needs: Needs = Needs()


def values(peers: Peers) -> list[float]:
    """In the order of the units' names."""
    return [peers.values[unit] for unit in sorted(peers.values)]


def weighted_mean(peers: Peers) -> float:
    """sum(w x) / sum(w); all values count; at least one."""
    if not peers.weights:
        return fsum(peers.values.values()) / len(peers.values)
    weights = {unit: peers.weight(unit) for unit in peers.values}
    return fsum(weights[unit] * value for unit, value in peers.values.items()) / fsum(weights.values())


def _quantile(share: float) -> FigureOfGroup:
    return FigureOfGroup(lambda peers: quantile(list(peers.values.values()), share), Needs(share=min(share, 1 - share)))


# Quantiles are of type 7 and count every unit once; the mean is weighted where the group has weights.
FIGURES: Mapping[str, FigureOfGroup] = MappingProxyType(
    {
        "n": FigureOfGroup(lambda peers: float(len(peers.values))),
        "mean": FigureOfGroup(weighted_mean),
        "lower_quartile": _quantile(0.25),
        "median": _quantile(0.5),
        "upper_quartile": _quantile(0.75),
        "lowest": FigureOfGroup(lambda peers: min(peers.values.values()), Needs(single=True)),
        "highest": FigureOfGroup(lambda peers: max(peers.values.values()), Needs(single=True)),
    }
)


def position(peers: Peers, unit: str, target: float | None) -> dict[str, tuple[Needs, float]]:
    """Where `unit` stands: its rank (1 is best), percentile rank (mid-rank) and gaps. ValueError if not there.

    A gap gives away what it is a gap to, so it needs what that needs.
    """
    if unit not in peers.values:
        raise ValueError(f"{peers.name}: reader: a unit with a value in the group is needed; found {unit!r}")
    place = sorted(peers.values).index(unit)
    numbers = values(peers)
    gap = gaps(numbers, nan if target is None else target)
    found = {
        "rank": (Needs(), float(competition_ranks(numbers)[place])),
        "percentile": (Needs(), float(percentile_ranks(numbers, "mean")[place])),
        "gap_median": (Needs(share=0.5), float(gap.median[place])),
        "gap_highest": (Needs(single=True), float(gap.best[place])),
    }
    return found if target is None else found | {"gap_target": (Needs(), float(gap.target[place]))}
