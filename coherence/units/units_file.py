"""Units in a CSV file: one row a unit, with its place, its profile, and what it allows to be published."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from coherence.csv_tables import Report, Row, one_of, read_table
from coherence.i18n import LANGUAGES, apart, gettext
from coherence.questionnaire.wording import shown
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
            report.add(
                line, "unit", gettext("{code} stands in line {line} already", **apart(code=code, line=found[code].line))
            )
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
        fault = gettext(
            "{code} is no code; allowed: capital letters A-Z, digits, hyphens between them, at most {most} characters",
            **apart(code=shown(code), most=CODE_LENGTH),
        )
        report.add(line, "unit", fault)
    elif code in known.countries:
        _check_country(report, line, row)
    elif is_free(code):
        _check_own(report, line, row, kinds)
    else:
        fault = gettext(
            "{code} is no country; allowed: a code of ISO 3166, or a longer one, or AA, QM-QZ, XA-XZ, ZZ",
            **apart(code=code),
        )
        report.add(line, "unit", fault)
    one_of(report, line, "consent", row["consent"], known.consents)


def _check_stored(report: Report, line: int, unit: UnitProfile, stored: UnitProfile | None, correcting: bool) -> None:
    if stored is None:
        return
    if stored.kind != unit.kind:
        fault = gettext(
            "{code} is stored with the kind {kind}, which stays; found {found}",
            **apart(code=unit.code, kind=stored.kind, found=unit.kind),
        )
        report.add(line, "kind", fault)
    elif not correcting and replace(unit, roles=stored.roles) != stored:
        fault = gettext(
            "{code} is stored with another place, name or profile; only the administrator changes it",
            **apart(code=unit.code),
        )
        report.add(line, "unit", fault)


def _check_country(report: Report, line: int, row: Row) -> None:
    if row["kind"] not in ("", COUNTRY):
        fault = gettext(
            "{code} is a country; allowed: {allowed}, or nothing", **apart(code=row["unit"], allowed=COUNTRY)
        )
        report.add(line, "kind", fault)
    for column in FROM_REFERENCE:
        if row[column]:
            fault = gettext(
                "of a country this comes from CLDR and the reference data; leave the cell empty; found {found}",
                **apart(found=shown(row[column])),
            )
            report.add(line, column, fault)


def _check_own(report: Report, line: int, row: Row, kinds: Mapping[str, str]) -> None:
    if not row["kind"]:
        report.add(line, "kind", gettext("a kind is needed; allowed: {allowed}", **apart(allowed=", ".join(KINDS))))
    elif one_of(report, line, "kind", row["kind"], KINDS):
        _check_parent(report, line, row, kinds)
    if not any(row[name] for name in NAMES):
        fault = gettext("a name is needed in one language at least: {columns}", **apart(columns=", ".join(NAMES)))
        report.add(line, NAMES[0], fault)
    for name in NAMES:
        if len(row[name]) > LONGEST_NAME or not row[name].isprintable():
            fault = gettext(
                "the name is too long or invisible; at most {most} characters are allowed", **apart(most=LONGEST_NAME)
            )
            report.add(line, name, fault)
    one_of(report, line, "region", row["region"], REGIONS)
    one_of(report, line, "income_group", row["income_group"], INCOME_GROUPS)


def _check_parent(report: Report, line: int, row: Row, kinds: Mapping[str, str]) -> None:
    allowed = PARENTS[row["kind"]]
    above = kinds.get(row["parent"])
    if not allowed and row["parent"]:
        fault = gettext(
            "a unit of the kind {kind} lies in no other one; found {found}",
            **apart(kind=row["kind"], found=shown(row["parent"])),
        )
        report.add(line, "parent", fault)
    elif allowed and above not in allowed:
        fault = gettext(
            "a unit of the kind {kind} needs the code of the one it lies in, of the kind {allowed}; {found}",
            **apart(kind=row["kind"], allowed=", ".join(allowed), found=_found_above(row["parent"], above)),
        )
        report.add(line, "parent", fault)


def _found_above(code: str, kind: str | None) -> str:
    if not code:
        return gettext("found nothing")
    if kind is None:
        return gettext("found {code}, which is neither here nor stored", **apart(code=shown(code)))
    return gettext("found {code}, of the kind {kind}", **apart(code=shown(code), kind=kind))


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
        fault = gettext(
            "{found} is no number of people; allowed: a whole number above 0, or nothing when unknown",
            **apart(found=shown(text)),
        )
        report.add(line, "population", fault)
        return None
    return int(text)


def _roles(report: Report, line: int, text: str) -> tuple[str, ...]:
    given = [role.strip() for role in text.split(";") if role.strip()]
    for role in given:
        one_of(report, line, "roles", role, ROLES)
    return tuple(role for role in ROLES if role in given)
