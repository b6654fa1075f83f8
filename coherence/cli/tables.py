"""CSV files for commands: read with line numbers, refused with file, line and column, written whole or not at all."""

import csv
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from coherence.questionnaire.csv_rows import BrokenRow, csv_rows

MISSING = ("", "NA")
"""What stands in a cell without a value. R writes NA."""


class InputError(click.ClickException):
    """Input that cannot be used: one message, exit 2."""

    exit_code = 2

    def __init__(self, reason: str, file: str, line: int | None = None, column: str | None = None) -> None:
        place = [file]
        place += [f"line {line}"] if line is not None else []
        place += [f"column {column}"] if column is not None else []
        super().__init__(f"{', '.join(place)}: {reason}")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its columns of texts, without spaces around them, and the line at which each row begins."""

    file: str
    columns: dict[str, list[str]]
    lines: list[int]

    def column(self, name: str) -> list[str]:
        """The texts of a column; InputError when the file has none of that name."""
        if name not in self.columns:
            raise InputError(f"the column {name} is missing; found {', '.join(self.columns)}", self.file, 1, name)
        return self.columns[name]

    def number(self, row: int, name: str) -> float:
        """The number in a cell, NaN where it is empty or NA or where there is no such column."""
        text = self.columns[name][row] if name in self.columns else ""
        if text in MISSING:
            return math.nan
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise InputError(f"a number is needed; found {text!r}", self.file, self.lines[row], name)
        return number

    def unique(self, name: str) -> list[str]:
        """The texts of a column of names; InputError for one that is empty or stands twice."""
        seen: dict[str, int] = {}
        for text, line in zip(self.column(name), self.lines, strict=True):
            if text in MISSING[:1]:
                raise InputError("a name is needed; the cell is empty", self.file, line, name)
            if text in seen:
                raise InputError(f"{text} stands in line {seen[text]} already", self.file, line, name)
            seen[text] = line
        return list(seen)


def read_table(path: Path) -> Table:
    """The table in a file; InputError when it is no CSV in UTF-8, or has rows of unequal length, or none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"UTF-8 text is needed; byte {error.start} is none", path.name) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path.name) from error
    try:
        (_, header), *rows = list(csv_rows(text)) or [(1, [])]
    except BrokenRow as error:
        raise InputError(f"cannot be read as CSV: {error}", path.name, error.line) from error
    _check_header(path.name, header)
    for line, cells in rows:
        if len(cells) != len(header):
            raise InputError(f"{len(header)} cells are needed; found {len(cells)}", path.name, line)
    if not rows:
        raise InputError("rows are needed below the header; found none", path.name, 1)
    columns = {name: [cells[place] for _, cells in rows] for place, name in enumerate(header)}
    return Table(path.name, columns, [line for line, _ in rows])


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write all files, or none: each is finished beside its place before any is moved there."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, content in contents.items():
            with NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
                ready.append((file.name, path))
                file.write(content if isinstance(content, bytes) else content.encode())
        for name, path in ready:
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", str(error.filename2 or error.filename)) from error
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)


def csv_text(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV: floats with all their digits, missing ones (NaN, None) empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([map(_cell, row) for row in (header, *rows)])
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return repr(float(value)) if isinstance(value, float) else str(value)


def _check_header(file: str, header: list[str]) -> None:
    twice = next((name for place, name in enumerate(header) if name and name in header[:place]), None)
    if twice is not None:
        raise InputError("this column stands twice", file, 1, twice)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
