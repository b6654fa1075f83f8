"""What is stored of a questionnaire's edition: its words and rules as they were when somebody began to answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now


class Edition(Base):
    """Never changed once stored: the database refuses it. The digest is the SHA-256 of document and texts.

    `texts` holds the translations by language and context. It is empty (NULL) in rows of the first version of
    this table, which speak with the program's catalogs.
    """

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    texts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    stored_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
