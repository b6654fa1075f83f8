"""Push labels apart along a line, as little as needed."""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise


def spread(
    wanted: Sequence[float],
    heights: Sequence[float],
    gap: float,
    top: float = -math.inf,
    bottom: float = math.inf,
) -> list[float]:
    """Middles as wanted, in the order given, pushed apart where they would overlap; from `top` to `bottom`.

    Pushing down from the top and up from the bottom both keep the distances, so their mean does too.
    """
    wanted = _between(wanted, heights, gap, top, bottom)
    down = _pushed(wanted, heights, gap)
    up = [-y for y in reversed(_pushed([-y for y in reversed(wanted)], heights[::-1], gap))]
    return [(a + b) / 2 for a, b in zip(down, up, strict=True)]


def _between(wanted: Sequence[float], heights: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Every middle with room for the labels before it and after it."""
    above = [end - height / 2 for end, height in zip(_ends(heights, gap), heights, strict=True)]
    ends = _ends(heights[::-1], gap)[::-1]
    below = [end - height / 2 for end, height in zip(ends, heights, strict=True)]
    return [max(min(y, bottom - after), top + before) for y, before, after in zip(wanted, above, below, strict=True)]


def _ends(heights: Sequence[float], gap: float) -> list[float]:
    """Where each label ends when they stand close together."""
    return [total + place * gap for place, total in enumerate(accumulate(heights))]


def _pushed(wanted: Sequence[float], heights: Sequence[float], gap: float) -> list[float]:
    found = list(wanted[:1])
    for y, (above, below) in zip(wanted[1:], pairwise(heights), strict=True):
        found.append(max(y, found[-1] + (above + below) / 2 + gap))
    return found
