"""`coherence report`: reports as files, for one assessment or a whole round, in any format and language."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from flask import Flask

from coherence import i18n
from coherence.benchmarks import queries as benchmarks
from coherence.benchmarks.model import text
from coherence.benchmarks.queries import Published, key_of
from coherence.cli.named import assessment_or_exit, assessments_or_exit, round_or_exit
from coherence.cli.report_files import WRITERS, Done, Job, results
from coherence.cli.report_subjects import Comparison, Country, Subject
from coherence.cli.settings import app_or_exit
from coherence.cli.tables import InputError
from coherence.questionnaire.wording import listed
from coherence.rounds import queries as rounds
from coherence.rounds.queries import RoundInfo

ALL = "all"
KINDS = ("country", "benchmark")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the report is to be about, as it was typed."""

    kind: str
    assessment: str | None
    round: str | None
    unit: str | None
    group: str | None


@click.command()
@click.option("--assessment", metavar="LINK_OR_ID", help="The link of one assessment, its token, or the number.")
@click.option("--round", metavar="ROUND", help="Instead: the code of a round.")
@click.option("--unit", metavar="CODE", help="One unit of the round.")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="Which report.")
@click.option("--group", metavar="GROUPING:LABEL", help="The peer group of a benchmark, as region:002.  [default: all]")
@click.option(
    "--format", "formats", required=True, multiple=True, type=click.Choice(list(WRITERS)), help="Can be given again."
)
@click.option("--lang", default=i18n.DEFAULT, show_default=True, help="Language tag, or all.")
@click.option(
    "--out", default=".", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder; made."
)
def report(formats: tuple[str, ...], lang: str, out: Path, **wanted: str) -> None:
    """Write reports as files: on an assessment, on every unit of a round, or a round's published benchmark.

    A file's name ends in a key of everything that it was made of. What is there already with the same key is left,
    so that an interrupted run goes on where it stopped; an earlier report stays beside a newer one.
    """
    languages = _languages(lang)
    asked = Wanted(**wanted)
    _refuse_impossible(asked)
    app = app_or_exit()
    with app.app_context():
        subjects = _comparisons(asked) if asked.kind == "benchmark" else _countries(asked)
    _make_folder(out)
    chosen = tuple(dict.fromkeys(formats))
    jobs = (Job(subject, language, chosen, out) for subject in subjects for language in languages)
    _finish(app, jobs, len(subjects) * len(languages))


def _languages(lang: str) -> list[str]:
    if lang != ALL and lang not in i18n.LANGUAGES:
        raise click.UsageError(f"--lang {lang}: allowed: {', '.join(i18n.LANGUAGES)}, or {ALL}")
    return list(i18n.LANGUAGES) if lang == ALL else [lang]


def _refuse_impossible(asked: Wanted) -> None:
    if (asked.assessment is None) == (asked.round is None):
        raise click.UsageError("one of --assessment and --round is needed, and not both")
    if asked.unit is not None and asked.round is None:
        raise click.UsageError("--unit names a unit of a --round; --assessment names one unit already")
    if asked.group is not None and asked.kind != "benchmark":
        raise click.UsageError("--group is for --kind benchmark; a country report compares with nobody")


def _countries(asked: Wanted) -> list[Subject]:
    """The report of the assessment, or of each unit of the round."""
    if asked.assessment is not None:
        return [Country(assessment_or_exit(asked.assessment).id)]
    return [Country(number) for number in assessments_or_exit(round_or_exit(str(asked.round)), asked.unit)]


def _comparisons(asked: Wanted) -> list[Subject]:
    """The published benchmark: of all, or as one unit may see it from where it stands."""
    this, number = _place(asked)
    found = benchmarks.latest(this.code)
    if found is None:
        first = "" if this.closed else f"coherence round close {this.code}, then "
        raise click.UsageError(
            f"the benchmark of round {this.code} is not published yet. Run: {first}coherence round publish {this.code}"
        )
    stands = None if number is None else benchmarks.standing(number)
    if number is not None and (stands is None or stands[0].id != found.id):
        raise click.UsageError(f"this unit is not in the published benchmark of round {this.code}")
    return [Comparison(found.code, found.version, _group(found, asked.group or ALL), number)]


def _place(asked: Wanted) -> tuple[RoundInfo, int | None]:
    """The round, and the number of the assessment from which it is looked at."""
    if asked.assessment is None:
        this = round_or_exit(str(asked.round))
        return this, None if asked.unit is None else assessments_or_exit(this, asked.unit)[0]
    number = assessment_or_exit(asked.assessment).id
    this_round = rounds.round_of_assessment(number)
    if this_round is None:
        raise click.UsageError(f"--assessment {asked.assessment}: belongs to no round, and is compared with nobody")
    return this_round, number


def _group(found: Published, given: str) -> tuple[str, str]:
    key = key_of(given)
    if found.benchmark.group(key) is None:
        known = listed(sorted(text(group.key).rstrip(":") for group in found.benchmark.groups))
        raise click.UsageError(f"--group {given}: not in the benchmark of {found.code}; allowed: {known}")
    return key


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"--out {out} cannot be made: {error.strerror}") from error


def _finish(app: Flask, jobs: Iterable[Job], number: int) -> None:
    """Do all jobs, tell of every file, and exit with 2 if any could not be made."""
    made, kept, failed = list[str](), list[str](), list[str]()
    with click.progressbar(length=number, label="Reports", file=sys.stderr) as bar:
        for one in results(app, jobs, number):
            _note(one, made, kept, failed)
            bar.update(1)
    for path in sorted(made + kept):
        click.echo(path)
    click.echo(f"{len(made)} made, {len(kept)} already there.", err=True)
    if failed:
        raise InputError("\n".join(failed), f"{len(failed)} not made")


def _note(one: Done, made: list[str], kept: list[str], failed: list[str]) -> None:
    made += map(str, one.made)
    kept += map(str, one.kept)
    failed += one.failed
