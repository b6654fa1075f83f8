"""Drop one: the ranking without each element in turn."""

from dataclasses import dataclass

import numpy as np

from scoring.composite.aggregate import Rule, aggregate
from scoring.composite.arrays import Array
from scoring.composite.framework import Framework
from scoring.ranks import competition_ranks, equalised
from scoring.robustness.summary import mean_shift


@dataclass(frozen=True, slots=True, eq=False)
class Dropped:
    """`scores` and `ranks` (elements, units) on one aggregate, without the element in `codes` at that place.

    `shift` (elements,): mean over units of |rank - nominal rank|; 0 for an element that changes no rank.
    """

    node: str
    codes: tuple[str, ...]
    scores: Array
    ranks: Array
    shift: Array


def drop_one(
    framework: Framework,
    values: Array,
    rule: Rule | None = None,
    *,
    level: int | None = None,
    weights: Array | None = None,
    node: str | None = None,
) -> Dropped:
    """Scores and ranks on `node` (by default the last aggregate), without each element below it in turn.

    `values` (units, indicators), normalised; they are not normalised again. An element is dropped by weight 0, so
    that its weight goes to its siblings; without siblings its parent has no score and is left out in turn. `level`
    names the level to drop from, by default all. `weights` (elements,). NaN for units without a score.
    ValueError for a node that is no aggregate, or has nothing of that level below it.
    """
    weights = framework.weights if weights is None else weights
    place = len(framework.codes) - 1 if node is None else _place(framework, node)
    below = [at for at in range(len(framework.codes)) if _is_below(framework, at, place)]
    dropped = [at for at in below if level in (None, framework.level[at])]
    if not dropped:
        raise ValueError(f"level: one below {framework.codes[place]} is needed; found {level}")
    without = np.tile(weights, (len(dropped) + 1, 1))
    without[np.arange(len(dropped)), dropped] = 0.0  # the last row stays: the nominal run
    found = equalised(aggregate(framework, values, without, rule)[..., place - framework.indicators])
    ranks = competition_ranks(found)
    codes = tuple(framework.codes[at] for at in dropped)
    return Dropped(framework.codes[place], codes, found[:-1], ranks[:-1], mean_shift(ranks[:-1], ranks[-1]))


def _place(framework: Framework, node: str) -> int:
    aggregates = framework.codes[framework.indicators :]
    if node not in aggregates:
        raise ValueError(f"node: one of {', '.join(aggregates)} is needed; found {node!r}")
    return framework.codes.index(node)


def _is_below(framework: Framework, at: int, top: int) -> bool:
    above = int(framework.parent[at])
    while above >= 0 and above != top:
        above = int(framework.parent[above])
    return above == top
