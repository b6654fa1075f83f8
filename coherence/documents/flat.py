"""A report as tables only, for spreadsheets and CSV: facts, key figures, answers and texts become tables as well.

A column whose cells hold two numbers becomes two: `bounds` with ranges `bounds_low` and `bounds_high`, `band` with
grades that have a value `band` and `band_value`. What is left out of a report's pages for length is here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coherence.documents import origin
from coherence.documents.tree import (
    Cell,
    Column,
    Entries,
    Entry,
    Facts,
    Grade,
    KeyFigures,
    Listing,
    Nothing,
    Number,
    Paragraph,
    Range,
    Report,
    Section,
    Table,
    Text,
)

Plain = Text | Number | Nothing | Grade
EMPTY = Text("")


@dataclass(frozen=True, slots=True)
class Flat:
    """A table of plain cells: no ranges, and the value of a grade stands in a column of its own."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Plain, ...], ...]
    notes: tuple[str, ...] = ()


def tables(report: Report) -> Iterator[Flat]:
    """Every table of the report in the order of its pages; the facts first, what it was made of last."""
    yield _flat(_facts(report.facts, report), report)
    for block in report.blocks():
        if isinstance(block, Facts):
            yield _flat(_facts(block, report), report)
        elif isinstance(block, KeyFigures):
            yield _flat(_figures(block, report), report)
        elif isinstance(block, Table):
            yield _flat(block, report)
    yield from (_flat(made, report) for made in (_answers(report), _texts(report)) if made.rows)
    yield _flat(_facts(origin.facts(report), report), report)


def _facts(facts: Facts, report: Report) -> Table:
    columns = (Column("name", report.labels["name"]), Column("value", report.labels["value"], wide=2))
    return Table(facts.id, facts.title or report.title, columns, tuple((Text(name), cell) for name, cell in facts.rows))


def _figures(figures: KeyFigures, report: Report) -> Table:
    names = ("figure", "value", "bounds", "band", "coverage", "note")
    columns = tuple(Column(name, report.labels[name], name in ("value", "bounds", "coverage")) for name in names)
    rows = tuple(
        (Text(one.title), one.value, one.bounds or EMPTY, one.band or EMPTY, one.coverage or EMPTY, Text(one.note))
        for one in figures.figures
    )
    return Table(figures.id, figures.title or report.title, columns, rows)


def _answers(report: Report) -> Table:
    """One row for each question of all sections; what is said about the answers stands in columns by its name."""
    entries = [(section, entry) for section in report.walk() for entry in _entries(section)]
    ids = {name: id for section in report.walk() for block in _blocks(section) for name, id in block.ids.items()}
    named = dict.fromkeys(name for _, entry in entries for name, _text in entry.details)
    labels = report.labels
    columns = (
        Column("section", labels["section"]),
        Column("number", labels["number"]),
        Column("id", "id"),
        Column("question", labels["question"], wide=3),
        Column("answer", labels["answer"], wide=2),
        *(Column(ids.get(name, f"detail_{place}"), name, wide=2) for place, name in enumerate(named, 1)),
    )
    rows = tuple(
        (Text(section.title), Text(entry.number), Text(entry.id), entry.title, entry.answer, *_details(entry, named))
        for section, entry in entries
    )
    return Table("answers", labels["answers"], columns, rows)


def _blocks(section: Section) -> Iterator[Entries]:
    return (block for block in section.blocks if isinstance(block, Entries))


def _entries(section: Section) -> Iterator[Entry]:
    return (entry for block in _blocks(section) for entry in block.entries)


def _details(entry: Entry, names: dict[str, None]) -> list[Text]:
    said: dict[str, list[Text]] = {}
    for name, text in entry.details:
        said.setdefault(name, []).append(text)
    return [Text("\n".join(text.text for text in said[name])) if name in said else EMPTY for name in names]


def _texts(report: Report) -> Table:
    """The paragraphs and lists, with the section in which they stand."""
    columns = (Column("section", report.labels["section"]), Column("text", report.labels["text"], wide=4))
    places = [("", report.opening), *((section.title, section.blocks) for section in report.walk())]
    rows: list[tuple[Cell, ...]] = [(EMPTY, Text(report.notice))] if report.notice else []
    for title, blocks in places:
        for block in blocks:
            if isinstance(block, Paragraph):
                rows.append((Text(title), Text(block.text)))
            elif isinstance(block, Listing):
                rows += [(Text(title), item) for item in block.items]
    return Table("texts", report.labels["texts"], columns, tuple(rows))


def _flat(table: Table, report: Report) -> Flat:
    parted = [
        part
        for place, column in enumerate(table.columns)
        for part in _parted(column, [row[place] for row in table.rows], report)
    ]
    columns = tuple(column for column, _ in parted)
    rows = tuple(zip(*(cells for _, cells in parted), strict=True)) if table.rows else ()
    return Flat(table.id, table.title, columns, rows, table.notes)


def _parted(column: Column, cells: Sequence[Cell], report: Report) -> Iterator[tuple[Column, list[Plain]]]:
    """The column, and those that its ranges and grades make besides."""
    ranges = [cell for cell in cells if isinstance(cell, Range)]
    if not ranges or any(isinstance(cell, Number | Grade) or (isinstance(cell, Text) and cell.text) for cell in cells):
        yield column, [EMPTY if isinstance(cell, Range) else cell for cell in cells]
    if ranges:
        for end in ("low", "high"):
            yield _beside(column, end, report), [_end(cell, end) for cell in cells]
    if any(isinstance(cell, Grade) and cell.value is not None for cell in cells):
        yield _beside(column, "value", report), [_value(cell) for cell in cells]


def _beside(column: Column, part: str, report: Report) -> Column:
    return Column(f"{column.id}_{part}", f"{column.title} – {report.labels[part]}", True)


def _end(cell: Cell, end: str) -> Plain:
    if isinstance(cell, Range):
        return Number(cell.low if end == "low" else cell.high, cell.digits)
    return cell if isinstance(cell, Nothing) and end == "low" else EMPTY


def _value(cell: Cell) -> Plain:
    return Number(cell.value) if isinstance(cell, Grade) and cell.value is not None else EMPTY
