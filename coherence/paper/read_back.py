"""The filled spreadsheet, read strictly: answers, and every fault with the cell in which it stands.

The file comes from a stranger: `exchange.sheets` lets only plain cells through. What is in them is a text for each
cell, read as the fields of a form are, so that a spreadsheet can say nothing that a page could not.
"""

from dataclasses import dataclass

from coherence.exchange import sheets
from coherence.exchange.sheets import Sheet, SheetError
from coherence.i18n import gettext as _
from coherence.paper import columns as at
from coherence.paper.cells import Answered, Line, Reader, ids, not_read
from coherence.questionnaire import Questionnaire

__all__ = ["Answered", "Fault", "NotThisForm", "ReadBack", "SheetError", "read_back"]


class NotThisForm(Exception):
    """A spreadsheet that is none of ours, or not of this questionnaire and edition; the message is for people."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the sheet, the cell, and the question if it is one of the questionnaire's."""

    sheet: str
    cell: str
    item: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the file says, in the order of the questionnaire. Questions that are left empty are not in it."""

    answers: tuple[Answered, ...]
    faults: tuple[Fault, ...]


def read_back(data: bytes, name: str, questionnaire: Questionnaire, digest: str) -> ReadBack:
    """The answers in a filled form of exactly this questionnaire.

    SheetError for what is no plain spreadsheet, NotThisForm for another one.
    """
    pages = sheets.read(data, name)
    _is_this(pages, questionnaire, digest)
    page = next((page for page in pages if page.rows and page.rows[0] and page.rows[0][0] == at.KEY), None)
    if page is None:
        raise NotThisForm(_("The sheet with the questions is missing from this file."))
    lines, faults = _lines(page, questionnaire)
    answers = []
    for item in questionnaire.items():
        reader = Reader(item, lines)
        if (answered := reader.answered()) is not None:
            answers.append(answered)
        faults += [Fault(page.name, cell, item.id, message) for cell, message in reader.faults]
    return ReadBack(tuple(answers), tuple(faults))


def _is_this(pages: list[Sheet], questionnaire: Questionnaire, digest: str) -> None:
    said = next((_facts(page) for page in pages if page.name == at.IDENTITY), {})
    if said.get("format") != str(at.FORMAT):
        raise NotThisForm(
            _("This is no form of this program. Download the spreadsheet on this page, fill it and bring it back.")
        )
    if said.get("questionnaire") != questionnaire.id:
        raise NotThisForm(
            _("This file belongs to another questionnaire: {found}. This assessment uses {wanted}.",
              found=said.get("questionnaire"), wanted=questionnaire.id)
        )  # fmt: skip
    if said.get("edition") != str(questionnaire.edition):
        raise NotThisForm(
            _("This file belongs to edition {found}. This assessment uses edition {wanted}.",
              found=said.get("edition"), wanted=questionnaire.edition)
        )  # fmt: skip
    if said.get("digest") != digest:
        raise NotThisForm(
            _("The words of the questions have changed since this file was made. Download the spreadsheet anew.")
        )


def _facts(page: Sheet) -> dict[str, str]:
    rows = [(*row, None, None)[:2] for row in page.rows]
    return {str(name): str(value) for name, value in rows}


def _lines(page: Sheet, questionnaire: Questionnaire) -> tuple[dict[str, Line], list[Fault]]:
    """The lines that can hold answers, by id; and faults of lines that cannot, or that are there twice."""
    known = {id for item in questionnaire.items() for id in ids(item)}
    lines: dict[str, Line] = {}
    faults: list[Fault] = []
    for number, row in enumerate(page.rows[1:], start=2):
        line = Line.of(number, tuple(row))
        if line.id in known and line.id not in lines:
            lines[line.id] = line
        elif line.id and line.id not in known:
            faults.append(Fault(page.name, line.cell(at.ID), "", _("This question is not one of the questionnaire.")))
        elif line.id:
            faults.append(Fault(page.name, line.cell(at.ID), "", _("This question stands here a second time.")))
        else:
            faults += [Fault(page.name, cell, "", not_read()) for cell in line.filled()]
        beyond = range(len(at.WIDTHS), len(row))
        faults += [Fault(page.name, line.cell(column), "", not_read()) for column in beyond if row[column] is not None]
    return lines, faults
