"""CSV tables that come in and go out: read whole or refused row by row; written so that no cell is a formula.

What is refused is said in the language that is spoken; names of columns and codes stay as they stand in the file.
"""

import csv
from collections.abc import Collection, Iterable, Sequence
from io import StringIO
from typing import TypeAlias

from coherence.i18n import apart, gettext
from coherence.questionnaire.answers import UNREADABLE
from coherence.questionnaire.csv_rows import BrokenRow, csv_rows
from coherence.questionnaire.problems import Problem
from coherence.questionnaire.wording import closest, shown

Row: TypeAlias = dict[str, str]
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
GUARD = "'"


class Refused(Exception):
    """A table that is not taken; `problems` holds all that is wrong with it, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.line or 0))
        super().__init__("\n".join(map(str, self.problems)))


class Report:
    """What is wrong with a file: collected, so that all of it can be corrected at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int | None, column: str | None, fault: str) -> None:
        where = column and gettext("column {name}", **apart(name=column))
        self.problems.append(Problem(self.file, line, where, fault))

    def stop(self) -> None:
        """Refused, if anything was found."""
        if self.problems:
            raise Refused(self.problems)


def read_table(
    file: str, content: bytes, columns: Sequence[str], required: Sequence[str], largest: int
) -> list[tuple[int, Row]]:
    """The rows with the lines at which they begin; Refused with everything that makes it no such table.

    A column that is allowed and left out is read as empty cells.
    """
    report = Report(file)
    rows = list(csv_rows_of(report, content, largest))
    header = _header(report, rows[0][1] if rows else [], columns, required)
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            fault = gettext("{number} cells are needed; found {found}", **apart(number=len(header), found=len(cells)))
            report.add(line, None, fault)
        for name, cell in zip(header, cells, strict=False):
            if found := UNREADABLE.search(cell):
                code = f"U+{ord(found.group()):04X}"
                report.add(line, name, gettext("the character {code} is invisible and not allowed", **apart(code=code)))
    report.stop()
    absent = dict.fromkeys(columns, "")
    return [(line, absent | dict(zip(header, map(unguarded, cells), strict=True))) for line, cells in rows[1:]]


def csv_rows_of(report: Report, content: bytes, largest: int) -> Iterable[tuple[int, list[str]]]:
    """The cells of each row; what makes the content no CSV is reported, and ends the reading."""
    if len(content) > largest:
        too_large = gettext(
            "the file is too large: {size} bytes; at most {most} are allowed",
            **apart(size=f"{len(content):,}", most=f"{largest:,}"),
        )
        report.add(None, None, too_large)
    report.stop()
    try:
        yield from csv_rows(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        report.add(None, None, gettext("the file must be UTF-8 text; byte {place} is not", **apart(place=error.start)))
    except BrokenRow as error:
        report.add(error.line, None, gettext("the line cannot be read as CSV: {why}", **apart(why=error)))
    report.stop()


def _header(report: Report, header: list[str], columns: Sequence[str], required: Sequence[str]) -> list[str]:
    allowed = gettext(
        "allowed: {columns}; needed: {required}", **apart(columns=", ".join(columns), required=", ".join(required))
    )
    for name in required:
        if name not in header:
            report.add(
                1, None, gettext("the column {name} is missing; {allowed}", **apart(name=shown(name), allowed=allowed))
            )
    for place, name in enumerate(header):
        if name not in columns:
            report.add(
                1,
                None,
                gettext("the column {name} is not known; {allowed}", **apart(name=shown(name), allowed=allowed)),
            )
        elif name in header[:place]:
            report.add(
                1,
                None,
                gettext("the column {name} stands twice; {allowed}", **apart(name=shown(name), allowed=allowed)),
            )
    report.stop()
    return header


def one_of(report: Report, line: int, column: str, text: str, allowed: Collection[str]) -> bool:
    """Whether the cell is empty or one of those; reported, if not."""
    if text and text not in allowed:
        fault = gettext(
            "{found} is not known; allowed: {allowed}", **apart(found=shown(text), allowed=", ".join(allowed))
        )
        report.add(line, column, fault)
        return False
    return True


def similar(word: str, known: Collection[str]) -> str:
    """'; did you mean "x"?' when something similar is known, else nothing."""
    close = closest(word, known)
    return gettext('; did you mean "{word}"?', **apart(word=close)) if close else ""


def table_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV. Every cell is quoted, and none can start a formula; numbers stay numbers."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([guarded("" if cell is None else str(cell)) for cell in row] for row in (header, *rows))
    return text.getvalue()


def guarded(cell: str) -> str:
    """The cell as no program of spreadsheets takes it for a formula."""
    return GUARD + cell if _starts_formula(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith(GUARD) and _starts_formula(cell[1:]) else cell


def _starts_formula(cell: str) -> bool:
    return cell.lstrip(GUARD).startswith(FORMULA) and not _is_number(cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.isascii() and "_" not in cell
