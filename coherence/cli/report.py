"""`coherence report`: reports as files, for one assessment, in any format and language."""

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import click
from flask import Flask

from coherence import create_app, i18n
from coherence.assessments import queries
from coherence.assessments.queries import Opened
from coherence.cli.settings import app_or_exit
from coherence.cli.tables import InputError, write_files
from coherence.documents.formats import FORMATS
from coherence.documents.tree import Report
from coherence.paper import NoGlyph
from coherence.reports import html
from coherence.reports.country import provenance, read
from coherence.reports.country.inputs import Given
from coherence.reports.country.report import country_report
from coherence.reports.labels import labels

ALL = "all"
WRITERS: dict[str, Callable[[Report], bytes]] = {
    "html": html.standalone,
    **{name: chosen.write for name, chosen in FORMATS.items()},
}
SUFFIXES = {"html": "html", **{name: chosen.suffix for name, chosen in FORMATS.items()}}
LINK = re.compile(r"/a/([^/?#]+)")
LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Job:
    """One assessment in one language: what is read for it is read once for all its formats."""

    assessment: int
    language: str
    formats: tuple[str, ...]
    out: Path


@dataclass(frozen=True, slots=True)
class Done:
    """The files of a job: those written now, those that were there already, and why others could not be made."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    failed: tuple[str, ...] = ()


@click.command()
@click.option("--assessment", required=True, metavar="LINK_OR_ID", help="The link, its token, or the number.")
@click.option("--kind", type=click.Choice(["country"]), default="country", show_default=True, help="Which report.")
@click.option(
    "--format", "formats", required=True, multiple=True, type=click.Choice(list(WRITERS)), help="Can be given again."
)
@click.option("--lang", default=i18n.DEFAULT, show_default=True, help="Language tag, or all.")
@click.option(
    "--out", default=".", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder; made."
)
def report(assessment: str, kind: str, formats: tuple[str, ...], lang: str, out: Path) -> None:
    """Write the report on an assessment as files.

    A file's name ends in a key of everything that it was made of. What is there already with the same key is left,
    so that an interrupted run goes on where it stopped; an earlier report stays beside a newer one.
    """
    languages = _languages(lang)
    app = app_or_exit()
    with app.app_context():
        number = _assessment(assessment)
    _make_folder(out)
    chosen = tuple(dict.fromkeys(formats))
    _finish(app, [Job(number, language, chosen, out) for language in languages])


def _languages(lang: str) -> list[str]:
    if lang != ALL and lang not in i18n.LANGUAGES:
        raise click.UsageError(f"--lang {lang}: allowed: {', '.join(i18n.LANGUAGES)}, or {ALL}")
    return list(i18n.LANGUAGES) if lang == ALL else [lang]


def _assessment(given: str) -> int:
    """The number of the assessment that a link, a token or a number names."""
    found = _opened(given)
    if found is None:
        raise click.UsageError(
            f"--assessment {given}: there is none. Give the whole link, its token, or the number in this database"
        )
    return found.id


def _opened(given: str) -> Opened | None:
    if given.isascii() and given.isdecimal():
        return queries.numbered(int(given)) if int(given) <= LARGEST_NUMBER else None
    link = LINK.search(given)
    return queries.find(link.group(1) if link else given)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"--out {out} cannot be made: {error.strerror}") from error


def _finish(app: Flask, jobs: list[Job]) -> None:
    """Do all jobs, tell of every file, and exit with 2 if any could not be made."""
    done: list[Done] = []
    with click.progressbar(length=len(jobs), label="Reports", file=click.get_text_stream("stderr")) as bar:
        for one in _results(app, jobs):
            done.append(one)
            bar.update(1)
    for path in sorted(path for one in done for path in (*one.made, *one.kept)):
        click.echo(path)
    made, kept = (sum(len(paths) for paths in lists) for lists in ([d.made for d in done], [d.kept for d in done]))
    click.echo(f"{made} made, {kept} already there.", err=True)
    failed = [reason for one in done for reason in one.failed]
    if failed:
        raise InputError("\n".join(failed), f"{len(failed)} not made")


def _results(app: Flask, jobs: list[Job]) -> Iterator[Done]:
    """On all processors, each with an application of its own; a single job needs no other process."""
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers == 1:
        yield from (_do(app, job) for job in jobs)
        return
    # Started anew and not copied: an open database must not be shared.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as pool:
        yield from (future.result() for future in as_completed(pool.submit(_do_here, job) for job in jobs))


_app: list[Flask] = []


def _begin() -> None:
    _app.append(create_app())


def _do_here(job: Job) -> Done:
    return _do(_app[0], job)


def _do(app: Flask, job: Job) -> Done:
    with app.test_request_context(), i18n.speaking(job.language):
        opened = queries.numbered(job.assessment)
        if opened is None:
            return Done((), (), (f"assessment {job.assessment}: it is no longer there",))
        return _written(read.given(opened), job)


def _written(given: Given, job: Job) -> Done:
    """The missing files of the job. Each is finished under another name before it gets its own."""
    stem = f"{provenance.file_name(given)}-{job.language}-{provenance.key(given, job.language)}"
    paths = {name: job.out / f"{stem}.{SUFFIXES[name]}" for name in job.formats}
    missing = {name: path for name, path in paths.items() if not path.exists()}
    if not missing:
        return Done((), tuple(paths.values()))
    tree = country_report(given, labels())
    failed: list[str] = []
    for name, path in missing.items():
        try:
            write_files({path: WRITERS[name](tree)})
        except NoGlyph as error:
            failed.append(f"{path.name}: {error}. Other formats can hold it")
        except InputError as error:
            failed.append(error.format_message())
    made = tuple(path for path in missing.values() if path.exists())
    kept = tuple(path for name, path in paths.items() if name not in missing)
    return Done(made, kept, tuple(failed))
