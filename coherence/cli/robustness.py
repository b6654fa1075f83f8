"""The part of `coherence composite` that asks what other choices would have given."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import click
import numpy as np

import coherence
from coherence.cli.composite_files import Inputs
from coherence.cli.tables import csv_text
from scoring.composite.build import Choices
from scoring.composite.errors import DataError
from scoring.composite.impute import METHODS as IMPUTATIONS
from scoring.composite.normalise import METHODS as NORMALISATIONS
from scoring.ranks import equalised
from scoring.robustness.composite import Vary, composite_study
from scoring.robustness.replicate import Replications, replicate
from scoring.robustness.summary import rank_intervals, score_intervals

DEFAULT = "weights=0.25"
COLUMNS = ("unit", "node", *(f"{name}_{part}" for name in ("score", "rank") for part in ("median", "q05", "q95")))
NUMBERS = ("weights", "spacing", "threshold")
ALLOWED = "weights=SPREAD, or aggregate, normalise, impute, threshold, spacing, missing or drop=NAME+NAME…"
READ, WRITTEN = ("data", "framework", "weights"), ("out", "robustness")
WITH_UNIT = "distance-to-reference"


def varied(text: str, inputs: Inputs) -> Vary:
    """What `--vary` says; UsageError naming what is allowed."""
    given: dict[str, object] = {}
    for part in text.split(","):
        name, _, values = part.partition("=")
        if name not in Vary.__dataclass_fields__ or not values or name in given:
            raise click.UsageError(f"--vary: {ALLOWED} is needed, each once; found {part!r}")
        alternatives = _numbers(name, values) if name in NUMBERS else tuple(values.split("+"))
        given[name] = _single(alternatives) if name == "weights" else alternatives
    unknown = set(given.get("drop", ())) - set(inputs.framework.codes)  # type: ignore[call-overload]
    if unknown:
        raise click.UsageError(f"--vary: drop: the framework has no {', '.join(sorted(unknown))}")
    try:
        found = Vary(**given)  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(f"--vary: {error}") from error
    _check_names(found, inputs)
    return found


def _numbers(name: str, values: str) -> tuple[float, ...]:
    try:
        return tuple(float(value) for value in values.split("+"))
    except ValueError as error:
        raise click.UsageError(f"--vary: {name}: numbers are needed; found {values!r}") from error


def _single(numbers: tuple[float, ...]) -> float:
    if len(numbers) != 1 or not 0 <= numbers[0] <= 1:
        found = "+".join(f"{number:g}" for number in numbers)
        raise click.UsageError(f"--vary: weights: one number from 0 to 1 is needed; found {found}")
    return numbers[0]


def _check_names(vary: Vary, inputs: Inputs) -> None:
    """UsageError for a method that is not known, InputError for posts that a method needs and the framework lacks."""
    for name in vary.normalise:
        if name not in NORMALISATIONS or name == WITH_UNIT:
            allowed = ", ".join(method for method in NORMALISATIONS if method != WITH_UNIT)
            raise click.UsageError(f"--vary: normalise: one of {allowed} is needed; found {name!r}")
        inputs.check_posts(name)
    for name in vary.impute:
        base, _, column = name.partition(":")
        if name not in IMPUTATIONS and not (f"{base}:COLUMN" in IMPUTATIONS and column):
            raise click.UsageError(f"--vary: impute: one of {', '.join(IMPUTATIONS)} is needed; found {name!r}")


def replications(inputs: Inputs, choices: Choices, vary: Vary, many: int, seed: int) -> Replications:
    """All runs; UsageError for choices that cannot vary together, InputError for numbers that one cannot take."""
    labels = {name: inputs.labels(name.partition(":")[2]) for name in (choices.impute, *vary.impute) if ":" in name}
    with inputs.located():
        try:
            return replicate(composite_study(inputs.framework, inputs.values, choices, vary, labels), many, seed)
        except DataError:
            raise
        except ValueError as error:
            raise click.UsageError(f"--vary: {error}") from error


def robustness_table(inputs: Inputs, found: Replications) -> str:
    """CSV: a row per unit and aggregate, in the order of the data and of the framework; 9 decimals."""
    tree = inputs.framework
    parts = [
        getattr(own(found), part) for own in (score_intervals, rank_intervals) for part in ("median", "q05", "q95")
    ]
    numbers = equalised(np.array(parts)).transpose(2, 1, 0).tolist()  # unit, aggregate, part
    nodes = [(tree.codes[place], place - tree.indicators) for place in tree.order]
    rows: list[list[object]] = [
        [unit, code, *own[place]] for unit, own in zip(inputs.units, numbers, strict=True) for code, place in nodes
    ]
    return csv_text(COLUMNS, rows)


def settings_text(found: Replications) -> str:
    """JSON: everything by which the run can be repeated: the command's options, digests of its files, versions."""
    options = click.get_current_context().params
    files = {name: path for name, path in options.items() if name in READ and path and Path(path).is_file()}
    digests = {name: sha256(Path(path).read_bytes()).hexdigest() for name, path in files.items()}
    texts = {name: value.name if isinstance(value, Path) else value for name, value in options.items()}
    texts = {name: value for name, value in texts.items() if name not in WRITTEN}
    record = {"coherence": coherence.__version__, "options": texts, "sha256": digests, "run": asdict(found.settings)}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def settings_file(robustness: Path) -> Path:
    """Beside the file of intervals: `robust.csv` has `robust.settings.json`."""
    return robustness.with_suffix(".settings.json")
