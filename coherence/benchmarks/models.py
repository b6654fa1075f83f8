"""What is stored of a published benchmark: the document that anybody may see, and each unit's own standing."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now


class Publication(Base):
    """One version of a round's benchmark. Never changed once stored: the database refuses it.

    `document` is canonical JSON and `digest` its SHA-256. `releases` are what the guard has to know of it when it
    judges later versions; they hold what is not shown, and never leave the database.
    """

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("round_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    releases: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(default=now)


class StandingRow(Base):
    """Where one unit stands in a publication: JSON for the eyes of whoever holds the link to its assessment."""

    __tablename__ = "standings"
    __table_args__ = (UniqueConstraint("publication_id", "assessment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), index=True)
    document: Mapped[str] = mapped_column(Text)


class Publishing(Base):
    """How far a publishing is that has begun; gone when it is done. Not `stopped` and long not heard of: lost."""

    __tablename__ = "publishings"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    done: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int]
    stopped: Mapped[bool] = mapped_column(default=False)
    heard_at: Mapped[datetime] = mapped_column(default=now)
