"""Statements of saves and sections, which a server is asked for most often: written once, then handed to the driver.

SQLAlchemy writes them for the database at hand and says how each value is stored. What is left out is what it does
anew at each execution, which took longer than the database needs for the statement itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ClauseElement

Processor = Callable[[Any], Any]


@dataclass(frozen=True)
class _Written:
    """A statement in the words of one kind of database.

    `constants`: the values that stand in it; `order` of the values where they have places and no names.
    """

    text: str
    constants: Mapping[str, Any]
    order: tuple[str, ...] | None
    processors: Mapping[str, Processor]
    results: Sequence[Processor | None]

    def parameters(self, values: Mapping[str, object]) -> dict[str, Any] | list[Any]:
        stored = {**self.constants, **values}
        for name, process in self.processors.items():
            stored[name] = process(stored[name])
        return stored if self.order is None else [stored[name] for name in self.order]


def write_all(dialect: Dialect) -> None:
    """So that the processes of a server need not each write the statements that there are already."""
    for statement in tuple(_PREPARED):
        statement.write(dialect)


class Prepared:
    """One statement, with a bound parameter for each value that it takes."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}
        _PREPARED.add(self)

    def run(self, connection: Connection, values: Mapping[str, object]) -> Any:
        """The driver's cursor after it; its rows are as the driver reads them. Errors are SQLAlchemy's."""
        dialect = connection.dialect
        written = self._written.get(dialect.name) or self.write(dialect)
        try:
            return connection.connection.driver_connection.execute(written.text, written.parameters(values))
        except dialect.loaded_dbapi.Error as error:
            raise sqlalchemy_error(connection, error, written.text) from error

    def rows(self, connection: Connection, values: Mapping[str, object]) -> list[list[Any]]:
        """The rows of a SELECT as SQLAlchemy gives them; in the transaction in which everything else is read."""
        if not connection.in_transaction():
            connection.begin()
        found = self.run(connection, values).fetchall()
        processors = self._written[connection.dialect.name].results
        return [
            [process(one) if process else one for process, one in zip(processors, row, strict=True)] for row in found
        ]

    def write(self, dialect: Dialect) -> _Written:
        compiled = self._statement.compile(dialect=dialect)
        found = {bind.key: bind.type.dialect_impl(dialect).bind_processor(dialect) for bind in compiled.binds.values()}
        processors = {name: process for name, process in found.items() if process}
        order = None if compiled.positiontup is None else tuple(compiled.positiontup)
        written = _Written(str(compiled), compiled.params, order, processors, _results(self._statement, dialect))
        self._written[dialect.name] = written
        return written


_PREPARED: WeakSet[Prepared] = WeakSet()


def _results(statement: ClauseElement, dialect: Dialect) -> list[Processor | None]:
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    return [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]


def sqlalchemy_error(connection: Connection, error: Exception, statement: str | None = None) -> BaseException:
    """What SQLAlchemy raises for an error of the driver: the rest of the program knows no other.

    If the server is gone, all connections that wait to be used are given up, as SQLAlchemy does.
    """
    dialect = connection.dialect
    if not connection.invalidated and dialect.is_disconnect(error, connection.connection.driver_connection, None):
        connection.invalidate(error)
        connection.engine.dispose()
    return DBAPIError.instance(statement, None, error, dialect.loaded_dbapi.Error, dialect=dialect)
