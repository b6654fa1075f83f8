"""Making the files of many reports on all processors, each file once, with memory that does not grow with them."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from flask import Flask

from coherence import create_app, i18n
from coherence.cli.report_subjects import Gone, Ready, Subject
from coherence.cli.tables import InputError, write_files
from coherence.documents.formats import FORMATS
from coherence.documents.tree import Report
from coherence.paper import NoGlyph
from coherence.reports import html

WRITERS: dict[str, Callable[[Report], bytes]] = {
    "html": html.standalone,
    **{name: chosen.write for name, chosen in FORMATS.items()},
}
SUFFIXES = {"html": "html", **{name: chosen.suffix for name, chosen in FORMATS.items()}}
# Handed to each processor: it never waits for the next job, and what is done does not pile up.
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Job:
    """One subject in one language: what is read for it is read once for all its formats."""

    subject: Subject
    language: str
    formats: tuple[str, ...]
    out: Path


@dataclass(frozen=True, slots=True)
class Done:
    """The files of a job: those written now, those that were there already, and why others could not be made."""

    made: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    failed: tuple[str, ...] = ()


def results(app: Flask, jobs: Iterable[Job], number: int) -> Iterator[Done]:
    """What became of each of a `number` of jobs, in their order; a single job needs no other process."""
    workers = min(number, os.cpu_count() or 1)
    if workers == 1:
        yield from (_do(app, job) for job in jobs)
        return
    # Started anew and not copied: an open database must not be shared.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as pool:
        try:
            yield from _in_turn(pool, jobs, workers * AHEAD)
        except BrokenProcessPool as error:
            raise InputError(
                "a process was ended from outside, perhaps for want of memory. What is made stays: "
                "the same command goes on from there",
                "report",
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _in_turn(pool: ProcessPoolExecutor, jobs: Iterable[Job], most: int) -> Iterator[Done]:
    waiting: deque[Future[Done]] = deque()
    for job in jobs:
        waiting.append(pool.submit(_do_here, job))
        if len(waiting) == most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_app: list[Flask] = []


def _begin() -> None:
    # Who interrupts the command ends it: the files in hand are finished, no more are begun.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _app.append(create_app())


def _do_here(job: Job) -> Done:
    return _do(_app[0], job)


def _do(app: Flask, job: Job) -> Done:
    with app.test_request_context(), i18n.speaking(job.language):
        try:
            return _written(job.subject.ready(), job)
        except Gone as error:
            return Done(failed=(str(error),))


def _written(ready: Ready, job: Job) -> Done:
    """The missing files of the job. Each is finished under another name before it gets its own."""
    paths = {name: job.out / f"{ready.stem}.{SUFFIXES[name]}" for name in job.formats}
    missing = {name: path for name, path in paths.items() if not path.exists()}
    if not missing:
        return Done(kept=tuple(paths.values()))
    tree = ready.made()
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
