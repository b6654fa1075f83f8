"""What changes units: storing those that are new, correcting those that are known."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from coherence.db import now
from coherence.units.kinds import COUNTRY, KINDS, UnitProfile
from coherence.units.models import Unit
from coherence.units.names import territory_name

UNITS = Unit.__table__
NEW = insert(UNITS).returning(UNITS.c.id, sort_by_parameter_order=True)
CORRECTED = ("name", "names", "kind", "parent_id", "region", "income_group", "population", "roles")
CORRECT = update(UNITS).where(UNITS.c.id == bindparam("this")).values({name: bindparam(name) for name in CORRECTED})
ORDER = tuple(KINDS)


def keep(
    connection: Connection, units: Sequence[UnitProfile], countries: Mapping[str, object], *, correcting: bool
) -> dict[str, int]:
    """The ids of the units by code, those above them too; new ones are stored, known ones corrected if asked for."""
    rows = connection.execute(select(UNITS.c.code, UNITS.c.id, UNITS.c.fictional).where(UNITS.c.code.is_not(None)))
    present = rows.all()
    stored = {code: number for code, number, _ in present}
    fictional = {code: invented for code, _, invented in present}
    units = [*_countries_above(units, stored), *units]
    for kind in ORDER:
        rows = [unit for unit in units if unit.kind == kind]
        for unit in rows:
            fictional[unit.code] = fictional.get(unit.parent or "", unit.code not in countries)
        new = [_row(unit, stored) | {"fictional": fictional[unit.code]} for unit in rows if unit.code not in stored]
        known = [_row(unit, stored) | {"this": stored[unit.code]} for unit in rows if unit.code in stored]
        if known and correcting:
            connection.execute(CORRECT, [{name: row[name] for name in ("this", *CORRECTED)} for row in known])
        if new:
            numbers = connection.scalars(NEW, new).all()
            stored |= zip((row["code"] for row in new), numbers, strict=True)
    return stored


def _countries_above(units: Sequence[UnitProfile], stored: Mapping[str, int]) -> list[UnitProfile]:
    """Countries that are named only as the place of others: they are units, too."""
    here = {unit.code for unit in units}
    above = dict.fromkeys(unit.parent for unit in units if unit.parent)
    return [UnitProfile(code) for code in above if code not in stored and code not in here]


def _row(unit: UnitProfile, stored: Mapping[str, int]) -> dict[str, object]:
    own = unit.names.get("en") or next(iter(unit.names.values()), None)
    return {
        "code": unit.code,
        "name": own or territory_name(unit.code, "en") or unit.code,
        "names": unit.names,
        "kind": unit.kind or COUNTRY,
        "parent_id": stored[unit.parent] if unit.parent else None,
        "region": unit.region,
        "income_group": unit.income_group,
        "population": unit.population,
        "roles": list(unit.roles),
        "created_at": now(),
    }
