"""A new assessment that begins with the answers of an earlier one, where they still mean the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from coherence import i18n
from coherence.agendas import COMPACT_OBJECTIVES
from coherence.assessments import operations
from coherence.assessments.queries import NOTHING, Opened, Stored
from coherence.editions import queries as editions
from coherence.questionnaire import EVIDENCE_LENGTH, Item, Questionnaire
from coherence.questionnaire.compare import compare
from coherence.questionnaire.crosswalk import Crosswalk, Link, Proposal, proposals
from scoring import State


@dataclass(frozen=True)
class Takeover:
    """What comes along; and what does not, by item: the kind of change that stands in the way."""

    taken: tuple[operations.Change, ...]
    left: Mapping[str, str]
    new: tuple[str, ...]

    def origin(self, opened: Opened) -> dict[str, object]:
        """What the new assessment remembers of it."""
        return _where(opened) | {
            "assessment": opened.id,
            "edition_id": opened.edition_id,
            "taken": sum(one.state is not State.NOT_ANSWERED for one in self.taken),
            "left": dict(self.left),
            "new": list(self.new),
        }


def next_cycle(opened: Opened, edition: Questionnaire) -> Takeover:
    """From one edition of an instrument to another one, or to the same."""
    changes = compare(opened.source, edition)
    said = {name: rating for name, rating in opened.ratings.items() if rating.says_something}
    concerned = [change for change in changes if change.id in said]
    return Takeover(
        tuple(_taken(opened, change.id, said[change.id]) for change in concerned if change.like_for_like),
        {change.id: change.kind for change in concerned if not change.like_for_like},
        tuple(change.id for change in changes if change.kind == "new"),
    )


@dataclass(frozen=True)
class Remembered:
    """What an assessment began with: from where, how much, and the questions to answer anew."""

    title: str
    edition: int
    taken: int
    left: tuple[tuple[str, str], ...]
    new: tuple[Item, ...]


def remembered(opened: Opened) -> Remembered | None:
    """None for an assessment that began empty."""
    if opened.origin is None:
        return None
    earlier = editions.spoken(editions.edition(opened.origin["edition_id"]), i18n.current().tag)
    left = tuple((earlier.item(name).text, kind) for name, kind in opened.origin["left"].items())
    new = tuple(opened.questionnaire.item(name) for name in opened.origin["new"])
    return Remembered(earlier.title, earlier.edition, opened.origin["taken"], left, new)


@dataclass(frozen=True)
class Elsewhere:
    """What an assessment's answers already say about another instrument, in the reader's language."""

    crosswalk: Crosswalk
    target: Questionnaire
    proposals: Mapping[str, Proposal]

    @property
    def scored(self) -> list[Item]:
        return [item for item in self.target.items() if item.scored]

    @property
    def complete(self) -> int:
        """How many questions have a whole answer."""
        return sum(proposal.value is not None for proposal in self.proposals.values())

    def reason(self, link: Link) -> str:
        return i18n.catalog(i18n.current().tag, i18n.CROSSWALKS).pgettext(link.context, link.because)


def elsewhere(opened: Opened) -> list[Elsewhere]:
    """One for each crosswalk that begins at the assessment's instrument in the edition it was made for."""
    offered = editions.offered()
    return [
        Elsewhere(
            crosswalk,
            editions.spoken(offered[crosswalk.to], i18n.current().tag),
            proposals(crosswalk, offered[crosswalk.to], opened.profile, opened.answers),
        )
        for crosswalk in editions.crosswalks()
        if crosswalk.start == opened.source.id
        and crosswalk.editions == (opened.source.edition, offered[crosswalk.to].edition)
    ]


@dataclass(frozen=True)
class Objective:
    """An objective of the Global Compact, with the questions asked here that serve it."""

    number: int
    title: str
    items: tuple[Item, ...]
    answered: int


def objectives(opened: Opened) -> list[Objective]:
    """All objectives, those without a question too; none at all for an instrument that names none."""
    asked = [item for item in opened.questionnaire.items() if item.id in opened.asked]
    if not any(item.gcm for item in asked):
        return []
    return [_objective(opened, asked, number, str(title)) for number, title in COMPACT_OBJECTIVES.items()]


def _objective(opened: Opened, asked: Sequence[Item], number: int, title: str) -> Objective:
    items = tuple(item for item in asked if number in item.gcm)
    answered = sum(opened.ratings.get(item.id, NOTHING).answered for item in items)
    return Objective(number, title, items, answered)


def to_other(opened: Opened, found: Elsewhere) -> Takeover:
    """The proposals as answers to begin with; what only a part is known of comes without an answer."""
    taken = tuple(_proposed(opened, proposal) for proposal in found.proposals.values() if proposal.value is not None)
    return Takeover(taken, {}, ())


def _proposed(opened: Opened, proposal: Proposal) -> operations.Change:
    from_items = sorted({name for link in proposal.links for name in link.when.names() if name in opened.ratings})
    evidence = _joined(opened.ratings[name].evidence for name in from_items)
    rating = Stored(State.SCORED, proposal.value, evidence=evidence)
    return _first(proposal.item, rating, _where(opened) | {"items": from_items, "surely": proposal.surely})


def _joined(evidence: Iterable[str]) -> str:
    """The pieces, each once, as many as the field can hold."""
    found = ""
    for piece in dict.fromkeys(filter(None, evidence)):
        longer = f"{found}; {piece}" if found else piece
        found = longer if len(longer) <= EVIDENCE_LENGTH else found
    return found


def _taken(opened: Opened, item: str, rating: Stored) -> operations.Change:
    return _first(item, rating, _where(opened) | {"item": item, "saved_at": _date(rating)})


def _first(item: str, rating: Stored, origin: Mapping[str, object]) -> operations.Change:
    """What the new assessment begins with at an item."""
    said = (rating.state, rating.value, rating.comment, rating.evidence, rating.reason)
    return operations.Change(item, str(uuid4()), 0, *said, origin)


def _where(opened: Opened) -> dict[str, object]:
    return {"questionnaire": opened.source.id, "edition": opened.source.edition}


def _date(rating: Stored) -> str | None:
    return rating.saved_at and rating.saved_at.isoformat()
