"""The database: engine, sessions, the write lock of SQLite, and the base of all tables."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import DateTime, Dialect, Engine, MetaData, TypeDecorator, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session

from coherence.lock import WriteLock
from coherence.prepared import sqlalchemy_error

BUSY_SECONDS = 10
# Each thread may hold a connection, and each connection has a cache of its own.
CACHE_KILOBYTES = 512
# A file has room for any number of readers; a PostgreSQL server as it comes answers 100 connections in all.
OVERFLOW = {"sqlite": 120, "postgresql": 15}
BEGIN_WRITING = "BEGIN IMMEDIATE"
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment. SQLite gives back naive times: everything here is UTC, and says so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcTime}  # noqa: RUF012 - SQLAlchemy reads it from the class


def now() -> datetime:
    return datetime.now(UTC)


class Database:
    """An engine and, for SQLite, the lock that lets its writers queue instead of collide."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        file = make_url(url).database
        self._lock = WriteLock(Path(file + ".lock")) if _is_sqlite(self.engine) and file else None

    def close(self) -> None:
        self.engine.dispose()
        if self._lock:
            self._lock.close()

    @contextlib.contextmanager
    def writing(self, connection: Connection) -> Iterator[None]:
        """A block whose work on the connection is on disk when it ends, or undone if it raises."""
        with self._lock or together(connection):
            connection.execution_options(writes=True)
            try:
                with connection.begin():
                    yield
            finally:
                connection.execution_options(writes=False)

    @contextlib.contextmanager
    def storing(self, connection: Connection) -> Iterator[Connection]:
        """The same for prepared statements, which the connection's driver runs by itself."""
        dialect, driver = connection.dialect, connection.connection.driver_connection
        with self._lock or together(connection):
            try:
                if _is_sqlite(self.engine):
                    driver.execute(BEGIN_WRITING)
                yield connection
                driver.commit()
            except BaseException as error:
                with contextlib.suppress(dialect.loaded_dbapi.Error):  # if the server is gone, so is what was begun
                    driver.rollback()
                if isinstance(error, dialect.loaded_dbapi.Error):
                    raise sqlalchemy_error(connection, error) from error
                raise

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session of its own for one change: see `writing`."""
        with self.engine.connect() as connection, self.writing(connection), Session(connection) as session:
            yield session
            session.flush()


@contextlib.contextmanager
def together(connection: Connection) -> Iterator[None]:
    """Statements that are one transaction. On PostgreSQL each is one by itself otherwise: see `_prepare_postgresql`."""
    driver = connection.connection.driver_connection
    if _is_sqlite(connection.engine):
        yield
        return
    driver.autocommit = False
    try:
        yield
    finally:
        if not driver.closed:
            driver.rollback()  # of what was not committed, if anything
            driver.autocommit = True


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _engine(url: str) -> Engine:
    kind = make_url(url).get_backend_name()
    overflow = OVERFLOW.get(kind, OVERFLOW["postgresql"])
    # The connection that was used last has the freshest cache, and those that are not needed stay cold.
    engine = create_engine(url, pool_size=20, max_overflow=overflow, pool_use_lifo=True)
    if _is_sqlite(engine):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions are switched off: they begin too late to take the write lock.
    connection.isolation_level = None
    for setting in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{CACHE_KILOBYTES}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    # What only reads sees the same with and without a transaction, and saves two ways to the server and back.
    connection.autocommit = True


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(BEGIN_WRITING)
    else:
        # Nothing can go wrong in it, and every page begins with it: the driver is asked without a way round.
        connection.connection.driver_connection.execute("BEGIN")


def init_app(app: Flask, url: str) -> None:
    app.extensions["database"] = Database(url)
    app.teardown_appcontext(_close)


def database() -> Database:
    return current_app.extensions["database"]


def reading() -> Connection:
    """The connection for reading in this request; on SQLite it sees one state of the database throughout."""
    if "connection" not in g:
        g.connection = database().engine.connect()
    return g.connection


@contextlib.contextmanager
def writing() -> Iterator[Connection]:
    """The request's connection for one change, on disk when the block ends. What is read after it sees the change.

    Reading ends before it begins: an open view of the database would keep SQLite's log from being written back.
    """
    connection = reading()
    connection.rollback()
    with database().writing(connection):
        yield connection


def storing(*, at_once: bool) -> AbstractContextManager[Connection]:
    """The same for prepared statements; `at_once` if PostgreSQL is given a single one."""
    connection = reading()
    connection.rollback()
    if at_once and not _is_sqlite(connection.engine):
        return contextlib.nullcontext(connection)
    return database().storing(connection)


@contextlib.contextmanager
def transaction() -> Iterator[Session]:
    """The same for a change that is easier said with objects: a session."""
    with writing() as connection, Session(connection) as session:
        yield session
        session.flush()


def _close(_error: BaseException | None) -> None:
    if "connection" in g:
        g.pop("connection").close()
