"""What is stored of a country's layer: one for each unit and instrument."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now


class NationalLayer(Base):
    """It belongs to the instrument and not to an edition: the next edition shows what no longer fits."""

    __tablename__ = "layers"
    __table_args__ = (UniqueConstraint("unit_id", "questionnaire"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    questionnaire: Mapped[str] = mapped_column(String(100))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer)
    saved_at: Mapped[datetime] = mapped_column(default=now)
