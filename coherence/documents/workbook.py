"""The report as a spreadsheet: a sheet of contents, and one for each table, with charts that Excel draws itself.

Numbers are numbers. Texts stay texts, whatever they begin with. What is missing is the reason in grey.
"""

import io
import re
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from coherence.documents import native, numbers, origin
from coherence.documents.flat import Flat, Plain, tables
from coherence.documents.tree import Chart, Column, Facts, Grade, Nothing, Number, Report, Text
from coherence.documents.words import clean

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME, LONGEST_TEXT = 31, 32_767
KEPT_BY_EXCEL = "history"
A4 = 9
NARROWEST, WIDEST, WIDEST_NUMBER, LINES = 9, 60, 16, 200
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TOP: dict[str, object] = {"text_wrap": True, "valign": "top"}
STYLES = {
    "title": {"bold": True, "font_size": 18, "font_color": "#17456b"},
    "subtitle": {"font_size": 11, "font_color": "#4f5b67"},
    "headline": {"bold": True, "font_size": 12, "font_color": "#17456b"},
    "head": TOP | {"bold": True, "bg_color": "#17456b", "font_color": "#ffffff", "valign": "vcenter"},
    "name": TOP | {"bold": True},
    "text": TOP,
    "missing": TOP | {"font_color": "#6b7680", "italic": True},
    "note": {"font_color": "#4f5b67", "font_size": 9},
    "link": {"font_color": "#17456b", "underline": 1},
}


def write(report: Report) -> bytes:
    """The .xlsx file."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    # A fixed time: the same report gives the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1), "title": clean(report.title), "author": "Coherence"})
    _Book(book, report).write()
    book.close()
    return target.getvalue()


class _Book:
    """The sheets of one report and the styles in them."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book, self.report = book, report
        self.styles: dict[str, Format] = {name: self._style(given) for name, given in STYLES.items()}
        self.names: dict[str, str] = {}

    def write(self) -> None:
        contents = self._sheet(self.report.labels["contents"])
        written = [self._table(table) for table in tables(self.report)]
        self._contents(contents, written)

    def _style(self, given: dict[str, object]) -> Format:
        return self.book.add_format({"font_name": "Arial", "font_size": 10} | given)

    def _named(self, name: str, given: dict[str, object]) -> Format:
        """A style made when it is first needed."""
        if name not in self.styles:
            self.styles[name] = self._style(given)
        return self.styles[name]

    def _sheet(self, title: str) -> Worksheet:
        sheet = self.book.add_worksheet(self._sheet_name(title))
        if self.report.direction == "rtl":
            sheet.right_to_left()
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        return sheet

    def _sheet_name(self, title: str) -> str:
        """A name that Excel takes, and that no other sheet has."""
        plain = " ".join(NOT_IN_NAMES.sub(" ", clean(title)).split()) or self.report.labels["sheet"]
        if plain.lower() == KEPT_BY_EXCEL:
            plain += " –"
        number, name = 1, plain[:LONGEST_NAME].strip()
        while name.casefold() in self.names:
            number += 1
            end = f" {number}"
            name = plain[: LONGEST_NAME - len(end)].strip() + end
        self.names[name.casefold()] = name
        return name

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        words, cut = clean(text), " " + self.report.labels["cut"]
        if len(words) > LONGEST_TEXT:
            words = words[: LONGEST_TEXT - len(cut)] + cut
        sheet.write_string(row, column, words, self.styles[style])

    def _contents(self, sheet: Worksheet, written: list[tuple[Worksheet, Flat]]) -> None:
        report = self.report
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 80)
        self._text(sheet, 0, 0, report.title, "title")
        sheet.set_row(0, 28)
        self._text(sheet, 1, 0, report.subtitle, "subtitle")
        row = self._facts(sheet, 3, report.facts)
        if report.notice:
            self._text(sheet, row, 1, report.notice, "text")
            row += 2
        self._text(sheet, row, 0, report.labels["contents"], "headline")
        for row, (other, table) in enumerate(written, row + 1):  # noqa: B020 (goes on from where it stands)
            sheet.write_url(row, 0, f"internal:'{other.get_name()}'!A1", self.styles["link"], other.get_name())
            self._text(sheet, row, 1, table.title, "text")
        self._text(sheet, row + 2, 0, report.labels["provenance"], "headline")
        self._facts(sheet, row + 3, origin.facts(report))

    def _facts(self, sheet: Worksheet, row: int, facts: Facts) -> int:
        """Name and value below each other; gives the row after a gap."""
        for row, (name, cell) in enumerate(facts.rows, row):  # noqa: B020
            self._text(sheet, row, 0, name, "name")
            self._text(sheet, row, 1, numbers.shown(cell, self.report.language), "text")
        return row + 2

    def _table(self, table: Flat) -> tuple[Worksheet, Flat]:
        sheet = self._sheet(table.title)
        for place, column in enumerate(table.columns):
            cells = [row[place] for row in table.rows]
            sheet.set_column(place, place, _width(column, cells, self.report.language))
            self._text(sheet, 0, place, column.title, "head")
            for row, cell in enumerate(cells, 1):
                self._cell(sheet, row, place, cell)
        for row, note in enumerate(table.notes, len(table.rows) + 2):
            self._text(sheet, row, 0, note, "note")
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        charts = [block for block in self.report.blocks() if isinstance(block, Chart) and block.table == table.id]
        native.draw(self.book, sheet, table, charts, self.report.direction == "rtl")
        return sheet, table

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Plain) -> None:
        match cell:
            case Number():
                pattern = _pattern(cell)
                sheet.write_number(
                    row, column, cell.value, self._named(pattern, {"num_format": pattern, "valign": "top"})
                )
            case Nothing():
                self._text(sheet, row, column, cell.why, "missing")
            case Grade() if cell.colour:
                self._named(cell.colour, TOP | {"bold": True, "left": 5, "left_color": cell.colour, "indent": 1})
                self._text(sheet, row, column, cell.text, cell.colour)
            case Text() | Grade():
                if cell.text:
                    self._text(sheet, row, column, cell.text, "text")


def _pattern(number: Number) -> str:
    """The format of the cell; the cell itself holds all digits."""
    plain = "0%" if number.share else "#,##0" + ("." + "0" * number.digits if number.digits else "")
    return f"+{plain};-{plain};{plain}" if number.signed else plain


def _width(column: Column, cells: list[Plain], language: str) -> float:
    """As wide as the longest of the first lines, within reason."""
    shown = [numbers.shown(cell, language) for cell in cells[:LINES]]
    longest = max((len(line) for text in shown for line in text[:WIDEST].split("\n")), default=0)
    most = WIDEST_NUMBER if column.numeric else WIDEST
    return max(NARROWEST, min(most, max(longest, min(len(column.title), WIDEST_NUMBER)) * 1.1 + 2))
