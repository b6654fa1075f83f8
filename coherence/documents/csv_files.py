"""The tables of a report as CSV (RFC 4180), one file each, and all of them in a ZIP archive.

UTF-8 with a byte order mark, without which Excel takes it for another encoding. Columns are named by their ids.
Numbers have a point and all their digits; a share is 0-1. What is missing is an empty field, and its reason stands in
a column `<id>_reason`. A text that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from coherence.documents.flat import Flat, Plain, tables
from coherence.documents.tree import Grade, Nothing, Number, Report, Text
from coherence.documents.words import clean

# After a semicolon, a tab or a new line, too: a spreadsheet may part fields there, whatever the quotes say.
FORMULA = re.compile(r"(^|[;\t\n])([ \u00a0]*)(?=[=+\-@＝＋－＠])")  # noqa: RUF001 (they do the same)
NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
NOT_IN_NAMES = re.compile("[^a-z0-9-]+")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def files(report: Report) -> dict[str, bytes]:
    """The files by their names, which hold lower-case letters, digits and hyphens only."""
    made: dict[str, bytes] = {}
    for table in tables(report):
        made[_name(table.id, made)] = _csv(table)
    return made


def write(report: Report) -> bytes:
    """A ZIP archive of the files. No time of making: the same report gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(report).items():
            info = zipfile.ZipInfo(f"{report.name}/{name}", LONG_AGO)
            info.create_system = 3  # else the bytes depend on the system
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _name(id: str, taken: dict[str, bytes]) -> str:
    stem = NOT_IN_NAMES.sub("-", id.lower()).strip("-") or "table"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.csv" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _csv(table: Flat) -> bytes:
    columns = [
        column
        for place, one in enumerate(table.columns)
        for column in _columns(one.id, [row[place] for row in table.rows])
    ]
    target = io.StringIO()
    csv.writer(target).writerows(zip(*columns, strict=True))
    return target.getvalue().encode("utf-8-sig")


def _columns(id: str, cells: Sequence[Plain]) -> Iterator[list[str]]:
    """The column under its id, and that of the reasons where there are any."""
    yield [_safe(id), *(_field(cell) for cell in cells)]
    if any(isinstance(cell, Nothing) for cell in cells):
        yield [_safe(f"{id}_reason"), *(_safe(cell.why) if isinstance(cell, Nothing) else "" for cell in cells)]


def _field(cell: Plain) -> str:
    match cell:
        case Number():
            return repr(cell.value + 0)
        case Nothing():
            return ""
        case Text() | Grade():
            return _safe(cell.text)


def _safe(text: str) -> str:
    """The text, no part of which can be a formula."""
    cleaned = clean(text)
    return cleaned if NUMBER.fullmatch(cleaned) else FORMULA.sub(r"\1\2'", cleaned)
