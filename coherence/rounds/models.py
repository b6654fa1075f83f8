"""What is stored of a round: one edition, a period, the units that take part, and what each allows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now

ROUND_CODE_LENGTH = 50
TITLE_LENGTH = 200


class Organiser(Base):
    """Who may make rounds. The token of its link is stored hashed, as all are."""

    __tablename__ = "organisers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(TITLE_LENGTH), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Round(Base):
    """The token of its manager's link is stored hashed: the database opens nothing."""

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(ROUND_CODE_LENGTH), unique=True)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    opens: Mapped[date]
    closes: Mapped[date]
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)


class Organised(Base):
    """Whose round it is. A round that was made on the command line is nobody's."""

    __tablename__ = "organised"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"), index=True)


class Participation(Base):
    """A unit in a round."""

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("round_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    consent: Mapped[str] = mapped_column(String(10))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessments.id"), unique=True)
