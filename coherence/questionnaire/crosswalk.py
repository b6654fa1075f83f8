"""Which answers to one instrument answer questions of another, and how surely."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from coherence.questionnaire.condition_nodes import Condition
from coherence.questionnaire.model import Checklist, Item, LevelScale, Questionnaire, Table
from scoring import Answer, Value

Surety: TypeAlias = Literal["sure", "likely", "partly"]
# sure: it can only be so. likely: one element is to be checked. partly: a person has to decide.
SURETIES: tuple[Surety, ...] = ("sure", "likely", "partly")


@dataclass(frozen=True, slots=True)
class Link:
    """If the condition holds: a box to tick, a level, or levels of rows of the target's item."""

    context: str
    item: str
    tick: str | None
    level: int | None
    rows: Mapping[str, int]
    when: Condition
    surely: Surety
    because: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """From one instrument to another, in these editions. `profile` is what the target's profile is known to be."""

    start: str
    to: str
    editions: tuple[int, int]
    only_when: Condition | None
    profile: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the answers say about one item of the target. `value` is None where only a part of it is known."""

    item: str
    value: Value | None
    surely: Surety
    links: tuple[Link, ...]


def proposals(
    crosswalk: Crosswalk,
    target: Questionnaire,
    profile: Mapping[str, tuple[str, ...]],
    answers: Mapping[str, Answer],
) -> dict[str, Proposal]:
    """By item of the target: what the answers say about it. What is not answered says nothing."""
    if crosswalk.only_when is not None and not crosswalk.only_when.holds(profile, answers):
        return {}
    held: dict[str, list[Link]] = {}
    for link in crosswalk.links:
        if link.when.holds(profile, answers):
            held.setdefault(link.item, []).append(link)
    return {name: _proposal(target.item(name), links) for name, links in held.items()}


def _proposal(item: Item, links: list[Link]) -> Proposal:
    match item.answer:
        case Checklist():
            chosen = _best(links, lambda link: link.tick or "")
            order = [tick.id for tick in item.answer.ticks]
            value: Value | None = tuple(sorted({link.tick or "" for link in chosen}, key=order.index))
        case LevelScale():
            highest = max(link.level or 0 for link in links)
            chosen = _best([link for link in links if (link.level or 0) == highest], lambda _link: "")
            value = highest
        case Table():
            chosen, value = _rows(item.answer, links)
        case _:
            raise ValueError(f"{item.id}: a crosswalk cannot answer an item of kind {item.kind}")
    surely = max((link.surely for link in chosen), key=SURETIES.index)
    return Proposal(item.id, value, surely, tuple(chosen))


def _best(links: list[Link], of: Callable[[Link], str]) -> list[Link]:
    """Of links that say the same the surest one, in the order of the file."""
    found: dict[str, Link] = {}
    for link in links:
        same = found.get(of(link))
        if same is None or SURETIES.index(link.surely) < SURETIES.index(same.surely):
            found[of(link)] = link
    return list(found.values())


def _rows(table: Table, links: list[Link]) -> tuple[list[Link], Value | None]:
    """The highest level of each row; no value unless every row has one."""
    levels = {
        row.id: max((link.rows[row.id] for link in links if row.id in link.rows), default=None) for row in table.rows
    }
    chosen = [link for link in links if any(levels[row] == level for row, level in link.rows.items())]
    known = {row: level for row, level in levels.items() if level is not None}
    return _best(chosen, lambda link: str(sorted(link.rows.items()))), known if len(known) == len(table.rows) else None
