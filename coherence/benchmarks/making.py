"""From what the units of a closed round answered to the benchmark that may be seen, and each unit's own standing."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from coherence.benchmarks.guarding import Guards, Members, Ranks, guarded, ranks
from coherence.benchmarks.model import (
    ALL,
    OVERALL,
    Alike,
    Benchmark,
    Group,
    Key,
    Settings,
    Standing,
    Unit,
    Value,
    text,
)
from coherence.benchmarks.ranking import Contest, ranking
from coherence.benchmarks.scores import Filled, Scores, nodes_of, number, scores, weights
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.canonical import canonical, sha256
from scoring.benchmarks.policy import Policy, Release

AT_ONCE = 2  # rankings: each holds some 12 bytes per unit and replication, and a copy of them
SETTINGS = Settings(least=5, largest_share=0.5, part=3, replications=1000, seed=1, spread=0.25)
Step: TypeAlias = Callable[[], None]
Values: TypeAlias = Mapping[str, Mapping[str, Value]]
"""By unit, then by node."""


def no_step() -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Taking:
    """A unit that takes part, and what it answered. `shares`: mine-only, anonymous or named."""

    code: str
    kind: str
    names: Mapping[str, str]
    fallback: str
    shares: str
    labels: Mapping[str, tuple[str, ...]]
    """By grouping, the labels of the unit's groups."""
    filled: Filled


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round: its questionnaire in the language it was written in, and the units with an assessment in it."""

    code: str
    title: str
    opens: str
    closes: str
    questionnaire: Questionnaire
    edition_digest: str
    taking: tuple[Taking, ...]

    @cached_property
    def counted(self) -> tuple[Taking, ...]:
        """Those that let themselves be counted."""
        return tuple(unit for unit in self.taking if unit.shares != "mine-only")

    @cached_property
    def named(self) -> frozenset[str]:
        return frozenset(unit.code for unit in self.taking if unit.shares == "named")


@dataclass(frozen=True, slots=True)
class Made:
    """The benchmark, what each unit may see of itself, and the releases to keep for the next publication."""

    benchmark: Benchmark
    standings: tuple[Standing, ...]
    releases: tuple[Release, ...] = field(repr=False)


def made(
    present: Round,
    before: Sequence[Round] = (),
    alike: frozenset[str] | None = None,
    released: Sequence[Release] = (),
    *,
    program: str = "",
    settings: Settings = SETTINGS,
    step: Step = no_step,
) -> Made:
    """The benchmark of a round.

    before: earlier rounds, oldest first; `alike`: the items that ask the same in all of them (None: all do).
    released: what was published of these rounds already. `step` is called once a node of each round.
    """
    table = scores(present.questionnaire, {unit.code: unit.filled for unit in present.taking})
    members = groups_of(present)
    policy = _policy(present, settings)
    found = guarded(table, members, sums(present.questionnaire), policy, released, within=present.code, step=step)
    compared = (*before, present) if before and alike is not None else before
    trend = [_LikeForLike(one, alike, members, released, settings, step) for one in compared]
    values = {unit.code: table.of(unit.code) for unit in present.taking}
    benchmark = _benchmark(present, table, values, members, found, settings, program, trend, alike)
    places = ranks(table, members, found.figures, present.named, top(present.questionnaire))
    standings = _standings(present, values, places, trend)
    releases = [*found.releases, *(release for one in trend for release in one.guards.releases)]
    return Made(benchmark, standings, tuple(releases))


def groups_of(present: Round) -> Members:
    """Everybody, then one group per label of each grouping."""
    found: dict[Key, list[str]] = {ALL: [unit.code for unit in present.counted]}
    for unit in present.counted:
        for grouping, labels in unit.labels.items():
            for label in labels:
                found.setdefault((grouping, label), []).append(unit.code)
    return found


def sums(questionnaire: Questionnaire) -> list[tuple[str, list[str]]]:
    """Every whole with the nodes it is made of: by dimensions, by axes, by items."""
    scored = [item for item in questionnaire.items() if item.scored]
    axes: list[str] = [axis for axis in dict.fromkeys(item.axis for item in scored) if axis]
    found: list[tuple[str, list[str]]] = [
        (OVERALL, [group.id for group in questionnaire.groups]),
        (OVERALL, axes),
    ]
    found += [(axis, [item.id for item in scored if item.axis == axis]) for axis in axes]
    return found + [
        (group.id, [item.id for item in group.items if item.scored] + [inner.id for inner in group.groups])
        for group in questionnaire.all_groups()
    ]


def top(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The nodes that ranks and trends are given of: overall, axes and dimensions."""
    items = {item.id for item in questionnaire.items()}
    dimensions = {group.id for group in questionnaire.groups}
    inner = {group.id for group in questionnaire.all_groups()} - dimensions
    return tuple(node for node in nodes_of(questionnaire) if node not in items and node not in inner)


