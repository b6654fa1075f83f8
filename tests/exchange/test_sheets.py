"""Spreadsheets from strangers: what is plain is read as it is, anything else is refused by name."""

import io
import time
import tracemalloc
import zipfile

import pytest

from coherence.exchange import sheets
from coherence.exchange.sheets import Sheet, SheetError
from tests.exchange.books import OFFICE, PARTS, RELATIONS, SHEET, book, cell, page

ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ELSEWHERE = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1", "other")
LINK = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" '
    'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
)
MACRO = PARTS["[Content_Types].xml"].replace(
    "openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled"
)
HOSTILE = {
    "not a zip": (b"PK\x03\x04" + b"x" * 100, "the file is not a readable .xlsx workbook. Allowed: a plain"),
    "nothing": (b"", "the file is not a readable .xlsx workbook. Allowed: a plain"),
    "a text": (b"id,text\n1,2\n", "the file is not a readable .xlsx workbook. Allowed: a plain"),
    "too large a file": (b"x" * 10_000_001, "the file is too large. Allowed: at most 10 MB"),
    "another zip": (book(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": ""})[:200], "is not a readable"),
    "entities": (book(**{SHEET: page(cell("&b;"), ENTITY)}), "defines entities (DOCTYPE)"),
    "a file as entity": (book(**{SHEET: page(cell("&a;"), FILE_ENTITY)}), "defines entities (DOCTYPE)"),
    "entities in another part": (book(**{"xl/styles.xml": ENTITY + "<x>&b;</x>"}), "xl/styles.xml defines entities"),
    "entities in another encoding": (
        book(**{SHEET: page(cell("&a;"), FILE_ENTITY).replace("UTF-8", "UTF-16").encode("utf-16")}),
        "is not UTF-8",
    ),
    "a declared encoding": (book(**{SHEET: page(cell("x")).replace("UTF-8", "UTF-7")}), "is not UTF-8"),
    "a bomb": (book(**{SHEET: page(" " * 5_000_000)}), "unpacks to more than 200 times its size"),
    "a large bomb": (book(**{SHEET: page(" " * 21_000_000)}), "unpacks to more than 200 times its size. Allowed"),
    "macros": (book(**{"xl/vbaProject.bin": b"x"}), "holds macros (xl/vbaProject.bin)"),
    "a macro workbook": (book(**{"[Content_Types].xml": MACRO}), "is a workbook with macros"),
    "links to files": (book(**{"xl/externalLinks/externalLink1.xml": "<x/>"}), "holds links to other files"),
    "a link to a file": (book(**{"xl/worksheets/_rels/sheet1.xml.rels": LINK}), "links to another file"),
    "an embedded file": (book(**{"xl/embeddings/a.bin": b"x"}), "holds embedded files"),
    "a path that climbs": (book(**{"../../pwned": "x"}), "a path that leads elsewhere"),
    "an absolute path": (book(**{"/etc/pwned": "x"}), "a path that leads elsewhere"),
    "a path with backslashes": (book(**{"..\\..\\pwned": "x"}), "a path that leads elsewhere"),
    "many parts": (book(**{f"a{i}": "" for i in range(501)}), "the file holds 506 parts. Allowed: at most 500"),
    "no workbook": (book(**{"xl/workbook.xml": "<broken"}), "workbook: this part of the file is not readable. Allowed"),
    "a far row": (book('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "there is a row 1048576. Allowed"),
    "a far cell": (book('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "there is a cell XFD1. Allowed: at most 5000"),
    "a row without end": (book("<row>" + "<c><v>1</v></c>" * 201 + "</row>"), "too many cells. Allowed"),
    "rows without numbers": (book("<row/>" * 5_001), "there is a row 1. Allowed: at most 5000 rows"),
    "more texts than cells": (
        book(**{"xl/sharedStrings.xml": "<sst>" + "".join(f"<si><t>{i}</t></si>" for i in range(150_000)) + "</sst>"}),
        "sharedStrings: there are more than 300000 elements",
    ),
    "more cells than can be": (
        book("".join(f'<row r="{row}">' + "<c/>" * 20 + "</row>" for row in range(1, 3_002))),
        "there are too many cells. Allowed: at most 5000 rows and 200 columns in a sheet, 60000 cells in all",
    ),
    "a sheet elsewhere": (
        book(**{"xl/other.xml": page('<row r="1048576"/>'),
                "xl/_rels/workbook.xml.rels": ELSEWHERE}),
        "there is a row 1048576",
    ),
    "a formula": (book('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'), 'sheet "Page", cell A1: a formula is not'),
    "an error": (book('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'), "cell B2: the cell holds the error #REF!"),
    "a long text": (book(cell("x" * 10_001)), "cell A1: the text has 10001 characters. Allowed"),
    "a bidi override": (book(cell("abc\u202etxt", "A3")), "cell A3: the character U+202E is invisible"),
    "a control character": (book(cell("a\x7fb")), "cell A1: the character U+007F is invisible"),
    "infinity": (book('<row r="1"><c r="A1"><v>1E999</v></c></row>'), "cell A1: the number is too large"),
    "a number of 400 digits": (book(f'<row r="1"><c r="A1"><v>{"9" * 400}</v></c></row>'), "the number is too large"),
    "no XML": (book(**{SHEET: "<worksheet><sheetData>"}), "this part of the file is not readable"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_at_once(what):
    data, message = HOSTILE[what]
    begin = time.perf_counter()
    with pytest.raises(SheetError) as refused:
        sheets.read(data, "sent.xlsx")
    assert str(refused.value).startswith("sent.xlsx: ")
    assert message in str(refused.value)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("what", ["a bomb", "a large bomb", "entities"])
def test_a_hostile_file_takes_little_memory(what):
    tracemalloc.start()
    with pytest.raises(SheetError):
        sheets.read(HOSTILE[what][0], "sent.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


def test_a_part_that_is_there_twice_is_refused():
    data = io.BytesIO(book(cell("first")))
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, page(cell("second")))
    with pytest.raises(SheetError, match="is there twice"):
        sheets.read(data.getvalue(), "sent.xlsx")


def test_a_size_that_is_declared_too_small_is_not_believed():
    data = book(cell("x" * 9_000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    with pytest.raises(SheetError, match="not a readable"):
        sheets.read(data.replace(true, (10).to_bytes(4, "little")), "sent.xlsx")


def test_a_plain_file_is_read_as_it_is():
    rows = (("head", "=1+1", "http://example.org"), (1, 2.5, True), (None, "two\nlines", "-5"))
    assert sheets.read(sheets.write([Sheet("One", rows)]), "x") == [Sheet("One", list(rows))]


def test_a_gap_between_rows_is_read_as_empty_rows():
    (only,) = sheets.read(book(cell("a", "A1") + cell("b", "A4")), "x")
    assert only.rows == [("a",), (None,), (None,), ("b",)]


def test_a_date_is_refused_and_asked_for_as_text():
    dated = book('<row r="1"><c r="A1" t="d"><v>2026-01-31T00:00:00</v></c></row>')
    with pytest.raises(SheetError, match="cell A1: the cell holds a date or time"):
        sheets.read(dated, "x")


def test_the_same_sheets_give_the_same_bytes():
    pages = [Sheet("One", [["a"], [1]], {0: ["a", "b"]})]
    assert sheets.write(pages) == sheets.write(pages)


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    wide = page(cell("a")).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    (only,) = sheets.read(book(**{SHEET: wide}), "x")
    assert only.rows == [("a",)]
