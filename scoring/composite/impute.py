"""Imputation: values in place of missing ones, from the same indicator or from the same parent.

Values are (units, indicators). What cannot be imputed stays missing. Source: OECD/JRC Handbook (2008), step 3.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias

import numpy as np

from scoring.composite.arrays import Array, highest, lowest, mean, scored
from scoring.composite.framework import Framework

Centre: TypeAlias = Callable[[Array], Array]


def median(values: Array) -> Array:
    """The median per element, NaN where there is none; units kept as an axis of length 1."""
    ordered = np.sort(values, axis=-2)  # NaN last
    n = scored(values).sum(axis=-2, keepdims=True)
    middle = [np.take_along_axis(ordered, np.maximum(place, 0), -2) for place in ((n - 1) // 2, n // 2)]
    return np.where(n > 0, (middle[0] + middle[1]) / 2, np.nan)


CENTRES: dict[str, Centre] = {"mean": mean, "median": median}
METHODS = ("none", "mean", "median", "group-mean:COLUMN", "group-median:COLUMN", "row")


def impute(framework: Framework, values: Array, method: str, groups: Sequence[Hashable] | None = None) -> Array:
    """`values` with those missing put in by the method of that name; `groups` has one label per unit.

    Group methods carry the name of the column after a colon, which is for messages only. ValueError when unknown.
    """
    if method == "none":
        return values
    if method == "row":
        return by_row(framework, values)
    if method in CENTRES:
        return fill(values, CENTRES[method])
    base, _, _ = method.partition(":")
    if base not in ("group-mean", "group-median") or groups is None:
        raise ValueError(f"impute: one of {', '.join(METHODS)} is needed; found {method!r}")
    return fill_by_group(values, groups, CENTRES[base.removeprefix("group-")])


def fill(values: Array, centre: Centre) -> Array:
    """The centre (mean, median) of the indicator over all units that have it."""
    return np.where(scored(values), values, centre(values))


def fill_by_group(values: Array, groups: Sequence[Hashable], centre: Centre) -> Array:
    """The centre of the indicator over the units of the same group that have it.

    Where nobody in the group has it, or the unit has no group (None or empty): over all units. COINr leaves
    such values missing. `without_value` tells where this happens.
    """
    filled = values.copy()
    for own in _members(groups).values():
        filled[own] = fill(values[own], centre)
    return np.where(scored(filled), filled, centre(values))


def without_value(values: Array, groups: Sequence[Hashable]) -> list[tuple[Hashable, int]]:
    """Groups and places of indicators such that nobody in the group has a value."""
    empty = ((group, ~scored(values[own]).any(axis=0)) for group, own in _members(groups).items())
    return [(group, int(place)) for group, missing in empty for place in np.flatnonzero(missing)]


def by_row(framework: Framework, values: Array) -> Array:
    """The mean of what the unit has in the same parent, on a scale of 0-1 by min-max, taken back to the unit.

    y = (x - min) / (max - min), turned where direction is -1; x = min + y (max - min). Weights play no part.
    An indicator of which all values are equal takes that value. Units with nothing in the parent stay missing.
    """
    low, width = lowest(values), highest(values) - lowest(values)
    turned = framework.directions < 0
    scale = np.divide(values - low, width, out=np.zeros_like(values), where=width > 0)
    scale = np.where(scored(values), np.where(turned, 1 - scale, scale), np.nan)
    filled = values.copy()
    for family in framework.families:
        if family.level == 2:
            own = family.children
            centre = mean(scale[:, own].T).T
            back = low[:, own] + np.where(turned[own], 1 - centre, centre) * width[:, own]
            filled[:, own] = np.where(scored(values[:, own]), values[:, own], back)
    return filled


def _members(groups: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    """The places of the units of each group, in the order in which groups appear."""
    members: dict[Hashable, list[int]] = {}
    for place, group in enumerate(groups):
        if group not in (None, ""):
            members.setdefault(group, []).append(place)
    return members
