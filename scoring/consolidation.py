"""From the ratings of several bodies to the one answer of the unit, with the rule that made it.

    found = consolidate({"interior": scored(3), "labour": scored(2), "health": DONT_KNOW}, "lower-median")
    found.answer                        # scored(2)
    found.rule, found.ratings, found.counted

Standard library only. A `Consolidated` goes into `scoring.score` as an answer does, and stands in the trace of its
item: it leads from the score to the ratings, and `recomputed` does the sum again from nothing else.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from scoring.answers import DONT_KNOW, NOT_ANSWERED, NOT_APPLICABLE, Answer, State, scored
from scoring.checks import finite, listed
from scoring.rounding import rounded

AGREED, CORRECTED = "agreed", "leniency-corrected"


@dataclass(frozen=True, slots=True)
class Counted:
    """One body's level, and what counts after its leniency is taken off; the same for rules that take none off."""

    body: str
    level: float
    counts_as: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """One item's answer with all it was made from."""

    answer: Answer
    rule: str
    """One of `RULES`, or "leniency-corrected", or "agreed"."""
    ratings: Mapping[str, Answer]
    """What each body said, in the order of their names."""
    counted: tuple[Counted, ...] = ()
    """The scored ratings, lowest first; none where the rule counts none, as when people agreed."""
    levels: tuple[int, ...] = ()
    """Leniency-corrected only: the levels that may come out."""
    by: str | None = None
    """Agreed only: who decided. By a rule: None."""
    reason: str | None = None
    """Agreed only."""
    reservations: tuple[str, ...] = ()
    """Agreed only: the bodies that keep their own view."""


def lower_median(values: Sequence[float]) -> float:
    """The middle value, the lower of the two middle ones of an even number: always a value that somebody gave."""
    return sorted(values)[(len(values) - 1) // 2]


def mode(values: Sequence[float]) -> float:
    """The value given most often; of several given equally often, the lowest."""
    times = Counter(values)
    return min(value for value in times if times[value] == max(times.values()))


RULES: Mapping[str, Callable[[Sequence[float]], float]] = MappingProxyType({"lower-median": lower_median, "mode": mode})


def consolidate(ratings: Mapping[str, Answer], rule: str = "lower-median") -> Consolidated:
    """The answer that `rule`, one of `RULES`, makes of the scored ratings, by body.

    Bodies that did not answer, do not know, or find that the item does not apply, do not count. When none scored,
    the answer is "don't know" if any body said so, else "not applicable" if any said so, else not answered.
    ValueError for an unknown rule, and for ratings that are not numbers: ticks and tables have no middle.
    """
    if rule not in RULES:
        raise ValueError(f"rule: one of {listed(RULES)} is needed; found {rule!r}")
    numbers = {body: _number(body, own) for body, own in ratings.items() if own.state is State.SCORED}
    counted = tuple(Counted(body, numbers[body], numbers[body]) for body in _ascending(numbers))
    answer = scored(RULES[rule](list(numbers.values()))) if numbers else _unscored(ratings)
    return Consolidated(answer=answer, rule=rule, ratings=_by_name(ratings), counted=counted)


def consolidate_corrected(
    ratings: Mapping[str, Answer], leniency: Mapping[str, float], levels: Sequence[int]
) -> Consolidated:
    """The lower median of level - leniency, then the nearest of `levels`, the lower one half-way.

    leniency: per body, in levels, positive for a lenient one (`scoring.agreement.bodies.leniencies`); every body
    with a scored rating needs one. levels: those of the scale. Compared after rounding to 9 decimals. Ratings
    without a level, and errors, as in `consolidate`; ValueError too for a level that is not on the scale.
    """
    numbers = {body: _number(body, own) for body, own in ratings.items() if own.state is State.SCORED}
    _check_correction(numbers, leniency, levels)
    net = {body: rounded(number - leniency[body]) for body, number in numbers.items()}
    counted = tuple(Counted(body, numbers[body], net[body]) for body in _ascending(net))
    answer = scored(nearest(lower_median(list(net.values())), levels)) if net else _unscored(ratings)
    given, allowed = _by_name(ratings), tuple(sorted(levels))
    return Consolidated(answer=answer, rule=CORRECTED, ratings=given, counted=counted, levels=allowed)


def agree(
    ratings: Mapping[str, Answer], answer: Answer, *, by: str, reason: str, reservations: Sequence[str] = ()
) -> Consolidated:
    """The answer that people agreed on, whatever the ratings say; who, why, and who keeps a reservation.

    Works for any kind of answer and for every state but "not answered". ValueError without a name or a reason,
    for that state, and for reservations of bodies that gave no rating.
    """
    if not by.strip() or not reason.strip():
        raise ValueError(f"agreed: who decided and why are needed; found {by!r} and {reason!r}")
    if answer.state is State.NOT_ANSWERED:
        raise ValueError("agreed: an answer is needed, or that it is not known or does not apply; found none")
    unknown = set(reservations) - set(ratings)
    if unknown:
        raise ValueError(f"agreed: reservations of bodies that did not rate: {listed(unknown)}")
    kept = tuple(sorted(set(reservations)))
    given = _by_name(ratings)
    return Consolidated(answer=answer, rule=AGREED, ratings=given, by=by, reason=reason, reservations=kept)


def recomputed(trace: Consolidated) -> Answer:
    """The answer made again from `trace` alone; equal to `trace.answer`. What was agreed cannot be computed."""
    values = [own.counts_as for own in trace.counted]
    if trace.rule == AGREED:
        return trace.answer
    if not values:
        return _unscored(trace.ratings)
    if trace.rule == CORRECTED:
        return scored(nearest(lower_median(values), trace.levels))
    return scored(RULES[trace.rule](values))


def nearest(value: float, levels: Sequence[int]) -> int:
    """The level closest to `value`, the lower of two equally close ones."""
    return min(levels, key=lambda level: (rounded(abs(level - value)), level))


def _check_correction(numbers: Mapping[str, float], leniency: Mapping[str, float], levels: Sequence[int]) -> None:
    if not levels:
        raise ValueError("leniency-corrected: the levels of the scale are needed; found none")
    unknown = numbers.keys() - leniency.keys()
    if unknown:
        raise ValueError(f"leniency-corrected: no leniency for {listed(unknown)}")
    for body, number in numbers.items():
        finite(f"leniency of {body}", leniency[body])
        if number not in levels:
            allowed = ", ".join(map(str, sorted(levels)))
            raise ValueError(f"{body}: one of the levels {allowed} is needed; found {number!r}")


def _number(body: str, answer: Answer) -> int | float:
    value = answer.value
    # bool is an int to Python, and nan has no place in an order.
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{body}: a rule needs a level or a number; found {value!r}. Agree on it by hand")
    return value


def _ascending(numbers: Mapping[str, float]) -> list[str]:
    return sorted(numbers, key=lambda body: (numbers[body], body))


def _by_name(ratings: Mapping[str, Answer]) -> dict[str, Answer]:
    return {body: ratings[body] for body in sorted(ratings)}


def _unscored(ratings: Mapping[str, Answer]) -> Answer:
    states = {answer.state for answer in ratings.values()}
    if State.DONT_KNOW in states:
        return DONT_KNOW
    return NOT_APPLICABLE if State.NOT_APPLICABLE in states else NOT_ANSWERED
