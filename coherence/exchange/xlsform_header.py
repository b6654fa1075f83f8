"""The rows of a form's sheet with their columns understood: plain, translated, our own; the rest is refused."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from babel import Locale

from coherence.exchange.columns import Column
from coherence.exchange.names import LANGUAGE, PREFIX
from coherence.exchange.records import CellError, Place, parsed
from coherence.exchange.sheets import Sheet, Value
from coherence.exchange.xlsform import PART, TRANSLATED
from coherence.questionnaire.places import Json
from coherence.questionnaire.wording import listed

BASE = ""
"""The tag of a column without a language."""
COMMON = ("en", "fr", "es", "ar", "ru", "zh", "pt", "de", "it", "sw", "uk", "tr", "fa", "hi", "id", "vi", "ne", "bn")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: plain cells by column, texts by what they are and language, our own columns by key, and places."""

    place: Place
    cells: Mapping[str, str]
    texts: Mapping[tuple[str, str], str]
    extras: Mapping[str, Json]
    places: Mapping[str, Place]

    def at(self, key: str) -> Place:
        return self.places.get(key, self.place)


@dataclass(slots=True)
class Report:
    """What was refused and what was assumed, for the person who reads a file in."""

    name: str
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, place: Place, why: str) -> None:
        self.refused.append(f"{self.name}: {place}: {why}")

    def note(self, place: Place, what: str) -> None:
        self.notes.append(f"{self.name}: {place}: {what}")


def language_tag(text: str) -> str | None:
    """`Français (fr)` is fr, and so are French and Français; None when it is no language that is known."""
    match = LANGUAGE.fullmatch(text.strip())
    if match:
        return match["tag"]
    wanted = text.strip().lower()
    for tag in COMMON:
        locale = Locale.parse(tag)
        if wanted in (tag, (locale.english_name or "").lower(), (locale.display_name or "").lower()):
            return tag
    return None


def lines(
    sheet: Sheet | None,
    plain: Collection[str],
    extras: Mapping[str, Column],
    report: Report,
    base: str,
    translated: Collection[str] = TRANSLATED,
) -> list[Line]:
    """The rows that hold something. A column that is not known is refused if anything stands in it."""
    if sheet is None or not sheet.rows:
        return []
    columns = _columns(sheet, plain, extras, report, base, translated)
    found = []
    for number, row in enumerate(sheet.rows[1:], start=2):
        if any(value is not None for value in row):
            found.append(_line(sheet, number, row, columns, extras, report))
    return found


def _columns(
    sheet: Sheet,
    plain: Collection[str],
    extras: Mapping[str, Column],
    report: Report,
    base: str,
    translated: Collection[str],
) -> dict[int, tuple[str, str]]:
    """What stands in each column: its meaning, and the language of a translated one."""
    columns: dict[int, tuple[str, str]] = {}
    for number, title in enumerate(sheet.rows[0], start=1):
        used = [
            row for row, cells in enumerate(sheet.rows[1:], 2) if len(cells) >= number and cells[number - 1] is not None
        ]
        if not used:
            continue
        name = str(title or "").strip()
        what, _, language = name.partition("::")
        found = _meaning(name, language if what in translated else None, what, plain, extras, base)
        place = Place(sheet.name, 1, number, name[:60] or "without a title")
        if found is None:
            allowed = listed([*plain, *(f"{one}::Language (tag)" for one in translated)])
            report.refuse(place, f"the column is not understood; used in row {listed(used, 5)}. Allowed: {allowed}")
        elif found in columns.values():
            report.refuse(place, "the column is there twice")
        else:
            columns[number] = found
    return columns


def _meaning(
    name: str, language: str | None, what: str, plain: Collection[str], extras: Mapping[str, Column], base: str
) -> tuple[str, str] | None:
    if name in plain or name == PART:
        return name, BASE
    if name.startswith(PREFIX) and name.removeprefix(PREFIX) in extras:
        return name, BASE
    if language is not None:
        tag = language_tag(language) if language else base
        return (what, tag) if tag else None
    return None


def _line(sheet: Sheet, number: int, row: Sequence[Value], columns: Mapping[int, tuple[str, str]],
          extras: Mapping[str, Column], report: Report) -> Line:  # fmt: skip
    line = Line(Place(sheet.name, number), {}, {}, {}, {})
    cells, texts, own, places = {}, {}, {}, {}
    for column, (what, tag) in columns.items():
        value = row[column - 1] if column <= len(row) else None
        if value is None:
            continue
        place = places[f"{what}:{tag}" if tag else what] = Place(
            sheet.name, number, column, str(sheet.rows[0][column - 1])
        )
        key = what.removeprefix(PREFIX)
        if tag:
            texts[what, tag] = _plain(value)
        elif what.startswith(PREFIX) and what != PART:
            try:
                own[key] = parsed(extras[key], value)
            except CellError as error:
                report.refuse(place, str(error))
        else:
            cells[what] = _plain(value)
    return Line(line.place, cells, texts, own, places)


def _plain(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"
