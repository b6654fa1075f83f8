"""Rows of a table with the place of every cell, and the values in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from coherence.exchange.columns import Column
from coherence.exchange.sheets import Value, cell_name
from coherence.questionnaire.places import Json
from coherence.questionnaire.source import FLOAT
from coherence.questionnaire.wording import listed, shown

BETWEEN = re.compile(r"\s*[,;\n]\s*")
WHEN = re.compile(r"\s*([a-z0-9-]+)\s*=\s*([0-9]+(?:\s*,\s*[0-9]+)*)\s*")
TRUE = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands, for somebody who has the file open."""

    sheet: str
    row: int
    column: int | None = None
    title: str = ""

    def __str__(self) -> str:
        where = f"sheet {self.sheet}, row {self.row}"
        return where if self.column is None else f"{where}, column {self.title} ({cell_name(self.row, self.column)})"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the values by key, none for empty cells, and where they stand."""

    place: Place
    values: dict[str, Json]
    places: dict[str, Place] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """The cell of a key; the row when there is none."""
        return self.places.get(key, self.place)

    def text(self, key: str) -> str:
        """The value of a key as text; empty when there is none."""
        return str(self.values.get(key, ""))


class CellError(ValueError):
    """A cell that does not hold what its column is for."""


def parsed(column: Column, value: Value) -> Json:
    """The value of a cell; CellError with what is allowed."""
    return READINGS[column.reading](value)


def _text(value: Value) -> Json:
    if isinstance(value, bool):
        raise CellError(f"must be text; found {shown(value)}")
    return value if isinstance(value, str) else f"{value:.15g}"


def _number(value: Value) -> Json:
    if isinstance(value, str) and FLOAT.fullmatch(value) and abs(float(value)) < 1e15:
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CellError(f"must be a number, such as 0.5; found {shown(value)}")
    return int(value) if float(value).is_integer() else value


def _yes_no(value: Value) -> Json:
    word = str(value).lower()
    if word not in TRUE:
        raise CellError(f"must be yes or no; found {shown(value)}")
    return TRUE[word]


def _words(value: Value) -> Json:
    return [word for word in BETWEEN.split(str(_text(value))) if word]


def _codes(value: Value) -> Json:
    if isinstance(value, float):
        # A spreadsheet makes 17.1 of 17.10, which is another target.
        raise CellError(f"is a number and must be text (put ' before it); found {shown(value)}")
    return _words(value)


def _numbers(value: Value) -> Json:
    return [_number(word) for word in BETWEEN.split(str(value)) if word]


def _when(value: Value) -> Json:
    """`language = 0; integration = 0, 1` as levels by row."""
    conditions: dict[str, Json] = {}
    for part in str(value).split(";"):
        match = WHEN.fullmatch(part)
        if match is None or match[1] in conditions:
            raise CellError(f'must look like "language = 0; integration = 0, 1"; found {shown(part.strip())}')
        levels: list[Json] = [int(level) for level in match[2].split(",")]
        conditions[match[1]] = levels[0] if len(levels) == 1 else levels
    return conditions


READINGS: dict[str, Callable[[Value], Json]] = {
    "text": _text, "number": _number, "yes-no": _yes_no, "words": _words, "codes": _codes, "numbers": _numbers,
    "when": _when,
}  # fmt: skip


def written(value: Json) -> Value:
    """A value of the questionnaire as it stands in a cell."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(str, value))
        case dict():
            return "; ".join(f"{key} = {written(levels)}" for key, levels in value.items())
    return value


def unknown(titles: list[str], title: str) -> str:
    """Says that a column does not exist, and which do."""
    return f"unknown column {shown(title)}. Allowed: {listed(titles)}"
