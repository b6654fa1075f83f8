"""`coherence composite`: two CSV files in, one out; or one line with file, line and column, and no file."""

import csv
import io

import numpy as np
import pytest
from click.testing import CliRunner

from coherence.cli import main

FRAMEWORK = """\
iCode,Level,Parent,Weight,Direction,Type,low,high
whole,3,,1,1,Aggregate,,
a1,1,a,1,1,Indicator,0,10
a2,1,a,3,-1,Indicator,0,10
a,2,whole,1,1,Aggregate,,
b1,1,b,1,1,Indicator,0,20
b,2,whole,1,,Aggregate,,
region,,,,,Group,,
people,,,,,Denominator,,
"""
DATA = """\
uName,uCode,region,people,b1,a2,a1
First,AAA,n,5,0,10,0
Second,BBB,n,6,20,0,10
Third,CCC,s,7,,5,5
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "framework.csv").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    return tmp_path


def run(files, *options: str):
    given = ["composite", "--data", str(files / "data.csv"), "--framework", str(files / "framework.csv"), *options]
    return CliRunner().invoke(main, given)


def table(files, *options: str) -> dict[str, dict[str, str]]:
    result = run(files, *options)
    assert result.exit_code == 0, result.output
    return {row["uCode"]: row for row in csv.DictReader(io.StringIO(result.stdout))}


def row(files, unit: str, *options: str) -> list[float | None]:
    """The cells of a unit below whole, a and b."""
    cells = table(files, *options)[unit]
    return [float(cells[code]) if cells[code] else None for code in ("whole", "a", "b")]


def test_scores_stand_in_the_order_of_the_framework(files):
    result = run(files)
    assert result.stdout.splitlines() == [
        "uCode,whole,a,b",
        "AAA,0.0,0.0,0.0",
        "BBB,100.0,100.0,100.0",
        "CCC,50.0,50.0,",
    ]


def test_full_precision_is_written(files):
    cell = table(files, "--range", "0", "0.1", "--normalise", "scaled")["CCC"]["a"]
    assert repr(float(cell)) == cell


def test_out_writes_a_file_and_prints_nothing(files):
    result = run(files, "--out", str(files / "scores.csv"))
    assert (result.exit_code, result.output) == (0, "")
    assert (files / "scores.csv").read_text(encoding="utf-8") == run(files).stdout
    assert len(list(files.iterdir())) == 3


def test_ranks_respect_ties_and_leave_out_what_has_no_score(files):
    found = table(files, "--ranks")
    assert list(found["AAA"]) == ["uCode", "whole", "a", "b", "whole_rank", "a_rank", "b_rank"]
    assert [cells["whole_rank"] for cells in found.values()] == ["3", "1", "2"]
    assert [cells["b_rank"] for cells in found.values()] == ["2", "1", ""]


def test_scaled_sends_low_to_the_lower_end_and_is_turned_where_less_is_better(files):
    (files / "data.csv").write_text("uCode,a1,a2,b1\nX,0,0,15\n", encoding="utf-8")
    assert row(files, "X", "--normalise", "scaled", "--range", "1", "100") == pytest.approx(
        [((1 + 3 * 100) / 4 + 75.25) / 2, (1 + 3 * 100) / 4, 75.25]
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--weights", "equal"], [50, 50, None]),
        (["--aggregate", "minimum"], [50, 50, None]),
        (["--aggregate", "minimum,arithmetic"], [50, 50, None]),
        (["--threshold", "0.6"], [None, 50, None]),
        (["--threshold", "0.6,0.5"], [50, 50, None]),
        (["--threshold", "0.6", "--threshold-by", "children"], [None, 50, None]),
        (["--impute", "mean"], [50, 50, 50]),
        (["--impute", "group-mean:region"], [50, 50, 50]),
        (["--impute", "row"], [50, 50, None]),
        (["--normalise", "none"], [5, 5, None]),
        (["--normalise", "rank"], [2, 2, None]),
        (["--normalise", "borda"], [1, 1, None]),
        (["--normalise", "percentile-rank"], [0.5, 0.5, None]),
        (["--normalise", "distance-to-max"], [0.5, 0.5, None]),
        (["--normalise", "zscore"], [0, 0, None]),
        (["--normalise", "goalposts", "--range", "1", "100"], [50.5, 50.5, None]),
        (["--normalise", "distance-to-reference:BBB"], [0.5, 0.5, None]),
        (["--aggregate", "copeland"], [0, 0, None]),
        (["--range", "1", "100", "--aggregate", "geometric"], [50.5, 50.5, None]),
        (["--range", "1", "100", "--aggregate", "power:2,harmonic"], [50.5, 50.5, None]),
    ],
)
def test_options(files, options, expected):
    assert row(files, "CCC", *options) == pytest.approx(expected)


def test_weights_of_a_file_stand_in_for_those_of_the_framework(files):
    (files / "data.csv").write_text(DATA.replace("CCC,s,7,,5,5", "CCC,s,7,,5,10"), encoding="utf-8")
    (files / "weights.csv").write_text("iCode,Level,Weight\na1,1,4\na,2,2\n", encoding="utf-8")
    assert row(files, "CCC", "--weights", str(files / "weights.csv"))[1] == pytest.approx((4 * 100 + 3 * 50) / 7)
    assert row(files, "CCC")[1] == pytest.approx((100 + 3 * 50) / 4)


def test_a_group_without_a_value_is_imputed_from_all_units_with_a_word(files):
    result = run(files, "--impute", "group-mean:region")
    assert "b1: no value in region s; imputed from all units" in result.stderr


def test_hdi_of_switzerland_2022(tmp_path):
    """Published: 0.967 (UNDP, Human Development Report 2023/24). Goalposts of the technical notes."""
    (tmp_path / "framework.csv").write_text(
        "iCode,Level,Parent,Weight,Direction,Type,low,high\n"
        "life,1,health,1,1,Indicator,20,85\n"
        "expected,1,education,1,1,Indicator,0,18\n"
        "mean,1,education,1,1,Indicator,0,15\n"
        f"income,1,living,1,1,Indicator,{np.log(100)!r},{np.log(75000)!r}\n".replace("np.float64(", "").replace(")", "")
        + "health,2,hdi,1,1,Aggregate,,\neducation,2,hdi,1,1,Aggregate,,\nliving,2,hdi,1,1,Aggregate,,\n"
        "hdi,3,,1,1,Aggregate,,\n",
        encoding="utf-8",
    )
    income = float(np.log(69432.78669))
    (tmp_path / "data.csv").write_text(
        f"uCode,life,expected,mean,income\nCHE,84.255,16.5837307,13.90406622,{income!r}\n", encoding="utf-8"
    )
    options = ["--normalise", "goalposts", "--range", "0", "1", "--aggregate", "arithmetic,geometric"]
    assert round(float(table(tmp_path, *options)["CHE"]["hdi"]), 3) == 0.967


# What is changed in which file, and where and how the message says so.
BROKEN = [
    ("framework.csv", "a1,1,a,", "a1,1,c,", "framework.csv, line 3, column Parent: a1: there is no aggregate 'c'"),
    ("framework.csv", "a,2,whole", "a,2,a", "framework.csv, line 5, column Parent: a cycle: a > a"),
    ("framework.csv", "Weight", "Wait", "framework.csv, line 1, column Weight: the column Weight is missing"),
    ("framework.csv", "a1,1,a,1", "a1,1,a,heavy", "framework.csv, line 3, column Weight: a number is needed"),
    ("framework.csv", "a1,1,a,1", "a1,one,a,1", "framework.csv, line 3, column Level: a number is needed"),
    ("framework.csv", "a1,1,a,1", "a1,1.5,a,1", "framework.csv, line 3, column Level: a1: a whole number"),
    ("framework.csv", "a1,1,a,1", "a1,1,whole,1", "framework.csv, line 3, column Parent: a1 is at level 1"),
    ("framework.csv", "b1,1,b,1", "b1,1,b,0", "framework.csv, line 6, column Weight: the weights below b are all zero"),
    ("framework.csv", "a1,1,a,1,1", "a1,1,a,1,", "framework.csv, line 3, column Direction: a1: 1 or -1 is needed"),
    ("framework.csv", "a2,1,a,3,-1", "a1,1,a,3,-1", "framework.csv, line 4, column iCode: a1 stands more than once"),
    ("framework.csv", "Group", "Grope", "framework.csv, line 8, column Type: one of Indicator, Aggregate, Group"),
    ("data.csv", "5,5", "5,five", "data.csv, line 4, column a1: a number is needed; found 'five'"),
    ("data.csv", "5,5", "5,inf", "data.csv, line 4, column a1: a number is needed; found 'inf'"),
    ("data.csv", "5,5", "5", "data.csv, line 4: 7 cells are needed; found 6"),
    ("data.csv", "CCC", "AAA", "data.csv, line 4, column uCode: AAA stands in line 2 already"),
    ("data.csv", "CCC", "", "data.csv, line 4, column uCode: a name is needed"),
    ("data.csv", "uCode", "code", "data.csv, line 1, column uCode: the column uCode is missing"),
    ("data.csv", "b1", "b2", "data.csv, line 1, column b1: the column b1 is missing"),
    ("data.csv", "b1", "a1", "data.csv, line 1, column a1: this column stands twice"),
    ("data.csv", "n,6,20", "n,6,0", "data.csv, line 1, column b1: minmax: zero variance"),
    ("data.csv", DATA, "uCode,a1,a2,b1\n", "data.csv, line 1: rows are needed below the header"),
    ("data.csv", DATA, "", "data.csv, line 1: rows are needed below the header"),
    ("data.csv", "First", '"First', "data.csv, line "),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), BROKEN, ids=[words[:60] for *_, words in BROKEN])
def test_bad_input_is_one_message_with_its_place_and_leaves_no_file(files, file, old, new, words):
    text = (files / file).read_text(encoding="utf-8")
    assert old in text
    (files / file).write_text(text.replace(old, new), encoding="utf-8")
    result = run(files, "--out", str(files / "scores.csv"))
    assert result.exit_code == 2
    assert result.output.startswith(f"Error: {words}")
    assert result.output.count("\n") == 1
    assert sorted(path.name for path in files.iterdir()) == ["data.csv", "framework.csv"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iCode,Weight\nzz,1\n", "weights.csv, line 2, column iCode: the framework has no zz"),
        ("iCode,Weight\na1,1\na1,2\n", "weights.csv, line 3, column iCode: a1 stands in line 2 already"),
        ("iCode,Weight\na1,much\n", "weights.csv, line 2, column Weight: a number is needed"),
        ("iCode,Weight\na1,\n", "weights.csv, line 2, column Weight: a1: a number is needed"),
        ("iCode,Weight\na1,-1\n", "weights.csv, line 2, column Weight: a1: a weight of at least 0"),
        ("iCode,Weight\na1,0\na2,0\n", "weights.csv, line 2, column Weight: the weights below a are all zero"),
        ("iCode,Weight,Level\na1,1,2\n", "weights.csv, line 2, column Level: a1 is at level 1"),
        ("iCode\na1\n", "weights.csv, line 1, column Weight: the column Weight is missing"),
    ],
)
def test_bad_weights(files, text, words):
    (files / "weights.csv").write_text(text, encoding="utf-8")
    result = run(files, "--weights", str(files / "weights.csv"))
    assert result.exit_code == 2
    assert result.output.startswith(f"Error: {words}")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--aggregate", "mean"], "--aggregate: one of arithmetic, geometric"),
        (["--aggregate", "power"], "--aggregate: power:P, one exponent is needed; found 'power'"),
        (["--aggregate", "minimum,minimum,minimum"], "--aggregate: one, or 2 (levels 2 to 3) are needed; found 3"),
        (["--aggregate", "geometric"], "data.csv, line 2, column a1: a by geometric: values above 0 are needed"),
        (
            ["--normalise", "zscore", "--aggregate", "arithmetic,harmonic"],
            "whole by harmonic: values above 0 are needed",
        ),
        (["--normalise", "max"], "--normalise: one of minmax, zscore"),
        (["--normalise", "minmax:AAA"], "--normalise: one of minmax, zscore"),
        (["--normalise", "distance-to-reference:ZZZ"], "--normalise: there is no unit 'ZZZ' in data.csv"),
        (["--normalise", "distance-to-target"], "framework.csv, line 1, column target: the column target is missing"),
        (["--normalise", "zscore", "--range", "0", "1"], "--range has a meaning for goalposts, minmax, scaled only"),
        (["--range", "1", "1"], "--range: LOW must be below HIGH; found 1 1"),
        (["--range", "0", "nan"], "--range: LOW must be below HIGH"),
        (["--range", "0", "inf"], "a finite number is needed"),
        (["--threshold", "2"], "--threshold: a number from 0 to 1 is needed"),
        (["--threshold", "most"], "--threshold: numbers from 0 to 1 are needed; found 'most'"),
        (["--impute", "mode"], "--impute: one of none, mean"),
        (["--impute", "group-mean"], "--impute: one of none, mean"),
        (["--impute", "group-mean:planet"], "data.csv, line 1, column planet: the column planet is missing"),
        (["--weights", "nowhere.csv"], "nowhere.csv: cannot be read: No such file"),
        (["--out", "/nowhere/scores.csv"], "cannot be written: No such file"),
    ],
)
def test_bad_options(files, options, words):
    result = run(files, *options)
    assert result.exit_code == 2
    assert words in result.output


def test_posts_that_are_missing_are_named_in_the_framework(files):
    text = FRAMEWORK.replace("b1,1,b,1,1,Indicator,0,20", "b1,1,b,1,1,Indicator,0,")
    (files / "framework.csv").write_text(text, encoding="utf-8")
    result = run(files, "--normalise", "scaled")
    assert result.exit_code == 2
    assert result.output.startswith("Error: framework.csv, line 6, column high: b1: scaled needs a number here")
