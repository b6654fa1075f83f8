"""A blank questionnaire as plain values, ready to be set in any format: every word is there, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["one", "many", "rows", "number", "text"]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick. `value` is what a form takes for it; `mark` is the number that stands before it, if any."""

    value: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a question with boxes of its own."""

    id: str
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `how` says what to do; `states` are the boxes for those who cannot answer it."""

    id: str
    number: str
    text: str
    kind: Kind
    how: str
    boxes: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    unit: str = ""
    states: tuple[Box, ...] = ()
    only_if: str = ""
    guidance: str = ""
    evidence: str = ""
    bodies: str = ""
    terms: str = ""

    @property
    def boxes_elsewhere(self) -> bool:
        """Whether it is answered line by line, and not in one place."""
        return self.kind in ("many", "rows")


@dataclass(frozen=True, slots=True)
class Section:
    """A dimension: its questions, then the sections in it."""

    id: str
    number: str
    title: str
    about: str
    only_if: str
    questions: tuple[Question, ...]
    sections: tuple["Section", ...]

    def walk(self) -> Iterator["Section | Question"]:
        """The section itself and everything in it, in the order of the page."""
        yield self
        yield from self.questions
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """The whole form. `digest` names the exact words and rules; `labels` are the form's own words, by name."""

    id: str
    edition: int
    digest: str
    language: str
    direction: str
    title: str
    about: str
    notice: str
    facts: tuple[tuple[str, str], ...]
    how: tuple[str, ...]
    fields: tuple[str, ...]
    profile: tuple[Question, ...]
    sections: tuple[Section, ...]
    terms: tuple[tuple[str, str], ...]
    labels: Mapping[str, str] = field(default_factory=dict)
