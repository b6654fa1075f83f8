"""What changes assessments: starting one, correcting its profile, saving a rating. One transaction each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import BindParameter, Insert, Integer, Row, Select, String, Update, bindparam, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from coherence.assessments.models import Assessment, Body, OwnRating, OwnRevision, Rating, Revision
from coherence.assessments.places import LEADS_HERE, Place, look_up_or_404
from coherence.assessments.queries import NOTHING, WORDS, Profile, Stored, columns, stored
from coherence.db import Base, now, storing, transaction, writing
from coherence.editions import operations as editions
from coherence.national import operations as national
from coherence.prepared import Prepared
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.layer import Layer, is_own
from coherence.rounds.models import Participation, Round
from coherence.tokens import hashed, new_token
from coherence.units.models import Unit
from scoring import State, Value

AT_ONCE = 5_000
PLAIN = ("body_id", "item", *WORDS)
WISH = ("assessment_id", "client_uuid", "body_id", "item")


@dataclass(frozen=True)
class Change:
    """What somebody wants an item's rating to be, the version they saw, and the UUID of this one wish.

    `origin` says where it was taken over from, if nobody typed it here.
    """

    item: str
    client_uuid: str
    seen: int
    state: State
    value: Value | str | None
    comment: str
    evidence: str
    reason: str
    origin: Mapping[str, object] | None = None

    def same_as(self, present: Stored) -> bool:
        return self._words() == (
            present.state,
            present.value,
            present.comment,
            present.evidence,
            present.reason,
        )

    def _words(self) -> tuple[object, ...]:
        return (self.state, self.value, self.comment, self.evidence, self.reason)


@dataclass(frozen=True)
class Outcome:
    """What is stored now; `conflict` when that is somebody else's answer and the change was not made."""

    present: Stored
    conflict: bool = False


def start(
    questionnaire: Questionnaire,
    unit: str,
    profile: Profile,
    *,
    fictional: bool = False,
    origin: Mapping[str, object] | None = None,
    taken: Sequence[Change] = (),
    layer: Layer | None = None,
) -> str:
    """A new assessment, with the answers and the national layer it begins with; its token, known to nobody else."""
    token = new_token()
    with transaction() as session:
        assessed = Unit(name=unit, fictional=fictional)
        session.add(assessed)
        session.flush()
        if layer:
            national.begin_with(session, assessed.id, layer)
        assessment = Assessment(
            token_hash=hashed(token),
            unit_id=assessed.id,
            edition_id=editions.keep(session, questionnaire),
            profile={question: list(options) for question, options in profile.items()},
            origin=origin,
        )
        session.add(assessment)
        session.flush()
        body = Body(assessment_id=assessment.id)
        session.add(body)
        session.flush()
        store_first(session.connection(), [(assessment.id, body.id, change) for change in taken])
    return token


@dataclass(frozen=True)
class Started:
    """An assessment that has just been made."""

    id: int
    body_id: int
    token: str


def start_many(connection: Connection, edition_id: int, units: Sequence[tuple[int, Profile]]) -> list[Started]:
    """An assessment for each of the stored units, in their order."""
    tokens = [new_token() for _ in units]
    rows = [
        {
            "token_hash": hashed(token),
            "unit_id": unit_id,
            "edition_id": edition_id,
            "profile": {question: list(options) for question, options in profile.items()},
            "created_at": now(),
        }
        for token, (unit_id, profile) in zip(tokens, units, strict=True)
    ]
    if not rows:
        return []
    assessments = connection.scalars(NEW_ASSESSMENT, rows).all()
    bodies = connection.scalars(NEW_BODY, [{"assessment_id": number} for number in assessments]).all()
    return [Started(*made) for made in zip(assessments, bodies, tokens, strict=True)]


