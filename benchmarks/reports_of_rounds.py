"""Comparisons: publishing a round, pages of it from a real server, and a round of thousands of cities."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from flask import Flask
from sqlalchemy import event

from benchmarks import browser, databases, rounds, servers
from coherence import create_app
from coherence.benchmarks import operations, queries
from coherence.benchmarks.making import SETTINGS
from coherence.rounds.queries import round_by_code

QUESTIONNAIRE, SMALL = "migration-development", "return-migration"
ROUNDS, FEW = 5, 20
OTHERS = 40  # more than are kept in memory


def pages(options: argparse.Namespace) -> Iterator[dict[str, float | str]]:
    """On each database: publishing, milliseconds of a page, and the statements it takes with few and many units."""
    for kind in databases.KINDS:
        with tempfile.TemporaryDirectory() as name, databases.database(kind, Path(name)) as url:
            app = create_app(data=name, database_url=url)
            with app.app_context():
                links = {number: _published(number) for number in (FEW, options.countries)}
                yield {"what": f"{kind}: publishing {options.countries} units", "seconds": links[options.countries][0]}
            counts = {number: _statements(app, found) for number, (_, found) in links.items()}
            app.extensions["database"].close()
            with servers.running(servers.coherence(Path(name), workers=1, database_url=url)) as server:
                for page, paths in links[options.countries][1].items():
                    row = {"what": f"{kind}: {page}", **_times(server.port, paths, options.requests)}
                    yield row | {f"statements, {n} units": found[page] for n, found in counts.items()}


def _published(number: int) -> tuple[float, dict[str, list[str]]]:
    """Seconds for publishing the last of five rounds, and the addresses of its pages, to be asked for in turn."""
    units = rounds.nations(number)
    filled = [rounds.filled(QUESTIONNAIRE, f"r{number}-{place}", 2020 + place, units) for place in range(ROUNDS)]
    this, tokens = filled[-1].this, filled[-1].tokens
    for one in filled[:-1]:
        operations.publish(one.this)
    began = time.perf_counter()
    operations.publish(this)
    page = f"/en/benchmarks/{this.code}/1/comparison/"
    own = [f"/en/a/{tokens[str(unit['unit'])]}/comparison/" for unit in units[9::10]]
    found = {
        "comparison": [page],
        "comparison, named unit": [f"{page}?unit={units[0]['unit']}"],
        "comparison, other weights": [f"{page}?w0=50"],
        "comparison, other weights each time": [f"{page}?w0={weight}" for weight in range(20, 20 + OTHERS)],
        "own comparison, unnamed unit": own[:1],
        "own comparison, another unit each time": own,
    }
    return time.perf_counter() - began, found


def _statements(app: Flask, paths: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many statements each page takes when it was asked for before."""
    client, found = app.test_client(), list[str]()
    event.listen(app.extensions["database"].engine, "before_cursor_execute", lambda *given: found.append(given[2]))
    counts = {}
    for page, (path, *_) in paths.items():
        client.get(path)
        before = len(found)
        assert client.get(path).status_code == 200
        counts[page] = len(found) - before
    return counts


def _times(port: int, paths: Sequence[str], number: int) -> dict[str, float]:
    asking = browser.Browser(port)
    size, found = len(asking.get(paths[0]).body), []
    for path in islice(cycle(paths), number):
        began = time.perf_counter()
        assert asking.get(path).status == 200
        found.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.quantile(found, (0.5, 0.95))
    return {"p50 ms": float(p50), "p95 ms": float(p95), "bytes": size}


def cities(options: argparse.Namespace) -> Iterator[dict[str, float | str]]:
    """Publishing a round of so many cities, in a process of its own, whose largest memory is read."""
    with tempfile.TemporaryDirectory() as name, databases.database("sqlite", Path(name)) as url:
        app = create_app(data=name, database_url=url)
        with app.app_context():
            began = time.perf_counter()
            rounds.filled(SMALL, "cities", 2026, rounds.cities(options.cities))
            yield {"what": f"importing {options.cities:,} cities", "seconds": time.perf_counter() - began}
        app.extensions["database"].close()
        run = [sys.executable, "-m", "benchmarks.reports_of_rounds", name, url]
        told = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        yield {"what": f"publishing {options.cities:,} cities", **json.loads(told)}


def _publish_cities(name: str, url: str) -> dict[str, float]:
    app = create_app(data=name, database_url=url)
    with app.app_context():
        this = round_by_code("cities")
        assert this
        began = time.perf_counter()
        operations.publish(this)
        seconds = time.perf_counter() - began
        status = Path("/proc/self/status").read_text()
        found = queries.latest("cities")
        assert found
        document = queries.document(found)
        sizes = [len(group.ranking.places) for group in found.benchmark.groups]
        bare = sum(_bare(size, len(found.benchmark.weights)) for size in sizes)
        client, path = app.test_client(), "/en/benchmarks/cities/1/comparison/"
        page, first = client.get(path), time.perf_counter()
        client.get(path)
        return {
            "seconds": seconds,
            "peak MB": int(status.split("VmHWM:")[1].split()[0]) / 1024,
            "bare numpy seconds": bare,
            "share": bare / seconds,
            "document MB": len(document) / 1e6,
            "page MB": len(page.data) / 1e6,
            "page seconds": time.perf_counter() - first,
        }


def _bare(units: int, parts: int) -> float:
    """Seconds for what a machine has to do at least for the ranks of a group: mean, order, and order of ranks."""
    generator = np.random.default_rng(1)
    values, weights = generator.random((units, parts)), generator.random((SETTINGS.replications, parts))
    began = time.perf_counter()
    scores = weights @ values.T / weights.sum(axis=1)[:, None]
    order = np.argsort(scores, axis=1)
    ranks = np.empty(scores.shape, dtype=np.float32)
    np.put_along_axis(ranks, order, np.arange(units, 0, -1, dtype=np.float32)[None, :], axis=1)
    np.sort(ranks, axis=0)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(_publish_cities(*sys.argv[1:])))
