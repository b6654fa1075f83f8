"""`coherence composite --replications`: intervals and settings in files of their own, the same for the same seed."""

import csv
import json

import pytest
from click.testing import CliRunner

from coherence.cli import main

FRAMEWORK = """\
iCode,Level,Parent,Weight,Direction,Type
whole,3,,1,1,Aggregate
a1,1,a,1,1,Indicator
a2,1,a,3,-1,Indicator
a,2,whole,1,1,Aggregate
b1,1,b,1,1,Indicator
b,2,whole,1,1,Aggregate
region,,,,,Group
"""
DATA = """\
uCode,region,a1,a2,b1
AAA,n,0,10,0
BBB,n,10,0,20
CCC,s,5,5,
DDD,s,3,6,14
EEE,n,9,,2
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "framework.csv").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    return tmp_path


def run(files, *options: str):
    given = ["--data", str(files / "data.csv"), "--framework", str(files / "framework.csv"), "--range", "1", "100"]
    return CliRunner().invoke(main, ["composite", *given, "--out", str(files / "out.csv"), *options])


def replicated(files, *options: str, name: str = "robust.csv"):
    found = run(files, "--replications", "200", "--robustness", str(files / name), *options)
    assert found.exit_code == 0, found.output
    return files / name


def test_a_row_for_each_unit_and_aggregate_in_their_orders(files):
    rows = list(csv.DictReader(replicated(files).read_text().splitlines()))
    assert [(row["unit"], row["node"]) for row in rows[:4]] == [
        ("AAA", "whole"),
        ("AAA", "a"),
        ("AAA", "b"),
        ("BBB", "whole"),
    ]
    assert list(rows[0])[2:] == [f"{name}_{part}" for name in ("score", "rank") for part in ("median", "q05", "q95")]
    # the worst on everything and the best on everything stay so under all weights; CCC has no b
    assert list(rows[0].values())[2:] == ["1.0"] * 3 + ["5.0"] * 3
    assert list(rows[3].values())[2:] == ["100.0"] * 3 + ["1.0"] * 3
    assert list(rows[8].values())[2:] == [""] * 6


def test_the_same_seed_gives_the_same_bytes_and_another_others(files):
    vary = ("--vary", "weights=0.5,aggregate=arithmetic+geometric,impute=none+mean+group-mean:region,drop=a+b")
    first, again, other = (
        replicated(files, *vary, "--seed", seed, name=name).read_bytes()
        for seed, name in (("7", "r1.csv"), ("7", "r2.csv"), ("8", "r3.csv"))
    )
    assert first == again != other
    settings = (files / "r1.settings.json").read_text(encoding="utf-8")
    assert settings == (files / "r2.settings.json").read_text(encoding="utf-8")
    kept = json.loads(settings)
    assert (kept["run"]["seed"], kept["run"]["replications"], kept["options"]["vary"]) == (7, 200, vary[1])
    assert list(kept["run"]["varied"]) == ["impute", "aggregate", "weights", "drop"]
    assert set(kept["sha256"]) == {"data", "framework"}


def test_weights_vary_by_a_quarter_when_nothing_is_said(files):
    replicated(files)
    varied = json.loads((files / "robust.settings.json").read_text())["run"]["varied"]
    assert varied == {"weights": {"method": "uniform", "spread": 0.25, "levels": "all"}}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--replications", "9"], "--robustness FILE is needed"),
        (["--vary", "weights=0.1"], "--vary: --replications N is needed"),
        (["--robustness", "ROBUST"], "--robustness: --replications N is needed"),
        (["--replications", "9", "--robustness", "OUT"], "another file than --out"),
        (["--replications", "0", "--robustness", "ROBUST"], "0 is not in the range"),
        (["--seed", "-1"], "-1 is not in the range"),
    ],
)
def test_options_that_do_not_go_together(files, options, message):
    places = {"ROBUST": str(files / "robust.csv"), "OUT": str(files / "out.csv")}
    found = run(files, *(places.get(option, option) for option in options))
    assert (found.exit_code, message in found.output) == (2, True), found.output
    assert sorted(path.name for path in files.iterdir()) == ["data.csv", "framework.csv"]


@pytest.mark.parametrize(
    ("vary", "message"),
    [
        ("weights=2", "weights: one number from 0 to 1"),
        ("weights=0.1+0.2", "weights: one number from 0 to 1"),
        ("weights=x", "weights: numbers are needed"),
        ("weight=0.1", "found 'weight=0.1'"),
        ("weights=0.1,weights=0.2", "each once"),
        ("normalise=minmax+best", "normalise: one of minmax"),
        ("normalise=minmax+goalposts", "framework.csv"),
        ("impute=none+zero", "impute: one of none"),
        ("impute=group-mean:colour", "the column colour is missing"),
        ("aggregate=mean", "aggregate: one of arithmetic"),
        ("drop=zz", "the framework has no zz"),
        ("missing=best", "ignore, lowest, highest"),
        ("spacing=2,normalise=rank", "found rank"),
        ("threshold=2", "from 0 to 1"),
        ("aggregate=geometric,normalise=zscore", "data.csv, line 2, column a1"),
    ],
)
def test_what_cannot_vary_leaves_no_file(files, vary, message):
    found = run(files, "--replications", "9", "--robustness", str(files / "robust.csv"), "--vary", vary)
    assert (found.exit_code, message in found.output) == (2, True), found.output
    assert sorted(path.name for path in files.iterdir()) == ["data.csv", "framework.csv"]
