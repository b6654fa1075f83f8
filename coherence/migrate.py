"""Bringing a database to the tables this version needs."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from coherence import paths
from coherence.db import together


def configuration(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
    return config


def head() -> str | None:
    return ScriptDirectory.from_config(configuration()).get_current_head()


def present(engine: Engine) -> str | None:
    """The revision the database is at; None when it has no tables yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> None:
    with engine.connect() as connection, together(connection):
        connection = connection.execution_options(writes=True)
        command.upgrade(configuration(connection), revision)
        connection.commit()


def downgrade(engine: Engine, revision: str) -> None:
    with engine.connect() as connection, together(connection):
        connection = connection.execution_options(writes=True)
        command.downgrade(configuration(connection), revision)
        connection.commit()
