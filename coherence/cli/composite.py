"""`coherence composite`: a composite indicator from a table of numbers and a framework."""

from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from coherence.cli.composite_files import Inputs, read_inputs
from coherence.cli.robustness import (
    DEFAULT,
    replications,
    robustness_table,
    settings_file,
    settings_text,
    varied,
)
from coherence.cli.tables import csv_text, write_files
from scoring.composite.aggregate import ALLOWED, Rule, check_levels
from scoring.composite.build import Choices, build
from scoring.composite.framework import Framework
from scoring.composite.impute import METHODS as IMPUTATIONS
from scoring.composite.impute import without_value
from scoring.composite.normalise import METHODS as NORMALISATIONS
from scoring.composite.normalise import WITH_RANGE
from scoring.ranks import competition_ranks
from scoring.robustness.replicate import LARGEST_SEED

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REFERENCE = "distance-to-reference"
VARIED = "aggregate, normalise, impute, threshold, spacing, missing, drop=NAME+NAME…"


@click.command()
@click.option("--data", required=True, type=FILE, help="CSV: uCode and one column per indicator.")
@click.option("--framework", required=True, type=FILE, help="CSV: iCode, Level, Parent, Weight, Direction, Type.")
@click.option("--normalise", default="minmax", show_default=True, metavar="NAME", help=", ".join(NORMALISATIONS))
@click.option("--range", "ends", type=float, nargs=2, metavar="LOW HIGH", help="Ends of the scale, 0 100 if not given.")
@click.option("--aggregate", default="arithmetic", show_default=True, metavar="NAME[,NAME…]", help=", ".join(ALLOWED))
@click.option("--weights", metavar="FILE|equal", help="CSV: iCode, Weight. If not given: those of the framework.")
@click.option("--threshold", default="0", show_default=True, metavar="T[,T…]", help="Least coverage for a score, 0-1.")
@click.option("--threshold-by", type=click.Choice(["weight", "children"]), default="weight", show_default=True)
@click.option("--impute", default="none", show_default=True, metavar="NAME", help=", ".join(IMPUTATIONS))
@click.option("--ranks", is_flag=True, help="A column NAME_rank for each aggregate.")
@click.option(
    "--replications", "many", type=click.IntRange(1), metavar="N", help="Runs with other choices; see --vary."
)
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), default=1, show_default=True, help="Of the draws.")
@click.option("--vary", metavar="NAME=…[,NAME=…]", help=f"What varies in the runs, {DEFAULT} if not given. {VARIED}.")
@click.option("--robustness", type=click.Path(dir_okay=False, path_type=Path), help="CSV: intervals of the runs.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="If not given: printed.")
def composite(
    data: Path,
    framework: Path,
    normalise: str,
    ends: tuple[float, float] | None,
    aggregate: str,
    weights: str | None,
    threshold: str,
    threshold_by: str,
    impute: str,
    ranks: bool,
    many: int | None,
    seed: int,
    vary: str | None,
    robustness: Path | None,
    out: Path | None,
) -> None:
    """Score every unit of a table on every aggregate of a framework.

    Prints or writes a CSV: uCode and one column per aggregate in the framework's order, empty where there is no
    score. What is wrong with the input is said in one line with file, line and column (exit 2).

    With --replications, --robustness FILE gets a row per unit and aggregate with the median and the 5 % and 95 %
    quantiles of its score and of its rank over the runs, and FILE's name with .settings.json all that is needed to
    repeat them: the same seed gives the same bytes.
    """
    check_files(many, vary, robustness, out)
    inputs = read_inputs(data, framework, weights)
    choices = chosen(inputs, normalise, ends, impute, rule(inputs.framework, aggregate, threshold, threshold_by))
    groups = grouped(inputs, impute)
    with inputs.located():
        scores = build(inputs.framework, inputs.values, choices, groups=groups).scores
    texts = {out: table(inputs, scores, ranks)}
    if many and robustness:
        found = replications(inputs, choices, varied(vary or DEFAULT, inputs), many, seed)
        texts[robustness] = robustness_table(inputs, found)
        texts[settings_file(robustness)] = settings_text(found)
    deliver(texts)


def check_files(many: int | None, vary: str | None, robustness: Path | None, out: Path | None) -> None:
    """UsageError unless runs have a file, and the file has runs and is not that of the scores."""
    if many and not robustness:
        raise click.UsageError("--replications: --robustness FILE is needed, for the intervals")
    if not many and (robustness or vary):
        raise click.UsageError(f"--{'robustness' if robustness else 'vary'}: --replications N is needed")
    if robustness and out and robustness.resolve() == out.resolve():
        raise click.UsageError("--robustness: another file than --out is needed")


def rule(tree: Framework, aggregate: str, threshold: str, by: str) -> Rule:
    """The rule of aggregation that the options ask for; UsageError naming what is allowed."""
    try:
        thresholds = tuple(float(text) for text in threshold.split(","))
    except ValueError as error:
        raise click.UsageError(f"--threshold: numbers from 0 to 1 are needed; found {threshold!r}") from error
    try:
        found = Rule(tuple(aggregate.split(",")), thresholds, by)
        check_levels(tree, found)
    except ValueError as error:
        raise click.UsageError(f"--{error}") from error
    return found


def chosen(inputs: Inputs, normalise: str, ends: tuple[float, float] | None, impute: str, found: Rule) -> Choices:
    """All choices; UsageError for a name that is not known and for ends that have no meaning."""
    name, _, unit = normalise.partition(":")
    if name not in NORMALISATIONS or bool(unit) != (name == REFERENCE):
        allowed = ", ".join(NORMALISATIONS).replace(REFERENCE, f"{REFERENCE}:UCODE")
        raise click.UsageError(f"--normalise: one of {allowed} is needed; found {normalise!r}")
    if unit and unit not in inputs.units:
        raise click.UsageError(f"--normalise: there is no unit {unit!r} in {inputs.data.file}")
    if ends and name not in WITH_RANGE:
        raise click.UsageError(f"--range has a meaning for {', '.join(sorted(WITH_RANGE))} only; found {name}")
    low, high = ends or (0.0, 100.0)
    if not low < high:
        raise click.UsageError(f"--range: LOW must be below HIGH; found {low:g} {high:g}")
    inputs.check_posts(name)
    place = inputs.units.index(unit) if unit else None
    return Choices(impute=impute, normalise=name, low=low, high=high, reference=place, rule=found)


def grouped(inputs: Inputs, impute: str) -> list[str | None] | None:
    """The labels for imputation by group, with a word on groups that have nothing to impute from."""
    base, _, column = impute.partition(":")
    if impute not in IMPUTATIONS and not (f"{base}:COLUMN" in IMPUTATIONS and column):
        raise click.UsageError(f"--impute: one of {', '.join(IMPUTATIONS)} is needed; found {impute!r}")
    if not column or (column == "COLUMN" and column not in inputs.data.columns):
        return None
    labels = inputs.labels(column)
    for group, place in without_value(inputs.values, labels):
        code = inputs.framework.codes[place]
        click.echo(f"{code}: no value in {column} {group}; imputed from all units", err=True)
    return labels


def table(inputs: Inputs, scores: NDArray[np.float64], ranks: bool) -> str:
    """Scores (units, aggregates in stack order) as CSV in the framework's order, with ranks if wanted."""
    tree = inputs.framework
    codes = [tree.codes[place] for place in tree.order]
    ordered = scores[:, [place - tree.indicators for place in tree.order]]
    rows: list[list[object]] = [[unit, *own] for unit, own in zip(inputs.units, ordered.tolist(), strict=True)]
    if ranks:
        places = competition_ranks(ordered, axis=0).tolist()
        rows = [row + [_whole(rank) for rank in own] for row, own in zip(rows, places, strict=True)]
    return csv_text(["uCode", *codes, *([f"{code}_rank" for code in codes] if ranks else [])], rows)


def deliver(texts: dict[Path | None, str]) -> None:
    """Print what has no file; write the others, all or none."""
    write_files({path: text for path, text in texts.items() if path is not None})
    for path, text in texts.items():
        if path is None:
            click.echo(text, nl=False)


def _whole(rank: float) -> int | None:
    return None if np.isnan(rank) else int(rank)
