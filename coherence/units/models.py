"""What is stored of a unit: the country, region or city that is assessed."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now
from coherence.units.kinds import CODE_LENGTH, COUNTRY

NAME_LENGTH = 200


class Unit(Base):
    """A unit without a code was made by starting one assessment, and has that one only.

    Of a country with an ISO code, names, region, income group and population are not stored: they come from
    CLDR and the reference data. `names` of the others holds a name for each language that has one.
    """

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(CODE_LENGTH), unique=True, index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    names: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    kind: Mapped[str] = mapped_column(String(10), default=COUNTRY)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    region: Mapped[str | None] = mapped_column(String(3))
    income_group: Mapped[str | None] = mapped_column(String(20))
    population: Mapped[int | None] = mapped_column(BigInteger)
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    fictional: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
