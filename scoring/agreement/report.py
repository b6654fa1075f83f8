"""Everything about the agreement between bodies: per item, per dimension, overall."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.agreement import spread
from scoring.agreement.alpha import krippendorff
from scoring.agreement.bodies import Deviation, Pair, deviations, furthest_bodies, pairs
from scoring.agreement.bootstrap import Interval, Resampling, intervals
from scoring.agreement.concordance import kendall
from scoring.agreement.measures import Measure, Undefined, without
from scoring.agreement.peaks import agreement
from scoring.agreement.ratings import Array, Ratings, Scale
from scoring.checks import fraction, not_negative
from scoring.rounding import rounded

ALPHAS = ("nominal", "ordinal", "interval")


@dataclass(frozen=True, slots=True)
class Limits:
    """When bodies count as agreed on an item. To be set before the round, not after."""

    interquartile_range: float = 1.0
    """At most so many levels."""
    share_in_mode: float = 0.75
    """At least this share, 0 to 1."""

    def __post_init__(self) -> None:
        not_negative("limits: interquartile range", self.interquartile_range)
        fraction("limits: share in the mode", self.share_in_mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAgreement:
    """One item. `levels` holds the ratings given, by body; `frequencies` how often each level was chosen."""

    item: str
    dimension: str
    bodies: int
    levels: Mapping[str, int]
    frequencies: Mapping[int, int]
    agreement: Measure
    """Van der Eijk's A, -1 to 1."""
    within_group: Measure
    """r_wg, 0 to 1."""
    spread: Measure
    deviation: Measure
    distance_from_median: Measure
    mode: tuple[int, ...]
    """The levels chosen most often."""
    share_in_mode: Measure
    interquartile_range: Measure
    agreed_by_range: bool | None
    """Interquartile range within the limit; None below two ratings."""
    agreed_by_mode: bool | None
    """Share in the mode at the limit or above; None below two ratings."""
    furthest: tuple[str, ...]
    """Bodies furthest from the mean of the others; none where all are equally far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Krippendorff's alpha by one metric, and its interval."""

    value: float | None
    undefined: Undefined | None
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class KendallW:
    """Kendall's W with its test: see `scoring.agreement.concordance`."""

    value: float | None
    undefined: Undefined | None
    chi_squared: float | None
    degrees_of_freedom: int | None
    p: float | None
    items: int
    """Items that count: rated by all bodies that count."""
    bodies: tuple[str, ...]
    """Bodies that count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAgreement:
    """Several items: a dimension, or all of them."""

    items: int
    compared: int
    """Items that at least two bodies rated."""
    alpha: Mapping[str, Alpha]
    """By metric: nominal, ordinal, interval."""
    kendall_w: KendallW
    within_group: Measure
    """r_wg(J), 0 to 1."""
    bodies: tuple[Deviation, ...]
    """The body that deviates most first."""
    pairs: tuple[Pair, ...]
    """The pair that differs most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The whole, with what it depends on."""

    scale: Scale
    limits: Limits
    resampling: Resampling
    overall: GroupAgreement
    dimensions: Mapping[str, GroupAgreement] = field(default_factory=dict)
    """By name; empty where the items are in none."""
    items: tuple[ItemAgreement, ...] = ()


def agreement_of(ratings: Ratings, limits: Limits | None = None, resampling: Resampling | None = None) -> Agreement:
    """Per item, per dimension and overall; items and dimensions in the order of `ratings`.

    The interval of a dimension depends on its own ratings and `resampling` alone. Blanks: see each measure.
    """
    limits, resampling = limits or Limits(), resampling or Resampling()
    names = [name for name in dict.fromkeys(ratings.dimensions) if name]
    return Agreement(
        scale=ratings.scale,
        limits=limits,
        resampling=resampling,
        overall=group_agreement(ratings, resampling),
        dimensions={name: group_agreement(ratings.of(name), resampling) for name in names},
        items=tuple(item_agreement(ratings, place, limits) for place in range(len(ratings.items))),
    )


def group_agreement(ratings: Ratings, resampling: Resampling) -> GroupAgreement:
    """Of all items in `ratings` together."""
    levels = ratings.levels
    found = {metric: krippendorff(levels, metric) for metric in ALPHAS}
    around = intervals(levels, ALPHAS, resampling)
    return GroupAgreement(
        items=len(ratings.items),
        compared=int(np.count_nonzero((~np.isnan(levels)).sum(axis=1) > 1)),
        alpha={
            metric: Alpha(value=own.value, undefined=own.undefined, interval=around[metric])
            for metric, own in found.items()
        },
        kendall_w=_kendall(ratings),
        within_group=spread.within_group_items(levels, ratings.scale),
        bodies=deviations(ratings),
        pairs=pairs(ratings),
    )


def item_agreement(ratings: Ratings, place: int, limits: Limits) -> ItemAgreement:
    """Of the item at `place`."""
    levels, scale = ratings.levels[place], ratings.scale
    share, iqr = spread.share_in_mode(levels), spread.interquartile_range(levels)
    frequencies = _frequencies(levels, scale)
    return ItemAgreement(
        item=ratings.items[place],
        dimension=ratings.dimensions[place],
        bodies=sum(frequencies.values()),
        levels={body: int(own) for body, own in zip(ratings.bodies, levels, strict=True) if not np.isnan(own)},
        frequencies=frequencies,
        agreement=_agreement(frequencies, scale),
        within_group=spread.within_group(levels, scale),
        spread=spread.spread(levels),
        deviation=spread.deviation(levels),
        distance_from_median=spread.distance_from_median(levels),
        mode=tuple(level for level, times in frequencies.items() if times and times == max(frequencies.values())),
        share_in_mode=share,
        interquartile_range=iqr,
        agreed_by_range=None if iqr.value is None else rounded(iqr.value) <= rounded(limits.interquartile_range),
        agreed_by_mode=None if share.value is None else rounded(share.value) >= rounded(limits.share_in_mode),
        furthest=furthest_bodies(levels, ratings.bodies),
    )


def _kendall(ratings: Ratings) -> KendallW:
    """Bodies in the order of their names: it decides which of two with as few ratings is left out."""
    order = sorted(range(len(ratings.bodies)), key=lambda place: ratings.bodies[place])
    found = kendall(ratings.levels[:, order])
    return KendallW(
        value=found.value,
        undefined=found.undefined,
        chi_squared=found.chi_squared,
        degrees_of_freedom=found.degrees_of_freedom,
        p=found.p,
        items=found.items,
        bodies=tuple(ratings.bodies[order[place]] for place in found.bodies),
    )


def _frequencies(levels: Array, scale: Scale) -> dict[int, int]:
    given = levels[~np.isnan(levels)].astype(np.intp) - scale.low
    return {scale.low + step: int(times) for step, times in enumerate(np.bincount(given, minlength=scale.levels))}


def _agreement(frequencies: Mapping[int, int], scale: Scale) -> Measure:
    if sum(frequencies.values()) < 2:
        return without(Undefined.TOO_FEW_BODIES)
    if scale.levels < 3:
        return without(Undefined.TOO_FEW_LEVELS)
    return Measure(agreement(list(frequencies.values())))
