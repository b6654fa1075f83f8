"""Units in a CSV file: one row a unit, with its place, its profile, and what it allows to be published."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from coherence.csv_tables import Report, Row, read_table
from coherence.i18n import LANGUAGES
from coherence.questionnaire.wording import listed, shown
from coherence.units.kinds import (
    CODE_LENGTH,
    COUNTRY,
    INCOME_GROUPS,
    KINDS,
    PARENTS,
    REGIONS,
    ROLES,
    UnitProfile,
    is_code,
    is_free,
)

NAMES = tuple(f"name_{tag}" for tag in LANGUAGES)
COLUMNS = ("unit", "kind", "parent", *NAMES, "region", "income_group", "population", "roles", "consent")
FROM_REFERENCE = (*NAMES, "parent", "region", "income_group", "population")
LONGEST_NAME = 200
MOST_PEOPLE = 10**10


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the file. The consent is None where the cell is empty."""

    line: int
    unit: UnitProfile
    consent: str | None


@dataclass(frozen=True)
class Known:
    """What a file may refer to: the countries of ISO 3166, the stored units with some codes, the consents there are.

    `correcting` says whether a row may change a unit that is stored with other words.
    """

    countries: frozenset[str]
    stored: Callable[[Collection[str]], Mapping[str, UnitProfile]]
    consents: tuple[str, ...]
    correcting: bool


def read_units(file: str, content: bytes, known: Known, largest: int) -> list[UnitRow]:
    """The units; Refused with all that is wrong, row by row."""
    rows = read_table(file, content, COLUMNS, ("unit",), largest)
    report, found = Report(file), dict[str, UnitRow]()
    stored = known.stored({row[column] for _, row in rows for column in ("unit", "parent")})
    kinds = dict.fromkeys(known.countries, COUNTRY) | {code: unit.kind for code, unit in stored.items()}
    kinds |= {row["unit"]: row["kind"] for _, row in rows if row["unit"] not in known.countries}
    for line, row in rows:
        code = row["unit"]
        if code in found:
            report.add(line, "unit", f"{code} stands in line {found[code].line} already")
            continue
        _check(report, line, row, known, kinds)
        unit = _profile(report, line, row)
        _check_stored(report, line, unit, stored.get(unit.code), known.correcting)
        found[code] = UnitRow(line, unit, row["consent"] or None)
    report.stop()
    return list(found.values())


def _check(report: Report, line: int, row: Row, known: Known, kinds: Mapping[str, str]) -> None:
    code = row["unit"]
    if not is_code(code):
        allowed = f"allowed: capital letters A-Z, digits, hyphens between them, at most {CODE_LENGTH} characters"
        report.add(line, "unit", f"{shown(code)} is no code; {allowed}")
    elif code in known.countries:
        _check_country(report, line, row)
    elif is_free(code):
        _check_own(report, line, row, kinds)
    else:
        allowed = "allowed: a code of ISO 3166, or a longer one, or AA, QM-QZ, XA-XZ, ZZ"
        report.add(line, "unit", f"{code} is no country; {allowed}")
    _one_of(report, line, "consent", row["consent"], known.consents)


def _check_stored(report: Report, line: int, unit: UnitProfile, stored: UnitProfile | None, correcting: bool) -> None:
    if stored is None:
        return
    if stored.kind != unit.kind:
        report.add(line, "kind", f"{unit.code} is stored as a {stored.kind}, and stays one; found {unit.kind}")
    elif not correcting and replace(unit, roles=stored.roles) != stored:
        report.add(
            line,
            "unit",
            f"{unit.code} is stored with another place, name or profile; only the administrator changes it",
        )


def _check_country(report: Report, line: int, row: Row) -> None:
    if row["kind"] not in ("", COUNTRY):
        report.add(line, "kind", f"{row['unit']} is a country; allowed: {COUNTRY}, or nothing")
    for column in FROM_REFERENCE:
        if row[column]:
            why = "of a country this comes from CLDR and the reference data"
            report.add(line, column, f"{why}; leave the cell empty; found {shown(row[column])}")


def _check_own(report: Report, line: int, row: Row, kinds: Mapping[str, str]) -> None:
    if _one_of(report, line, "kind", row["kind"] or "nothing", tuple(KINDS)):
        _check_parent(report, line, row, kinds)
    if not any(row[name] for name in NAMES):
        report.add(line, NAMES[0], f"a name is needed in one language at least: {listed(NAMES)}")
    for name in NAMES:
        if len(row[name]) > LONGEST_NAME or not row[name].isprintable():
            report.add(line, name, f"the name is too long or invisible; at most {LONGEST_NAME} characters are allowed")
    _one_of(report, line, "region", row["region"], REGIONS)
    _one_of(report, line, "income_group", row["income_group"], tuple(INCOME_GROUPS))


def _check_parent(report: Report, line: int, row: Row, kinds: Mapping[str, str]) -> None:
    allowed = PARENTS[row["kind"]]
    above = kinds.get(row["parent"])
    if not allowed and row["parent"]:
        report.add(line, "parent", f"a {row['kind']} lies in no other unit; found {shown(row['parent'])}")
    elif allowed and above not in allowed:
        what = f"a {above}" if above else "a unit that is neither here nor stored"
        found = f"{shown(row['parent'])}, {what}" if row["parent"] else "nothing"
        report.add(line, "parent", f"a {row['kind']} needs the code of a {' or '.join(allowed)}; found {found}")


def _one_of(report: Report, line: int, column: str, text: str, allowed: tuple[str, ...]) -> bool:
    if text and text not in allowed:
        report.add(line, column, f"{shown(text)} is not known; allowed: {listed(allowed)}")
        return False
    return True


def _profile(report: Report, line: int, row: Row) -> UnitProfile:
    return UnitProfile(
        code=row["unit"],
        kind=row["kind"] or COUNTRY,
        parent=row["parent"] or None,
        names={name.removeprefix("name_"): row[name] for name in NAMES if row[name]},
        region=row["region"] or None,
        income_group=row["income_group"] or None,
        population=_population(report, line, row["population"]),
        roles=_roles(report, line, row["roles"]),
    )


def _population(report: Report, line: int, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:12]) <= MOST_PEOPLE):
        fault = f"{shown(text)} is no number of people; allowed: a whole number above 0, or nothing when unknown"
        report.add(line, "population", fault)
        return None
    return int(text)


def _roles(report: Report, line: int, text: str) -> tuple[str, ...]:
    given = [role.strip() for role in text.split(";") if role.strip()]
    for role in given:
        _one_of(report, line, "roles", role, tuple(ROLES))
    return tuple(role for role in ROLES if role in given)
