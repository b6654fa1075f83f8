"""What is stored of a questionnaire's edition: its words and rules as they were when somebody began to answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from coherence.db import Base, now


class Edition(Base):
    """Never changed once stored. The digest (SHA-256 of the document) tells two wordings of one number apart."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    stored_at: Mapped[datetime] = mapped_column(default=now)
