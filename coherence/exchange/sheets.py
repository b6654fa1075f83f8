"""Spreadsheets in and out: the only place that writes and reads .xlsx files.

What is read comes from strangers: `archive` looks at the file before a library does, and every cell is a text,
a number, or yes and no. Nothing is ever computed, in neither direction.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from coherence.exchange import archive
from coherence.exchange.refusals import NO_WORKBOOK, PLAIN, SheetError, refused
from coherence.exchange.scan import MAX_ROWS
from coherence.questionnaire.source import REFUSED
from coherence.questionnaire.wording import said, shown

__all__ = ["MAX_TEXT", "Sheet", "SheetError", "Value", "cell_name", "load", "read", "write"]

Value: TypeAlias = str | int | float | bool | None
MAX_TEXT = 10_000
MAX_SHEETS = 50
LARGEST = 10**15
WIDEST = 60
# What a file that is no workbook inside makes the library raise: it has no error of its own for it.
UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, RecursionError,
    zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, row by row; the first row is the head. `choices` are drop-downs, by column number."""

    name: str
    rows: Sequence[Sequence[Value]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def cell_name(row: int, column: int) -> str:
    """`B12` for the second column of row 12, both counted from 1."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


def load(path: Path) -> list[Sheet]:
    """The sheets of an .xlsx file on disk; SheetError for anything that is not plain, or cannot be read."""
    try:
        with path.open("rb") as file:
            return read(file.read(archive.MAX_FILE + 1), path.name)
    except OSError as error:
        raise SheetError(f"{path.name}: cannot be read: {error.strerror}") from error


def read(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an .xlsx file; SheetError, which begins with `name`, for anything that is not plain."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    archive.check(data, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        if len(book.worksheets) > MAX_SHEETS:
            words = said("the file has {number} sheets", number=len(book.worksheets))
            raise refused(name, words, said("Allowed: at most {number} sheets", number=MAX_SHEETS))
        return [_read_sheet(sheet, name) for sheet in book.worksheets]
    except (*UNREADABLE, InvalidFileException) as error:
        raise refused(name, NO_WORKBOOK, PLAIN) from error


def _read_sheet(sheet, name: str) -> Sheet:
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    rows: list[tuple[Value, ...]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        rows.append(tuple(_read_cell(cell, Place(name, sheet.title, number, i)) for i, cell in enumerate(row, 1)))
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    return Sheet(sheet.title, [row + (None,) * (width - len(row)) for row in rows])


@dataclass(frozen=True, slots=True)
class Place:
    """Of a cell; only put in words for those that are refused."""

    file: str
    sheet: str
    row: int
    column: int

    def refused(self, fault: str, *advice: str) -> SheetError:
        name = cell_name(self.row, self.column)
        told = said("sheet {sheet}, cell {cell}: {fault}", sheet=shown(self.sheet), cell=name, fault=fault)
        return refused(self.file, told, *advice)


def _read_cell(cell, place: Place) -> Value:
    match cell.data_type, cell.value:
        case "f", _:
            raise place.refused(said("a formula is not allowed"), said("Write the value itself"))
        case "e", value:
            raise place.refused(said("the cell holds the error {value}", value=value), said("Write the value itself"))
        case _, str() as text:
            return _text(text, place)
        case _, bool() | None as value:
            return value
        case _, int() | float() as number:
            return _number(number, place)
    raise place.refused(said("the cell holds a date or time"), said("Write it as text (put ' before it)"))


def _number(number: float, place: Place) -> float:
    if not abs(number) <= LARGEST:
        raise place.refused(said("the number is too large"), said("Allowed: numbers up to {number}", number=LARGEST))
    return int(number) if float(number).is_integer() else number


def _text(text: str, place: Place) -> str | None:
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > MAX_TEXT:
        words = said("the text has {number} characters", number=len(text))
        raise place.refused(words, said("Allowed: at most {number} characters", number=MAX_TEXT))
    invisible = REFUSED.search(text)
    if invisible:
        code = f"U+{ord(invisible.group()):04X}"
        raise place.refused(said("the character {code} is invisible and not allowed", code=code))
    return text or None


def write(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file. Texts stay texts, whatever they begin with; the same sheets give the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(2000, 1, 1)})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, head, body)
    book.close()
    return target.getvalue()


def _write_sheet(page, sheet: Sheet, head, body) -> None:
    page.freeze_panes(1, 0)
    for column, width in enumerate(_widths(sheet.rows)):
        page.set_column(column, column, width)
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            _write_cell(page, number, column, value, body if number else head)
    for column, allowed in sheet.choices.items():
        page.data_validation(1, column, MAX_ROWS - 1, column, {"validate": "list", "source": list(allowed)})


def _write_cell(page, row: int, column: int, value: Value, form) -> None:
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value, form)
        case int() | float():
            page.write_number(row, column, value, form)
        case _:
            page.write_string(row, column, value, form)


def _widths(rows: Sequence[Sequence[Value]]) -> Iterator[int]:
    """Wide enough for what stands in a column, up to a limit."""
    for column in range(max(map(len, rows), default=0)):
        lengths = (len(str(row[column])) for row in rows if column < len(row) and row[column] is not None)
        yield min(max(lengths, default=0) + 2, WIDEST)
