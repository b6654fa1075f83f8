"""Normalisation: one scale for all indicators.

Every method takes `values` (…, units, indicators), already turned so that more is better unless said
otherwise, and the settings; it returns an array of the same shape. Missing stays missing and takes no part in
the statistics of its column. n, min, max, mean and sd are those of the units that have a value.
Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5; COINr 1.1.14 for the details.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from scoring.checks import finite
from scoring.composite.arrays import Array, count, deviation, highest, lowest, mean
from scoring.composite.checks import needs_posts, needs_values, needs_variance, refuse
from scoring.ranks import exact_ranks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scale:
    """Settings of the methods; each method reads only what it names.

    `bottom`, `top`: ends of the scale (minmax, goalposts, scaled). `centre`, `spread`: mean and standard
    deviation (zscore). `lows`, `highs`, `targets`: per indicator, in its own unit. `reference`: place of the
    unit that others are compared with. `codes`: names of the indicators, for messages.
    """

    bottom: float = 0.0
    top: float = 100.0
    centre: float = 0.0
    spread: float = 1.0
    directions: Array
    lows: Array | None = None
    highs: Array | None = None
    targets: Array | None = None
    reference: int | None = None
    codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("bottom", "top", "centre", "spread"):
            finite(name, getattr(self, name))
        if not self.bottom < self.top:
            raise ValueError(f"range: the lower end must be below the upper; found {self.bottom:g} and {self.top:g}")


Method: TypeAlias = Callable[[Array, Scale], Array]


def minmax(values: Array, scale: Scale) -> Array:
    """(x - min) / (max - min) (top - bottom) + bottom. Worst unit `bottom`, best `top`."""
    needs_variance("minmax", values, scale.codes)
    low = lowest(values)
    return (values - low) / (highest(values) - low) * (scale.top - scale.bottom) + scale.bottom


def zscore(values: Array, scale: Scale) -> Array:
    """centre + spread (x - mean) / sd, sd with n - 1."""
    needs_variance("zscore", values, scale.codes)
    return scale.centre + scale.spread * ((values - mean(values)) / deviation(values))


def rank(values: Array, scale: Scale) -> Array:
    """1 for the worst, ties at the lowest of their places, up to n."""
    return exact_ranks(values, axis=-2)


def percentile_rank(values: Array, scale: Scale) -> Array:
    """(rank - 1) / (n - 1), 0 to 1: the share of the other units that are worse. Needs two values."""
    needs_values("percentile-rank", values, scale.codes, least=2)
    return (rank(values, scale) - 1) / (count(values) - 1)


def borda(values: Array, scale: Scale) -> Array:
    """rank - 1, 0 to n - 1: how many units are worse."""
    return rank(values, scale) - 1


def distance_to_max(values: Array, scale: Scale) -> Array:
    """1 - (max - x) / (max - min), 0 to 1."""
    needs_variance("distance-to-max", values, scale.codes)
    high = highest(values)
    return 1 - (high - values) / (high - lowest(values))


def distance_to_reference(values: Array, scale: Scale) -> Array:
    """1 - (ref - x) / (ref - min), 1 for the unit `scale.reference`, above 1 for better ones.

    An indicator that the reference lacks is missing for all. The reference must not be the worst unit.
    """
    if scale.reference is None:
        raise ValueError("distance-to-reference: a reference unit is needed")
    own = values[..., scale.reference : scale.reference + 1, :]
    way = own - lowest(values)
    refuse(way <= 0, scale.codes, "distance-to-reference: the reference unit is the worst")
    return 1 - (own - values) / way


def distance_to_target(values: Array, scale: Scale) -> Array:
    """(x - min) / (target - min), where less is better (max - x) / (max - target): 1 at the target; not cut off.

    `values` are as measured here, not turned. The target must lie beyond the worst unit.
    """
    targets = needs_posts("distance-to-target", "target", scale.targets, scale.codes)
    worst, aim = lowest(scale.directions * values), scale.directions * targets
    refuse(aim <= worst, scale.codes, "distance-to-target: the target is no better than the worst unit")
    return (scale.directions * values - worst) / (aim - worst)


def fraction_of_max(values: Array, scale: Scale) -> Array:
    """x / max. Meant for numbers of at least 0 of which more is better.

    Turned numbers are at most 0: x / max then is 1 for the best unit and larger for worse ones, as in COINr.
    """
    needs_values("fraction-of-max", values, scale.codes)
    high = highest(values)
    refuse(high == 0, scale.codes, "fraction-of-max: the maximum is 0")
    return values / high


def goalposts(values: Array, scale: Scale) -> Array:
    """`scaled`, cut off at `bottom` and `top`. `values` are as measured, not turned. Source: UNDP, HDI."""
    return np.clip(_between_posts("goalposts", values, scale), 0, 1) * (scale.top - scale.bottom) + scale.bottom


def scaled(values: Array, scale: Scale) -> Array:
    """(x - low) / (high - low) (top - bottom) + bottom, where less is better (high - x) in place of (x - low).

    `values` are as measured, not turned; nothing is cut off.
    """
    return _between_posts("scaled", values, scale) * (scale.top - scale.bottom) + scale.bottom


def none(values: Array, scale: Scale) -> Array:
    """x, as measured and not turned: for numbers that are on one scale already."""
    return values


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "minmax": minmax,
        "zscore": zscore,
        "rank": rank,
        "percentile-rank": percentile_rank,
        "borda": borda,
        "distance-to-max": distance_to_max,
        "distance-to-reference": distance_to_reference,
        "distance-to-target": distance_to_target,
        "fraction-of-max": fraction_of_max,
        "goalposts": goalposts,
        "scaled": scaled,
        "none": none,
    }
)
AS_MEASURED = frozenset({"distance-to-target", "goalposts", "scaled", "none"})
"""Methods that see to the direction themselves, or leave it."""
WITH_RANGE = frozenset({"minmax", "goalposts", "scaled"})
"""Methods that read `bottom` and `top`."""


POSTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"goalposts": ("low", "high"), "scaled": ("low", "high"), "distance-to-target": ("target",)}
)
"""What the framework must say of every indicator."""


def normalise(values: Array, method: str, scale: Scale) -> Array:
    """`values` (…, units, indicators) by the method of that name; others than `AS_MEASURED` are turned first.

    Raises ValueError for an unknown method, DataError with the column for numbers it cannot take.
    """
    if method not in METHODS:
        raise ValueError(f"normalise: one of {', '.join(METHODS)} is needed; found {method!r}")
    values = np.asarray(values, dtype=np.float64)
    return METHODS[method](values if method in AS_MEASURED else values * scale.directions, scale)


def _between_posts(name: str, values: Array, scale: Scale) -> Array:
    """The way from the worse post to the better one, 0 at the worse and 1 at the better."""
    lows = needs_posts(name, "low", scale.lows, scale.codes)
    highs = needs_posts(name, "high", scale.highs, scale.codes)
    return np.where(scale.directions > 0, values - lows, highs - values) / (highs - lows)
