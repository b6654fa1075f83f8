"""A small round, published: fourteen countries, some of which do not show their name."""

import csv
import io
import random
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest

from coherence.benchmarks import operations as benchmarks
from coherence.benchmarks import underway
from coherence.rounds import importing, operations, queries
from tests.benchmarks.rounds import instrument
from tests.conftest import emptied
from tests.pages import Browser

NAMED = ("FR", "DE", "ES", "MA", "SN", "GH", "MX")
ANONYMOUS = ("IT", "PT", "KE", "ET", "PE", "CO")
MINE = "BR"


@dataclass(frozen=True)
class Published:
    """`manager`: the round's link; `links`: the tokens of the units' assessments."""

    manager: str
    links: dict[str, str]
    code: str = "trial-2026"


def table(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return importing.File("rows.csv", text.getvalue().encode())


def consent_of(code):
    return "named" if code in NAMED else "mine-only" if code == MINE else "anonymous"


def filled(code, year, questionnaire=None, close=True):
    """A round with answers drawn from its name; the manager's token and the units' tokens."""
    source = questionnaire or instrument()
    manager = operations.create(source, code, f"Trial {year}", date(year, 1, 1), date(year, 12, 31))
    this = queries.round_by_code(code)
    generator = random.Random(code)
    everybody = (*NAMED, *ANONYMOUS, MINE)
    units = [{"unit": one, "roles": "origin;return", "consent": consent_of(one)} for one in everybody]
    answers = [
        {"unit": one, "item": item.id, "answer": generator.choice(item.answer.levels).value}
        for one in everybody
        for item in source.items()
        if item.kind == "level" and generator.random() < 0.9
    ]
    done = importing.bring_in(this, table(units), table(answers))
    if close:
        operations.close(this)
    return manager, {one.code: one.token for one in done.joined}


def publish(app):
    with app.app_context():
        filled("trial-2024", 2024)
        benchmarks.publish(queries.round_by_code("trial-2024"))
        manager, links = filled("trial-2026", 2026)
        benchmarks.publish(queries.round_by_code("trial-2026"))
    return Published(manager, links)


@contextmanager
def held():
    """Nothing is published beside a request while this lasts: the one thread for it waits."""
    free = threading.Event()
    waiting = underway.POOL.submit(free.wait, 60)
    try:
        yield
    finally:
        free.set()
        waiting.result(timeout=60)


@pytest.fixture(scope="module")
def published(running_app):
    """For tests that change nothing: made once a module."""
    return publish(emptied(running_app))


@pytest.fixture
def reader(running_app):
    return Browser(running_app.test_client())
