"""What is read of assessments: the one a link opens, and the ratings in it. Nothing leads here but the link."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from flask import abort
from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from coherence import i18n
from coherence.assessments.models import Assessment, Body, OwnRating, OwnRevision, Rating, Revision
from coherence.assessments.places import Place
from coherence.db import reading
from coherence.editions import queries as editions
from coherence.national import queries as national
from coherence.national.models import NationalLayer
from coherence.prepared import Prepared
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.framework import asked
from coherence.questionnaire.layer import Layer, OwnItem, fits, is_own, own_item, own_items
from coherence.questionnaire.model import Group
from coherence.rounds.models import Participation, Round
from coherence.tokens import hashed
from coherence.units.models import Unit
from coherence.units.names import unit_name
from scoring import Answer, State, Value

__all__ = ["NOTHING", "Opened", "Profile", "Stored", "TakingPart", "hashed", "open_or_404", "ratings", "stored"]

Profile = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Stored:
    """A rating as it stands: `version` 0 and not answered when nobody has saved one."""

    state: State = State.NOT_ANSWERED
    value: Value | str | None = None
    comment: str = ""
    evidence: str = ""
    reason: str = ""
    version: int = 0
    saved_at: datetime | None = None
    origin: Mapping[str, object] | None = None

    @property
    def answered(self) -> bool:
        return self.state is not State.NOT_ANSWERED

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep: a question may have a comment before it has an answer."""
        return self.answered or bool(self.comment or self.evidence)


NOTHING = Stored()


@dataclass(frozen=True)
class TakingPart:
    """The round that an assessment belongs to, and what its unit allows to be published."""

    title: str
    consent: str
    closed_at: datetime | None


