"""A new assessment that begins with the answers of an earlier one, where they still mean the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from coherence import i18n
from coherence.assessments.operations import Taken
from coherence.assessments.queries import Opened, Stored
from coherence.editions import queries as editions
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.compare import Change, compare


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
