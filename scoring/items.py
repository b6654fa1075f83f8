"""The score of one item, from its answer and the rule of its group."""

from collections.abc import Callable, Mapping

from scoring.answers import Answer, State, Value
from scoring.checks import naming
from scoring.framework import Item, Rule, Treatment
from scoring.scales import Scale, percent
from scoring.tree import Missing, Score

POINTS: Mapping[Treatment, Callable[[Scale], float | None]] = {
    Treatment.LEFT_OUT: lambda scale: None,
    Treatment.ZERO: lambda scale: 0.0,
    Treatment.LOWEST: lambda scale: scale.lowest,
}
MISSING: Mapping[State, Missing] = {
    State.NOT_ANSWERED: Missing.NOT_ANSWERED,
    State.DONT_KNOW: Missing.DONT_KNOW,
    State.NOT_APPLICABLE: Missing.NOT_APPLICABLE,
}


def score_item(item: Item, answer: Answer, rule: Rule) -> Score:
    """100 x points / attainable points when scored; else what `rule`, that of the item's group, says."""
    if answer.value is not None:
        return _scored(item, answer.value)
    treated = rule.treatment(answer.state)
    points = POINTS[treated](item.scale)
    value = None if points is None else percent(points, item.scale.highest)
    low, high, coverage = _open_or_settled(item.scale, answer.state, value)
    return Score(
        id=item.id,
        value=value,
        low=low,
        high=high,
        coverage=coverage,
        weight=item.weight,
        points=points,
        maximum=item.scale.highest,
        state=answer.state,
        treated=treated,
        missing=MISSING[answer.state] if value is None else None,
    )


def _scored(item: Item, answer: Value) -> Score:
    with naming(item.id):
        points = item.scale.points(answer)
    value = percent(points, item.scale.highest)
    return Score(
        id=item.id,
        value=value,
        low=value,
        high=value,
        coverage=1.0,
        weight=item.weight,
        points=points,
        maximum=item.scale.highest,
        state=State.SCORED,
        answer=answer,
    )


def _open_or_settled(
    scale: Scale, state: State, value: float | None
) -> tuple[float | None, float | None, float | None]:
    """Low, high and coverage of an item that is not scored."""
    if state is State.NOT_APPLICABLE:
        # Settled either way: gone from the denominator, or worth what the rule says for good.
        return value, value, None if value is None else 1.0
    lowest = percent(scale.lowest, scale.highest)
    return lowest if value is None else min(lowest, value), 100.0, 0.0
