"""Ratings in a CSV file: read whole, or refused with everything that is wrong, by file, line and column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coherence.cli.tables import MISSING
from coherence.questionnaire.csv_rows import BrokenRow, csv_rows
from coherence.questionnaire.numerals import number
from scoring.agreement.ratings import Rating, Ratings, Scale, faults, ratings

NEEDED = ("item", "body", "level")
COLUMNS = (*NEEDED, "dimension")


class RatingsFileError(Exception):
    """A file that cannot be used; the message has one line for everything found."""


@dataclass(slots=True)
class _Reading:
    """What was read so far, and what was wrong: (line, message)."""

    file: str
    rows: list[Rating] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def report(self, line: int | None, column: str | None, reason: str) -> None:
        place = [self.file]
        place += [f"line {line}"] if line is not None else []
        place += [f"column {column}"] if column is not None else []
        self.problems.append((line or 0, f"{', '.join(place)}: {reason}"))


def read_ratings(path: Path, scale: Scale) -> Ratings:
    """The ratings in a file with the columns item, body, level and, if wanted, dimension.

    A level that is empty or NA is a blank. RatingsFileError with all faults: nothing is half read.
    """
    reading = _Reading(path.name)
    for line, cells in _rows(reading, path):
        _take(reading, line, cells)
    for fault in faults(reading.rows, scale):
        reading.report(reading.lines[fault.row], fault.column, fault.reason)
    if not reading.rows and not reading.problems:
        reading.report(None, None, "at least 1 rating is needed; found none")
    if reading.problems:
        found = sorted(reading.problems, key=lambda problem: problem[0])
        raise RatingsFileError("\n".join(message for _, message in found))
    return ratings(reading.rows, scale)


def _rows(reading: _Reading, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the header with the line at which each begins; broken ones are reported and left out."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return reading.report(None, None, f"UTF-8 text is needed; byte {error.start} is none")
    rows = csv_rows(text)
    try:
        _, header = next(rows, (1, []))
        if not _header_is_right(reading, header):
            return None
        for line, cells in rows:
            if len(cells) == len(header):
                yield line, dict(zip(header, cells, strict=True))
            else:
                reading.report(line, None, f"{len(header)} cells are needed; found {len(cells)}")
    except BrokenRow as error:
        reading.report(error.line, None, f"cannot be read as CSV: {error}")


def _header_is_right(reading: _Reading, header: list[str]) -> bool:
    faulty = {
        "is missing": [name for name in NEEDED if name not in header],
        "is not known": [name for name in header if name not in COLUMNS],
        "stands twice": sorted({name for name in header if header.count(name) > 1}),
    }
    for fault, names in faulty.items():
        for name in names:
            allowed = f"needed: {', '.join(NEEDED)}; allowed too: dimension"
            reading.report(1, name, f"this column {fault}; {allowed}")
    return not any(faulty.values())


def _take(reading: _Reading, line: int, cells: dict[str, str]) -> None:
    level: float | None = None
    if cells["level"] not in MISSING:
        try:
            level = number(cells["level"])
        except ValueError as error:
            reading.report(line, "level", str(error))
    if cells.get("dimension") == "":
        reading.report(line, "dimension", "a name is needed")
    reading.rows.append(Rating(cells["item"], cells["body"], level, cells.get("dimension", "")))
    reading.lines.append(line)
