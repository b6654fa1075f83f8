"""Country reports: one in every format beside bare typst, and many in a row with the memory that takes."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar
from unittest import mock

import typst
from flask import Flask

from benchmarks import databases, rounds, servers
from coherence import create_app, i18n
from coherence.assessments import queries
from coherence.cli import report_files as files
from coherence.cli.report_subjects import Country
from coherence.documents.tree import Report
from coherence.reports.country import read
from coherence.reports.country.report import country_report
from coherence.reports.labels import labels

QUESTIONNAIRE = "migration-development"
TIMES = 5
MOMENT = 0.3  # seconds


def one(options: argparse.Namespace) -> Iterator[dict[str, float | str]]:
    """Least milliseconds of making the tree of a unit, and each format of it; each time of another unit.

    The typesetter remembers parts of a document: the same one a second time would take a fifth of it.
    """
    with tempfile.TemporaryDirectory() as name, databases.database("sqlite", Path(name)) as url:
        app = create_app(data=name, database_url=url)
        with app.app_context():
            units = rounds.nations(TIMES + 1)
            tokens = rounds.filled(QUESTIONNAIRE, "one", 2026, units, comments=True).tokens.values()
        with app.test_request_context(), i18n.speaking("en"):
            yield {"what": "tree, read and built", "ms": best(_tree, tokens)}
            trees = [_tree(token) for token in tokens]
            for format, write in files.WRITERS.items():
                row: dict[str, float | str] = {"what": format, "ms": best(write, trees), "bytes": len(write(trees[0]))}
                if format == "pdf":
                    typeset, empty = _bare(trees, Path(name))
                    row |= {"bare typst ms": typeset, "share": typeset / float(row["ms"]), "empty typst ms": empty}
                yield row
        app.extensions["database"].close()


def _tree(token: str) -> Report:
    return country_report(read.given(queries.open_or_404(token)), labels())


def _bare(trees: Sequence[Report], folder: Path) -> tuple[float, float]:
    """The typesetter alone: on the documents of these reports with their words ready, and on an empty one."""
    with mock.patch.object(typst, "compile", wraps=typst.compile) as spied:
        for tree in trees:
            files.WRITERS["pdf"](tree)
    given = [call for call in spied.call_args_list if "sys_inputs" in call.kwargs]
    empty = folder / "empty.typ"
    empty.write_text('#set document(title: "Nothing")\n')
    plain = given[0].kwargs | {"root": folder, "sys_inputs": {}, "input": empty}
    bare = best(lambda call: typst.compile(*call.args, **call.kwargs), given)
    return bare, best(lambda _: typst.compile(**plain), given)


Given = TypeVar("Given")


def best(run: Callable[[Given], object], given: Iterable[Given]) -> float:
    """Least milliseconds of a run, one with each of what is given, after the first, which does not count.

    A moment between them, as between people: what a run leaves to be done after it is not the next one's.
    """
    found = []
    for one in given:
        time.sleep(MOMENT)
        began = time.perf_counter()
        run(one)
        found.append(1000 * (time.perf_counter() - began))
    return min(found[1:])


def many(options: argparse.Namespace) -> Iterator[dict[str, float | str]]:
    """A PDF of each of many countries, made as `coherence report` does, and its processes' memory on the way."""
    with tempfile.TemporaryDirectory() as name, databases.database("sqlite", Path(name)) as url:
        given = {"COHERENCE_DATA": name, "COHERENCE_DATABASE_URL": url}
        with mock.patch.dict(os.environ, given):
            yield from _batch(create_app(), options.countries, Path(name))


def _batch(app: Flask, number: int, folder: Path) -> Iterator[dict[str, float | str]]:
    with app.app_context():
        tokens = rounds.filled(QUESTIONNAIRE, "many", 2026, rounds.nations(number), comments=True).tokens
        found = [queries.open_or_404(token).id for token in tokens.values()]
    jobs = [files.Job(Country(assessment), "en", ("pdf",), folder) for assessment in found]
    began, memory = time.perf_counter(), []
    for done in files.results(app, jobs, len(jobs)):
        assert done.made, done.failed
        memory.append(sum(map(servers.memory_mb, servers.below(os.getpid()))))
    seconds = time.perf_counter() - began
    app.extensions["database"].close()
    places = {"a tenth": len(memory) // 10, "half": len(memory) // 2, "the end": len(memory) - 2}
    yield {"what": f"{number} PDF", "seconds": seconds, "a second": number / seconds} | {
        f"MB at {name}": memory[place] for name, place in places.items()
    }
