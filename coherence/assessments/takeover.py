"""A new assessment that begins with the answers of an earlier one, where they still mean the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coherence import i18n
from coherence.agendas import COMPACT_OBJECTIVES
from coherence.assessments.operations import Taken
from coherence.assessments.queries import EVIDENCE_LENGTH, NOTHING, Opened, Stored
from coherence.editions import queries as editions
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.compare import Change, compare
from coherence.questionnaire.crosswalk import Crosswalk, Link, Proposal, proposals
from scoring import State


@dataclass(frozen=True)
class Takeover:
    """What comes along; and what does not, by item: the kind of change that stands in the way."""

    taken: tuple[Taken, ...]
    left: Mapping[str, str]
    new: tuple[str, ...]

    def origin(self, opened: Opened) -> dict[str, object]:
        """What the new assessment remembers of it."""
        return _where(opened) | {
            "edition_id": opened.edition_id,
            "taken": len(self.taken),
            "left": dict(self.left),
            "new": list(self.new),
        }


def next_cycle(opened: Opened, edition: Questionnaire) -> Takeover:
    """From one edition of an instrument to another one, or to the same."""
    changes = compare(opened.source, edition)
    answered = {name: rating for name, rating in opened.ratings.items() if rating.answered}
    return Takeover(
        tuple(_taken(opened, change, answered[change.id]) for change in changes if _goes(change, answered)),
        {change.id: change.kind for change in changes if change.id in answered and not change.like_for_like},
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
    source: Questionnaire
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
            opened.source,
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


def _proposed(opened: Opened, proposal: Proposal) -> Taken:
    from_items = sorted({name for link in proposal.links for name in link.when.names() if name in opened.ratings})
    evidence = "; ".join(dict.fromkeys(filter(None, (opened.ratings[name].evidence for name in from_items))))
    return Taken(
        item=proposal.item,
        state=State.SCORED,
        value=proposal.value,
        comment="",
        evidence=evidence if len(evidence) <= EVIDENCE_LENGTH else "",
        reason="",
        origin=_where(opened) | {"items": from_items, "surely": proposal.surely},
    )


def _goes(change: Change, answered: Mapping[str, Stored]) -> bool:
    return change.id in answered and change.like_for_like


def _taken(opened: Opened, change: Change, rating: Stored) -> Taken:
    return Taken(
        item=change.id,
        state=rating.state,
        value=rating.value,
        comment=rating.comment,
        evidence=rating.evidence,
        reason=rating.reason,
        origin=_where(opened) | {"item": change.id, "saved_at": _date(rating)},
    )


def _where(opened: Opened) -> dict[str, object]:
    return {"questionnaire": opened.source.id, "edition": opened.source.edition}


def _date(rating: Stored) -> str | None:
    return rating.saved_at and rating.saved_at.isoformat()
