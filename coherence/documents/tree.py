"""A report as plain values: every word in one language, every number as a number. Formats only set it.

    Report ─ Section ─ Section …
                 └──── Block: Paragraph, Facts, KeyFigures, Table, Chart, Entries, Listing

Nothing here is markup: texts are texts, whoever wrote them. What is missing is a `Nothing` with its reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Words. `language` is named where it is another than that of the report; `ours` is False for what people typed."""

    text: str
    language: str = ""
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number, shown with at most `digits` decimals. A `share` is 0-1 and shown as a percentage.

    `signed`: a change, shown with its sign.
    """

    value: float
    digits: int = 1
    share: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From a lower to an upper number."""

    low: float
    high: float
    digits: int = 1


@dataclass(frozen=True, slots=True)
class Nothing:
    """No number, and why: not answered, withheld, no earlier round. Never an empty cell, never 0."""

    why: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A level or band in words, its colour (#rrggbb) as a second sign beside them; `value` 0-100 where it has one."""

    text: str
    colour: str = ""
    value: float | None = None


Cell: TypeAlias = Text | Number | Range | Nothing | Grade


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Short texts one below the other."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and a value. `id` names the sheet or file they make where only tables are."""

    id: str
    title: str
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number to be read from afar: its name, the number, its bounds, the band it lies in, the share answered."""

    id: str
    title: str
    value: Number | Nothing
    bounds: Range | None = None
    band: Grade | None = None
    coverage: Number | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Key figures side by side. `labels` name what stands beside the value: bounds, band, coverage."""

    id: str
    title: str
    figures: tuple[KeyFigure, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """`id` is for machines and in English; numbers stand at the end of their column. `wide`: room among the others."""

    id: str
    title: str
    numeric: bool = False
    wide: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`id` is unique in the report. Every row has a cell for every column. `notes` stand below it.

    `shown`: False for a table that only files hold, as the annex of all answers may be.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Native:
    """How a spreadsheet draws it: kind, the column of names, and the columns of numbers, of the chart's table."""

    kind: Literal["bar", "line", "scatter", "radar"]
    names: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as SVG text of our own making, what it shows in words, and the id of the table with its numbers."""

    id: str
    title: str
    description: str
    svg: str
    table: str
    native: Native | None = None
    wide: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One question with its answer and what is said about it."""

    id: str
    number: str
    title: Text
    answer: Cell
    details: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """`ids` name the columns that details become where only tables are: the name of a detail, and an English word."""

    entries: tuple[Entry, ...]
    ids: Mapping[str, str] = field(default_factory=dict)


Block: TypeAlias = Paragraph | Listing | Facts | KeyFigures | Table | Chart | Entries


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is unique in the report. `fresh`: begins a page where there are pages."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    fresh: bool = False

    def walk(self) -> Iterator["Section"]:
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the report was made of. Digests are SHA-256 in hexadecimal."""

    data: str
    questionnaire: str
    edition: int
    edition_digest: str
    rules: str
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`name` makes file names: lower-case ASCII letters, digits and hyphens. `facts` stand under the title.

    `opening` is the first page, for those who read no other. `labels` are the format's own words, by name.
    """

    kind: Literal["country", "benchmark"]
    name: str
    title: str
    subtitle: str
    language: str
    direction: Literal["ltr", "rtl"]
    facts: Facts
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    provenance: Provenance
    notice: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator[Section]:
        for section in self.sections:
            yield from section.walk()

    def blocks(self) -> Iterator[Block]:
        """Every block in the order of the page."""
        yield from self.opening
        for section in self.walk():
            yield from section.blocks

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks() if isinstance(block, Table))
