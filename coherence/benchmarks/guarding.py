"""The figures of groups of units, each through the guard of `scoring.benchmarks`.

What the guard decides for one measure can be undone by a sum: the mean of a dimension follows from the overall
mean and those of all other dimensions. So where exactly one part of a whole is withheld for protection, a second
is withheld with it. A group of which the guard shows no distribution is shown by the units alone that publish
their scores: what everybody knows cannot be worked out of what nobody is told.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from coherence.benchmarks.model import Figure, Figures, Key, text
from coherence.benchmarks.scores import Scores
from scoring.benchmarks.guard import guard
from scoring.benchmarks.peers import Peers
from scoring.benchmarks.policy import Guarded, Policy, Reason, Release
from scoring.benchmarks.table import guarded_table
from scoring.ranks import competition_ranks
from scoring.rounding import rounded

Members: TypeAlias = Mapping[Key, Sequence[str]]
"""The units of each group, those first that matter most: where two cannot both be shown, the first is."""
Sums: TypeAlias = Sequence[tuple[str, Sequence[str]]]
Told: TypeAlias = Mapping[Key, Mapping[str, Figures]]
Ranks: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Figure]]]
"""By unit, by group, by node."""
DISTRIBUTION = ("n", "lower_quartile", "median", "upper_quartile")
PROTECTED = {Reason.TOO_FEW, Reason.DOMINANCE, Reason.DIFFERENCING}


@dataclass(frozen=True, slots=True)
class Guards:
    """Figures by group and node, and what is to be kept for the next publication."""

    figures: Told
    releases: tuple[Release, ...]


def guarded(
    scores: Scores,
    members: Members,
    sums: Sums,
    policy: Policy,
    released: Sequence[Release] = (),
    *,
    within: str = "",
    step: Callable[[], None] = lambda: None,
) -> Guards:
    """The figures of every group on every node of `scores`.

    sums: wholes, each with the nodes it is the sum of. released: earlier publications. `within` names the round:
    measures of one round are judged together. `step` is called once a node.
    """
    found: dict[Key, dict[str, Guarded]] = {key: {} for key in members}
    sizes: dict[Key, dict[str, int]] = {key: {} for key in members}
    releases: list[Release] = []
    parts = {key: scores.part(units) for key, units in members.items()}
    for node in scores.nodes:
        measure = f"{within}/{node}"
        peers = [Peers(text(key), measure, part.column(node)) for key, part in parts.items()]
        table = guarded_table(peers, policy, [one for one in released if one.measure == measure])
        releases += table.releases
        for key, own, answer in zip(members, peers, table.groups, strict=True):
            found[key][node], sizes[key][node] = answer, len(own.values)
        step()
    told = {key: _told(answers, sums, sizes[key]) for key, answers in found.items()}
    figures = {
        key: own | _public(parts[key], key, [node for node, one in own.items() if _lacks(one)], policy)
        for key, own in told.items()
    }
    return Guards(figures, tuple(releases))


def _told(answers: Mapping[str, Guarded], sums: Sums, sizes: Mapping[str, int]) -> dict[str, Figures]:
    """What is shown of all units of a group, by node.

    sizes: how many of its units have a value; for deciding, not for showing.
    """
    more = {part for whole, below in sums if (part := _second(answers, whole, below, sizes))}
    return {node: _withheld(found) if node in more else _plain(found) for node, found in answers.items()}


def _lacks(figures: Figures) -> bool:
    return any(figures[name].value is None for name in DISTRIBUTION)


def _public(part: Scores, key: Key, nodes: Iterable[str], policy: Policy) -> dict[str, Figures]:
    """The figures on these nodes of the units that publish their scores anyway, where there are enough to speak of."""
    own = part.part(unit for unit in part.units if unit in policy.public)
    if len(own.units) < policy.least:
        return {}
    columns = {node: own.column(node) for node in nodes}
    enough = {node: values for node, values in columns.items() if len(values) >= policy.least}
    return {node: _plain(guard(Peers(text(key), node, values), policy)) for node, values in enough.items()}


def _second(answers: Mapping[str, Guarded], whole: str, below: Sequence[str], sizes: Mapping[str, int]) -> str | None:
    """Of a whole that is shown with all its parts but one, the part with the fewest units beside that one."""
    there = [part for part in below if sizes.get(part)]
    hidden = [part for part in there if answers[part].decision.reason in PROTECTED]
    shown = [part for part in there if answers[part].decision.reason is Reason.SHOWN]
    if whole not in answers or not answers[whole].decision.shown or len(hidden) != 1 or not shown:
        return None
    return min(shown, key=lambda part: (sizes[part], there.index(part)))


def _plain(answer: Guarded) -> Figures:
    return {name: Figure(figure.value, str(figure.reason)) for name, figure in answer.figures.items()}


def _withheld(answer: Guarded) -> Figures:
    return {name: Figure(None, str(Reason.DIFFERENCING)) for name in answer.figures}


def ranks(scores: Scores, members: Members, told: Told, public: Collection[str], nodes: Iterable[str]) -> Ranks:
    """The rank of every unit in each of its groups, each for the eyes of that unit only.

    Among all units of a group that is shown; else among those that publish their scores, with the unit itself.
    """
    found: dict[str, dict[str, dict[str, Figure]]] = {}
    parts = {key: scores.part(units) for key, units in members.items()}
    for node in nodes:
        for key, part in parts.items():
            values = part.column(node)
            rank = _among_all if told[key][node]["n"].reason == Reason.SHOWN else _among_public
            for unit, place in rank(values, public).items():
                found.setdefault(unit, {}).setdefault(text(key), {})[node] = place
    return found


def _among_all(values: Mapping[str, float], _public: Collection[str]) -> dict[str, Figure]:
    places = competition_ranks(list(values.values())).tolist() if values else []
    return {unit: Figure(place, str(Reason.SHOWN)) for unit, place in zip(values, places, strict=True)}


def _among_public(values: Mapping[str, float], public: Collection[str]) -> dict[str, Figure]:
    known = np.sort([rounded(value) for unit, value in values.items() if unit in public])
    not_above = {unit: int(np.searchsorted(known, rounded(value), side="right")) for unit, value in values.items()}
    return {unit: Figure(1.0 + len(known) - place, str(Reason.PUBLIC)) for unit, place in not_above.items()}
