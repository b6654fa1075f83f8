"""Two editions side by side: what happened to each item, and which answers still mean the same."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeAlias

from coherence.questionnaire.model import Group, Item, Questionnaire

ChangeKind: TypeAlias = Literal["unchanged", "wording", "scope", "scale", "new", "gone"]
# From what an answer survives to what it does not.
SEVERITY: tuple[ChangeKind, ...] = ("unchanged", "wording", "scope", "scale")


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one item. `confirmed` when the author has said so in the later edition, or nothing changed.

    wording: other words only. scope: asked of others, on another axis, or in another group. scale: other answers
    or other points.
    """

    id: str
    kind: ChangeKind
    before: Item | None
    after: Item | None
    confirmed: bool = True

    @property
    def like_for_like(self) -> bool:
        """Whether an answer to the earlier edition is an answer to the later one."""
        return self.kind == "unchanged" or (self.kind == "wording" and self.confirmed)


def compare(before: Questionnaire, after: Questionnaire) -> tuple[Change, ...]:
    """Every item of both, in the order of the later edition; those that are gone come last."""
    earlier, later = dict(_placed(before)), dict(_placed(after))
    kept = (_change(id, earlier.get(id), place, before.edition, after) for id, place in later.items())
    gone = (Change(id, "gone", place.item, None) for id, place in earlier.items() if id not in later)
    return (*kept, *gone)


def unconfirmed(changes: tuple[Change, ...]) -> list[Change]:
    """The changes whose kind the author has yet to confirm."""
    return [change for change in changes if not change.confirmed]


@dataclass(frozen=True, slots=True)
class _Place:
    item: Item
    groups: tuple[Group, ...]


def _placed(questionnaire: Questionnaire) -> Iterator[tuple[str, _Place]]:
    for group in questionnaire.groups:
        yield from _within(group, ())


def _within(group: Group, outer: tuple[Group, ...]) -> Iterator[tuple[str, _Place]]:
    here = (*outer, group)
    yield from ((item.id, _Place(item, here)) for item in group.items)
    for inner in group.groups:
        yield from _within(inner, here)


def _change(id: str, earlier: _Place | None, later: _Place, since: int, after: Questionnaire) -> Change:
    if earlier is None:
        return Change(id, "new", None, later.item)
    found = _kind(earlier, later)
    said = after.changes.get(id) if after.changes_since == since else None
    # The author knows more than the comparison, but cannot call a new scale the old one.
    kind = max(found, said or found, key=SEVERITY.index)
    return Change(id, kind, earlier.item, later.item, confirmed=said is not None or kind == "unchanged")


def _kind(earlier: _Place, later: _Place) -> ChangeKind:
    if _bare(earlier.item.answer) != _bare(later.item.answer) or earlier.item.kind != later.item.kind:
        return "scale"
    if _asked_of(earlier) != _asked_of(later):
        return "scope"
    return "unchanged" if _words(earlier.item) == _words(later.item) else "wording"


def _asked_of(place: _Place) -> tuple[object, ...]:
    conditions = [group.applies_when for group in place.groups]
    return place.item.axis, place.item.applies_when, conditions, [group.id for group in place.groups]


def _words(item: Item) -> tuple[object, ...]:
    return item.text, item.guidance, item.evidence, item.answer


def _bare(value: object) -> object:
    """A scale without its words."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = (part.name for part in fields(value) if part.name != "text")
        return type(value), *((name, _bare(getattr(value, name))) for name in parts)
    return tuple(map(_bare, value)) if isinstance(value, tuple) else value
