"""`coherence agreement`: ratings in, JSON out; or everything that is wrong, and nothing measured."""

import json

import pytest
from click.testing import CliRunner

from coherence.cli import main

RATINGS = """item,body,level,dimension
a,X,1,law
a,Y,2,law
a,Z,,law
b,X,3,law
b,Y,3,law
b,Z,3,law
c,X,0,money
c,Y,0,money
d,Y,0,money
d,Z,NA,money
"""


@pytest.fixture
def measure(tmp_path):
    def run(text: str | bytes, *options: str):
        file = tmp_path / "ratings.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        options = options if "--scale" in options else ("--scale", "0", "4", *options)
        return CliRunner().invoke(main, ["agreement", str(file), *options])

    return run


def test_json_has_items_dimensions_and_overall(measure):
    result = measure(RATINGS, "--replications", "50")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [item["item"] for item in found["items"]] == ["a", "b", "c", "d"]
    assert found["items"][0]["agreement"] == {"value": 0.75, "undefined": None}
    assert found["items"][0]["levels"] == {"X": 1, "Y": 2}
    assert found["items"][3]["spread"] == {"value": None, "undefined": "fewer than two bodies"}
    assert list(found["dimensions"]) == ["law", "money"]
    assert set(found["overall"]["alpha"]) == {"nominal", "ordinal", "interval"}
    assert found["overall"]["pairs"][0]["bodies"] == ["X", "Y"]
    assert found["overall"]["kendall_w"]["bodies"] == ["X", "Y"]
    assert (found["scale"], found["resampling"]["seed"]) == ({"low": 0, "high": 4}, 1)


def test_all_equal_is_said_in_words(measure):
    result = measure("item,body,level\na,X,2\na,Y,2\nb,X,2\nb,Y,2\n")
    ordinal = json.loads(result.stdout)["overall"]["alpha"]["ordinal"]
    assert (ordinal["value"], ordinal["undefined"]) == (None, "all equal")
    assert ordinal["interval"]["undefined"] == "all equal"


def test_without_dimensions_there_is_the_whole_only(measure):
    found = json.loads(measure("item,body,level\na,X,2\na,Y,1\n").stdout)
    assert found["dimensions"] == {}
    assert found["items"][0]["dimension"] == ""


def test_the_same_seed_gives_the_same_bytes(measure):
    first, again, other = (measure(RATINGS, "--seed", seed, "--replications", "60") for seed in ("5", "5", "6"))
    assert first.stdout_bytes == again.stdout_bytes
    assert first.stdout_bytes != other.stdout_bytes


def test_every_fault_is_listed_with_file_line_and_column(measure):
    text = 'item,body,level,dimension\na,X,9,law\n\na,"Y\nZ",x,law\na,X,1,money\nb,,2,law\nb,X\nc,X,1.5,\n'
    result = measure(text)
    assert result.exit_code == 2
    assert result.stdout == ""
    places = [line.split(": ")[0].removeprefix("ratings.csv, ") for line in result.stderr.splitlines()]
    assert places == [
        "line 2, column level",
        "line 4, column level",
        "line 6, column item",
        "line 6, column dimension",
        "line 7, column body",
        "line 8",
        "line 9, column dimension",
        "line 9, column level",
    ]
    assert "line 2, column level: a whole number from 0 to 4 is needed; found 9" in result.stderr
    assert "line 8: 4 cells are needed; found 2" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ratings.csv, line 1, column item: this column is missing"),
        ("item,body\na,X\n", "line 1, column level: this column is missing"),
        ("item,body,level,colour\na,X,1,red\n", "line 1, column colour: this column is not known"),
        ("item,body,level,item\na,X,1,a\n", "line 1, column item: this column stands twice"),
        ("item,body,level\n", "ratings.csv: at least 1 rating is needed"),
        ('item,body,level\na,"X,1\n', "line 2: cannot be read as CSV"),
        (b"\xff\xfe", "ratings.csv: UTF-8 text is needed; byte 0 is none"),
    ],
)
def test_a_broken_file_says_what_is_needed(measure, text, message):
    result = measure(text)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--scale", "4", "0"), "low < high"),
        (("--replications", "0"), "at least 1 replication"),
        (("--confidence", "1.5"), "a confidence between 0 and 1"),
        (("--share", "2"), "share in the mode: a number from 0 to 1"),
        (("--iqr", "-1"), "interquartile range: a number of at least 0"),
    ],
)
def test_settings_that_make_no_sense_are_refused(measure, options, message):
    result = measure(RATINGS, *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_the_scale_is_needed_and_numbers_may_be_written_as_people_do(tmp_path, measure):
    (tmp_path / "r.csv").write_text("item,body,level\n")
    assert CliRunner().invoke(main, ["agreement", str(tmp_path / "r.csv")]).exit_code == 2
    found = json.loads(measure('\ufeffitem,body,level\na,X,٣\na,Y,"2,0"\n').stdout)
    assert found["items"][0]["levels"] == {"X": 3, "Y": 2}
