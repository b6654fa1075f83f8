"""What a report says, as strings and lists that a template can set: the page and the PDF are laid out from the same.

Every cell has its figures written for the reader. Nothing is markup; characters that only deceive are left out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from coherence.documents import numbers, origin
from coherence.documents.tree import (
    Block,
    Cell,
    Chart,
    Entries,
    Entry,
    Facts,
    Grade,
    KeyFigure,
    KeyFigures,
    Listing,
    Nothing,
    Number,
    Paragraph,
    Range,
    Report,
    Section,
    Table,
    Text,
)

Words = dict[str, object]
KINDS = {Number: "number", Range: "range", Nothing: "nothing", Grade: "grade", Text: "text"}
# Overrides and isolates turn the words after them round; surrogates and the rest are in no file format.
DECEIVING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
ADDRESS = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}  # of letters
BROADER = 1.6  # what a column of words needs beside one of numbers


def clean(text: str) -> str:
    """The text without characters that nobody sees and that change what others show."""
    return DECEIVING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_address(text: str) -> bool:
    """Whether the whole text is the address of a page."""
    return ADDRESS.fullmatch(text) is not None


class Wording:
    """Puts one report into words. `picture` makes of SVG text what the template takes for a picture."""

    def __init__(self, report: Report, picture: Callable[[str], object] = str) -> None:
        self.report, self.picture = report, picture

    def all(self) -> Words:
        report = self.report
        return {
            "kind": report.kind,
            "name": report.name,
            "title": clean(report.title),
            "subtitle": clean(report.subtitle),
            "language": report.language,
            "direction": report.direction,
            "decimal": numbers.decimal_point(report.language),
            "notice": clean(report.notice),
            "facts": self._facts(report.facts),
            "opening": self._blocks(report.opening),
            "sections": [self._section(section) for section in report.sections],
            "origin": self._facts(origin.facts(report)),
            "labels": {name: clean(words) for name, words in report.labels.items()},
        }

    def _section(self, section: Section) -> Words:
        return {
            "id": section.id,
            "title": clean(section.title),
            "fresh": section.fresh,
            "blocks": self._blocks(section.blocks),
            "sections": [self._section(inner) for inner in section.sections],
        }

    def _blocks(self, blocks: Sequence[Block]) -> list[Words]:
        return [self._block(group) for group in _grouped(blocks)]

    def _block(self, blocks: list[Block]) -> Words:
        """A block; charts that stand side by side are one."""
        match blocks[0]:
            case Paragraph(text):
                return {"kind": "paragraph", "lines": [line for line in clean(text).split("\n") if line.strip()]}
            case Listing(items):
                return {"kind": "listing", "items": [self._cell(item) for item in items]}
            case Facts() as facts:
                return self._facts(facts)
            case KeyFigures() as figures:
                return {
                    "kind": "figures",
                    "id": figures.id,
                    "title": clean(figures.title),
                    "figures": [self._figure(figure, figures) for figure in figures.figures],
                }
            case Table() as table:
                return self._table(table)
            case Entries() as asked:
                return {"kind": "entries", "entries": [self._entry(entry) for entry in asked.entries]}
            case _:
                charts = [block for block in blocks if isinstance(block, Chart)]
                return {"kind": "charts", "charts": [self._chart(chart) for chart in charts]}

    def _facts(self, facts: Facts) -> Words:
        rows = [[clean(name), self._cell(cell)] for name, cell in facts.rows]
        return {"kind": "facts", "id": facts.id, "title": clean(facts.title), "rows": rows}

    def _figure(self, figure: KeyFigure, beside: KeyFigures) -> Words:
        said = {"bounds": figure.bounds, "coverage": figure.coverage}
        colon = self.report.labels.get("colon", ": ")
        return {
            "title": clean(figure.title),
            "value": self._cell(figure.value),
            "band": self._cell(figure.band) if figure.band else None,
            "said": [[clean(beside.labels[name]) + colon, self._cell(cell)] for name, cell in said.items() if cell],
            "note": clean(figure.note),
        }

    def _table(self, table: Table) -> Words:
        return {
            "kind": "table" if table.shown else "elsewhere",
            "id": table.id,
            "title": clean(table.title),
            "columns": [
                {
                    "title": clean(column.title),
                    "numeric": column.numeric,
                    "wide": column.wide * (1.0 if column.numeric else BROADER),
                }
                for column in table.columns
            ],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows] if table.shown else [],
            "notes": [clean(note) for note in table.notes],
        }

    def _chart(self, chart: Chart) -> Words:
        return {
            "id": chart.id,
            "title": clean(chart.title),
            "description": clean(chart.description),
            "svg": self.picture(chart.svg),
            "wide": chart.wide,
        }

    def _entry(self, entry: Entry) -> Words:
        return {
            "id": entry.id,
            "number": clean(entry.number),
            "title": self._cell(entry.title),
            "answer": self._cell(entry.answer),
            "details": [[clean(name), self._cell(text)] for name, text in entry.details],
        }

    def _cell(self, cell: Cell) -> Words:
        text = numbers.shown(cell, self.report.language)
        if isinstance(cell, Number | Range):
            return {"kind": KINDS[type(cell)], "text": text}
        text = clean(text)
        words: Words = {"kind": KINDS[type(cell)], "text": text}
        if isinstance(cell, Text):
            words |= {
                "link": text if is_address(text) else "",
                "lang": self._language(cell),
                "dir": self._direction(cell, text),
            }
        if isinstance(cell, Grade):
            words["colour"] = cell.colour if COLOUR.fullmatch(cell.colour) else ""
        return words

    def _language(self, text: Text) -> str:
        """The language of the text, where it is known and not that of the report."""
        foreign = text.language != self.report.language and LANGUAGE.fullmatch(text.language)
        return text.language if foreign else ""

    def _direction(self, text: Text, words: str) -> str:
        """Which way the text runs, where that is not sure to be the way of the report."""
        if text.ours and text.language in ("", self.report.language):
            return ""
        return _direction(words) or self.report.direction


def _grouped(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Each block by itself, but narrow charts that follow each other in pairs."""
    group: list[Block] = []
    for block in blocks:
        narrow = isinstance(block, Chart) and not block.wide
        if group and not (narrow and len(group) < 2 and isinstance(group[0], Chart) and not group[0].wide):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _direction(text: str) -> str:
    """That of the first letter; "" where there is none."""
    sides = map(unicodedata.bidirectional, text)
    return next((SIDES[side] for side in sides if side in SIDES), "")
