"""How a number comes about, in words: its parts, their weights, the rule, coverage and bounds.

Everything here is read off the score itself, so that the words cannot say anything else than the sum.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coherence.i18n import gettext, ngettext
from coherence.i18n import lazy_gettext as _
from coherence.pages import number, percent
from coherence.reports.scorecard import Line, Scorecard
from scoring import Missing, Score, State, Treatment

RULES = {
    "arithmetic": _(
        "The value is the mean of the parts that have a score, each counted by its weight. "
        "A low part can be made good by a high one."
    ),
    "geometric": _(
        "The value is the geometric mean of the parts that have a score, each counted by its weight. "
        "A low part can be made good only in part. It is taken of 1 + 0.99 × value, so that one zero does "
        "not wipe out the rest."
    ),
    "minimum": _("The value is that of the lowest part that has a score. A low part cannot be made good."),
    "sum-over-maximum": _("The value is the sum of the points won, divided by the points attainable, times 100."),
}
STATES = {
    State.SCORED: _("Answered"),
    State.NOT_ANSWERED: _("Not answered"),
    State.DONT_KNOW: _("Don’t know"),
    State.NOT_APPLICABLE: _("Not applicable"),
}
TREATMENTS = {
    Treatment.LEFT_OUT: _("left out of the value"),
    Treatment.ZERO: _("counted as 0"),
    Treatment.LOWEST: _("counted as the lowest level"),
}
WITHOUT = {
    Missing.BELOW_COVERAGE: _("No score: too little is answered"),
    Missing.NOT_ANSWERED: _("No score: not answered"),
    Missing.DONT_KNOW: _("No score: don’t know"),
    Missing.NOT_APPLICABLE: _("No score: not applicable"),
    Missing.NOTHING_APPLIES: _("No score: nothing here applies"),
}


@dataclass(frozen=True)
class Part:
    """A row of the sum. `share` 0-1 and `brings` (points of the value) are None where it does not count."""

    line: Line
    share: float | None
    brings: float | None
    note: str


@dataclass(frozen=True)
class Sum:
    line: Line
    rule: str
    parts: list[Part]
    calculation: str
    sentences: list[str]
    treatments: list[tuple[str, str]]
    minimum_coverage: float | None


def explain(card: Scorecard, line: Line) -> Sum:
    """The sum behind one number of the card."""
    score = line.score
    rule = score.rule
    return Sum(
        line=line,
        rule=str(RULES[rule.aggregation]) if rule else gettext("The value is 100 × points ÷ points attainable."),
        parts=[_part(part, rule.aggregation if rule else "") for part in card.parts(line)],
        calculation=_calculation(score),
        sentences=[sentence for say in SENTENCES if (sentence := say(score))],
        treatments=_treatments(score),
        minimum_coverage=rule.minimum_coverage if rule and rule.minimum_coverage > 0 else None,
    )


def _part(line: Line, aggregation: str) -> Part:
    score = line.score
    adds_up = score.share is not None and score.value is not None and aggregation != "geometric"
    return Part(line, score.share, score.share * score.value if adds_up else None, note(score))


def note(score: Score) -> str:
    """Why a number is missing, or how an answer that was not given was treated; else nothing."""
    if score.missing:
        return str(WITHOUT[score.missing])
    if score.treated:
        return gettext("{state}: {treatment}", state=STATES[score.state], treatment=TREATMENTS[score.treated])
    return ""


def _calculation(score: Score) -> str:
    """The sum itself, in figures; empty without a value."""
    if score.value is None:
        return ""
    aggregation = score.rule.aggregation if score.rule else "item"
    return CALCULATIONS[aggregation](score)


def _points(score: Score) -> str:
    return f"100 × {number(score.points, 3)} ÷ {number(score.maximum, 3)} = {number(score.value)}"


def _mean(score: Score) -> str:
    terms = (f"{percent_exact(part.share)} × {number(part.value)}" for part in counted(score))
    return " + ".join(terms) + f" = {number(score.value)}"


def _geometric(score: Score) -> str:
    factors = (f"(1 + {number(0.99, 2)} × {number(part.value)})^{number(part.share, 3)}" for part in counted(score))
    return f"({' × '.join(factors)} − 1) ÷ {number(0.99, 2)} = {number(score.value)}"


def _minimum(score: Score) -> str:
    values = "; ".join(number(part.value) for part in score.parts if part.value is not None)
    return f"min({values}) = {number(score.value)}"


CALCULATIONS: dict[str, Callable[[Score], str]] = {
    "item": _points,
    "arithmetic": _mean,
    "geometric": _geometric,
    "minimum": _minimum,
    "sum-over-maximum": _points,
}


def counted(score: Score) -> list[Score]:
    return [part for part in score.parts if part.share is not None and part.value is not None]


def percent_exact(share: float) -> str:
    """A share with enough digits to check the sum by hand."""
    return f"{number(100 * share, 2)}\u00a0%"


def _coverage(score: Score) -> str:
    if score.coverage is None or not score.rule:
        return ""
    return gettext("Coverage: {percent} of the weight that applies is answered.", percent=percent(score.coverage))


def _too_little(score: Score) -> str:
    if score.missing is not Missing.BELOW_COVERAGE or not score.rule:
        return ""
    return gettext("Below {percent} no score is given.", percent=percent(score.rule.minimum_coverage))


def _bounds(score: Score) -> str:
    if score.low is None or score.high is None or not score.rule:
        return ""
    if score.coverage == 1:
        return gettext("Everything that applies is answered: the score cannot change any more.")
    return gettext(
        "Bounds: if every open question got its lowest answer the score would be {low}, with the highest {high}.",
        low=number(score.low),
        high=number(score.high),
    )


def _counted_parts(score: Score) -> str:
    if not score.parts:
        return ""
    with_score = sum(part.value is not None for part in score.parts)
    return ngettext(
        "{with_score} of {number} part has a score.",
        "{with_score} of {number} parts have a score.",
        len(score.parts),
        with_score=with_score,
    )


SENTENCES: tuple[Callable[[Score], str], ...] = (_counted_parts, _coverage, _too_little, _bounds)


def _treatments(score: Score) -> list[tuple[str, str]]:
    """How the group treats each kind of answer that is not one."""
    rule = score.rule
    if rule is None:
        return []
    states = (State.NOT_ANSWERED, State.DONT_KNOW, State.NOT_APPLICABLE)
    return [(str(STATES[state]), str(TREATMENTS[rule.treatment(state)])) for state in states]
