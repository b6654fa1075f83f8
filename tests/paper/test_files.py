"""Blank forms as files: every shipped instrument can be had, and the files are what they should be."""

import io
import json
import re
import zipfile
from dataclasses import asdict

import docx
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from coherence import i18n
from coherence.exchange import sheets
from coherence.paper import FORMATS, NoGlyph, glyphs
from tests.cases import seldom
from tests.paper.forms import ALL, LIBRARY, SMALL, every_kind, form, questions, shipped

# All 42 as PDF and as Word file take some 25 seconds each on one core. With every run are tried the smallest instrument
# in every language, and every instrument in one language, another one for each. The others are `thorough`.
# Spreadsheets, and the glyphs of every text, are tried in all with every run.
TURN = {(name, list(i18n.LANGUAGES)[place % len(i18n.LANGUAGES)]) for place, name in enumerate(LIBRARY)}
EVERY = {(name, tag) for name, tag in ALL if name == SMALL} | TURN


FORMS = seldom(sorted(ALL), EVERY)
SPACE = re.compile(r"[\s\u200b-\u206f]+")


def written(suffix: str, name: str, tag: str) -> bytes:
    return FORMATS[suffix].write(shipped(name, tag))


def plain(text: str) -> str:
    return SPACE.sub("", text)


def words_at(reader: PdfReader, entry) -> str:
    """What stands on the page to which a bookmark leads."""
    return plain(reader.pages[reader.get_destination_page_number(entry)].extract_text())


def test_every_shipped_instrument_speaks_six_languages():
    assert len(ALL) == len(LIBRARY) * len(i18n.LANGUAGES) == 42


@pytest.mark.parametrize(("name", "tag"), FORMS)
def test_a_pdf_leads_to_every_question_and_has_the_first_and_the_last(name, tag):
    asked = questions(shipped(name, tag))
    data = written("pdf", name, tag)
    reader = PdfReader(io.BytesIO(data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith(tag)
    assert b"pdfuaid" in data
    assert b"CreationDate" not in data
    bookmarks = {plain(str(entry.title)): entry for entry in _all(reader.outline)}
    assert {plain(f"{question.number} {question.text}") for question in asked} <= set(bookmarks)
    for question in (asked[0], asked[-1]):
        entry = bookmarks[plain(f"{question.number} {question.text}")]
        if tag != "ar":  # the order of Arabic letters in extracted text is the reader's own
            assert plain(question.text) in words_at(reader, entry)


def _all(outline):
    for entry in outline:
        yield from _all(entry) if isinstance(entry, list) else [entry]


@pytest.mark.parametrize(("name", "tag"), FORMS)
def test_a_word_file_opens_with_headings_and_boxes(name, tag):
    made = shipped(name, tag)
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(made)))
    headings = [line.text for line in document.paragraphs if line.style.name.startswith("Heading")]
    wanted = [f"{question.number} {question.text}" for question in questions(made)]
    assert [heading for heading in headings if heading in wanted] == wanted
    assert document.core_properties.language == tag
    asked = [*made.profile, *questions(made)]
    boxes = sum(len(one.boxes) + len(one.states) + sum(len(row.boxes) for row in one.rows) for one in asked)
    assert document.element.xml.count("<w14:checkbox>") == boxes


def test_a_word_file_in_arabic_runs_from_right_to_left_throughout():
    body = docx.Document(io.BytesIO(written("docx", SMALL, "ar"))).element.body
    kinds = {"w:p": "w:pPr/w:bidi", "w:r": "w:rPr/w:rtl", "w:tbl": "w:tblPr/w:bidiVisual", "w:sectPr": "w:bidi"}
    for kind, mark in kinds.items():
        assert body.xpath(f".//{kind}")
        assert body.xpath(f".//{kind}[not({mark})]") == []
    assert docx.Document(io.BytesIO(written("docx", SMALL, "fr"))).element.body.xpath(".//w:rtl | .//w:bidi") == []


@pytest.mark.parametrize(("name", "tag"), ALL)
def test_a_spreadsheet_opens_with_every_question(name, tag):
    made = shipped(name, tag)
    guide, answers, identity = sheets.read(FORMATS["xlsx"].write(made), "form.xlsx")
    assert guide.rows[0][1] == made.title
    assert [row[0] for row in answers.rows[1:] if row[0] and "#" not in row[0]] == [one.id for one in questions(made)]
    assert dict(identity.rows)["digest"] == made.digest


def test_a_spreadsheet_in_arabic_runs_from_right_to_left_and_only_answers_can_be_typed():
    with zipfile.ZipFile(io.BytesIO(written("xlsx", SMALL, "ar"))) as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    assert 'rightToLeft="1"' in page
    assert "<sheetProtection" in page
    assert page.count("<dataValidation ") > 8


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_kind_of_answer_can_be_set_and_texts_stay_texts(suffix):
    made = form(every_kind('=HYPERLINK("x") #let x = read("/etc/passwd") <b>&amp; \\ $ @ [*_`'))
    data = FORMATS[suffix].write(made)
    assert b"root:" not in data
    if suffix == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_form_gives_the_same_bytes(suffix, monkeypatch):
    made = form(every_kind())
    first = FORMATS[suffix].write(made)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert FORMATS[suffix].write(made) == first


@pytest.mark.parametrize("character", ["ก", "龘", "\U0001f600"])
def test_a_character_without_a_glyph_is_named_with_its_text(character):
    with pytest.raises(NoGlyph, match=rf"U\+{ord(character):04X} .* it stands in: A {character}"):
        FORMATS["pdf"].write(form(every_kind(f"A {character}")))


@pytest.mark.parametrize(("name", "tag"), ALL)
def test_every_shipped_text_can_be_printed(name, tag):
    assert glyphs.without(json.dumps(asdict(shipped(name, tag)), ensure_ascii=False, default=str)) == set()


def test_the_list_of_characters_is_that_of_the_fonts():
    shown = {weight: set() for weight in ("Regular", "Bold")}
    for file in glyphs.FONTS.glob("*.[to]tf"):
        shown[file.stem.rsplit("-", 1)[1]] |= set(TTFont(file).getBestCmap())
    assert {ord(character) for character in glyphs.shown()} == shown["Regular"] & shown["Bold"]
