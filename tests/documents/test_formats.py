"""A report as files: what the tree says can be read back from each of them, in every language, and nothing else."""

import csv
import io
import re
import socket
import threading
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import openpyxl
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from coherence import i18n
from coherence.documents import csv_files, json_file, numbers
from coherence.documents.flat import tables
from coherence.documents.formats import FORMATS
from coherence.documents.pictures import with_fonts
from coherence.documents.tree import (
    Chart,
    Entries,
    Entry,
    Grade,
    KeyFigures,
    Listing,
    Nothing,
    Number,
    Paragraph,
    Range,
    Report,
    Section,
    Text,
)
from coherence.paper import NoGlyph, glyphs
from coherence.reports import html
from tests.documents.samples import HOSTILE, hostile, sample
from tests.pages import Page

LANGUAGES = list(i18n.LANGUAGES)
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
SHORT, CHARTS = 12, 3


def short(language: str) -> Report:
    return sample(language, SHORT, CHARTS)


@cache
def written(name: str, report: str) -> bytes:
    """The file of the short report in a language, or of the hostile one."""
    return FORMATS[name].write(hostile() if report == "hostile" else short(report))


def text_of(pdf: bytes) -> str:
    """Its words, each piece that was set by itself apart from the next: cells of a table have no space between them."""
    pieces: list[str] = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, *_: pieces.append(text))
    return "|".join(pieces)


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells_of(report: Report) -> list:
    """Every number, range and grade that a page shows."""
    found = [cell for _, cell in report.facts.rows]
    for block in report.blocks():
        if isinstance(block, KeyFigures):
            found += [part for one in block.figures for part in (one.value, one.bounds, one.coverage) if part]
        elif isinstance(block, Entries):
            found += [entry.answer for entry in block.entries]
    found += [cell for table in report.tables() if table.shown for row in table.rows for cell in row]
    return [cell for cell in found if isinstance(cell, Number | Range)]


