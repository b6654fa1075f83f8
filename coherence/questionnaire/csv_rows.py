"""The rows of a CSV text, with the lines at which they begin: what every reader of such files needs first."""

import csv
from collections.abc import Iterator


class BrokenRow(ValueError):
    """What makes the text no CSV, and the line at which that is seen."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, without spaces around their cells; BrokenRow when one cannot be read."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenRow(reader.line_num, str(error)) from error
