"""Tables of a PDF: their rows are as high as their words, and they stay on the page."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from pypdf import PdfReader

from coherence.documents import pdf
from coherence.documents.tree import Column, Grade, Nothing, Number, Section, Table, Text
from coherence.i18n import LANGUAGES
from tests.documents.samples import sample

POINTS = 72 / 25.4  # of a millimetre
MARGIN, PAGE = 19 * POINTS, 210 * POINTS
SAME, LEAST = 1, 7.5  # points between signs of one line, and between two lines of words of some 8 points
ROWS = 12


def report(language, columns):
    """A report with one table, each third row of which has more words than one line holds."""
    long = sample(language, 84).sections[0].title * 12
    rows = tuple(
        (
            Text(str(row), language),
            Text(long if row % 3 == 1 else "a", language),
            *[Nothing(long[:60]) if row == 5 else Number(row / 3) for _ in range(columns)],
            Text(("b\n" * row).strip(), language),
            Grade("c", "#1b6338"),
        )
        for row in range(ROWS)
    )
    heads = [Column("row", "0"), Column("words", long[:20], wide=3)]
    heads += [Column(f"n{at}", f"Column {at}", numeric=True) for at in range(columns)]
    heads += [Column("lines", "Lines"), Column("grade", "Grade")]
    table = Table("rows", "Rows", tuple(heads), rows)
    return replace(sample(language, 12, 2), opening=(), sections=(Section("s", "S", (table,)),))


def places(data):
    """Of each piece of words: its page, from where, and how high up."""
    found = []
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):

        def seen(text, matrix, at, *_, number=number):
            if text.strip():
                found.append((number, matrix[0] * at[4] + matrix[4], matrix[3] * at[5] + matrix[5]))

        page.extract_text(visitor_text=seen)
    return found


def standing_on_others(found):
    """Pairs of lines that begin at the same place, too close above each other."""
    lines = sorted({(page, round(across), round(up, 1)) for page, across, up in found})
    above = [pair for pair in pairwise(lines) if pair[0][:2] == pair[1][:2]]
    return [(lower, upper) for lower, upper in above if SAME < upper[2] - lower[2] < LEAST]


@pytest.mark.parametrize("columns", [1, 4, 8], ids=["few columns", "some", "many"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_of_a_table_stand_on_others_or_beside_the_page(language, columns):
    found = places(pdf.write(report(language, columns)))
    assert len(found) > ROWS * columns
    assert all(MARGIN - 1 <= across <= PAGE - MARGIN + 1 for _, across, _ in found)
    assert standing_on_others(found) == []


@pytest.mark.parametrize("narrow", ["ii " * 15, "国" * 15], ids=["Latin", "Chinese"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_fewer_letters_that_need_more_room_get_it(language, narrow):
    wide = "WWW " * 11
    columns = tuple(Column(f"c{at}", "Words") for at in range(3))
    rows = tuple((Text(narrow), Text(wide if row % 2 else narrow), Nothing(narrow)) for row in range(6))
    table = Table("rows", "Rows", columns, rows)
    data = pdf.write(replace(report(language, 1), sections=(Section("s", "S", (table,)),)))
    assert standing_on_others(places(data)) == []
