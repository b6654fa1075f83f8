"""The application of a command: with settings from the environment, and a database that is ready."""

import click
from flask import Flask

from coherence import config, create_app
from coherence import migrate as migrations
from coherence.db import Database


def settings_or_exit(**given: str) -> config.Settings:
    """The settings; exit 2 naming the one that cannot be used."""
    try:
        return config.read(**given)
    except (config.SettingError, OSError) as error:
        raise click.UsageError(str(error)) from error


def app_or_exit(**given: str) -> Flask:
    """The application on a database with the tables this version needs; exit 2 otherwise."""
    settings_or_exit(**given)
    app = create_app(**given)
    refuse_old_tables(app.extensions["database"])
    return app


def refuse_old_tables(database: Database) -> None:
    present, needed = migrations.present(database.engine), migrations.head()
    if present != needed:
        state = f"is at {present}" if present else "has no tables"
        raise click.UsageError(f"the database {state}, this version needs {needed}. Run: coherence migrate")
