"""The files of `coherence composite`: framework, weights and data, with COINr's column names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import isnan, nan
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from coherence.cli.tables import InputError, Table, read_table
from scoring.composite.elements import AGGREGATE, INDICATOR, Element
from scoring.composite.errors import DataError, FrameworkError
from scoring.composite.framework import Framework, framework
from scoring.composite.normalise import POSTS

EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the files hold, checked."""

    framework: Framework
    units: list[str]
    values: NDArray[np.float64]
    """(units, indicators) as measured."""
    data: Table
    elements: Table

    @contextmanager
    def located(self) -> Iterator[None]:
        """Turn an error in the numbers into one that names the line and column of the data."""
        try:
            yield
        except DataError as error:
            if error.column in self.data.columns or error.column is None:
                line = self.data.lines[error.row] if error.row is not None else 1  # the header names the column
                raise InputError(error.reason, self.data.file, line, error.column) from error
            unit = self.units[error.row] if error.row is not None else "all units"
            raise InputError(f"{error.reason}, in {error.column} of {unit}", self.data.file) from error
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    def check_posts(self, method: str) -> None:
        """InputError unless the framework has what the method of normalisation needs of every indicator."""
        rows = [row for row, kind in enumerate(self.elements.column("Type")) if kind == INDICATOR]
        for name in POSTS.get(method, ()):
            self.elements.column(name)
            for row in rows:
                if isnan(self.elements.number(row, name)):
                    code, line = self.elements.column("iCode")[row], self.elements.lines[row]
                    raise InputError(f"{code}: {method} needs a number here", self.elements.file, line, name)

    def labels(self, column: str) -> list[str | None]:
        """The group of each unit, None where the cell is empty."""
        return [text if text not in ("", "NA") else None for text in self.data.column(column)]


def read_inputs(data: Path, elements: Path, weights: str | None) -> Inputs:
    """Everything from the files; `weights` is None (those of the framework), `equal` or a file. InputError."""
    rows = read_table(elements)
    tree = read_framework(rows, weights)
    table = read_table(data)
    units = table.unique("uCode")
    codes = tree.codes[: tree.indicators]
    for code in codes:
        table.column(code)
    values = [[table.number(row, code) for code in codes] for row in range(len(units))]
    return Inputs(tree, units, np.array(values, dtype=np.float64), table, rows)


def read_framework(table: Table, weights: str | None) -> Framework:
    """The framework in a table, with the weights asked for."""
    for name in ("iCode", "Level", "Parent", "Weight", "Direction", "Type"):
        table.column(name)
    elements = [_element(table, row) for row in range(len(table.lines))]
    given = None if weights in (None, EQUAL) else read_table(Path(str(weights)))
    if weights == EQUAL:
        elements = [replace(element, weight=1.0) for element in elements]
    lines = _weight_lines(given, elements) if given else {}
    elements = [_with_weight(element, given, lines) for element in elements]
    try:
        return framework(elements)
    except FrameworkError as error:
        code = elements[error.row].code if error.row is not None else ""
        if given and error.column == "Weight" and code in lines:
            raise InputError(error.reason, given.file, given.lines[lines[code]], "Weight") from error
        line = table.lines[error.row] if error.row is not None else None
        raise InputError(error.reason, table.file, line, error.column) from error


def _element(table: Table, row: int) -> Element:
    """The element in a row; of what is only carried, code and type are enough."""
    code, kind = table.column("iCode")[row], table.column("Type")[row]
    if kind not in (INDICATOR, AGGREGATE):
        return Element(code=code, kind=kind)
    parent = table.column("Parent")[row]
    level, weight, direction = (table.number(row, name) for name in ("Level", "Weight", "Direction"))
    if isnan(level) or level != int(level):
        raise InputError(f"{code}: a whole number is needed", table.file, table.lines[row], "Level")
    parent = "" if parent == "NA" else parent
    return Element(
        code=code,
        level=int(level),
        parent=parent,
        weight=1.0 if isnan(weight) and not parent else weight,  # the top needs none
        direction=1.0 if isnan(direction) and kind == AGGREGATE else direction,
        kind=kind,
        low=table.number(row, "low") if kind == INDICATOR else nan,
        high=table.number(row, "high") if kind == INDICATOR else nan,
        target=table.number(row, "target") if kind == INDICATOR else nan,
    )


def _weight_lines(given: Table, elements: list[Element]) -> dict[str, int]:
    """The row of each code in the file of weights; InputError for codes and levels the framework does not have."""
    levels = {element.code: element.level for element in elements if element.kind in (INDICATOR, AGGREGATE)}
    given.column("Weight")
    for row, code in enumerate(given.unique("iCode")):
        if code not in levels:
            raise InputError(f"the framework has no {code}", given.file, given.lines[row], "iCode")
        level, weight = given.number(row, "Level"), given.number(row, "Weight")
        if not isnan(level) and level != levels[code]:
            reason = f"{code} is at level {levels[code]} of the framework; found {level:g}"
            raise InputError(reason, given.file, given.lines[row], "Level")
        if isnan(weight):
            raise InputError(f"{code}: a number is needed; the cell is empty", given.file, given.lines[row], "Weight")
    return {code: row for row, code in enumerate(given.column("iCode"))}


def _with_weight(element: Element, given: Table | None, lines: dict[str, int]) -> Element:
    if given is None or element.code not in lines:
        return element
    return replace(element, weight=given.number(lines[element.code], "Weight"))
