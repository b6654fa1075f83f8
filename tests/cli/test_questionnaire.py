"""`coherence questionnaire`: for those who write instruments."""

import pytest
from click.testing import CliRunner

from coherence import __version__
from coherence.cli import main


def run(*arguments: str):
    return CliRunner().invoke(main, arguments)


def test_the_version_is_named():
    assert run("--version").stdout == f"coherence, version {__version__}\n"


def test_the_shipped_instruments_are_listed():
    assert "migration-development  edition 1  78 items, 24 core" in run("questionnaire", "list").stdout


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_instrument_is_shown_in_a_language(language):
    shown = run("questionnaire", "show", "migration-development", "--lang", language).stdout
    title = {"en": "Policy coherence for migration and development", "fr": "Cohérence des politiques"}[language]
    assert title in shown
    assert "standing-mechanism" in shown


def test_a_broken_file_is_refused_with_file_line_item_and_what_is_allowed(tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    file = folder / "questionnaire.yaml"
    file.write_text("id: broken\nedition: one\nlanguage: en\n")
    result = run("questionnaire", "check", str(file))
    assert result.exit_code == 2
    assert "questionnaire.yaml:2: edition:" in result.stdout


def test_several_files_are_checked_and_all_problems_listed(tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "questionnaire.yaml").write_text(f"id: {name}\n")
    result = run("questionnaire", "check", str(tmp_path / "first"), str(tmp_path / "second"))
    assert result.exit_code == 2
    assert "first/questionnaire.yaml" in result.stdout
    assert "second/questionnaire.yaml" in result.stdout


def test_a_file_that_does_not_exist_is_named():
    result = run("questionnaire", "check", "nowhere.yaml")
    assert result.exit_code == 2
    assert "nowhere.yaml" in result.stderr
