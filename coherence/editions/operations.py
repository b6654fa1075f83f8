"""Storing an edition: once for each wording, and never changed after. Publishing one: the words are then binding."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from coherence.db import now
from coherence.editions import content, queries
from coherence.editions.models import Edition
from coherence.editions.queries import fingerprint
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.compare import compare, unconfirmed


class NotPublished(Exception):
    """Why an edition cannot be published."""


def keep(session: Session, questionnaire: Questionnaire) -> int:
    """The id of the stored edition with exactly these words and rules; stored now if it is new."""
    known = session.scalar(select(Edition.id).where(Edition.digest == fingerprint(questionnaire)))
    return known or _kept(session, questionnaire).id


def publish(session: Session, questionnaire: Questionnaire) -> Edition:
    """The published edition: from now on it is what is offered, and its number belongs to these words.

    NotPublished when the number is published with other words, is not the newest, or when the author has not
    said of each changed item what has changed.
    """
    earlier = [one for one in queries.published(questionnaire.id) if one.number != questionnaire.edition]
    if earlier:
        _refuse_unexplained(earlier[-1], questionnaire)
    this = (Edition.questionnaire == questionnaire.id, Edition.number == questionnaire.edition)
    before = session.scalar(select(Edition).where(*this, Edition.published_at.is_not(None)))
    digest = fingerprint(questionnaire)
    if before is not None and before.digest != digest:
        raise NotPublished(
            f"edition {before.number} of {before.questionnaire} is published with other words"
            f" (SHA-256 {before.digest}). "
            f"A published edition never changes: give what is changed the number {before.number + 1}"
        )
    kept = before or _kept(session, questionnaire)
    if kept.published_at is None:
        kept.published_at = now()
        session.flush()
    return kept


def _refuse_unexplained(newest: queries.Published, questionnaire: Questionnaire) -> None:
    if newest.number > questionnaire.edition:
        raise NotPublished(f"edition {newest.number} is published already; a later one needs a greater number")
    open_questions = unconfirmed(compare(queries.edition(newest.id), questionnaire))
    if open_questions:
        listed = ", ".join(f"{change.id}: {change.kind}" for change in open_questions)
        raise NotPublished(
            f"say under `changes` with `since: {newest.number}` what has changed in each of these items, "
            f"wording, scope or scale: {listed}"
        )


def _kept(session: Session, questionnaire: Questionnaire) -> Edition:
    digest = fingerprint(questionnaire)
    known = session.scalar(select(Edition).where(Edition.digest == digest))
    if known is not None:
        return known
    edition = Edition(
        questionnaire=questionnaire.id,
        number=questionnaire.edition,
        digest=digest,
        document=questionnaire.document,
        texts=content.words(questionnaire),
    )
    session.add(edition)
    session.flush()
    return edition
