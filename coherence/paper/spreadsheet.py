"""The form as a spreadsheet, to fill without a network and to bring back: `read_back` reads what this writes."""

import io
import re
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from coherence.paper import columns as at
from coherence.paper.blank import Blank, Question, Row, Section
from coherence.paper.columns import part

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME, LONGEST_LIST = 31, 255
A4 = 9
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TOP: dict[str, object] = {"text_wrap": True, "valign": "top"}
STYLES = {
    "title": TOP | {"bold": True, "font_size": 16, "font_color": "#17456b"},
    "head": TOP | {"bold": True, "bg_color": "#17456b", "font_color": "#ffffff"},
    "section": TOP | {"bold": True, "font_size": 13, "font_color": "#17456b", "top": 2},
    "question": TOP | {"bold": True, "top": 1},
    "part": TOP | {"bold": True, "indent": 1},
    "text": TOP,
    "box": TOP | {"indent": 1},
    "quiet": TOP | {"font_color": "#4a4a4a", "font_size": 9},
    "id": {"font_color": "#999999"},
    "fill": TOP | {"locked": False, "bg_color": "#fff9e0", "border": 1, "border_color": "#9aa7b4", "num_format": "@"},
}


def write(blank: Blank) -> bytes:
    """The .xlsx file. Texts stay texts, whatever they begin with."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1), "title": blank.title, "author": "Coherence"})
    styles = {name: book.add_format({"font_name": "Arial", "font_size": 10} | given) for name, given in STYLES.items()}
    _guide(_sheet(book, blank, blank.labels["how"]), blank, styles)
    _Answers(_sheet(book, blank, blank.labels["kind"]), blank, styles).write()
    _identity(book.add_worksheet(at.IDENTITY), blank)
    book.get_worksheet_by_name(at.IDENTITY).very_hidden()
    book.close()
    return target.getvalue()


def _sheet(book: Workbook, blank: Blank, name: str) -> Worksheet:
    page = book.add_worksheet(NOT_IN_NAMES.sub(" ", name)[:LONGEST_NAME].strip())
    if blank.direction == "rtl":
        page.right_to_left()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})
    return page


def _identity(page: Worksheet, blank: Blank) -> None:
    facts = {"format": at.FORMAT, "questionnaire": blank.id, "edition": blank.edition, "digest": blank.digest}
    for row, (name, value) in enumerate(facts.items()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, str(value))


def _guide(page: Worksheet, blank: Blank, styles: dict[str, Format]) -> None:
    """What the form is and how to fill it; the questions whose letters conditions name; the terms."""
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 110)
    labels = blank.labels
    lines = [
        ("", blank.title, "title"),
        ("", blank.about, "text"),
        *((name, words, "text") for name, words in blank.facts),
    ]
    lines += [("", blank.notice, "quiet")] if blank.notice else []
    lines += [("", labels["how"], "section"), *(("", words, "text") for words in (*blank.how, labels["fill"]))]
    lines += [("", labels["who"], "section")] if blank.profile else []
    for question in blank.profile:
        lines += [(question.number, question.text, "question"), *(("", box.text, "box") for box in question.boxes)]
    lines += [("", labels["terms"], "section"), *((term, words, "text") for term, words in blank.terms)]
    for row, (name, words, style) in enumerate(lines):
        page.write_string(row, 0, name, styles["part" if style == "text" else style])
        page.write_string(row, 1, words, styles[style])


class _Answers:
    """The sheet with the questions, written from top to bottom."""

    def __init__(self, page: Worksheet, blank: Blank, styles: dict[str, Format]) -> None:
        self.page, self.blank, self.styles, self.row = page, blank, styles, 0

    def write(self) -> None:
        labels = self.blank.labels
        for column, width in enumerate(at.WIDTHS):
            self.page.set_column(column, column, width, None, {"hidden": column == at.ID})
        names = ("number", "question", "answer", "state", "why", "evidence", "comment")
        for column, words in enumerate((at.KEY, *(labels[name] for name in names))):
            self.page.write_string(0, column, words, self.styles["head"])
        self.page.freeze_panes(1, at.ANSWER)
        self.page.set_landscape()
        self.page.repeat_rows(0)
        for section in self.blank.sections:
            for entry in section.walk():
                self._section(entry) if isinstance(entry, Section) else self._question(entry)

    def _line(self, words: str, style: str, mark: str = "", id: str = "") -> None:
        self.row += 1
        for column, text in ((at.ID, id), (at.NUMBER, mark), (at.QUESTION, words)):
            if text:
                self.page.write_string(self.row, column, text, self.styles["id" if column == at.ID else style])

    def _remark(self, name: str, words: str) -> None:
        if words:
            self._line(f"{name} {words}".strip(), "quiet")

    def _section(self, section: Section) -> None:
        self._line(section.title, "section", section.number)
        self._remark("", section.about)
        self._remark(self.blank.labels["only_if"], section.only_if)

    def _question(self, question: Question) -> None:
        labels = self.blank.labels
        self._line(question.text, "question", question.number, question.id)
        fillable = (at.STATE, at.REASON, at.EVIDENCE, at.COMMENT)
        for column in fillable if question.boxes_elsewhere else (at.ANSWER, *fillable):
            self.page.write_blank(self.row, column, None, self.styles["fill"])
        self._list(at.STATE, [state.text for state in question.states])
        if question.kind == "one":
            self._list(at.ANSWER, [box.mark for box in question.boxes])
        self._remark(labels["only_if"], question.only_if)
        self._remark("", question.guidance)
        self._remark(labels["proof"], question.evidence)
        self._remark(labels["bodies"], question.bodies)
        self._remark("", f"{question.how} {question.unit}".strip())
        for box in question.boxes:
            self._line(box.text, "box", box.mark, part(question.id, box.value) if question.kind == "many" else "")
            if question.kind == "many":
                self._fill([at.TICK])
        for row in question.rows:
            self._row(question, row)

    def _row(self, question: Question, row: Row) -> None:
        self._line(row.text, "part", "", part(question.id, row.id))
        self._fill([box.mark for box in row.boxes])
        for box in row.boxes:
            self._line(box.text, "box", box.mark)

    def _fill(self, allowed: list[str]) -> None:
        self.page.write_blank(self.row, at.ANSWER, None, self.styles["fill"])
        self._list(at.ANSWER, allowed)

    def _list(self, column: int, allowed: list[str]) -> None:
        """A drop-down; a spreadsheet takes only short ones."""
        if allowed and len(",".join(allowed)) <= LONGEST_LIST:
            self.page.data_validation(self.row, column, self.row, column, {"validate": "list", "source": allowed})
