"""What a server does before the first request and between requests."""

import os
import subprocess
import sys

import pytest

from coherence import memory
from coherence.assessments import operations, queries
from coherence.db import transaction
from coherence.editions.models import Edition
from tests.attacks.instrument import PROFILE, instrument

FREED = """
from coherence.memory import give_back
def dirty():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))
some = [bytes(20_000) for _ in range(2_000)]
kept = some[::50]
del some
before = dirty()
give_back()
print(before - dirty())
"""


def started(folder, program: str, **settings: str) -> subprocess.CompletedProcess:
    environment = os.environ | {f"COHERENCE_{name.upper()}": value for name, value in settings.items()}
    return subprocess.run([sys.executable, "-c", program], env=environment, cwd=folder, capture_output=True, text=True)


@pytest.mark.skipif(not memory.give_back(), reason="this system's C library gives memory back by itself, or never")
def test_memory_that_was_freed_between_what_is_kept_goes_back(tmp_path):
    done = started(tmp_path, FREED)
    assert int(done.stdout) > 30_000, "of 40,000 kB"


def test_what_is_stored_is_read_before_the_first_request(app, tmp_path):
    with app.app_context():
        token = operations.start(instrument("Read beforehand"), "Utopia", PROFILE)
        number = queries.open_or_404(token).edition_id
    url = app.extensions["database"].engine.url.render_as_string(hide_password=False)
    told = f"""
import gc
from coherence import wsgi
print(gc.get_freeze_count() > 0)
from coherence.editions.queries import edition
from sqlalchemy import event
asked = []
event.listen(wsgi.app.extensions["database"].engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
with wsgi.app.app_context():
    print(edition({number}).title, asked)
"""
    done = started(tmp_path, told, data=str(tmp_path), database_url=url)
    assert done.stdout.split("\n")[:2] == ["True", "Read beforehand []"], done.stderr


def test_statements_of_sections_are_written_before_the_first_request(app, tmp_path):
    with app.app_context():
        token = operations.start(instrument("Prepared"), "Utopia", PROFILE)
    url = app.extensions["database"].engine.url.render_as_string(hide_password=False)
    told = f"""
from sqlalchemy.sql.elements import ClauseElement
from coherence import wsgi
from coherence.assessments import queries
ClauseElement.compile = None
with wsgi.app.app_context():
    print(queries.open_or_404({token!r}).unit)
"""
    done = started(tmp_path, told, data=str(tmp_path), database_url=url)
    assert done.stdout == "Utopia\n", done.stderr


START = "from coherence import wsgi; print(wsgi.app.name)"


def test_a_server_starts_before_its_database(tmp_path):
    nowhere = f"sqlite:///{tmp_path / 'coherence.db'}"
    done = started(tmp_path, START, data=str(tmp_path), database_url=nowhere)
    assert done.stdout == "coherence\n", done.stderr


def test_an_edition_that_cannot_be_read_does_not_keep_the_others_from_being_served(app, tmp_path):
    with app.app_context(), transaction() as session:
        session.add(Edition(questionnaire="broken", number=1, digest="0" * 64, document={"id": "broken"}, texts={}))
    url = app.extensions["database"].engine.url.render_as_string(hide_password=False)
    done = started(tmp_path, START, data=str(tmp_path), database_url=url)
    assert done.stdout == "coherence\n", done.stderr