def store_first(connection: Connection, answers: Iterable[tuple[int, int, Change]]) -> None:
    """Answers to items that have none yet: of each the ids of its assessment and body."""
    waiting = iter(answers)
    while some := list(islice(waiting, AT_ONCE)):
        for ledger in (CORE, OWN):
            _store_first(connection, ledger, [one for one in some if _ledger(one[2].item) is ledger])


def _store_first(connection: Connection, ledger: "Ledger", answers: Sequence[tuple[int, int, Change]]) -> None:
    if not answers:
        return
    ratings = [{"body_id": body_id, "item": change.item} | _row(change) for _, body_id, change in answers]
    wishes = [{"assessment_id": number, "client_uuid": change.client_uuid} for number, _, change in answers]
    connection.execute(ledger.new_rating, ratings)
    connection.execute(ledger.new_revision, [rating | wish for rating, wish in zip(ratings, wishes, strict=True)])


def correct_profile(assessment_id: int, unit: str, profile: Profile) -> None:
    """Another name or profile for the unit. Answers stay, also those that are no longer asked for.

    A unit with a code keeps its name: other assessments are its own, too.
    """
    with transaction() as session:
        refuse_closed(session.connection(), assessment_id)
        assessment = session.get_one(Assessment, assessment_id)
        assessment.profile = {question: list(options) for question, options in profile.items()}
        assessed = session.get_one(Unit, assessment.unit_id)
        if assessed.code is None:
            assessed.name = unit


class RoundClosed(Exception):
    """Why nothing is stored: the assessment belongs to a round that is over."""


def refuse_closed(connection: Connection, assessment_id: int) -> None:
    """RoundClosed if the assessment's round is over. While this transaction lasts, nobody can close it."""
    row = CLOSED.run(connection, {"this_assessment": assessment_id}).fetchone()
    if row and row[0] is not None:
        raise RoundClosed


def save(place: Place, change: Change) -> Outcome:
    """Store a rating, durably, once for each client UUID, and only over the version that was seen.

    RoundClosed when the assessment's round is over; 404 when the link that leads here has ceased to.
    """
    try:
        with storing(at_once=not place.in_round) as connection:
            if place.in_round:
                refuse_closed(connection, place.id)
            stored_now = _store(connection, place, change)
    except IntegrityError:
        stored_now = None
    if stored_now:
        return Outcome(stored_now)
    present = look_up_or_404(place.link)
    if present != place:
        return save(present, change)
    # Another request was first: with this same UUID (a repeat) or with the same version (a conflict).
    with writing() as connection:
        return _explain(connection, place, change)


def _store(connection: Connection, place: Place, change: Change) -> Stored | None:
    """What is stored now; None if another version came in between, or the link leads elsewhere."""
    words = _row(change)
    values = words | {
        "link": place.link,
        "in_round": place.in_round,
        "assessment_id": place.id,
        "body_id": place.body_id,
        "this_body": place.body_id,
        "item": change.item,
        "this_item": change.item,
        "seen": change.seen,
        "client_uuid": change.client_uuid,
    }
    ledger = _ledger(change.item)
    for statement in (ledger.next if change.seen else ledger.first)[connection.dialect.name]:
        if statement.run(connection, values).rowcount != 1:
            return None
    return Stored(
        change.state,
        change.value,
        change.comment,
        change.evidence,
        change.reason,
        change.seen + 1,
        words["saved_at"],
        change.origin,
    )


def _row(change: Change) -> dict[str, object]:
    value = list(change.value) if isinstance(change.value, tuple) else change.value
    return {
        "state": change.state.value,
        "value": value,
        "comment": change.comment,
        "evidence": change.evidence,
        "reason": change.reason,
        "version": change.seen + 1,
        "saved_at": now(),
        "origin": change.origin and dict(change.origin),
    }


@dataclass(frozen=True)
class Ledger:
    """The statements for one pair of tables. They are built once: building one takes longer than running it.

    `new_…` are for many rows at once. `first` and `next` store one version, and each must write one row: by database,
    since PostgreSQL can write the rating and its revision in one statement, and SQLite needs two.
    """

    present: Select
    new_rating: Insert
    new_revision: Insert
    first: Mapping[str, Sequence[Prepared]]
    next: Mapping[str, Sequence[Prepared]]
    before: Select


