"""How many pages and saves a second, and how long each takes; beside a bare Flask server in the same run.

`python -m benchmarks.web --users 1,10,50 --seconds 6 --database both --json figures.json`
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks import assessments, bare, browser, databases, servers
from benchmarks.client import Measured, Plan, measure
from coherence.editions import queries as editions
from coherence.questionnaire import Item

LANGUAGE = "fr"
HOME = f"/{LANGUAGE}/a/{{user}}/"
PAGE = f"{HOME}sections/{assessments.SECTION}"


@dataclass(frozen=True)
class Subject:
    """One thing that users do on one server."""

    name: str
    step: str
    page: str
    save: str = ""
    beside: str = ""  # the subject that it is compared with


OURS = (
    Subject("page", "page", PAGE, beside="bare page"),
    Subject("save", "save", PAGE, f"{HOME}items/{{item}}", beside="bare save"),
    Subject("result", "page", f"{HOME}result/"),
)
BARE = (
    Subject("bare page", "page", "/{user}/page"),
    Subject("bare save", "save", "/{user}/page", "/{user}/items/{item}"),
)


@dataclass(frozen=True)
class Line:
    """A line of the table: medians over all rounds. Times in milliseconds."""

    database: str
    subject: str
    users: int
    per_second: float
    p50: float
    p95: float
    p99: float
    slowest: float
    server_cpu: float
    client_load: float
    errors: dict[str, int]
    of_bare: float | None = None
    cpu_of_bare: float | None = None


def main() -> None:
    options = _options()
    figures = {"date": date.today().isoformat(), "machine": _machine(), "databases": {}}
    for kind in databases.KINDS if options.database == "both" else (options.database,):
        lines, facts = _on(kind, options)
        _print(lines, facts)
        figures["databases"][kind] = {"facts": facts, "lines": [asdict(line) for line in lines]}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=lambda text: [int(n) for n in text.split(",")], default=[1, 10, 50])
    parser.add_argument("--seconds", type=float, default=6, help="length of one measurement")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each kind; the median counts")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--database", choices=(*databases.KINDS, "both"), default="both")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _on(kind: str, options: argparse.Namespace) -> tuple[list[Line], dict[str, float]]:
    """All lines for one kind of database, and the sizes of what was compared."""
    with tempfile.TemporaryDirectory(prefix="web") as name, databases.database(kind, Path(name)) as url:
        folder = Path(name, "data")
        tokens = assessments.start(url, folder, max(options.users))
        ours = servers.coherence(folder, workers=options.workers, database_url=url)
        plain = servers.beside("benchmarks.bare:create_app()", folder, options.workers, BARE_DATABASE=url)
        with servers.running(ours):
            size = _size(ours, PAGE.format(user=tokens[0]))
            bare.prepare(url, _questions(), tokens, size, _prose())
            with servers.running(plain):
                facts = {"page_bytes": size, "bare_page_bytes": _size(plain, BARE[0].page.format(user=tokens[0]))}
                lines = _lines(kind, options, ours, plain, tokens)
                facts["memory_mb"] = round(ours.memory_mb(), 1)
                facts["bare_memory_mb"] = round(plain.memory_mb(), 1)
    return lines, facts


def _section() -> list[Item]:
    """The section's questions in the language of the run."""
    questionnaire = editions.spoken(editions.library()[assessments.QUESTIONNAIRE], LANGUAGE)
    group = next(group for group in questionnaire.groups if group.id == assessments.SECTION)
    return [part for part in group.walk() if isinstance(part, Item)]


def _questions() -> list[bare.Question]:
    without_value = ["Ne sait pas", "Sans objet"]
    return [(item.id, item.text, [level.text for level in item.answer.levels] + without_value) for item in _section()]


def _prose() -> str:
    """As much else as the section has to say, so that both pages are as hard to compress."""
    return " ".join(text for item in _section() for text in (item.guidance, item.evidence) if text)


def _size(server: servers.Server, path: str) -> int:
    return len(browser.Browser(server.port).get(path).body)


def _lines(
    kind: str, options: argparse.Namespace, ours: servers.Server, plain: servers.Server, tokens: list[str]
) -> list[Line]:
    lines: list[Line] = []
    # Each is measured right before what it is compared with: the machine may be slower a minute later.
    pairs: list[tuple[Subject, servers.Server]] = []
    for subject in OURS:
        pairs += [(subject, ours), *((one, plain) for one in BARE if one.name == subject.beside)]
    for users in options.users:
        rounds: dict[str, list[dict[str, float]]] = {subject.name: [] for subject, _ in pairs}
        errors: dict[str, Counter[str]] = {subject.name: Counter() for subject, _ in pairs}
        for _ in range(options.rounds):
            for subject, server in pairs:
                figures, failed = _measured(subject, server, tokens[:users], options.seconds)
                rounds[subject.name].append(figures)
                errors[subject.name].update(failed)
        for subject, _ in pairs:
            shares = _shares(rounds[subject.name], rounds[subject.beside]) if subject.beside else {}
            middle = _medians(rounds[subject.name])
            lines.append(Line(kind, subject.name, users, **middle, errors=dict(errors[subject.name]), **shares))
    return lines


def _measured(
    subject: Subject, server: servers.Server, users: list[str], seconds: float
) -> tuple[dict[str, float], Counter[str]]:
    """One measurement; the server's CPU time is a figure that other load on the machine disturbs least."""
    before = server.cpu_seconds()
    plan = Plan(subject.step, server.url, users, subject.page, subject.save, seconds)
    found = measure(plan)
    share = found.seconds / (found.seconds + plan.warm_up)
    cpu = (server.cpu_seconds() - before) * share
    return _figures(found, cpu), found.errors


def _figures(found: Measured, cpu: float) -> dict[str, float]:
    times = sorted(found.latencies) or [float("nan")]
    at = {name: 1000 * times[int(share * (len(times) - 1))] for name, share in PERCENTILES.items()}
    return at | {
        "per_second": len(found.latencies) / found.seconds,
        "server_cpu": 1000 * cpu / len(times),
        "client_load": found.client_cpu,
    }


PERCENTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "slowest": 1.0}


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(figures[name] for figures in rounds), 2) for name in rounds[0]}


def _shares(ours: list[dict[str, float]], plain: list[dict[str, float]]) -> dict[str, float]:
    """Each round is compared with the bare server's of the same minute; 1 would be as good as bare."""
    rounds = list(zip(ours, plain, strict=True))
    return {
        "of_bare": round(statistics.median(a["per_second"] / b["per_second"] for a, b in rounds), 2),
        "cpu_of_bare": round(statistics.median(b["server_cpu"] / a["server_cpu"] for a, b in rounds), 2),
    }


def _print(lines: list[Line], facts: dict[str, float]) -> None:
    print(f"\n{lines[0].database}, {date.today().isoformat()}, {_machine()}")
    print("  ".join(f"{name}: {value}" for name, value in facts.items()))
    print("users  step       per second     p50     p95     p99     max  CPU ms  of bare  CPU of bare")
    for line in lines:
        times = f"{line.p50:8.1f}{line.p95:8.1f}{line.p99:8.1f}{line.slowest:8.0f}"
        share = "" if line.of_bare is None else f"{line.of_bare:9.2f}{line.cpu_of_bare:13.2f}"
        print(f"{line.users:5}  {line.subject:10}{line.per_second:11.0f}{times}{line.server_cpu:8.2f}{share}")
        for error, count in line.errors.items():
            print(f"       {count} errors: {error}")


if __name__ == "__main__":
    main()
