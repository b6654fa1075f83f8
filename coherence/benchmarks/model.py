"""A benchmark as plain values: everything of a closed round that anybody may see, and nothing else.

Ids and numbers only, beside the names that units gave themselves: the words are found when it is read. Scores are
0-100; None where there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

OVERALL = "overall"  # the node above all others
ALL = ("all", "")  # the group of every unit that lets itself be counted
CHOSEN = ("chosen", "")  # that which a reader chose
Key: TypeAlias = tuple[str, str]
"""A group: a grouping (all, region, income, role, level) and the label in it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A score with its bounds."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a group, or None and why it is withheld: a `scoring.benchmarks.Reason`."""

    value: float | None
    reason: str


Figures: TypeAlias = Mapping[str, Figure]
"""n, mean, lower_quartile, median, upper_quartile, lowest, highest."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that publishes its scores under its name.

    `names` by language, empty for countries of ISO 3166; `fallback` for languages without one.
    """

    code: str
    kind: str
    names: Mapping[str, str]
    fallback: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Place:
    """A rank among the units of a ranking, 1 is best; low and high: 5 % and 95 % quantile over the replications."""

    unit: str
    value: float
    rank: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units by rank. `alike`: runs of units of which none is above another in 95 % of the replications.

    `share`: of all pairs, those that can be told apart; None without a pair.
    """

    places: tuple[Place, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are compared with each other. n: those counted in it; `named` of them show their name."""

    grouping: str
    label: str
    n: int
    named: tuple[str, ...]
    figures: Mapping[str, Figures]
    ranking: Ranking

    @property
    def key(self) -> Key:
        return self.grouping, self.label


@dataclass(frozen=True, slots=True)
class Alike:
    """A round on the items that ask the same in all rounds of a trend.

    `medians` and `values` by group or unit, then by node.
    """

    code: str
    title: str
    closes: str
    medians: Mapping[str, Mapping[str, Figure]]
    values: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set: of the guard, and of the Monte Carlo runs behind the ranks."""

    least: int
    largest_share: float
    part: int
    replications: int
    seed: int
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """`weights`: the share of each dimension in the overall score. `kept_back`: units that take no part in figures.

    `like_for_like`: the items that earlier rounds are compared on; empty without an earlier round. `data`: SHA-256
    of the scores that all this was made of. `present`: this round on those items; None where they are all it has.
    """

    round: str
    title: str
    opens: str
    closes: str
    questionnaire: str
    edition: int
    digest: str
    aggregation: Literal["arithmetic", "geometric", "minimum", "sum-over-maximum"]
    weights: Mapping[str, float]
    kept_back: int
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    settings: Settings
    data: str
    program: str
    earlier: tuple[Alike, ...] = ()
    present: Alike | None = None
    like_for_like: tuple[str, ...] = ()

    def unit(self, code: str) -> Unit | None:
        return next((unit for unit in self.units if unit.code == code), None)

    def group(self, key: Key) -> Group | None:
        return next((group for group in self.groups if group.key == key), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit stands, for its own eyes: its scores, and in each of its groups its rank among all units.

    `ranks`: by group as "grouping:label", then by node. `alike`: its scores by round, the present one among them where
    it asks more than the others do, on the items that ask the same in all. Not `counted`: it keeps its results back.
    """

    unit: str
    values: Mapping[str, Value]
    ranks: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    alike: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    counted: bool = True


def text(key: Key) -> str:
    """A group's key where keys have to be texts."""
    return ":".join(key)
