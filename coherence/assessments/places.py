"""Where a link leads: all that a save has to know of an assessment. Looked up at the first save, then remembered.

What is remembered decides nothing. The statements of a save write only if the link still leads there (`LEADS_HERE`);
if they wrote nothing, it is looked up anew.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from flask import abort
from sqlalchemy import Boolean, Integer, String, bindparam, exists, select

from coherence.assessments.models import Assessment, Body
from coherence.db import Database, database, reading
from coherence.prepared import Prepared
from coherence.rounds.models import Participation
from coherence.tokens import hashed

REMEMBERED = 2_000  # a few hundred bytes each
IN_ROUND = Participation.assessment_id.is_not(None)
BEHIND_LINK = (
    select(Assessment.id, Body.id, Assessment.edition_id, IN_ROUND)
    .join(Body, Body.assessment_id == Assessment.id)
    .outerjoin(Participation, Participation.assessment_id == Assessment.id)
)
PLACE = Prepared(BEHIND_LINK.where(Assessment.token_hash == bindparam("link")).order_by(Body.id).limit(1))
LEADS_HERE = exists(
    BEHIND_LINK.where(
        Assessment.token_hash == bindparam("link", type_=String),
        Assessment.id == bindparam("assessment_id", type_=Integer),
        Body.id == bindparam("this_body", type_=Integer),
        bindparam("in_round", type_=Boolean) == IN_ROUND,
    )
)
_places: WeakKeyDictionary[Database, dict[str, "Place"]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Place:
    """An assessment, and the body whose answers are stored; `link` is the hash of the token that leads there."""

    link: str
    id: int
    body_id: int
    edition_id: int
    in_round: bool


def place_or_404(token: str) -> Place:
    """Where this link leads, or led at its last save; 404 for every token that is none."""
    link = hashed(token)
    return _remembered().get(link) or look_up_or_404(link)


def look_up_or_404(link: str) -> Place:
    """Where it leads now."""
    known = _remembered()
    known.pop(link, None)
    [found] = PLACE.rows(reading(), {"link": link}) or abort(404)
    place = Place(link, *found)
    if len(known) >= REMEMBERED:
        known.clear()
    known[link] = place
    return place


def _remembered() -> dict[str, Place]:
    return _places.setdefault(database(), {})
