"""`coherence questionnaire export|import|schema`: instruments as files for other tools."""

import json
import shutil

import pytest
from click.testing import CliRunner

from coherence import paths
from coherence.cli import main
from coherence.editions import queries as editions
from coherence.exchange import sheets
from coherence.exchange.sheets import Sheet
from coherence.questionnaire import load

ID = "sdg-17-14-1"


def run(*arguments: object):
    return CliRunner().invoke(main, ["questionnaire", *map(str, arguments)])


@pytest.mark.parametrize("form", ["xlsform", "workbook"])
def test_an_instrument_goes_out_and_comes_back_with_its_translations(tmp_path, form):
    book, folder = tmp_path / "book.xlsx", tmp_path / ID
    assert run("export", ID, "--to", form, "--out", book, "--lang", "fr").exit_code == 0
    result = run("import", book, "--from", form, "--out", folder)
    assert result.exit_code == 0, result.output
    assert f"{len(list(editions.library()[ID].items()))} items" in result.stdout
    assert load(folder / "questionnaire.yaml").digest == editions.library()[ID].digest
    first = (paths.TRANSLATIONS / "fr/LC_MESSAGES" / f"{ID}.po").read_text(encoding="utf-8")
    second = (folder / "translations/fr.po").read_text(encoding="utf-8")
    assert first.split("\n\n")[1:] == second.split("\n\n")[1:]


def test_what_came_in_goes_out_again_with_the_translations_beside_it(tmp_path):
    run("export", ID, "--to", "workbook", "--out", tmp_path / "one.xlsx", "--lang", "fr")
    run("import", tmp_path / "one.xlsx", "--from", "workbook", "--out", tmp_path / ID)
    result = run("export", tmp_path / ID, "--to", "xlsform", "--out", tmp_path / "two.xlsx")
    assert "in en, fr" in result.stdout


def test_a_form_needs_complete_languages(tmp_path):
    run("export", ID, "--to", "workbook", "--out", tmp_path / "one.xlsx", "--lang", "fr")
    run("import", tmp_path / "one.xlsx", "--from", "workbook", "--out", tmp_path / ID)
    catalog = tmp_path / ID / "translations/fr.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.rsplit('msgstr "', 1)[0] + 'msgstr ""\n', encoding="utf-8")
    asked = run("export", tmp_path / ID, "--to", "xlsform", "--out", tmp_path / "two.xlsx", "--lang", "fr")
    assert asked.exit_code == 2
    assert "fr: texts without translation: 1, the first at " in asked.stderr
    assert not (tmp_path / "two.xlsx").exists()
    every = run("export", tmp_path / ID, "--to", "xlsform", "--out", tmp_path / "two.xlsx")
    assert (every.exit_code, "the language is left out" in every.stderr) == (0, True)


def test_a_language_that_is_not_there_is_named(tmp_path):
    result = run("export", ID, "--to", "workbook", "--out", tmp_path / "x.xlsx", "--lang", "xx")
    assert (result.exit_code, "is not translated into xx. Languages: " in result.stderr) == (2, True)


def foreign(path):
    survey = [["type", "name", "label"], ["geopoint", "where", "Where?"], ["text", "why", "Why?"]]
    settings = [["form_title", "form_id", "version", "default_language"], ["S", "a-survey", "1", "English (en)"]]
    path.write_bytes(sheets.write([Sheet("survey", survey), Sheet("settings", settings)]))


def test_a_form_with_something_unknown_is_refused_whole(tmp_path):
    foreign(tmp_path / "form.xlsx")
    result = run("import", tmp_path / "form.xlsx", "--from", "xlsform", "--out", tmp_path / "a-survey")
    assert result.exit_code == 2
    assert 'refused: form.xlsx: sheet survey, row 2, column type (A2): the type "geopoint"' in result.stdout
    assert "Nothing is written: 1 refused. --partial writes the rest." in result.stderr
    assert not (tmp_path / "a-survey").exists()


def test_the_rest_is_written_when_asked_for(tmp_path):
    foreign(tmp_path / "form.xlsx")
    result = run("import", tmp_path / "form.xlsx", "--from", "xlsform", "--out", tmp_path / "a-survey", "--partial")
    assert result.exit_code == 0
    assert [item.id for item in load(tmp_path / "a-survey/questionnaire.yaml").items()] == ["why"]


@pytest.mark.parametrize("form", ["xlsform", "workbook"])
def test_a_file_that_is_no_spreadsheet_is_refused(tmp_path, form):
    (tmp_path / "form.xlsx").write_text("id,text")
    result = run("import", tmp_path / "form.xlsx", "--from", form, "--out", tmp_path / "out")
    assert (result.exit_code, "form.xlsx: the file is not a readable .xlsx workbook" in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_folder_of_another_name_and_files_that_are_there_are_refused(tmp_path):
    book = tmp_path / "book.xlsx"
    run("export", ID, "--to", "workbook", "--out", book, "--lang", "en")
    other = run("import", book, "--from", "workbook", "--out", tmp_path / "other")
    assert (other.exit_code, f'named as the questionnaire, "{ID}"; found "other"' in other.stderr) == (2, True)
    shutil.copytree(paths.QUESTIONNAIRES / ID, tmp_path / ID)
    again = run("import", book, "--from", "workbook", "--out", tmp_path / ID)
    assert (again.exit_code, "is there already; --overwrite replaces it" in again.stderr) == (2, True)
    assert run("import", book, "--from", "workbook", "--out", tmp_path / ID, "--overwrite").exit_code == 0


def test_the_schema_is_printed():
    assert json.loads(run("schema").stdout)["title"] == "Questionnaire"
