"""Change between two rounds: how much of it is answers, applicability and method.

Scales are fixed, so the score of a round never depends on who else takes part, and two rounds can be compared.
They can differ for three reasons: other answers were given, other items apply, or the instrument was changed
(weights, rules, points, items). Each reason can be taken from either round by itself, which makes eight mixed
states, the two rounds among them. Going from the earlier round to the later one, the reasons can be changed over in
six orders; a reason's part is the mean, over the orders, of what the score does when it is changed over. That is the
Shapley value: no order is preferred, the three parts sum to the whole change, and a reason that does nothing has 0.
Source: Shapley, A value for n-person games (1953); Shorrocks, Decomposition procedures for distributional analysis,
Journal of Economic Inequality 11 (2013).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from math import fsum
from typing import TypeAlias

from scoring.answers import NOT_ANSWERED, Answer, State
from scoring.checks import listed
from scoring.evaluate import check, score
from scoring.framework import Group, Item
from scoring.tree import walk

State3: TypeAlias = tuple[int, int, int]  # answers, applicability, method: 0 of the earlier round, 1 of the later
Values: TypeAlias = Mapping[State3, float | None]

REASONS = 3
EARLIER: State3 = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Round:
    """An instrument as it stood, and the answers given to it."""

    framework: Group
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Change:
    """Of one node. before, after: 0-100, None where the round has no score. The parts, in points, sum to the total.

    The parts are None when there is no total, or when no order of the reasons has a score at every step.
    """

    id: str
    before: float | None
    after: float | None
    answers: float | None
    applicability: float | None
    method: float | None

    @property
    def total(self) -> float | None:
        """after - before; None unless both rounds have a score."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Causes:
    """The items behind the change, in the order of the later round, then of the earlier.

    answers: answered otherwise, like for like. applicability: came to apply, or ceased to.
    method: new, gone, or not like for like.
    """

    answers: tuple[str, ...]
    applicability: tuple[str, ...]
    method: tuple[str, ...]


def change(before: Round, after: Round, not_alike: Collection[str] = ()) -> dict[str, Change]:
    """The change of every group and item that is in both rounds, by id, in the order of the later round.

    An answer: its state and value, "not answered" and "don't know" included. Applicability: whether the state is
    not-applicable. An item that applies in one round only has one answer, which stands for both; its coming and
    going is applicability. Method: everything in the framework. An item that is in one round only, is named in
    `not_alike`, or whose answers do not fit the scale of the other round is not like for like: its answer goes with
    its instrument, and all it changes is method.

    Orders in which a mixed state has no score (below coverage, say) are left out of the mean; what remains still
    sums to the whole. Costs eight scorings. ValueError as in `score`, and for `not_alike` that are in neither round.
    """
    check(before.framework, before.answers)
    check(after.framework, after.answers)
    rounds = before, after
    bound = _bound(rounds, not_alike)
    scores = {state: _scores(rounds, bound, state) for state in _states()}
    both = [id for id in scores[1, 1, 1] if id in scores[EARLIER]]
    return {id: _change(id, {state: found[id] for state, found in scores.items()}) for id in both}


def causes(before: Round, after: Round, not_alike: Collection[str] = ()) -> Causes:
    """Which items changed, for which reason. An item stands in one list at most. Arguments and errors: `change`."""
    check(before.framework, before.answers)
    check(after.framework, after.answers)
    bound = _bound((before, after), not_alike)
    ids = list(dict.fromkeys(item.id for found in (after, before) for item in found.framework.items()))
    alike = [id for id in ids if id not in bound]
    answers = {id: (_answer(before, id), _answer(after, id)) for id in alike}
    turned = [id for id, (old, new) in answers.items() if _applies(old) != _applies(new)]
    others = [id for id, (old, new) in answers.items() if old != new and id not in turned]
    return Causes(tuple(others), tuple(turned), tuple(id for id in ids if id in bound))


def _states() -> list[State3]:
    return [(answers, applies, method) for answers, applies, method in product((0, 1), repeat=REASONS)]


def _bound(rounds: tuple[Round, Round], not_alike: Collection[str]) -> frozenset[str]:
    """The items whose answers go with their instrument."""
    old, new = ({item.id: item for item in found.framework.items()} for found in rounds)
    unknown = set(not_alike) - old.keys() - new.keys()
    if unknown:
        raise ValueError(f"change: not_alike: items of a round are needed; found {listed(unknown)}")
    shared = old.keys() & new.keys()
    unfit = {id for id in shared if not (_fits(new[id], rounds[0]) and _fits(old[id], rounds[1]))}
    return frozenset((old.keys() ^ new.keys()) | unfit | set(not_alike))


def _fits(item: Item, found: Round) -> bool:
    """Whether the answer of a round can be scored on the scale of `item`, that of the other round."""
    value = _answer(found, item.id).value
    if value is None:
        return True
    try:
        item.scale.points(value)
    except ValueError:
        return False
    return True


def _answer(found: Round, id: str) -> Answer:
    return found.answers.get(id, NOT_ANSWERED)


def _applies(answer: Answer) -> bool:
    return answer.state is not State.NOT_APPLICABLE


def _scores(rounds: tuple[Round, Round], bound: frozenset[str], state: State3) -> dict[str, float | None]:
    """The value of every node in a mixed state."""
    framework = rounds[state[2]].framework
    mixed = {item.id: _mixed(rounds, item.id, state, item.id in bound) for item in framework.items()}
    return {node.id: node.value for node in walk(score(framework, mixed))}


def _mixed(rounds: tuple[Round, Round], id: str, state: State3, bound: bool) -> Answer:
    """The answer to an item: that of the round the answers are from, where it applies; see `change`."""
    answers, applies, method = state
    if bound:
        return _answer(rounds[method], id)
    settled = _answer(rounds[applies], id)
    given = _answer(rounds[answers], id)
    return given if _applies(settled) and _applies(given) else settled


def _change(id: str, values: Values) -> Change:
    parts = [_shapley(values, reason) for reason in range(REASONS)]
    return Change(id, values[EARLIER], values[1, 1, 1], *parts)


def _shapley(values: Values, reason: int) -> float | None:
    """The mean of what changing `reason` over does, over the orders with a score at every step."""
    steps = []
    for order in permutations(range(REASONS)):
        path = [values[_after(order[:done])] for done in range(REASONS + 1)]
        at = order.index(reason)
        start, end = path[at], path[at + 1]
        if start is not None and end is not None and None not in path:
            steps.append(end - start)
    return fsum(steps) / len(steps) if steps else None


def _after(changed: tuple[int, ...]) -> State3:
    """The state in which these reasons are those of the later round."""
    return int(0 in changed), int(1 in changed), int(2 in changed)
