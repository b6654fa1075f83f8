"""A questionnaire as immutable objects: what is asked, on which scale, under which condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from coherence.questionnaire.answer_scales import (
    AnswerScale,
    Checklist,
    Choice,
    Level,
    LevelScale,
    Number,
    Option,
    Row,
    Table,
    Text,
    Tick,
    level_values,
)
from coherence.questionnaire.condition_nodes import Condition
from coherence.questionnaire.places import Document

__all__ = [
    "Aggregation",
    "AnswerScale",
    "Axis",
    "Band",
    "Body",
    "Checklist",
    "Choice",
    "Group",
    "Item",
    "Kind",
    "Level",
    "LevelScale",
    "Number",
    "Option",
    "ProfileQuestion",
    "Questionnaire",
    "Row",
    "Rules",
    "Source",
    "Status",
    "Table",
    "Term",
    "Text",
    "Tick",
    "Treatment",
    "level_values",
]


Aggregation: TypeAlias = Literal["arithmetic", "geometric", "minimum", "sum-over-maximum"]
Treatment: TypeAlias = Literal["left-out", "zero", "lowest"]
Axis: TypeAlias = Literal["horizontal", "vertical-international", "vertical-local"]
Kind: TypeAlias = Literal["level", "checklist", "table", "number", "choice", "text"]
Status: TypeAlias = Literal["original", "official", "rendering"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the codes in an item's `sources` refer to."""

    id: str
    title: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the questionnaire with its definition."""

    id: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry or other body that is likely to know answers."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """Asked about the unit before the start; conditions may name it."""

    id: str
    text: str
    guidance: str | None
    many: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a group turns the values of its parts into its own value."""

    aggregation: Aggregation
    not_answered: Treatment
    dont_know: Treatment
    not_applicable: Treatment
    minimum_coverage: float


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of values; it begins at `start` (inclusive)."""

    id: str
    start: float
    name: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question with everything the person answering needs."""

    id: str
    kind: Kind
    text: str
    answer: AnswerScale
    guidance: str | None = None
    evidence: str | None = None
    terms: tuple[str, ...] = ()
    minutes: float = 2
    core: bool = False
    weight: float = 1
    axis: Axis | None = None
    bodies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    gcm: tuple[int, ...] = ()
    applies_when: Condition | None = None

    @property
    def scored(self) -> bool:
        """Whether the answer counts in the score (choice and text are context only)."""
        return not isinstance(self.answer, Choice | Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A dimension: items first, then groups; rules and bands already merged with the parents'."""

    id: str
    title: str
    rules: Rules
    bands: tuple[Band, ...]
    about: str | None = None
    weight: float = 1
    applies_when: Condition | None = None
    items: tuple[Item, ...] = ()
    groups: tuple["Group", ...] = ()

    def walk(self) -> Iterator["Group | Item"]:
        """The group itself and everything in it, in display order."""
        yield self
        yield from self.items
        for group in self.groups:
            yield from group.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One edition of one instrument. Equal when the digest and all parts are equal."""

    id: str
    edition: int
    language: str
    title: str
    about: str
    owner: str
    status: Status
    rules: Rules
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    digest: str
    document: Document = field(compare=False, repr=False)
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    bodies: tuple[Body, ...] = ()
    profile: tuple[ProfileQuestion, ...] = ()
    selection_of: str | None = None
    changes_since: int | None = None
    changes: Mapping[str, Literal["wording", "scope", "scale"]] = field(default_factory=dict, hash=False)
    _parts: dict[str, Group | Item] = field(init=False, compare=False, repr=False)
    _deciding: frozenset[str] = field(init=False, compare=False, repr=False)
    depending: frozenset[str] = field(init=False, compare=False, repr=False)
    """The ids of the items that earlier answers can bring in or take out, by their own condition or a group's."""

    def __post_init__(self) -> None:
        parts = {part.id: part for group in self.groups for part in group.walk()}
        conditions = [part.applies_when for part in parts.values() if part.applies_when]
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_deciding", frozenset(name for one in conditions for name in one.names()))
        items = frozenset(part.id for part in parts.values() if isinstance(part, Item))
        depending = (found for group in self.groups for found in _depending(group, items, False))
        object.__setattr__(self, "depending", frozenset(depending))

    @property
    def scoring(self) -> Rules:
        """The rules of the whole instrument."""
        return self.rules

    @property
    def minutes(self) -> int:
        """The time that all items together are expected to take."""
        return round(sum(item.minutes for item in self.items()))

    def items(self) -> Iterator[Item]:
        """All items in display order."""
        return (part for part in self._parts.values() if isinstance(part, Item))

    def all_groups(self) -> Iterator[Group]:
        """All groups, nested ones included, in display order."""
        return (part for part in self._parts.values() if isinstance(part, Group))

    def decides(self, id: str) -> bool:
        """Whether any condition depends on the answer to this item or profile question."""
        return id in self._deciding

    def part(self, id: str) -> Group | Item:
        """The group or item with this id; KeyError when there is none."""
        return self._parts[id]

    def item(self, id: str) -> Item:
        """The item with this id; KeyError when there is none."""
        part = self._parts[id]
        if not isinstance(part, Item):
            raise KeyError(id)
        return part

    def group(self, id: str) -> Group:
        """The group with this id; KeyError when there is none."""
        part = self._parts[id]
        if not isinstance(part, Group):
            raise KeyError(id)
        return part


def _depending(group: Group, items: frozenset[str], inherited: bool) -> Iterator[str]:
    inherited = inherited or _names_any(group.applies_when, items)
    yield from (item.id for item in group.items if inherited or _names_any(item.applies_when, items))
    for inner in group.groups:
        yield from _depending(inner, items, inherited)


def _names_any(condition: Condition | None, items: frozenset[str]) -> bool:
    return condition is not None and not items.isdisjoint(condition.names())
