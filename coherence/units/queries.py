"""What is read of units."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import aliased

from coherence.db import reading
from coherence.units.kinds import UnitProfile
from coherence.units.models import Unit

# As many values as every database takes in one statement.
AT_ONCE = 5_000
ABOVE = aliased(Unit)
PROFILES = select(
    Unit.code,
    Unit.kind,
    ABOVE.code,
    Unit.names,
    Unit.region,
    Unit.income_group,
    Unit.population,
    Unit.roles,
).outerjoin(ABOVE, ABOVE.id == Unit.parent_id)


def profiles(codes: Collection[str]) -> dict[str, UnitProfile]:
    """The stored units with these codes."""
    wanted = list(codes)
    portions = [wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)]
    rows = [row for some in portions for row in reading().execute(PROFILES.where(Unit.code.in_(some)))]
    return {code: UnitProfile(code, *rest, tuple(roles)) for code, *rest, roles in rows}
