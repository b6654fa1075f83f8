"""`coherence report --round`: the reports of a round's units, and its benchmark as published."""

import openpyxl
import pytest
from babel import Locale

from coherence import i18n
from coherence.benchmarks import files
from coherence.documents import json_file
from coherence.documents.tree import KeyFigures, Number
from tests.benchmarks.conftest import ANONYMOUS, MINE
from tests.cli.conftest import AS_PUBLISHED
from tests.reports.country import rows


def read(path):
    return json_file.read(path.read_bytes())


def overall(report):
    [figure] = [one for block in report.opening if isinstance(block, KeyFigures) for one in block.figures[:1]]
    assert figure.id == "overall"
    return figure.value


@pytest.mark.parametrize(("code", "unit", "name", "value"), AS_PUBLISHED, ids=lambda given: str(given))
def test_published_values_of_sdg_17_14_1_come_out_as_published(rounds, tmp_path, code, unit, name, value):
    formats = ("--format", "json", "--format", "xlsx")
    data, book = rounds.report(tmp_path, "--round", code, "--unit", unit, "--kind", "country", *formats)
    report = read(data)
    assert report.title == name[:-5]
    assert overall(report) == Number(value)
    sheets = openpyxl.load_workbook(book).worksheets
    rows_of_it = [row for sheet in sheets for row in sheet.iter_rows(values_only=True) if row[0] == "Overall"]
    assert rows_of_it[0][1] == value


def test_every_unit_of_a_round_has_its_report_under_its_code(rounds, tmp_path):
    paths = rounds.report(tmp_path, "--round", "sdg-2020", "--format", "json")
    assert [path.name.rsplit("-", 1)[0] for path in paths] == [
        "gb-united-kingdom-sdg-17-14-1-1-en",
        "hr-croatia-sdg-17-14-1-1-en",
    ]
    assert {report.title: overall(report).value for report in map(read, paths)} == {
        "United Kingdom": 82.5,
        "Croatia": 80.0,
    }


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_a_unit_with_a_code_has_its_name_in_the_language_of_the_report(rounds, tmp_path, language):
    [path] = rounds.report(tmp_path, "--round", "sdg-2022", "--lang", language, "--format", "json")
    assert path.name.startswith("hr-")
    assert read(path).title == Locale.parse(language).territories["HR"]


def test_a_report_in_a_round_compares_with_the_round_before(rounds, tmp_path):
    [path] = rounds.report(tmp_path, "--round", "sdg-2022", "--format", "json")
    whole = rows(read(path), "change")[0]
    assert (whole["before"], whole["now"], whole["change"], whole["answers"]) == (80.0, 86.25, 6.25, 6.25)


def test_the_first_round_has_nothing_before_it(rounds, tmp_path):
    [path] = rounds.report(tmp_path, "--round", "sdg-2020", "--unit", "HR", "--format", "json")
    assert "annex-earlier-questions" not in {table.id for table in read(path).tables()}


def test_a_benchmark_is_written_as_it_was_published(rounds, tmp_path):
    formats = ("--format", "json", "--format", "csv")
    paths = rounds.report(tmp_path, "--round", "trial-2026", "--kind", "benchmark", *formats)
    assert [path.name.rsplit("-", 1)[0] for path in paths] == ["trial-2026-v1-all-en"] * 2
    report = read(paths[0])
    assert (report.kind, report.title) == ("benchmark", "Trial 2026")
    words = paths[0].read_text(encoding="utf-8")
    hidden = [name for code in (*ANONYMOUS, MINE) if (name := Locale("en").territories[code]) in words]
    assert hidden == []
    assert "France" in words


def test_a_unit_is_compared_in_a_group_from_where_it_stands_itself(rounds, tmp_path):
    place = ("--kind", "benchmark", "--group", "region:150", "--format", "json")
    [path] = rounds.report(tmp_path, "--round", "trial-2026", "--unit", "IT", *place)
    assert path.name.startswith("trial-2026-v1-region-150-it-en-")
    assert read(path).title == "Italy"
    linked = rounds.report(tmp_path, "--assessment", f"/en/a/{rounds.links['IT']}/", *place)
    assert linked == [path], "the same report by the link of its assessment"


def test_a_benchmark_made_by_another_version_of_the_program_is_another_file(rounds, tmp_path, monkeypatch):
    wanted = ("--round", "trial-2026", "--kind", "benchmark", "--format", "json")
    [before] = rounds.report(tmp_path, *wanted)
    assert rounds.report(tmp_path, *wanted) == [before]
    monkeypatch.setattr(files, "version", lambda _name: "99")
    after = rounds.must("report", "--out", str(tmp_path), *wanted).stdout.strip()
    assert after != str(before)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "one of --assessment and --round is needed, and not both"),
        (("--assessment", "1", "--round", "sdg-2020"), "one of --assessment and --round is needed, and not both"),
        (("--assessment", "1", "--unit", "HR"), "--unit names a unit of a --round"),
        (("--round", "sdg-2020", "--group", "all"), "--group is for --kind benchmark"),
        (
            ("--round", "sdg-2021"),
            "there is no round 'sdg-2021'; rounds: sdg-2020, sdg-2022, trial-2024, trial-2025, trial-2026",
        ),
        (("--round", "sdg-2020", "--unit", "FR"), "--unit FR: takes no part in round sdg-2020"),
        (
            ("--round", "sdg-2020", "--kind", "benchmark"),
            "not published yet. Run: coherence round close sdg-2020, then coherence round publish sdg-2020",
        ),
        (("--round", "trial-2025", "--kind", "benchmark"), "Run: coherence round publish trial-2025"),
        (("--round", "trial-2026", "--kind", "benchmark", "--group", "region:1"), "allowed: all, income:high, "),
        (("--round", "trial-2026", "--kind", "benchmark", "--unit", "HR"), "--unit HR: takes no part in"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_written(rounds, tmp_path, arguments, says):
    out = tmp_path / "out"
    result = rounds.run("report", "--out", str(out), "--format", "json", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert not out.exists()


def test_an_assessment_outside_of_rounds_is_compared_with_nobody(rounds, tmp_path):
    result = rounds.run("report", "--assessment", rounds.alone, "--kind", "benchmark", "--format", "json")
    assert result.exit_code == 2
    assert "belongs to no round" in " ".join(result.stderr.split())
