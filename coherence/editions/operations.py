"""Storing an edition: once for each wording, and never changed after."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from coherence.editions.models import Edition
from coherence.questionnaire import Questionnaire


def keep(session: Session, questionnaire: Questionnaire) -> int:
    """The id of the stored edition with exactly these words and rules; stored now if it is new."""
    known = session.scalar(select(Edition.id).where(Edition.digest == questionnaire.digest))
    if known is not None:
        return known
    edition = Edition(
        questionnaire=questionnaire.id,
        number=questionnaire.edition,
        digest=questionnaire.digest,
        document=questionnaire.document,
    )
    session.add(edition)
    session.flush()
    return edition.id