def figures(text: str) -> Counter:
    return Counter(NUMBER.findall(text.replace("\u200e", "").replace("\n", " ")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_has_every_number_of_the_report(language):
    report = short(language)
    said = figures(" | ".join(numbers.shown(cell, language) for cell in cells_of(report)))
    assert said - figures(text_of(written("pdf", language))) == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_is_tagged_and_says_its_language_its_title_and_its_parts(language):
    report = short(language)
    data = written("pdf", language)
    reader = PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert b"pdfuaid" in data
    assert b"CreationDate" not in data
    assert reader.metadata.title == f"{report.title} – {report.subtitle}"
    bookmarks = list(_bookmarks(reader.outline))
    assert {report.title, *(section.title for section in report.walk())} <= set(bookmarks)


def _bookmarks(outline):
    for entry in outline:
        yield from _bookmarks(entry) if isinstance(entry, list) else [entry.title]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_has_every_cell_as_what_it_is(language):
    report = short(language)
    sheets = book(written("xlsx", language)).worksheets[1:]
    made = list(tables(report))
    assert len(sheets) == len(made)
    for sheet, table in zip(sheets, made, strict=True):
        assert [cell.value for cell in sheet[1][: len(table.columns)]] == [column.title for column in table.columns]
        for place, row in enumerate(table.rows, 2):
            for cell, given in zip(sheet[place], row, strict=False):
                assert cell.value == _as_stored(given), (table.id, place)


def _as_stored(given):
    match given:
        case Number():
            return pytest.approx(given.value)
        case Nothing():
            return given.why
        case Text() | Grade():
            return given.text or None


def test_shares_and_changes_in_a_workbook_are_shown_as_such():
    rows = book(written("xlsx", "en"))["Scores by dimension"]
    heads = {cell.value: cell.column_letter for cell in rows[1]}
    assert rows[f"{heads['Coverage']}2"].number_format == "0%"
    assert rows[f"{heads['Result']}2"].number_format.startswith("+#,##0")
    assert rows.freeze_panes == "B2"


def test_a_workbook_in_arabic_runs_from_right_to_left_and_draws_its_charts():
    with zipfile.ZipFile(io.BytesIO(written("xlsx", "ar"))) as parts:
        pages = [parts.read(name).decode() for name in parts.namelist() if "/worksheets/sheet" in name]
        charts = [name for name in parts.namelist() if "/charts/chart" in name]
    assert all('rightToLeft="1"' in page for page in pages)
    assert len(charts) == CHARTS


def test_names_of_sheets_are_taken_by_excel_and_differ():
    report = short("en")
    table = next(iter(report.tables()))
    titles = ("History", "A" * 40, "a" * 40, "[x]:*?/\\'", "", "", "'x'")
    section = Section("s", "S", tuple(replace(table, id=f"t{n}", title=one) for n, one in enumerate(titles)))
    names = book(FORMATS["xlsx"].write(replace(report, sections=(section,)))).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert "History" not in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_is_read_back_as_the_same_report(language):
    assert json_file.read(written("json", language)) == short(language)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[", "JSON is needed"),
        (b"[1]", '"format": "coherence-report"'),
        (b'{"format": "coherence-report", "version": 1, "report": {"type": "Texts"}}', "unknown \"type\": 'Texts'"),
        (b'{"format": "coherence-report", "version": 1, "report": {"type": "Text"}}', "a Text has the keys language"),
        (b'{"format": "coherence-report", "version": 1, "report": 1}', '"type": "Report" is needed'),
    ],
)
def test_json_that_is_no_report_is_refused(content, said):
    with pytest.raises(json_file.Unreadable, match=re.escape(said)):
        json_file.read(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_files_have_every_number_in_full(language):
    report = short(language)
    made = csv_files.files(report)
    for table, (name, content) in zip(tables(report), made.items(), strict=True):
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(rows) == len(table.rows), name
        for row, given in zip(rows, table.rows, strict=True):
            for column, cell in zip(table.columns, given, strict=True):
                if isinstance(cell, Number):
                    assert float(row[column.id]) == cell.value
                if isinstance(cell, Nothing):
                    assert (row[column.id], row[f"{column.id}_reason"]) == ("", cell.why)


def test_a_report_with_its_own_names_for_details_has_them_as_columns():
    asked = Entries(
        (Entry("q", "1", Text("Q"), Number(1.0), (("Commentaire", Text("C")),)),), {"Commentaire": "comment"}
    )
    report = replace(short("fr"), sections=(Section("s", "S", (asked,)),))
    head, row = csv_files.files(report)["answers.csv"].decode("utf-8-sig").splitlines()
    assert (head, row) == ("section,number,id,question,answer,comment", "S,1,q,Q,1.0,C")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(name, monkeypatch):
    written(name, "ar")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert FORMATS[name].write(short("ar")) == written(name, "ar")


def test_no_field_of_a_csv_file_starts_a_formula_whatever_parts_it():
    for content in csv_files.files(hostile()).values():
        for part in re.split("[,;\t\n]", content.decode("utf-8-sig").replace("\r", "")):
            begun = part.strip().lstrip('"')
            assert not begun.startswith(("=", "+", "-", "@")) or re.fullmatch(r"-?[\d.]+", begun)


def test_negative_numbers_in_csv_stay_numbers():
    assert ",-5.0," in csv_files.files(hostile())["words.csv"].decode()


def test_names_in_the_archive_are_plain():
    with zipfile.ZipFile(io.BytesIO(written("csv", "hostile"))) as archive:
        assert all(re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+\.csv", name) for name in archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_cell_of_a_workbook_is_a_formula_or_too_long():
    sheets = book(FORMATS["xlsx"].write(hostile(40_000)))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert HOSTILE[0] in {cell.value for cell in cells}
    assert max(len(str(cell.value)) for cell in cells) == 32_767
    assert not any(set(str(cell.value)) & set("\u202e\x00") for cell in cells)


@pytest.fixture
def listener():
    """The hostile texts name this port; gives the requests that come."""
    came = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    came.append(server.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], came
        stop.set()
        thread.join()


def test_no_format_asks_the_network_or_reads_a_file(listener):
    port, came = listener
    address = f"http://127.0.0.1:{port}/x.png"
    report = replace(hostile(), subtitle=address, opening=(Paragraph(address), Listing((Text(address, ours=False),))))
    for form in FORMATS.values():
        assert b"root:" not in form.write(report)
    assert "root:" not in text_of(FORMATS["pdf"].write(report))
    assert came == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/x.png", "file:///etc/passwd", "/etc/passwd"])
def test_a_chart_that_names_another_picture_is_refused(address, listener):
    port, came = listener
    image = f'<image href="{address.format(port=port)}" width="9" height="9"/>'
    with pytest.raises(RuntimeError, match="failed to load linked image"):
        FORMATS["pdf"].write(_with_chart(image))
    assert came == []


def _with_chart(content: str) -> Report:
    chart = next(block for block in short("en").blocks() if isinstance(block, Chart))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{content}</svg>'
    return replace(short("en"), opening=(replace(chart, svg=svg),), sections=())


def test_hostile_words_are_set_in_a_pdf_as_they_are():
    text = re.sub(r"[|\s\u200b]", "", text_of(written("pdf", "hostile")))
    for words in ('#import"/etc/passwd":*#read("/etc/passwd")', "$x$\\@ref[*_`", "<script>attack()"):
        assert words in text


@pytest.mark.parametrize("character", ["\U0001f600", "ก"])
def test_a_character_without_a_glyph_is_named_and_the_other_formats_hold_it(character):
    report = replace(short("en"), title=f"A {character}")
    with pytest.raises(NoGlyph, match=rf"U\+{ord(character):04X} .* it stands in: A {character}"):
        FORMATS["pdf"].write(report)
    assert book(FORMATS["xlsx"].write(report)).worksheets[0]["A1"].value == f"A {character}"
    assert character in json_file.read(FORMATS["json"].write(report)).title


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("\u2067الهدف 17.14.1 من SDG لا office Москва \u22125–7%\u2069", "NotoSansArabic-Regular.ttf"),
        ("部际协调 17.14.1《SDG》office \u22125–7% ≥", "NotoSansCJKsc-Regular.otf"),
        ("Świętokrzyskie, Ñuñoa, Москва, office \u22125–7%", "NotoSans-Regular.ttf"),
    ],
)
def test_every_text_of_a_chart_is_set_in_one_font_that_has_all_its_letters(text, font):
    """Where a text needs two fonts, the typesetter leaves out letters without a word."""
    marked = re.fullmatch(
        '<text>(?:<tspan font-family="([^"]*)">)?([^<]*)(?:</tspan>)?</text>', with_fonts(f"<text>{text}</text>")
    )
    file = TTFont(glyphs.FONTS / font)
    assert marked[1] in (None, file["name"].getBestFamilyName())
    assert (marked[1] is None) == font.startswith("NotoSans-")
    assert {ord(letter) for letter in marked[2]} - {0x2066, 0x2067, 0x2069} - set(file.getBestCmap()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_html_stands_alone_and_is_well_built(language):
    report = short(language)
    text = html.standalone(report).decode()
    page = Page(text)
    assert page.root == {"lang": language, "dir": report.direction}
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    assert "<script" not in text
    assert "style=" not in text
    assert re.findall(r'(?:src|href)="(?!#|data:,|https://example\.org/)', text) == []
    said = figures(" | ".join(numbers.shown(cell, language) for cell in cells_of(report)))
    assert said - figures(re.sub("<[^>]*>", " | ", text)) == Counter()


def test_html_escapes_what_people_type_and_links_only_pages():
    text = html.standalone(hostile()).decode()
    assert "<script" not in text
    assert "<attack" not in text
    assert "&lt;script&gt;" in text
    assert "\u202e" not in text
    assert 'href="http://127.0.0.1:9/picture.png" rel="noopener noreferrer nofollow"' in text
    assert 'href="file:' not in text


def test_the_page_of_the_site_shows_the_report(app):
    with app.test_request_context("/en/"):
        shown = app.jinja_env.get_template("documents/report.html").render(report=html.words(short("en")))
    page = Page(shown)
    assert [words for level, words in page.headings if level == 1] == ["Utopia"]
    assert "css/report.css" in shown
