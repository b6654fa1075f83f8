"""The form as a Word file: real headings, boxes that can be ticked on the screen, tables to write in."""

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.shared import Mm, RGBColor
from docx.table import _Cell

from coherence.paper import word_marks as marks
from coherence.paper.blank import Blank, Box, Question, Section

ACCENT = RGBColor(0x17, 0x45, 0x6B)
QUIET = RGBColor(0x4A, 0x4A, 0x4A)
LABEL_WIDTH, WIDTH = Mm(58), Mm(172)
LINES = 5


def write(blank: Blank) -> bytes:
    """The .docx file."""
    document = Document()
    _page(document, blank)
    _cover(document, blank)
    for question in blank.profile:
        _question(document, blank, question, 2)
    for section in blank.sections:
        _section(document, blank, section, 1)
    _terms(document, blank)
    marks.languages(document, blank.language)
    if blank.direction == "rtl":
        marks.right_to_left(document)
    return marks.saved(document)


def _page(document: Doc, blank: Blank) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(19)
    page.top_margin = page.bottom_margin = Mm(20)
    marks.styles(document, ACCENT, QUIET)
    marks.properties(document, blank.title, blank.language, f"{blank.id} {blank.edition} {blank.digest}")
    page.header.paragraphs[0].text = f"{blank.title} · {blank.labels['edition']} {blank.edition}"
    marks.page_numbers(page.footer.paragraphs[0], blank.labels["page"])


def _cover(document: Doc, blank: Blank) -> None:
    labels = blank.labels
    document.add_paragraph(blank.title, style="Title")
    _paragraphs(document, blank.about)
    for name, words in blank.facts:
        _labelled(document, f"{name}:", words)
    if blank.notice:
        _quiet(document, blank.notice)
    document.add_heading(labels["how"], 1)
    for line in blank.how:
        document.add_paragraph(line, style="List Bullet")
    document.add_heading(labels["who"], 1)
    _to_write(document, [(name, "") for name in blank.fields])


def _section(document: Doc, blank: Blank, section: Section, level: int) -> None:
    if level == 1:
        document.add_section(WD_SECTION.NEW_PAGE)
    document.add_heading(f"{section.number} {section.title}", level)
    _paragraphs(document, section.about)
    _only_if(document, blank, section.only_if)
    for question in section.questions:
        _question(document, blank, question, level + 1)
    for inner in section.sections:
        _section(document, blank, inner, level + 1)


def _question(document: Doc, blank: Blank, question: Question, level: int) -> None:
    labels = blank.labels
    document.add_heading(f"{question.number} {question.text}", min(level, 9))
    _only_if(document, blank, question.only_if)
    if question.guidance:
        _quiet(document, question.guidance)
    for name, words in ((labels["about_terms"], question.terms), (labels["bodies"], question.bodies)):
        if words:
            _quiet(document, f"{name} {words}")
    _quiet(document, question.how, bold=True)
    _answer(document, question)
    _boxes(document, question.states)
    if question.states:
        rows = [(labels["reason"], ""), (labels["evidence"], question.evidence), (labels["comment"], "")]
        _to_write(document, rows)


def _answer(document: Doc, question: Question) -> None:
    for row in question.rows:
        marks.line(document, "Labelled").add_run(row.text)
        _boxes(document, row.boxes)
    _boxes(document, question.boxes)
    if question.kind in ("number", "text"):
        _to_write(document, [(question.unit or question.how, "\n" * (LINES if question.kind == "text" else 0))])


def _boxes(document: Doc, boxes: tuple[Box, ...]) -> None:
    for box in boxes:
        line = marks.line(document, "BoxLine")
        marks.tick_box(line)
        line.add_run("\u00a0\u00a0" + (f"{box.mark}  " if box.mark else "")).bold = True
        line.add_run(box.text)


def _to_write(document: Doc, rows: list[tuple[str, str]]) -> None:
    """A table: what is asked on one side, room to write on the other."""
    table = document.add_table(rows=len(rows), cols=2, style="Table Grid")
    table.autofit = False
    for row, (name, prompt) in zip(table.rows, rows, strict=True):
        row.height = Mm(9)
        for cell, width in zip(row.cells, (LABEL_WIDTH, WIDTH - LABEL_WIDTH), strict=True):
            cell.width = width
        _label_cell(row.cells[0], name, prompt.strip("\n"))
        row.cells[1].text = prompt if not prompt.strip() else ""
    marks.line(document, "Labelled")


def _label_cell(cell: _Cell, name: str, prompt: str) -> None:
    first = cell.paragraphs[0]
    first.add_run(name).bold = True
    if prompt:
        cell.add_paragraph(prompt)._p.style = "Remark"


def _only_if(document: Doc, blank: Blank, words: str) -> None:
    if words:
        _labelled(document, blank.labels["only_if"], words)


def _labelled(document: Doc, name: str, words: str) -> None:
    line = marks.line(document, "Labelled")
    run = line.add_run(name)
    run.bold, run.font.color.rgb = True, ACCENT
    line.add_run(f" {words}")


def _paragraphs(document: Doc, words: str) -> None:
    for line in words.split("\n"):
        if line.strip():
            document.add_paragraph(line.strip())


def _quiet(document: Doc, words: str, bold: bool = False) -> None:
    run = marks.line(document, "Remark").add_run(words)
    if bold:
        run.bold = True


def _terms(document: Doc, blank: Blank) -> None:
    if not blank.terms:
        return
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_heading(blank.labels["terms"], 1)
    for term, definition in blank.terms:
        _labelled(document, f"{term}:", definition)
