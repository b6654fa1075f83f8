"""Inventing answers: the same ones each time, and such as governments could have given. Pure.

A level is the sum of what the unit began at, how far it has come since, what it does well or badly (by dimension),
how hard the question is for everybody, and the unit's own luck with the question, which changes little from round
to round. Nothing else is random: every draw comes from the words that name it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from struct import unpack

from coherence.questionnaire.model import Group, Item
from scoring import State

LOWEST, HIGHEST = 0, 4
TRENDS = {"fast": 0.65, "rising": 0.4, "slow": 0.15, "steady": 0.0, "falling": -0.5}
"""How many levels a unit moves between two rounds, over all dimensions."""
OF_DIMENSION, OF_ITEM, OF_UNIT, OF_ROUND = 0.45, 0.4, 0.6, 0.2
"""How many levels are usual for each of the other parts of the sum, up or down."""
NOT_APPLICABLE, DONT_KNOW, NOT_ANSWERED = 0.02, 0.04, 0.08
LOWER_BEFORE, HIGHER_BEFORE = 0.38, 0.05
REASONS = (
    "No such case has come up, and the law foresees none.",
    "The constitution gives this matter to no public body.",
    "There is no agreement of this kind to which the question could refer.",
)


@dataclass(frozen=True, slots=True)
class Course:
    """Where a unit began and how it goes on."""

    code: str
    start: float
    trend: str


@dataclass(frozen=True, slots=True)
class Invented:
    """An answer: a level, or why there is none."""

    item: str
    state: State
    level: int | None = None
    reason: str = ""
    comment: str = ""
    evidence: str = ""


def invented(course: Course, since: int, groups: Sequence[Group], asked: frozenset[str]) -> list[Invented]:
    """The answers of a unit `since` so many rounds after it began, to the items it is asked, in their order."""
    found = (_answer(course, since, group, item) for group in groups for item in _items(group))
    return [one for one in found if one.item in asked and one.state is not State.NOT_ANSWERED]


def earlier(code: str, known: Sequence[Invented], back: int) -> list[Invented]:
    """What a unit whose answers are known may have answered `back` rounds before: mostly the same, or a level less.

    For the round they are known of, and those after it, the answers as they are.
    """
    return [_earlier(code, one, back) for one in known] if back > 0 else list(known)


def first(answers: Sequence[Invented], share: float) -> list[Invented]:
    """The answers of a unit that stopped early."""
    return list(answers[: round(share * len(answers))])


def _answer(course: Course, since: int, group: Group, item: Item) -> Invented:
    silence = _silence(course.code, since, item.id)
    if silence is State.NOT_APPLICABLE:
        return Invented(item.id, silence, reason=_chosen(REASONS, course.code, item.id, "reason"))
    if silence is not None:
        return Invented(item.id, silence)
    return Invented(item.id, State.SCORED, _level(course, since, group, item))


def _level(course: Course, since: int, group: Group, item: Item) -> int:
    pace = 2 * _drawn(course.code, group.id, "pace")
    sum_of_parts = (
        course.start
        + since * TRENDS[course.trend] * pace
        + OF_DIMENSION * _normal(course.code, group.id)
        + OF_ITEM * _normal(item.id)
        + OF_UNIT * _normal(course.code, item.id)
        + OF_ROUND * _normal(course.code, item.id, str(since))
    )
    return min(max(round(sum_of_parts), LOWEST), HIGHEST)


def _silence(code: str, since: int, item: str) -> State | None:
    """Why there is no level. What does not apply, applies in no round; what is not known may be found out."""
    if _drawn(code, item, "applies") < NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    if _drawn(code, item, str(since), "known") < DONT_KNOW:
        return State.DONT_KNOW
    # Some leave out much and some nothing.
    if _drawn(code, item, str(since), "answered") < NOT_ANSWERED * _drawn(code, "patience"):
        return State.NOT_ANSWERED
    return None


def _earlier(code: str, answer: Invented, back: int) -> Invented:
    without_words = replace(answer, comment="", evidence="")
    if answer.level is None:
        return without_words
    level = answer.level
    for step in range(1, back + 1):
        draw = _drawn(code, answer.item, "before", str(step))
        level += (draw > 1 - HIGHER_BEFORE) - (draw < LOWER_BEFORE)
    return replace(without_words, level=min(max(level, LOWEST), HIGHEST))


def _items(group: Group) -> Iterator[Item]:
    return (part for part in group.walk() if isinstance(part, Item))


def _bits(words: Sequence[str]) -> bytes:
    """The same eight bytes for the same words, on every machine and in every version of Python."""
    return blake2b("/".join(words).encode(), digest_size=8).digest()


def _drawn(*words: str) -> float:
    """Between 0 and 1, 1 excluded."""
    return int.from_bytes(_bits(words)) / 2**64


def _normal(*words: str) -> float:
    """About as in a normal distribution: mean 0, deviation 1, never beyond 3.5."""
    return (sum(unpack(">4H", _bits(words))) / 2**16 - 2) * 3**0.5


def _chosen(among: Sequence[str], *words: str) -> str:
    return among[int(_drawn(*words) * len(among))]
