"""The shape of a questionnaire file: which keys exist, which are needed, what their values look like."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from coherence.questionnaire.model import Aggregation, Axis, Status, Treatment

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
OWN_ID = r"^own\.[a-z][a-z0-9]*(-[a-z0-9]+)*$"
CODE = r"^[A-Za-z0-9][A-Za-z0-9.-]*$"
SDG = r"^([1-9]|1[0-7])(\.([1-9][0-9]?|[a-d])(\.[1-9][0-9]?)?)?$"
COLOUR = r"^#[0-9a-fA-F]{6}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
KINDS = ("level", "checklist", "table", "number", "choice", "text")

Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=ID, max_length=64)]
Code: TypeAlias = Annotated[str, StringConstraints(pattern=CODE, max_length=64)]
Points: TypeAlias = Annotated[float, Field(ge=0, le=1_000_000)]
Weight: TypeAlias = Annotated[float, Field(gt=0, le=1_000_000)]


class Strict(BaseModel):
    """No unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class SourceFile(Strict):
    id: Code
    title: Text
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None


class TermFile(Strict):
    id: Id
    term: Text
    definition: Text


class BodyFile(Strict):
    id: Id
    name: Text


class OptionFile(Strict):
    id: Id
    text: Text


class ProfileFile(Strict):
    id: Id
    text: Text
    guidance: Text | None = None
    many: bool = False
    options: Annotated[list[OptionFile], Field(min_length=2)]


class BandFile(Strict):
    id: Id
    start: Annotated[float, Field(alias="from", ge=0, le=100)]
    name: Text
    colour: Annotated[str, StringConstraints(pattern=COLOUR)]


Bands: TypeAlias = Annotated[list[BandFile], Field(min_length=1)]
Coverage: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class RulesFile(Strict):
    aggregation: Aggregation
    not_answered: Treatment
    dont_know: Treatment
    not_applicable: Treatment
    minimum_coverage: Coverage
    bands: Bands | None = None


class GroupRulesFile(Strict):
    aggregation: Aggregation | None = None
    not_answered: Treatment | None = None
    dont_know: Treatment | None = None
    not_applicable: Treatment | None = None
    minimum_coverage: Coverage | None = None
    bands: Bands | None = None


class FullLevelFile(Strict):
    text: Text
    value: Annotated[int, Field(ge=0, le=1000)] | None = None
    points: Points | None = None


def _full_level(level: object) -> object:
    """A level may be written as its text alone."""
    return {"text": level} if isinstance(level, str) else level


LevelFile: TypeAlias = Annotated[
    FullLevelFile, BeforeValidator(_full_level, json_schema_input_type=Text | FullLevelFile)
]
Levels: TypeAlias = Annotated[list[LevelFile], Field(min_length=2, max_length=50)]


class TickFile(Strict):
    id: Id
    text: Text
    points: Points


class RowFile(Strict):
    id: Id
    text: Text
    weight: Weight | None = None
    levels: Levels


def _level_list(value: object) -> object:
    """One level or a list of levels."""
    return value if isinstance(value, list) else [value]


LevelNumber: TypeAlias = Annotated[int, Field(ge=0)]
LevelNumbers: TypeAlias = Annotated[list[LevelNumber], Field(min_length=1)]
LevelList: TypeAlias = Annotated[
    LevelNumbers, BeforeValidator(_level_list, json_schema_input_type=LevelNumber | LevelNumbers)
]


class DecisionFile(Strict):
    when: dict[Id, LevelList]
    points: Points


class ItemFile(Strict):
    """What every kind of item has."""

    id: Id
    text: Text
    guidance: Text | None = None
    evidence: Text | None = None
    terms: list[Id] = []
    minutes: Annotated[float, Field(gt=0, le=600)] = 2
    core: bool = False
    bodies: list[Id] = []
    sources: list[Code] = []
    sdg: list[Annotated[str, StringConstraints(pattern=SDG)]] = []
    gcm: list[Annotated[int, Field(ge=1, le=23)]] = []
    applies_when: Text | None = None


