"""The reference data on countries: UN M49 regions, income group and population, each with its source and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, current_app

from coherence.config import Settings
from coherence.csv_tables import Report, Row, read_table
from coherence.questionnaire.wording import listed, shown
from coherence.units.kinds import INCOME_GROUPS, REGIONS, TWO_LETTERS

SHIPPED = Path(__file__).with_name("data") / "countries.csv"
LARGEST = 1_000_000
COLUMNS = (
    "alpha2",
    "alpha3",
    "m49",
    "region",
    "subregion",
    "income_group",
    "income_source",
    "income_year",
    "population",
    "population_source",
    "population_year",
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1. What nobody has measured, or classified, is None."""

    alpha2: str
    alpha3: str
    m49: str
    region: str | None
    subregion: str | None
    income_group: str | None
    income_source: str
    income_year: int | None
    population: int | None
    population_source: str
    population_year: int | None


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["countries"] = settings.data / "countries.csv"


def countries() -> Mapping[str, Country]:
    """The countries by their two letters: of the file that was loaded here, else of the one that comes along."""
    file = _file()
    return _kept(file, file.stat().st_mtime_ns)


def _file() -> Path:
    own: Path = current_app.extensions["countries"]
    return own if own.exists() else SHIPPED


@cache
def _kept(file: Path, _changed: int) -> Mapping[str, Country]:
    return read_countries(file.name, file.read_bytes())


def read_countries(file: str, content: bytes) -> dict[str, Country]:
    """The countries in a CSV file; Refused with all that is wrong."""
    report, found = Report(file), dict[str, Country]()
    for line, row in read_table(file, content, COLUMNS, COLUMNS, LARGEST):
        if row["alpha2"] in found:
            report.add(line, "alpha2", f"{row['alpha2']} stands twice")
        found[row["alpha2"]] = _country(report, line, row)
    missing = codes() - found.keys()
    if missing:
        report.add(None, "alpha2", f"these countries are missing: {listed(sorted(missing))}")
    report.stop()
    return found


@cache
def codes() -> frozenset[str]:
    """The codes of ISO 3166-1, which every such file has to hold."""
    rows = read_table(SHIPPED.name, SHIPPED.read_bytes(), COLUMNS, COLUMNS, LARGEST)
    return frozenset(row["alpha2"] for _, row in rows)


def _country(report: Report, line: int, row: Row) -> Country:
    if not TWO_LETTERS.fullmatch(row["alpha2"]):
        report.add(line, "alpha2", f"{shown(row['alpha2'])} is no code; allowed: two capital letters")
    for column, known in (("region", REGIONS), ("income_group", tuple(INCOME_GROUPS))):
        if row[column] and row[column] not in known:
            report.add(line, column, f"{shown(row[column])} is not known; allowed: {listed(known)}, or nothing")
    for value in ("income", "population"):
        given = row["income_group" if value == "income" else "population"]
        if given and not (row[f"{value}_source"] and row[f"{value}_year"]):
            report.add(line, f"{value}_source", "a value needs its source and its year")
    return Country(
        alpha2=row["alpha2"],
        alpha3=row["alpha3"],
        m49=row["m49"],
        region=row["region"] or None,
        subregion=row["subregion"] or None,
        income_group=row["income_group"] or None,
        income_source=row["income_source"],
        income_year=_whole(report, line, "income_year", row),
        population=_whole(report, line, "population", row),
        population_source=row["population_source"],
        population_year=_whole(report, line, "population_year", row),
    )


def _whole(report: Report, line: int, column: str, row: Row) -> int | None:
    text = row[column]
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text)):
        report.add(line, column, f"{shown(text)} is no whole number above 0; unknown is an empty cell")
        return None
    return int(text)