@dataclass
class Opened:
    """An assessment opened by its link, with everything its pages ask of it. Read once a request."""

    id: int
    token: str
    body_id: int
    unit: str
    fictional: bool
    profile: Profile
    edition_id: int
    created_at: datetime
    origin: Mapping[str, Any] | None = None
    unit_id: int = 0
    has_layer: bool = False
    code: str = ""
    taking_part: TakingPart | None = None

    @property
    def coded(self) -> bool:
        """Whether its unit has a code, and so a name in each language."""
        return bool(self.code)

    @property
    def closed(self) -> bool:
        """Whether its round is over: answers can be read, and no longer changed."""
        return self.taking_part is not None and self.taking_part.closed_at is not None

    @property
    def profile_gaps(self) -> bool:
        """Whether a question on the unit is open, so that its questions are not asked."""
        return any(not self.profile.get(question.id) for question in self.source.profile)

    @property
    def place(self) -> Place:
        """Where its answers are stored."""
        return Place(hashed(self.token), self.id, self.body_id, self.edition_id, in_round=self.taking_part is not None)

    @property
    def store(self) -> str:
        """The name of this assessment in browsers' own stores; another one after the database was made anew."""
        return hashed(self.token)[:16]

    @cached_property
    def source(self) -> Questionnaire:
        """The pinned edition in the language it was written in."""
        return editions.edition(self.edition_id)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The pinned edition in the reader's language."""
        return editions.spoken(self.source, i18n.current().tag)

    @cached_property
    def ratings(self) -> dict[str, Stored]:
        return ratings(self.body_id)

    def ratings_in(self, group: Group) -> dict[str, Stored]:
        """The ratings of one section; the others are not fetched for it."""
        if "ratings" in self.__dict__:
            return self.ratings
        return ratings(self.body_id, [part.id for part in group.walk()])

    @cached_property
    def layer(self) -> Layer:
        """What the country has added to the instrument; an empty layer if nothing."""
        if not self.has_layer:
            return Layer(self.source.id, i18n.current().tag)
        return national.stored(reading(), self.unit_id, self.source.id, i18n.current().tag).layer

    def own_items(self, group: Group) -> list[OwnItem]:
        """The country's own questions in this section; those that stand at the end, in the last that asks anything."""
        if not self.layer.questions:
            return []
        groups = self.questionnaire.groups
        last = next((one for one in reversed(groups) if self.asked_items(one)), groups[-1])
        return own_items(self.layer, self.source, group, last)

    @cached_property
    def own_ratings(self) -> dict[str, Stored]:
        """The answers to them. One whose question was changed so that it no longer fits says nothing any more."""
        found, items = own_ratings(self.body_id), {one.id: own_item(one) for one in self.layer.questions}
        return {
            name: rating if name not in items or fits(items[name], rating.value) else Stored(version=rating.version)
            for name, rating in found.items()
        }

    @property
    def own_answers(self) -> list[tuple[OwnItem, Stored]]:
        """The country's own questions, each with its answer."""
        items = [own_item(question) for question in self.layer.questions]
        return [(item, self.rating(item.id)) for item in items]

    def rating(self, item: str) -> Stored:
        """What is stored of this item, the instrument's or the country's own."""
        return (self.own_ratings if is_own(item) else self.ratings).get(item, NOTHING)

    @property
    def last_saved(self) -> datetime | None:
        return max((rating.saved_at for rating in self.ratings.values() if rating.saved_at), default=None)

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return {item: Answer(rating.state, rating.value) for item, rating in self.ratings.items()}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the items that this unit, with these answers, is asked."""
        if self.source.depending:
            return asked(self.source, self.profile, self.answers)
        return _asked_of(self.source.digest, self.edition_id, tuple(self.profile.items()))

    def appears(self, item: str) -> bool:
        """Whether the item has a place on its page: it is asked, or an answer may still bring it in."""
        return item in self.asked or item in self.source.depending

    def asked_items(self, group: Group) -> list[Item]:
        return [part for part in group.walk() if isinstance(part, Item) and part.id in self.asked]


@lru_cache(maxsize=500)
def _asked_of(_digest: str, edition_id: int, profile: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[str]:
    """What such a unit is asked whatever it answers."""
    return asked(editions.edition(edition_id), dict(profile), {})


# Statements are built once: building one takes longer than running it.
OPEN = (
    select(
        Assessment.id,
        Body.id,
        Unit.code,
        Unit.names,
        Unit.name,
        Participation.consent,
        Round.title,
        Round.closed_at,
        Unit.fictional,
        Assessment.profile,
        Assessment.edition_id,
        Assessment.created_at,
        Assessment.origin,
        Assessment.unit_id,
        exists().where(NationalLayer.unit_id == Unit.id),
    )
    .join(Unit, Unit.id == Assessment.unit_id)
    .join(Body, Body.assessment_id == Assessment.id)
    .outerjoin(Participation, Participation.assessment_id == Assessment.id)
    .outerjoin(Round, Round.id == Participation.round_id)
    .order_by(Body.id)
    .limit(1)
)
BY_TOKEN = Prepared(OPEN.where(Assessment.token_hash == bindparam("token_hash")))
BY_NUMBER = Prepared(OPEN.where(Assessment.id == bindparam("number")))


def open_or_404(token: str) -> Opened:
    """The assessment behind a link; 404 for every other token, whatever it looks like."""
    return find(token) or abort(404)


def find(token: str) -> Opened | None:
    """The assessment behind a link; None for every other token."""
    return next((_opened(row, token) for row in BY_TOKEN.rows(reading(), {"token_hash": hashed(token)})), None)


def numbered(number: int) -> Opened | None:
    """An assessment by its number in the database, for those who have the database: it opens no page."""
    return next((_opened(row, "") for row in BY_NUMBER.rows(reading(), {"number": number})), None)


def _opened(row: Sequence[Any], token: str) -> Opened:
    number, body, code, names, name, consent, title, closed_at, fictional, profile, *rest = row
    return Opened(
        number,
        token,
        body,
        unit_name(code, names, name, i18n.current().tag),
        fictional,
        _tuples(profile),
        *rest,
        code=code or "",
        taking_part=TakingPart(title, consent, closed_at) if consent else None,
    )


def _tuples(profile: Mapping[str, list[str]]) -> Profile:
    return {question: tuple(options) for question, options in profile.items()}


WORDS = ("state", "value", "comment", "evidence", "reason", "version", "saved_at", "origin")


def columns(table: type[Rating | Revision | OwnRating | OwnRevision]) -> list[InstrumentedAttribute[Any]]:
    """The columns of ratings or revisions that make a `Stored`."""
    return [getattr(table, name) for name in WORDS]


ALL = select(Rating.item, *columns(Rating)).where(Rating.body_id == bindparam("body"))
ANY = Prepared(ALL)
OWN = select(OwnRating.item, *columns(OwnRating)).where(OwnRating.body_id == bindparam("body"))


def ratings(body_id: int, items: Collection[str] | None = None) -> dict[str, Stored]:
    """What a body has answered so far, by item; only these items if any are named."""
    query = ANY if items is None else _some(tuple(items))
    return {item: stored(*words) for item, *words in query.rows(reading(), {"body": body_id})}


@lru_cache(maxsize=500)
def _some(items: tuple[str, ...]) -> Prepared:
    """The statement for the items of a section."""
    return Prepared(ALL.where(or_(*(Rating.item == item for item in items))))


def own_ratings(body_id: int) -> dict[str, Stored]:
    """What a body has answered to the country's own questions."""
    return {item: stored(*words) for item, *words in reading().execute(OWN, {"body": body_id})}


def as_seen(body_id: int, item: str, version: int) -> Stored:
    """The rating as it stood in that version."""
    table = OwnRevision if is_own(item) else Revision
    this = (table.body_id == body_id, table.item == item, table.version == version)
    row = reading().execute(select(*columns(table)).where(*this)).first()
    return NOTHING if row is None else stored(*row)


def stored(state: str, value: object, *rest: object) -> Stored:
    """A row of the database as a value: JSON lists become tuples again."""
    return Stored(State(state), tuple(value) if isinstance(value, list) else value, *rest)