class ScoredFile(ItemFile):
    """An item that counts."""

    weight: Weight = 1
    axis: Axis | None = None


class LevelItemFile(ScoredFile):
    kind: Literal["level"] = "level"
    levels: Levels


class ChecklistItemFile(ScoredFile):
    kind: Literal["checklist"]
    base: TickFile | None = None
    extras: Annotated[list[TickFile], Field(min_length=1)]
    cap: Annotated[float, Field(gt=0)] | None = None


class TableItemFile(ScoredFile):
    kind: Literal["table"]
    rows: Annotated[list[RowFile], Field(min_length=2, max_length=50)]
    decisions: Annotated[list[DecisionFile], Field(min_length=1)] | None = None


class NumberItemFile(ScoredFile):
    kind: Literal["number"]
    unit: Text | None = None
    minimum: float | None = None
    maximum: float | None = None
    low: float
    high: float
    lower_is_better: bool = False


class ChoiceItemFile(ItemFile):
    kind: Literal["choice"]
    options: Annotated[list[OptionFile], Field(min_length=2)]
    many: bool = False


class TextItemFile(ItemFile):
    kind: Literal["text"]
    maximum_length: Annotated[int, Field(ge=1, le=20_000)] = 2000


def kind_tag(item: object) -> str:
    """The tag of an item's kind; `kind:` keeps it apart from the keys of the file."""
    kind = item.get("kind", "level") if isinstance(item, Mapping) else "level"
    return f"kind:{kind}"


AnyItem: TypeAlias = LevelItemFile | ChecklistItemFile | TableItemFile | NumberItemFile | ChoiceItemFile | TextItemFile
AnyItemFile: TypeAlias = Annotated[
    Annotated[LevelItemFile, Tag("kind:level")]
    | Annotated[ChecklistItemFile, Tag("kind:checklist")]
    | Annotated[TableItemFile, Tag("kind:table")]
    | Annotated[NumberItemFile, Tag("kind:number")]
    | Annotated[ChoiceItemFile, Tag("kind:choice")]
    | Annotated[TextItemFile, Tag("kind:text")],
    Discriminator(kind_tag),
]
ITEM_FILES: dict[str, type[ItemFile]] = {
    "level": LevelItemFile,
    "checklist": ChecklistItemFile,
    "table": TableItemFile,
    "number": NumberItemFile,
    "choice": ChoiceItemFile,
    "text": TextItemFile,
}


class GroupFile(Strict):
    id: Id
    title: Text
    about: Text | None = None
    weight: Weight = 1
    applies_when: Text | None = None
    scoring: GroupRulesFile | None = None
    items: list[AnyItemFile] = []
    groups: list["GroupFile"] = []


class SelectionFile(Strict):
    """Which instrument this one is a selection of: the items that are marked as core there."""

    of: Id
    core: Literal[True]


class ChangesFile(Strict):
    """What the author says has happened to items since an earlier edition."""

    since: Annotated[int, Field(ge=1, le=1_000_000)]
    items: Annotated[dict[Id, Literal["wording", "scope", "scale"]], Field(min_length=1)]


class HeadFile(Strict):
    """What every instrument says of itself."""

    id: Id
    edition: Annotated[int, Field(ge=1, le=1_000_000)]
    language: Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=20)]
    title: Text
    about: Text
    owner: Text
    status: Status


class SelectingFile(HeadFile):
    """The whole file of an instrument that is a selection of another one."""

    selection: SelectionFile


class QuestionnaireFile(HeadFile):
    sources: list[SourceFile] = []
    terms: list[TermFile] = []
    bodies: list[BodyFile] = []
    profile: list[ProfileFile] = []
    scoring: RulesFile
    selection: SelectionFile | None = None
    changes: ChangesFile | None = None
    groups: Annotated[list[GroupFile], Field(min_length=1)]
