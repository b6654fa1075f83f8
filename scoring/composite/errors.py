"""What is wrong with a table, and where in it."""


class TableError(ValueError):
    """Something in a table cannot be used.

    `row` counts the rows below the header from 0, or is None where no single row is meant;
    `column` is the name of a column, or None. Who knows the file can turn them into a line.
    """

    def __init__(self, reason: str, *, row: int | None = None, column: str | None = None) -> None:
        self.reason, self.row, self.column = reason, row, column
        where = [f"row {row + 1}"] if row is not None else []
        where += [f"column {column}"] if column is not None else []
        super().__init__(f"{', '.join(where)}: {reason}" if where else reason)


class FrameworkError(TableError):
    """The table that describes the framework does not make a tree of elements."""


class DataError(TableError):
    """A number, or a column of numbers, that the method asked for cannot take."""
