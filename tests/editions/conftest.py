"""A database of its own for what is published: that stays, and other tests begin with nothing published."""

import shutil

import pytest

from coherence import create_app, migrate
from coherence.db import Database
from tests.conftest import created


@pytest.fixture(scope="session")
def running_app(database_kind, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    if database_kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "coherence.db")
        url = f"sqlite:///{folder / 'coherence.db'}"
    else:
        url = another(request.getfixturevalue("postgresql_server"), "editions")
    app = create_app(data=str(folder), database_url=url, start_limit="1000000 per hour")
    yield app
    app.extensions["database"].close()


def another(server: str, name: str) -> str:
    """The address of a new, migrated database on the server."""
    url = created(server, name)
    database = Database(url)
    migrate.upgrade(database.engine)
    database.close()
    return url
