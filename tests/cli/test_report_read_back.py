"""Real reports in six languages, read back from each format: every number of the tree is there, as it is written there.

A country report of SDG 17.14.1 with the round before, and one unit's comparison in a published benchmark.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import cycle, product

import openpyxl
import pytest
from pypdf import PdfReader

from coherence import create_app, i18n
from coherence.cli.report_files import WRITERS
from coherence.cli.report_subjects import Comparison, Country
from coherence.documents import flat, json_file, numbers
from coherence.documents.tree import Entries, Facts, Grade, KeyFigures, Number, Range, Report, Table
from coherence.rounds import queries
from tests.cases import seldom

LANGUAGES = list(i18n.LANGUAGES)
ARGUMENTS = {
    "country": ("--round", "sdg-2022", "--unit", "HR"),
    "benchmark": ("--round", "trial-2026", "--unit", "FR", "--kind", "benchmark"),
}
# A number with its sign and its percent, in the figures and marks of each of the six languages.
TOKEN = re.compile(r"[+\u2212]?\d+(?:[.,\u00a0\u202f]\d+)*%?")
NOT_SEEN = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
NEAR = 6
"""How far the next number of a row may be, in numbers: a text between them can hold some."""


class Library:
    """The files of the two reports in each language, made when they are first asked for."""

    def __init__(self, rounds, folder):
        self.rounds, self.folder, self.app = rounds, folder, create_app(**rounds.settings)
        self.files = cache(self._files)
        self.tree = cache(self._tree)

    def _files(self, kind, language) -> dict[str, bytes]:
        formats = [word for name in WRITERS for word in ("--format", name)]
        out = self.folder / f"{kind}-{language}"
        paths = self.rounds.report(out, *ARGUMENTS[kind], "--lang", language, *formats)
        return {{".zip": "csv"}.get(path.suffix, path.suffix[1:]): path.read_bytes() for path in paths}

    def _tree(self, kind, language) -> Report:
        with self.app.test_request_context(), i18n.speaking(language):
            return self._subject(kind).ready().made()

    def _subject(self, kind):
        code, unit = ARGUMENTS[kind][1], ARGUMENTS[kind][3]
        members = queries.members(queries.round_by_code(code).id)
        [number] = [member.assessment_id for member in members if member.code == unit]
        return Country(number) if kind == "country" else Comparison(code, 1, ("all", ""), number)


@pytest.fixture(scope="module")
def library(rounds, tmp_path_factory):
    made = Library(rounds, tmp_path_factory.mktemp("reports"))
    yield made
    made.app.extensions["database"].close()


def every_report(test):
    """Each report in each language: half of them, in all languages together, with every run; all in thorough ones."""
    often = set(zip(cycle(ARGUMENTS), LANGUAGES))
    return pytest.mark.parametrize(("kind", "language"), seldom(product(ARGUMENTS, LANGUAGES), often))(test)


def parts(value: object) -> Iterator[object]:
    """The value and everything in it, whatever it is made of."""
    yield value
    inner = [getattr(value, one.name) for one in fields(value)] if is_dataclass(value) else value
    if isinstance(inner, tuple | list):
        for one in inner:
            yield from parts(one)


def values(report: Report) -> Counter:
    """Every number that stands anywhere in the tree."""
    found: Counter = Counter()
    for part in parts(report):
        if isinstance(part, Number) or (isinstance(part, Grade) and part.value is not None):
            found[float(part.value)] += 1
        elif isinstance(part, Range):
            found.update((float(part.low), float(part.high)))
    return found


def tokens(text: str) -> list[str]:
    """The numbers in a text, in its order; a minus that was set by itself belongs to what follows it."""
    plain = NOT_SEEN.sub("", text).replace("\u2212|", "\u2212")
    return TOKEN.findall(re.sub("[|\u00a0\u202f]%", "%", plain))


def rows(report: Report) -> Iterator[list]:
    """What a page shows, row by row in its order: cells that have a number."""
    for block in (report.facts, *report.blocks()):
        match block:
            case Facts():
                yield from ([cell] for _, cell in block.rows)
            case KeyFigures():
                yield from ([part] for one in block.figures for part in (one.value, one.bounds, one.coverage))
            case Table(shown=True):
                yield from block.rows
            case Entries():
                yield from ([entry.answer] for entry in block.entries)


def not_found(report: Report, language: str, found: list[str]) -> list:
    """The rows whose numbers do not stand close together in the text, after those of the row before."""
    missing, place = [], 0
    for row in rows(report):
        cells = [cell for cell in row if isinstance(cell, Number | Range)]
        wanted = [token for cell in cells for token in tokens(numbers.shown(cell, language))]
        if wanted:
            end = after(found, wanted, place)
            place = place if end is None else end
            missing += [wanted] if end is None else []
    return missing


def after(found: list[str], wanted: list[str], start: int) -> int | None:
    """Where the row ends that has these numbers close to each other; None where there is none."""
    for first in (place for place in range(start, len(found)) if found[place] == wanted[0]):
        place: int | None = first
        for token in wanted[1:]:
            near = found[place + 1 : place + 1 + NEAR]
            place = place + 1 + near.index(token) if token in near else None
            if place is None:
                break
        else:
            return place + 1
    return None


@every_report
def test_json_holds_the_tree_and_every_number_in_full(library, kind, language):
    report, content = library.tree(kind, language), library.files(kind, language)["json"]
    assert json_file.read(content) == report
    said: Counter = Counter()

    def count(part):
        said.update(
            float(part[key])
            for key in {"Number": ("value",), "Range": ("low", "high"), "Grade": ("value",)}.get(part.get("type"), ())
            if part[key] is not None
        )
        return part

    json.loads(content, object_hook=count)
    assert said == values(report)
    assert sum(said.values()) > 200


@every_report
def test_a_workbook_has_every_number_where_it_belongs(library, kind, language):
    report = library.tree(kind, language)
    book = openpyxl.load_workbook(io.BytesIO(library.files(kind, language)["xlsx"]), read_only=True)
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[1:]]
    said: Counter = Counter()
    for sheet, table in zip(sheets, flat.tables(report), strict=True):
        for place, row in enumerate(table.rows, 1):
            for cell, stored in zip(row, sheet[place], strict=False):
                if isinstance(cell, Number):
                    assert stored == as_stored(cell.value), (table.id, place)
                    said[float(cell.value)] += 1
    assert values(report) - said == Counter(), "what the tables of the file leave out of the tree"


def as_stored(value: float) -> float:
    """A spreadsheet writes sixteen digits of a number."""
    return float(f"{value:.16G}")


@every_report
def test_a_pdf_has_every_number_as_its_language_writes_it(library, kind, language):
    pieces: list[str] = []
    for page in PdfReader(io.BytesIO(library.files(kind, language)["pdf"])).pages:
        page.extract_text(visitor_text=lambda text, *_: pieces.append(text))
    assert not_found(library.tree(kind, language), language, tokens("|".join(filter(None, pieces)))) == []


@every_report
def test_html_has_every_number_as_its_language_writes_it(library, kind, language):
    text = re.sub("<svg.*?</svg>|<[^>]*>", "|", library.files(kind, language)["html"].decode(), flags=re.DOTALL)
    assert not_found(library.tree(kind, language), language, tokens(text)) == []


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize(("kind", "language"), [("country", "ar"), ("benchmark", "zh")])
def test_the_same_report_made_twice_is_the_same_file(library, kind, language, format):
    assert WRITERS[format](library.tree(kind, language)) == library.files(kind, language)[format]