def _policy(present: Round, settings: Settings) -> Policy:
    return Policy(least=settings.least, largest_share=settings.largest_share, part=settings.part, public=present.named)


class _LikeForLike:
    """A round, on the items that are alike, for the groups of the present one."""

    def __init__(
        self,
        one: Round,
        alike: frozenset[str] | None,
        members: Members,
        released: Sequence[Release],
        settings: Settings,
        step: Step,
    ) -> None:
        self.round = one
        every = scores(one.questionnaire, {unit.code: unit.filled for unit in one.taking}, alike)
        self.scores = every.only([node for node in top(one.questionnaire) if node in every.nodes])
        own = groups_of(one)
        there = {key: own.get(key, []) for key in members}
        # On all its items its scores are those that were published of it: judged together with them.
        within = one.code if alike is None else f"{one.code}, like for like"
        self.guards: Guards = guarded(
            self.scores, there, sums(one.questionnaire), _policy(one, settings), released, within=within, step=step
        )

    def plain(self) -> Alike:
        medians = {
            text(key): {node: figures["median"] for node, figures in nodes.items()}
            for key, nodes in self.guards.figures.items()
        }
        values = {unit: self.values(unit) for unit in sorted(self.round.named)}
        return Alike(self.round.code, self.round.title, self.round.closes, medians, values)

    def values(self, unit: str) -> dict[str, float]:
        if unit not in self.scores.units:
            return {}
        return {node: one.value for node, one in self.scores.of(unit).items() if one.value is not None}


def _benchmark(
    present: Round,
    table: Scores,
    values: Values,
    members: Members,
    found: Guards,
    settings: Settings,
    program: str,
    trend: Sequence[_LikeForLike],
    alike: frozenset[str] | None,
) -> Benchmark:
    questionnaire = present.questionnaire
    shares = weights(questionnaire)
    return Benchmark(
        round=present.code,
        title=present.title,
        opens=present.opens,
        closes=present.closes,
        questionnaire=questionnaire.id,
        edition=questionnaire.edition,
        digest=present.edition_digest,
        aggregation=questionnaire.rules.aggregation,
        weights=shares,
        kept_back=len(present.taking) - len(present.counted),
        units=tuple(_unit(unit, values) for unit in present.taking if unit.shares == "named"),
        groups=_groups(present, table, members, found, shares, settings),
        settings=settings,
        data=digest(table),
        program=program,
        earlier=tuple(one.plain() for one in trend if one.round is not present),
        present=next((one.plain() for one in trend if one.round is present), None),
        like_for_like=_like_for_like(questionnaire, alike) if trend else (),
    )


def _like_for_like(questionnaire: Questionnaire, alike: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(item.id for item in questionnaire.items() if item.scored and (alike is None or item.id in alike))


def _unit(unit: Taking, values: Values) -> Unit:
    return Unit(unit.code, unit.kind, dict(unit.names), unit.fallback, values[unit.code])


def _groups(
    present: Round,
    table: Scores,
    members: Members,
    found: Guards,
    shares: Mapping[str, float],
    settings: Settings,
) -> tuple[Group, ...]:
    """Groups that have the same units with a name share one ranking: it takes as long as all else of a large group.

    Rankings are made side by side: they are sorting, for which one thread does not wait for another.
    """
    named = {key: tuple(unit for unit in units if unit in present.named) for key, units in members.items()}
    method = present.questionnaire.rules.aggregation
    different = sorted(set(named.values()), key=len, reverse=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found_ranks = pool.map(lambda units: ranking(Contest(table, units, shares, method, settings)), different)
        ranked = dict(zip(different, found_ranks, strict=True))
    return tuple(
        Group(*key, len(units), named[key], found.figures[key], ranked[named[key]]) for key, units in members.items()
    )


def _standings(present: Round, values: Values, places: Ranks, trend: Sequence[_LikeForLike]) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            unit.code,
            values[unit.code],
            places.get(unit.code, {}),
            {one.round.code: one.values(unit.code) for one in trend},
            unit.shares != "mine-only",
        )
        for unit in present.taking
    )


def digest(table: Scores) -> str:
    """SHA-256 of all scores, those that nobody but their unit may see included."""
    rows = {
        unit: [[number(value) for value in array[row]] for array in (table.value, table.low, table.high)]
        for row, unit in enumerate(table.units)
    }
    return sha256(canonical([table.nodes, rows]))
