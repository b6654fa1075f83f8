"""What a reader looks at: a benchmark, one group in it, and a unit of their own or none; with the words for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from coherence import i18n
from coherence.benchmarks.model import OVERALL, Benchmark, Figure, Figures, Group, Ranking, Standing, Value, text
from coherence.documents.tree import Nothing, Number
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.numbering import numbers
from coherence.reports.scorecard import AXES

NO_FIGURE = Figure(None, "")
WITHHELD = {
    "too-few": _("withheld: too few units"),
    "dominance": _("withheld: one unit would show through"),
    "differencing": _("withheld: could be worked out together with other figures"),
    "single-value": _("withheld: it is the value of one unit"),
}


@dataclass(frozen=True, slots=True)
class Own:
    """The unit the reader looks from. `private`: it is the reader's own; others see it only if it shows its name.

    `ranks` by group, then by node; `alike` by round, then by node. `name` where the benchmark does not have it.
    Not `counted`: it is in no figure.
    """

    code: str
    name: str
    values: Mapping[str, Value]
    ranks: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    alike: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    private: bool = False
    counted: bool = True

    @classmethod
    def of(cls, standing: Standing, name: str) -> "Own":
        """The unit of whoever holds the link to its assessment."""
        seen = (standing.values, standing.ranks, standing.alike)
        return cls(standing.unit, name, *seen, private=True, counted=standing.counted)


@dataclass(frozen=True)
class View:
    """`questionnaire` is in the reader's language, and so are `names`, of units by code, and `group_name`.

    `weights`: other weights of the dimensions than those published, which only units with a name are shown by.
    """

    benchmark: Benchmark
    group: Group
    questionnaire: Questionnaire
    names: Mapping[str, str]
    group_name: str
    own: Own | None = None
    weights: Mapping[str, float] | None = None
    notice: str = ""

    @property
    def rtl(self) -> bool:
        return i18n.current().direction == "rtl"

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(group.id for group in self.questionnaire.groups if group.id in self.benchmark.weights)

    @cached_property
    def axes(self) -> tuple[str, ...]:
        return tuple(axis for axis in AXES if axis in self.figures)

    @property
    def top(self) -> tuple[str, ...]:
        """Overall, the axes and the dimensions."""
        return (OVERALL, *self.axes, *self.dimensions)

    @property
    def items(self) -> Iterator[Item]:
        return (item for item in self.questionnaire.items() if item.scored)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of the questions on the form."""
        return numbers(self.questionnaire)

    @property
    def figures(self) -> Mapping[str, Figures]:
        return self.group.figures

    def figure(self, node: str, name: str) -> Figure:
        return self.figures.get(node, {}).get(name, NO_FIGURE)

    def cell(self, node: str, name: str, digits: int = 1) -> Number | Nothing:
        """A figure of the group, or why there is none."""
        return cell(self.figure(node, name), digits)

    def title(self, node: str) -> str:
        if node == OVERALL:
            return gettext("Overall")
        if node in AXES:
            return str(AXES[node])
        part = self.questionnaire.part(node)
        return part.text if isinstance(part, Item) else part.title

    def name(self, unit: str) -> str:
        if self.own and self.own.name and unit == self.own.code:
            return self.own.name
        return self.names.get(unit, unit)

    @cached_property
    def seen(self) -> dict[str, Mapping[str, Value]]:
        """The values of every unit of the group that the reader may see by name, their own included."""
        found = {unit.code: unit.values for unit in self.benchmark.units if unit.code in self.group.named}
        return found if self.own is None else found | {self.own.code: self.own.values}

    @cached_property
    def ranking(self) -> Ranking:
        """By the weights that are looked at; as published where nothing was added to it."""
        if self.weights is None and (self.own is None or self.own.code in self.group.named):
            return self.group.ranking
        from coherence.benchmarks.ranking import Contest, kept
        from coherence.benchmarks.scores import scores_of

        scores = scores_of(self.seen, (OVERALL, *self.dimensions))
        weights = self.benchmark.weights if self.weights is None else self.weights
        shared = self.benchmark.aggregation, self.benchmark.settings
        return kept(Contest(scores, tuple(self.seen), weights, *shared, published=self.weights is None))

    @cached_property
    def by_score(self) -> list[str]:
        """The units that may be seen, best first; those without an overall score last."""
        values = {unit: known(found, OVERALL) for unit, found in self.seen.items()}
        return sorted(values, key=lambda unit: (values[unit] is None, -(values[unit] or 0.0), self.name(unit)))

    @property
    def group_text(self) -> str:
        return text(self.group.key)


def known(values: Mapping[str, Value], node: str) -> float | None:
    return values[node].value if node in values else None


def cell(figure: Figure, digits: int = 1) -> Number | Nothing:
    return Nothing(why(figure)) if figure.value is None else Number(figure.value, digits)


def why(figure: Figure) -> str:
    """Why a figure is not there. What is withheld is said to be withheld."""
    return str(WITHHELD[figure.reason]) if figure.reason in WITHHELD else gettext("No score")
