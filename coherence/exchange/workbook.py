"""The authoring workbook: a questionnaire as sheets for people who work in spreadsheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coherence.exchange.columns import BY_NAME, SETTINGS, TABLES, Column, Table
from coherence.exchange.documents import TableError, questionnaire
from coherence.exchange.records import CellError, Place, Record, parsed, unknown, written
from coherence.exchange.sheets import Sheet, Value
from coherence.exchange.tables import rows, settings
from coherence.exchange.translations import translations, translations_sheet
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.wording import listed, shown, suggestion

README, SETTINGS_SHEET, TRANSLATIONS = "Read me", "Settings", "Translations"
# The sheets in the order of use: questions first.
ORDER = (
    *("Items", "Levels", "Groups", "Profile", "Options", "Ticks", "Rows", "Decisions"),
    *("Changes", "Bands", "Terms", "Bodies", "Sources"),
)
KNOWN = frozenset({README, SETTINGS_SHEET, TRANSLATIONS, *BY_NAME})
INTRODUCTION = (
    "This workbook is one questionnaire. Each sheet holds one kind of thing, each row one of them.",
    "Change texts, add and remove rows, then check and convert it with: "
    "coherence questionnaire import FILE.xlsx --from workbook --out FOLDER",
    "What belongs together is named by its id: the column Item of the sheet Levels holds the id from the sheet Items.",
    "The order of rows is the order in which things are shown. Empty cells take the default named here.",
    "Write no formulas. Columns may stand in any order; a column that is not needed may be deleted.",
)

Words = Mapping[str, str]
"""The texts of one language, by their place in the questionnaire."""


@dataclass(frozen=True, slots=True)
class Read:
    """A questionnaire from a file, with its translations by language, and what a person should know of it."""

    questionnaire: Questionnaire
    words: Mapping[str, Words] = field(default_factory=dict)
    outdated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    notes: Sequence[str] = ()
    refused: Sequence[str] = ()


def export(questionnaire: Questionnaire, words: Mapping[str, Words]) -> list[Sheet]:
    """The sheets of the workbook; `words` are the languages beside the one it was written in."""
    document, tables = questionnaire.document, rows(questionnaire.document)
    said = settings(document)
    lines: list[list[Value]] = [["Setting", "Value", "Meaning"]]
    lines += [[column.title, written(said.get(column.key)), _meaning(column)] for column in SETTINGS]
    sheets = [Sheet(README, list(_readme())), Sheet(SETTINGS_SHEET, lines)]
    sheets += [table_sheet(BY_NAME[name], tables[name]) for name in ORDER]
    return [*sheets, translations_sheet(questionnaire, words, TRANSLATIONS)] if words else sheets


def _readme() -> Iterator[list[Value]]:
    yield ["How to use this workbook"]
    yield from ([line] for line in INTRODUCTION)
    for name in ORDER:
        table = BY_NAME[name]
        yield [None]
        yield [f"Sheet {name}: {table.help}"]
        yield from ([f"{column.title}: {_meaning(column)}"] for column in table.columns if _meaning(column))


def _meaning(column: Column) -> str:
    allowed = f"one of: {listed(column.allowed)}" if column.allowed else ""
    return "; ".join(part for part in (column.help, allowed) if part)


def table_sheet(table: Table, entries: Sequence[Mapping[str, object]], prefix: str = "") -> Sheet:
    """A table as a sheet, with a drop-down where only some words are allowed."""
    head: list[Value] = [column.title for column in table.columns]
    body = [[written(entry.get(column.key)) for column in table.columns] for entry in entries]
    choices = {number: column.allowed for number, column in enumerate(table.columns) if column.allowed}
    return Sheet(prefix + table.name, [head, *body], choices)


def read(sheets: Sequence[Sheet], name: str) -> Read:
    """The questionnaire in a workbook; TableError with everything that is wrong, by sheet, row and column."""
    if not any(sheet.name == "Items" for sheet in sheets):
        raise TableError([f"{name}: there is no sheet Items. Allowed: a workbook that was made by --to workbook"])
    faults = [_unknown_sheet(sheet.name, name) for sheet in sheets if sheet.name not in KNOWN]
    by_name = {sheet.name: sheet for sheet in sheets}
    said = settings_record(by_name.get(SETTINGS_SHEET, Sheet(SETTINGS_SHEET, [])), name, faults)
    tables = {
        table.name: records(by_name[table.name], table, name, faults) for table in TABLES if table.name in by_name
    }
    found = questionnaire(name, said, tables, faults)
    notes: list[str] = []
    words, outdated = translations(by_name.get(TRANSLATIONS), found, name, notes)
    return Read(found, words, outdated, notes)


def _unknown_sheet(sheet: str, name: str) -> str:
    guess = suggestion(sheet, KNOWN) or "."
    return f"{name}: unknown sheet {shown(sheet)}{guess} Allowed: {listed(sorted(KNOWN))}"


def settings_record(sheet: Sheet, name: str, faults: list[str]) -> Record:
    """The settings, one a row, as one record."""
    titles = {column.title.lower(): column for column in SETTINGS}
    values, places = {}, {}
    for number, row in enumerate(sheet.rows[1:], start=2):
        title, value = (*row, None, None)[:2]
        if title is None or value is None:
            continue
        place = Place(sheet.name, number, 2, "Value")
        column = titles.get(str(title).lower())
        if column is None or column.key in values:
            what = "unknown setting" if column is None else "given twice:"
            faults.append(f"{name}: {place}: {what} {shown(title)}. Allowed: {listed(c.title for c in SETTINGS)}")
            continue
        try:
            values[column.key] = parsed(column, value)
        except CellError as error:
            faults.append(f"{name}: {place}: {column.title}: {error}")
        places[column.key] = place
    return Record(Place(sheet.name, 1), values, places)


def records(sheet: Sheet, table: Table, name: str, faults: list[str]) -> list[Record]:
    """The rows of a sheet that hold something; what is wrong is added to `faults`."""
    columns = _columns(sheet, table, name, faults)
    found = []
    for number, row in enumerate(sheet.rows[1:], start=2):
        values, places = {}, {}
        for place_in_row, value in enumerate(row, start=1):
            if value is None:
                continue
            column = columns.get(place_in_row)
            place = Place(sheet.name, number, place_in_row, column.title if column else "without a title")
            if column is None:
                faults.append(f"{name}: {place}: {shown(value)} stands in a column without a known title")
                continue
            try:
                values[column.key] = parsed(column, value)
                places[column.key] = place
            except CellError as error:
                faults.append(f"{name}: {place}: {error}")
        if values:
            found.append(Record(Place(sheet.name, number), values, places))
    return found


def _columns(sheet: Sheet, table: Table, name: str, faults: list[str]) -> dict[int, Column]:
    titles = {column.title.lower(): column for column in table.columns}
    columns: dict[int, Column] = {}
    for number, title in enumerate(sheet.rows[0] if sheet.rows else (), start=1):
        column = titles.get(str(title).lower())
        place = Place(sheet.name, 1, number, str(title)[:60])
        if title is None:
            continue
        if column is None:
            faults.append(f"{name}: {place}: {unknown([c.title for c in table.columns], str(title))}")
        elif column in columns.values():
            faults.append(f"{name}: {place}: the column is there twice")
        else:
            columns[number] = column
    return columns
