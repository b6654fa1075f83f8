"""Which questions are strengths and gaps: by score, then by weight, then by their place."""

from collections.abc import Callable
from dataclasses import dataclass

from coherence.reports.scorecard import Scorecard
from scoring import Score, State, effective_weights, rounded, walk

MOST = 3
MIDDLE = 50.0


@dataclass(frozen=True)
class Choice:
    """The scores of the questions chosen, best or worst first."""

    strengths: tuple[Score, ...]
    gaps: tuple[Score, ...]


def choose(card: Scorecard) -> Choice:
    """Answered questions above and below the middle of the scale; three at most of each.

    What has no answer is neither: nobody knows what it would be.
    """
    weights = {item: rounded(weight) for item, weight in effective_weights(card.framework).items()}
    answered = [score for score in walk(card.overall.score) if score.state is State.SCORED]
    return Choice(
        _first(answered, weights, lambda value: value > MIDDLE, -1),
        _first(answered, weights, lambda value: value < MIDDLE, 1),
    )


def _first(
    scores: list[Score], weights: dict[str, float], wanted: Callable[[float], bool], sign: int
) -> tuple[Score, ...]:
    """Sorting keeps the order of the questionnaire among equals."""
    found = [(rounded(score.value), score) for score in scores if score.value is not None]
    kept = [(value, score) for value, score in found if wanted(value)]
    kept.sort(key=lambda pair: (sign * pair[0], -weights[pair[1].id]))
    return tuple(score for _, score in kept[:MOST])
