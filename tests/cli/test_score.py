"""`coherence score`: a CSV of answers in, every node out; or everything that is wrong, and nothing scored."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from coherence.cli import main

INSTRUMENT = """
id: small
edition: 1
language: en
title: Small
about: A small one.
owner: Nobody
status: original
profile:
  - id: role
    text: Which roles?
    many: true
    options: [{id: origin, text: Origin}, {id: donor, text: Donor}]
scoring:
  aggregation: arithmetic
  not_answered: left-out
  dont_know: left-out
  not_applicable: left-out
  minimum_coverage: 0.5
groups:
  - id: first
    title: First
    items:
      - {id: one, text: One?, axis: horizontal, levels: [none, some, all]}
      - {id: two, text: Two?, axis: vertical-local, levels: [none, some, all]}
  - id: second
    title: Second
    items:
      - {id: three, text: Three?, applies_when: role is donor, levels: [none, all]}
      - {id: share, text: Share?, kind: number, unit: per cent, minimum: 0, maximum: 100, low: 0, high: 50}
"""


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(INSTRUMENT)
    return folder


def score(folder, answers: str, *options: str):
    (folder / "answers.csv").write_text(answers, encoding="utf-8")
    return CliRunner().invoke(
        main, ["score", str(folder / "answers.csv"), "--questionnaire", str(folder / "questionnaire.yaml"), *options]
    )


def rows(result) -> dict[tuple[str, str], dict[str, str]]:
    return {(row["unit"], row["node"]): row for row in csv.DictReader(io.StringIO(result.stdout))}


def test_each_node_has_value_bounds_and_coverage(files):
    result = score(files, "item,answer\none,2\ntwo,1\nshare,12.5\n", "--format", "csv", "--unit-profile", "role=origin")
    assert result.exit_code == 0
    found = rows(result)
    assert found["", "overall"]["value"] == "50.0"
    assert found["", "first"]["value"] == "75.0"
    assert found["", "share"]["value"] == "25.0"
    assert found["", "horizontal"]["value"] == "100.0"
    assert ("", "three") not in found


def test_no_answer_is_an_empty_cell_and_not_a_zero(files):
    found = rows(score(files, "item,answer\none,\ntwo,0\n", "--format", "csv", "--unit-profile", "role=origin"))
    assert found["", "one"]["value"] == ""
    assert (found["", "one"]["low"], found["", "one"]["high"]) == ("0.0", "100.0")
    assert found["", "two"]["value"] == "0.0"
    assert found["", "second"]["value"] == ""
    assert found["", "first"]["coverage"] == "0.5"


def test_states_have_a_column_of_their_own(files):
    answers = "item,answer,state\none,,not_applicable\ntwo,,dont_know\nshare,50,scored\n"
    found = rows(score(files, answers, "--format", "csv", "--unit-profile", "role=origin"))
    assert found["", "one"]["coverage"] == ""
    assert found["", "two"]["coverage"] == "0.0"
    assert found["", "share"]["value"] == "100.0"


def test_several_units_are_scored_apart(files):
    answers = "unit,item,answer\nA,one,2\nB,one,0\nA,two,2\nB,two,0\n"
    found = rows(score(files, answers, "--format", "csv", "--unit-profile", "role=origin"))
    assert found["A", "first"]["value"] == "100.0"
    assert found["B", "first"]["value"] == "0.0"


def test_several_profile_entries_may_follow_one_option(files):
    answers = "item,answer\none,2\n"
    assert score(files, answers, "--unit-profile", "role=origin,donor").exit_code == 0
    assert score(files, answers, "--unit-profile", "role=donor", "--format", "json").exit_code == 0


def test_the_table_is_for_people(files):
    result = score(files, "item,answer\none,2\ntwo,1\nshare,12.5\n", "--unit-profile", "role=origin")
    assert "overall" in result.stdout
    assert "75.00" in result.stdout


def test_json_holds_what_is_needed_to_compute_it_again(files):
    result = score(files, "item,answer\none,2\ntwo,1\n", "--format", "json", "--unit-profile", "role=origin")
    (unit,) = json.loads(result.stdout)
    first = unit["overall"]["parts"][0]
    assert first["value"] == 75
    assert sum(part["share"] * part["value"] for part in first["parts"]) == pytest.approx(75)
    assert first["aggregation"] == "arithmetic"


def test_everything_wrong_is_listed_with_its_line_and_nothing_is_scored(files):
    result = score(files, "item,answer,state\none,7\nnine,1,\none,2,\ntwo,x,\ntwo,1,maybe\nshare,101,\none,1,\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert [line.split(": ")[0] for line in result.stderr.splitlines() if line.startswith("answers.csv")] == [
        "answers.csv:2",
        "answers.csv:3",
        "answers.csv:5",
        "answers.csv:6",
        "answers.csv:7",
        "answers.csv:8",
    ]
    assert "answers.csv:2: 3 cells are needed; found 2" in result.stderr
    assert "answers.csv:3: nine: there is no such item" in result.stderr
    assert "answers.csv:6: two: state: must be one of: scored, not_answered, dont_know, not_applicable" in result.stderr
    assert "allowed: a number from 0 to 100" in result.stderr
    assert "answers.csv:8: one: this item is answered twice" in result.stderr


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ("item\none\n", 'the column "answer" is missing'),
        ("item,answer,colour\none,1,red\n", 'the column "colour" is not known'),
        ("item,answer,item\none,1,one\n", 'the column "item" stands twice'),
        ('item,answer\none,"1\n', "the line cannot be read as CSV"),
        ("item,answer,state\none,2,dont_know\n", "the state is dont_know, but there is an answer too"),
        ("item,answer,state\none,,scored\n", "an answer is needed"),
    ],
)
def test_a_broken_file_says_what_is_allowed(files, answers, message):
    result = score(files, answers)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_empty_file_and_a_file_that_is_no_text_are_refused(files):
    assert score(files, "").exit_code == 2
    (files / "answers.csv").write_bytes(b"\xff\xfe\x00")
    arguments = ["score", str(files / "answers.csv"), "--questionnaire", str(files / "questionnaire.yaml")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


def test_a_profile_entry_that_does_not_exist_is_refused(files):
    assert "allowed: role" in score(files, "item,answer\n", "--unit-profile", "size=big").stderr
    assert "allowed: origin, donor" in score(files, "item,answer\n", "--unit-profile", "role=host").stderr


def test_the_shipped_instrument_scores_by_its_name(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("item,answer\nstanding-mechanism,4\n")
    result = CliRunner().invoke(
        main, ["score", str(file), "--questionnaire", "migration-development", "--format", "csv"]
    )
    assert result.exit_code == 0
    assert rows(result)["", "standing-mechanism"]["value"] == "100.0"


def test_an_unknown_questionnaire_names_those_there_are(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("item,answer\n")
    result = CliRunner().invoke(main, ["score", str(file), "--questionnaire", "nothing"])
    assert result.exit_code == 2
    assert "migration-development" in result.stderr
