"""Filled spreadsheets: the blank form with cells written into it, as people do."""

import io
from functools import cache

import openpyxl

from coherence.editions import blanks
from coherence.paper import FORMATS
from coherence.paper import columns as at
from coherence.questionnaire import Questionnaire

COLUMNS = {"answer": at.ANSWER, "state": at.STATE, "reason": at.REASON, "evidence": at.EVIDENCE, "comment": at.COMMENT}


@cache
def blank(questionnaire: Questionnaire, tag: str) -> bytes:
    return FORMATS["xlsx"].write(blanks.form(questionnaire, tag))


class Spreadsheet:
    """A form of a questionnaire, opened to be filled."""

    def __init__(self, questionnaire: Questionnaire, tag: str = "en") -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(blank(questionnaire, tag)))
        self.page = self.book.worksheets[1]
        self.rows = {row[0].value: row[0].row for row in self.page.iter_rows() if row[0].value}

    def fill(self, id: str, **values: object) -> "Spreadsheet":
        for name, value in values.items():
            self.page.cell(self.rows[id], COLUMNS[name] + 1).value = value
        return self

    def identity(self, row: int, value: str) -> "Spreadsheet":
        self.book["coherence"].cell(row, 2).value = value
        return self

    def cell(self, id: str, name: str) -> str:
        return self.page.cell(self.rows[id], COLUMNS[name] + 1).coordinate

    @property
    def data(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()
