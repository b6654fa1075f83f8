"""Ranks with their intervals: the weights of the dimensions varied, and what is unanswered taken low or high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from coherence.benchmarks.model import OVERALL, Place, Ranking, Settings
from coherence.benchmarks.scores import Array, Scores
from scoring.composite.aggregate import Rule
from scoring.composite.elements import AGGREGATE, Element
from scoring.composite.framework import Framework
from scoring.composite.framework import framework as composite
from scoring.robustness.choices import Choice, Grid
from scoring.robustness.pairs import separation
from scoring.robustness.replicate import Replications, replicate
from scoring.robustness.study import Study
from scoring.robustness.summary import rank_intervals
from scoring.robustness.weighing import Noise

# A sum over maxima is the mean of its dimensions, each weighing as much as its points.
METHODS = {"sum-over-maximum": "arithmetic"}
MISSING = Choice("missing", ("left out", "lowest", "highest"))
FEWEST = 2
MOST_IN_PAIRS = 500  # of more units not every pair is compared
MOST_KEPT = 16  # rankings


@dataclass(frozen=True, slots=True)
class Contest:
    """Units that are ranked among each other by their overall score.

    weights: per dimension, relative; a dimension of weight 0 counts for nothing. The value of a unit is its overall
    score or, with weights that are not the `published` ones, what these make of its dimensions.
    """

    scores: Scores
    units: Sequence[str]
    weights: Mapping[str, float]
    aggregation: str
    settings: Settings
    published: bool = True

    @property
    def key(self) -> bytes:
        """The same for the same contest."""
        scores = self.scores
        words = (scores.units, scores.nodes, *self.units), *self.weights.items(), self.aggregation, self.settings
        tables = b"".join(table.tobytes() for table in (scores.value, scores.low, scores.high))
        return sha256(repr((words, self.published)).encode() + tables).digest()


def ranking(contest: Contest) -> Ranking:
    """Empty for fewer than two units with a score."""
    overall = contest.scores.part(contest.units).column(OVERALL)
    counted = {part: weight for part, weight in contest.weights.items() if weight > 0}
    if len(overall) < FEWEST or not counted:
        return Ranking()
    there, settings = tuple(overall), contest.settings
    nominal = np.array(list(overall.values()))[:, None] if contest.published else None
    method = METHODS.get(contest.aggregation, contest.aggregation)
    study = _study(contest.scores, there, counted, method, nominal, settings.spread)
    return _ranked(there, replicate(study, settings.replications, settings.seed), contest.aggregation)


def kept(contest: Contest) -> Ranking:
    """The `ranking`, from memory where it was asked for lately: for a page, then its PDF, then the next language."""
    key = contest.key
    found = _kept.get(key)
    if found is None:
        _kept[key] = found = ranking(contest)
        for oldest in list(_kept)[:-MOST_KEPT]:
            _kept.pop(oldest, None)
    return found


_kept: dict[bytes, Ranking] = {}


def _study(
    scores: Scores,
    units: Sequence[str],
    weights: Mapping[str, float],
    method: str,
    nominal: Array | None,
    spread: float,
) -> Study:
    tree = _tree(weights)
    plus, times = SHIFTS.get(method, UNSHIFTED)
    tables = [
        plus + times * scores.table(array, units, tuple(weights)) for array in (scores.value, scores.low, scores.high)
    ]
    return Study(
        framework=tree,
        tables=Grid(tables, (MISSING,)),
        rules=Grid([Rule((method,))]),
        weights=Noise(tree, spread),
        nominal=None if nominal is None else plus + times * nominal,
    )


def _tree(weights: Mapping[str, float]) -> Framework:
    parts = [Element(code=part, level=1, parent=OVERALL, weight=weight) for part, weight in weights.items()]
    return composite([*parts, Element(code=OVERALL, level=2, kind=AGGREGATE)])


# Added and multiplied: a geometric mean is taken of 1 + 0.99 x value, so that a 0 does not wipe out the rest.
SHIFTS = {"geometric": (1.0, 0.99)}
UNSHIFTED = (0.0, 1.0)


def _ranked(units: Sequence[str], found: Replications, aggregation: str) -> Ranking:
    at = found.place(OVERALL)
    spans = rank_intervals(found)
    plus, times = SHIFTS.get(aggregation, UNSHIFTED)
    values = (found.nominal[at] - plus) / times
    columns = (values, found.nominal_ranks[at], spans.q05[at], spans.q95[at])
    order = np.argsort(found.nominal_ranks[at], kind="stable")
    places = tuple(Place(units[place], *(float(column[place]) for column in columns)) for place in order)
    if len(units) > MOST_IN_PAIRS:
        return Ranking(places)
    apart = separation(found, OVERALL)
    alike = tuple(tuple(units[place] for place in group) for group in apart.groups)
    return Ranking(places, alike, None if np.isnan(apart.share) else float(apart.share))
