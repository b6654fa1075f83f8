"""Blank forms from the questionnaire's page and from the command line."""

import io

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from coherence.cli import main
from coherence.editions import queries
from coherence.paper import FORMATS
from tests.paper.forms import SMALL, every_kind

MAGIC = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}


def run(*arguments: object):
    return CliRunner().invoke(main, ["questionnaire", "blank", *map(str, arguments)])


@pytest.fixture
def offered(monkeypatch):
    """A function that puts a questionnaire among those that come with the program."""

    def offer(questionnaire):
        monkeypatch.setattr(queries, "library", lambda: {questionnaire.id: questionnaire})

    return offer


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_page_of_a_questionnaire_leads_to_each_form(browser, suffix):
    address = f"/fr/questionnaires/{SMALL}/blank.{suffix}"
    assert address in browser.get(f"/fr/questionnaires/{SMALL}").links
    answer = browser.client.get(address)
    assert answer.data.startswith(MAGIC[suffix])
    assert answer.mimetype == FORMATS[suffix].media_type
    assert answer.headers["Content-Disposition"] == f"attachment; filename={SMALL}-1-fr.{suffix}"
    assert browser.client.get(address).data == answer.data


def test_there_is_no_form_of_another_kind_or_of_an_unknown_questionnaire(browser):
    browser.get(f"/fr/questionnaires/{SMALL}/blank.html", 404)
    browser.get("/fr/questionnaires/no-such/blank.pdf", 404)


def test_a_form_of_what_is_not_translated_comes_in_its_own_language(browser, offered):
    offered(every_kind())
    answer = browser.client.get("/ar/questionnaires/every-kind/blank.pdf")
    assert "every-kind-1-en.pdf" in answer.headers["Content-Disposition"]
    assert "How to answer" in PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()


def test_a_form_that_cannot_be_printed_says_why_on_a_page(browser, offered):
    offered(every_kind("A ก", title="Signs"))
    page = browser.get("/fr/questionnaires/every-kind/blank.pdf", 422)
    assert "ก" in page.text
    assert browser.client.get("/fr/questionnaires/every-kind/blank.docx").status_code == 200


def test_the_command_writes_one_file_a_language(tmp_path):
    result = run(SMALL, "--format", "xlsx", "--lang", "all", "--out", tmp_path / "new")
    assert result.exit_code == 0, result.output
    names = [f"{SMALL}-1-{tag}.xlsx" for tag in ("ar", "en", "es", "fr", "ru", "zh")]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == names
    assert set(result.stdout.split()) == {str(tmp_path / "new" / name) for name in names}


def test_the_command_refuses_what_it_does_not_have(tmp_path):
    unknown = run(SMALL, "--format", "pdf", "--lang", "de", "--out", tmp_path)
    assert unknown.exit_code == 2
    assert "--lang de: sdg-17-14-1 can be read in en, fr, es, ar, ru, zh" in unknown.stderr
    assert run("no-such", "--format", "pdf").exit_code == 2
    (tmp_path / "file").touch()
    assert run(SMALL, "--format", "xlsx", "--out", tmp_path / "file").exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_command_names_a_character_that_cannot_be_printed(tmp_path, offered):
    offered(every_kind("A ก"))
    refused = run("every-kind", "--format", "pdf", "--out", tmp_path)
    assert refused.exit_code == 2
    assert "U+0E01 (THAI CHARACTER KO KAI)" in refused.stderr
    assert list(tmp_path.iterdir()) == []
