"""What is stored of an assessment: who rates, and each rating with all its versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now

ITEM_LENGTH = 100


class Assessment(Base):
    """One filling of one edition by one unit. Its link's token is stored hashed: the database opens nothing.

    `origin` names the questionnaire and edition that it took answers over from, and what could not be taken.
    """

    __tablename__ = "assessments"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)
    origin: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(default=now)


class Body(Base):
    """Who rates. Without accounts there is one body an assessment, named nothing: the committee."""

    __tablename__ = "bodies"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(200))


class _Words:
    """One body's answer to one item; the same columns for the present rating and for its history.

    `origin` says where an answer was taken over from; nothing once somebody has saved it here.
    """

    state: Mapped[str] = mapped_column(String(20))
    value: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    comment: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer)
    saved_at: Mapped[datetime] = mapped_column(default=now)
    origin: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Rating(_Words, Base):
    """The present answer; `version` counts its saves and is what a second editor has to have seen."""

    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("body_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    item: Mapped[str] = mapped_column(String(ITEM_LENGTH))


class Revision(_Words, Base):
    """Every answer ever saved. Only ever added to; the client's UUID makes a repeated save one save."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("assessment_id", "client_uuid"),
        UniqueConstraint("body_id", "item", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    item: Mapped[str] = mapped_column(String(ITEM_LENGTH))
    client_uuid: Mapped[str] = mapped_column(String(36))


class OwnRating(_Words, Base):
    """The present answer to a question of the country's own. In a table of its own: no reader of ratings meets it."""

    __tablename__ = "own_ratings"
    __table_args__ = (UniqueConstraint("body_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    item: Mapped[str] = mapped_column(String(ITEM_LENGTH))


class OwnRevision(_Words, Base):
    """Every answer ever saved to a question of the country's own."""

    __tablename__ = "own_revisions"
    __table_args__ = (
        UniqueConstraint("assessment_id", "client_uuid"),
        UniqueConstraint("body_id", "item", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    item: Mapped[str] = mapped_column(String(ITEM_LENGTH))
    client_uuid: Mapped[str] = mapped_column(String(36))
