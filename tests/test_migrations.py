"""The tables: the last revision is what the models say, and every revision goes up and comes down."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from coherence import migrate
from coherence.db import Database, together
from coherence.models import Base
from tests.conftest import created


@pytest.fixture
def empty(database_kind, request, tmp_path):
    """An engine on a database without tables."""
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = created(request.getfixturevalue("postgresql_server"), "revisions")
    database = Database(url)
    yield database.engine
    database.close()


def test_the_last_revision_has_the_tables_of_the_models(empty):
    migrate.upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_revision_goes_up_and_comes_down(empty):
    revisions = [step.revision for step in ScriptDirectory.from_config(migrate.configuration()).walk_revisions()]
    for revision in reversed(revisions):
        migrate.upgrade(empty, revision)
        migrate.downgrade(empty, "-1")
        migrate.upgrade(empty, revision)
    migrate.downgrade(empty, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]


def test_migrating_twice_changes_nothing(empty):
    migrate.upgrade(empty)
    migrate.upgrade(empty)
    assert migrate.present(empty) == migrate.head()


def test_an_upgrade_that_fails_half_way_leaves_the_database_as_it_was(empty):
    with empty.connect() as connection, together(connection):
        connection.execute(text("CREATE TABLE revisions (id integer)"))
        connection.commit()
    with pytest.raises(DBAPIError):
        migrate.upgrade(empty)
    assert inspect(empty).get_table_names() == ["revisions"]
