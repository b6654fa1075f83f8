"""The score of one group, from the scores of its parts."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from scoring.aggregation import METHODS, Method, arithmetic_mean
from scoring.framework import Group, Rule
from scoring.rounding import rounded
from scoring.tree import Missing, Score

Parts: TypeAlias = tuple[Score, ...]
Measure: TypeAlias = Callable[[Score], float | None]

# The reason a group gives when none of its parts has a value, first match first.
REASONS = (Missing.BELOW_COVERAGE, Missing.NOT_ANSWERED, Missing.DONT_KNOW)


# The measures of a score that are aggregated, each over the parts that have it.


def value(score: Score) -> float | None:
    return score.value


def low(score: Score) -> float | None:
    return score.low


def high(score: Score) -> float | None:
    return score.high


def coverage(score: Score) -> float | None:
    return score.coverage


def score_group(group: Group, parts: Parts) -> Score:
    """The method of the group's rule over `parts`, the scores of its children in order."""
    method = METHODS[group.rule.aggregation]
    covered = _mean(parts, coverage, method, arithmetic_mean)
    missing = _missing(parts, covered, group.rule)
    own = None if missing else _mean(parts, value, method, method.combine)
    counts_points = method.by_maximum and own is not None
    return Score(
        id=group.id,
        value=own,
        low=_taking_in(own, min, _mean(parts, low, method, method.combine)),
        high=_taking_in(own, max, _mean(parts, high, method, method.combine)),
        coverage=covered,
        weight=group.weight,
        points=math.fsum(map(_won, parts)) if counts_points else None,
        maximum=math.fsum(_attainable(part, value) for part in parts) if counts_points else None,
        rule=group.rule,
        missing=missing,
        parts=parts if own is None else _with_shares(parts, method),
    )


def _counted(parts: Parts, measure: Measure, method: Method) -> tuple[Parts, list[float], list[float]]:
    """The parts that have the measure, their measures and their weights."""
    pairs = [(part, number) for part in parts if (number := measure(part)) is not None]
    weights = [_attainable(part, measure) if method.by_maximum else part.weight for part, _ in pairs]
    return tuple(part for part, _ in pairs), [number for _, number in pairs], weights


def _mean(
    parts: Parts,
    measure: Measure,
    method: Method,
    combine: Callable[[Sequence[float], Sequence[float]], float],
) -> float | None:
    """`combine` over the parts that have the measure, weighted as `method` does; None when none has it."""
    counted, numbers, weights = _counted(parts, measure, method)
    return combine(numbers, weights) if counted else None


def _attainable(score: Score, measure: Measure) -> float:
    """The points attainable in the items below `score` that have the measure."""
    if measure(score) is None:
        return 0.0
    if score.maximum is not None and not score.parts:
        return score.maximum
    return math.fsum(_attainable(part, measure) for part in score.parts)


def _won(score: Score) -> float:
    """The points a part brings to a sum. A group scored otherwise brings its value's share of its maximum."""
    if score.value is None:
        return 0.0
    return _attainable(score, value) * score.value / 100 if score.points is None else score.points


def _missing(parts: Parts, covered: float | None, rule: Rule) -> Missing | None:
    """Why the group has no value; None when it has one."""
    if covered is None:
        return Missing.NOTHING_APPLIES
    if rounded(covered) < rounded(rule.minimum_coverage):
        return Missing.BELOW_COVERAGE
    if any(part.value is not None for part in parts):
        return None
    found = {part.missing for part in parts}
    return next(reason for reason in REASONS if reason in found)


def _taking_in(own: float | None, pick: Callable[[float, float], float], bound: float | None) -> float | None:
    """The bound, moved where needed so that the group's own value is inside."""
    return bound if own is None or bound is None else pick(own, bound)


def _with_shares(parts: Parts, method: Method) -> Parts:
    """`parts`, each with its share in the group's value; None for those that do not count."""
    counted, numbers, weights = _counted(parts, value, method)
    shares = dict(zip((part.id for part in counted), method.shares(numbers, weights), strict=True))
    return tuple(replace(part, share=shares.get(part.id)) for part in parts)