def _statements(ratings: type[Rating | OwnRating], revisions: type[Revision | OwnRevision]) -> Ledger:
    this = (ratings.body_id == bindparam("this_body"), ratings.item == bindparam("this_item"))
    new_rating, new_revision = insert(ratings.__table__), insert(revisions.__table__)
    added = new_rating.from_select(PLAIN, select(*_given(ratings, PLAIN).values()).where(LEADS_HERE))
    replaced = update(ratings.__table__).where(*this, ratings.version == bindparam("seen"), LEADS_HERE)
    replaced = replaced.values(_given(ratings, WORDS))
    revised = Prepared(new_revision.values(_given(revisions, (*WISH, *WORDS))))
    return Ledger(
        present=select(*columns(ratings)).where(*this),
        new_rating=new_rating,
        new_revision=new_revision,
        first={"sqlite": (Prepared(added), revised), "postgresql": (Prepared(_both(added, new_revision)),)},
        next={"sqlite": (Prepared(replaced), revised), "postgresql": (Prepared(_both(replaced, new_revision)),)},
        before=select(*columns(revisions)).where(
            revisions.assessment_id == bindparam("assessment"),
            revisions.client_uuid == bindparam("client_uuid"),
            revisions.item == bindparam("this_item"),
        ),
    )


def _given(table: type[Base], names: Iterable[str]) -> dict[str, BindParameter]:
    """A value for each of these columns."""
    return {name: bindparam(name, type_=table.__table__.c[name].type) for name in names}


def _both(rating: Insert | Update, revision: Insert) -> Insert:
    """The rating and, of what was written of it, its revision."""
    written = rating.returning(*(rating.table.c[name] for name in PLAIN)).cte("written")
    wish = (bindparam("assessment_id", type_=Integer), bindparam("client_uuid", type_=String))
    return revision.from_select((*WISH, *WORDS), select(*wish, *(written.c[name] for name in PLAIN)))


CORE, OWN = _statements(Rating, Revision), _statements(OwnRating, OwnRevision)


def _ledger(item: str) -> Ledger:
    """A country's own questions are kept apart: nothing that reads ratings ever meets an answer to one."""
    return OWN if is_own(item) else CORE


NEW_ASSESSMENT = insert(Assessment.__table__).returning(Assessment.__table__.c.id, sort_by_parameter_order=True)
NEW_BODY = insert(Body.__table__).returning(Body.__table__.c.id, sort_by_parameter_order=True)
CLOSED = Prepared(
    select(Round.closed_at)
    .join(Participation, Participation.round_id == Round.id)
    .where(Participation.assessment_id == bindparam("this_assessment"))
    .with_for_update(read=True, of=Round)
)


def _present(connection: Connection, body_id: int, item: str) -> Stored:
    return _as_stored(connection.execute(_ledger(item).present, {"this_body": body_id, "this_item": item}).first())


def _as_stored(row: Row | None) -> Stored:
    return NOTHING if row is None else stored(*row)


def _explain(connection: Connection, place: Place, change: Change) -> Outcome:
    """Why nothing was written: this very wish was stored before, or somebody else's came first."""
    before = _stored_before(connection, place.id, change)
    if before and change.same_as(before):
        return Outcome(before)
    present = _present(connection, place.body_id, change.item)
    return Outcome(present, conflict=not change.same_as(present))


def _stored_before(connection: Connection, assessment_id: int, change: Change) -> Stored | None:
    """What was stored under the UUID of this wish. A page opened again with "back" may send it with other words."""
    this = {"assessment": assessment_id, "client_uuid": change.client_uuid, "this_item": change.item}
    row = connection.execute(_ledger(change.item).before, this).first()
    return row and stored(*row)
