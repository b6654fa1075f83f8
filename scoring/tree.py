"""The result: a tree of scores, in which every number can be traced to the answers below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scoring.answers import State, Value
from scoring.consolidation import Consolidated
from scoring.framework import Rule, Treatment


class Missing(StrEnum):
    """Why a node has no value."""

    BELOW_COVERAGE = "below-coverage"  # too little is scored, here or in every part
    NOT_ANSWERED = "not-answered"
    DONT_KNOW = "dont-know"
    NOT_APPLICABLE = "not-applicable"  # an item
    NOTHING_APPLIES = "nothing-applies"  # a group of nothing but items that do not apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one item or group, with those of its parts. None where there is no number."""

    id: str
    value: float | None
    """0-100."""
    low: float | None
    """Lower bound, 0-100; None when nothing applies. See `scoring.evaluate.score`."""
    high: float | None
    """Upper bound, 0-100; None when nothing applies."""
    coverage: float | None
    """Share of the applicable weight that is scored, 0-1; None when nothing applies."""
    weight: float
    """As set, among siblings."""
    share: float | None = None
    """Part in the value of the parent, 0-1; None for the root and for what does not count there."""
    points: float | None = None
    """Items: points won. Groups by sum-over-maximum: their sum over the parts that count."""
    maximum: float | None = None
    """Items: points attainable. Groups by sum-over-maximum: their sum over the parts that count."""
    state: State | None = None
    """Items only."""
    answer: Value | None = None
    """Scored items only: the answer as given."""
    consolidated: Consolidated | None = None
    """Items whose answer was made of several ratings: the ratings, and the rule that made it."""
    treated: Treatment | None = None
    """Items not scored: what the rule made of them."""
    rule: Rule | None = None
    """Groups only."""
    missing: Missing | None = None
    """Why there is no value; None when there is one."""
    parts: tuple["Score", ...] = ()
    """Groups only, in the order of the framework."""


def walk(score: Score) -> Iterator[Score]:
    """`score` and everything below it, depth first, each node before its parts."""
    yield score
    for part in score.parts:
        yield from walk(part)


def find(score: Score, id: str) -> Score:
    """The node called `id` in the tree of `score`; KeyError when there is none."""
    for node in walk(score):
        if node.id == id:
            return node
    raise KeyError(f"{score.id}: no node {id!r} in this score")
