"""Cross-checks of a questionnaire whose shape is right: ids, references, bands, conditions, scales."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from coherence.questionnaire.condition_nodes import ConditionError
from coherence.questionnaire.conditions import KEYWORDS, Name, parse
from coherence.questionnaire.lint_scales import check_scale
from coherence.questionnaire.places import Path
from coherence.questionnaire.schema import (
    AnyItem,
    BandFile,
    ChecklistItemFile,
    ChoiceItemFile,
    GroupFile,
    ItemFile,
    LevelItemFile,
    QuestionnaireFile,
)
from coherence.questionnaire.wording import listed, shown, suggestion

MAX_ITEMS = 2000
MAX_GROUP_DEPTH = 12
# Names with a meaning of their own in scores, in the texts for translation, on pages and in conditions
RESERVED = (
    frozenset(
        {"overall", "horizontal", "vertical-international", "vertical-local"}
        | {"questionnaire", "band", "term", "body", "source", "none", "unit"}
        | {"main", "contents", "terms", "page-state", "conflict-panel"}
    )
    | KEYWORDS
)
Finding: TypeAlias = tuple[Path, str]
Part: TypeAlias = GroupFile | AnyItem


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was taken out of the file because of its shape and must not be reported as missing."""

    lost: frozenset[Path] = frozenset()
    ids: frozenset[str] = frozenset()


def lint(file: QuestionnaireFile, gaps: Gaps | None = None) -> list[Finding]:
    """Everything that is wrong although each part has the right shape, with the path of the place."""
    gaps = gaps or Gaps()
    parts = list(walk(file.groups))
    return [
        *_unique_ids(file, parts),
        *_reserved_ids(file, parts),
        *_lists(file),
        *_sizes(parts),
        *_bands((), file.scoring.bands),
        *(finding for path, part in parts for finding in _part(path, part, file, gaps)),
        *_conditions(file, parts, gaps),
        *_changes(file, parts),
    ]


def _changes(file: QuestionnaireFile, parts: list[tuple[Path, Part]]) -> Iterator[Finding]:
    """What is said of earlier editions: an earlier one, and items that are in this one."""
    if file.changes is None:
        return
    if file.changes.since >= file.edition:
        yield ("changes", "since"), f"must be an earlier edition than this one, {file.edition}"
    known = {part.id for _, part in parts if not isinstance(part, GroupFile)}
    for name in file.changes.items:
        if name not in known:
            yield ("changes", "items", name), f'there is no item "{name}"{suggestion(name, known)}'


def walk(groups: Sequence[GroupFile], path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """Groups and items in display order, each with its path."""
    for number, group in enumerate(groups):
        here = (*path, "groups", number)
        yield here, group
        yield from (((*here, "items", i), item) for i, item in enumerate(group.items))
        yield from walk(group.groups, here)


def _named(file: QuestionnaireFile, parts: list[tuple[Path, Part]]) -> Iterator[tuple[Path, str]]:
    """Everything that shares one set of ids: profile, bands, groups, items."""
    yield from (((("profile", i)), entry.id) for i, entry in enumerate(file.profile))
    yield from ((("scoring", "bands", i), band.id) for i, band in enumerate(file.scoring.bands or []))
    yield from ((path, part.id) for path, part in parts)


def _unique_ids(file: QuestionnaireFile, parts: list[tuple[Path, Part]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, id in _named(file, parts):
        kind = _kind(path)
        if id in seen:
            yield (*path, "id"), f'the id "{id}" is already used for {seen[id]}; ids must be unique'
        seen.setdefault(id, kind)
    bands = {band.id for band in file.scoring.bands or []}
    for path, part in parts:
        for i, band in enumerate(_own_bands(part)):
            if band.id in seen and band.id not in bands:
                place = (*path, "scoring", "bands", i, "id")
                yield place, f'the id "{band.id}" is already used for {seen[band.id]}; ids must be unique'


def _own_bands(part: Part) -> Sequence[BandFile]:
    """The bands that a group sets itself."""
    return (part.scoring.bands or []) if isinstance(part, GroupFile) and part.scoring else []


def _kind(path: Path) -> str:
    name = next(step for step in reversed(path) if isinstance(step, str))
    kinds = {"profile": "a profile entry", "bands": "a band", "groups": "a group", "items": "an item"}
    return kinds[name]


def _reserved_ids(file: QuestionnaireFile, parts: list[tuple[Path, Part]]) -> Iterator[Finding]:
    for path, id in _named(file, parts):
        if id in RESERVED:
            reserved = listed(sorted(RESERVED))
            yield (
                (*path, "id"),
                f'the id "{id}" has a meaning of its own; choose another. Reserved: {reserved}',
            )


def _lists(file: QuestionnaireFile) -> Iterator[Finding]:
    """Ids inside the lists at the top of the file."""
    yield from repeated((), "sources", [source.id for source in file.sources])
    yield from repeated((), "terms", [term.id for term in file.terms])
    yield from repeated((), "bodies", [body.id for body in file.bodies])
    for i, entry in enumerate(file.profile):
        yield from repeated(("profile", i), "options", [option.id for option in entry.options])


def repeated(path: Path, name: str, ids: Iterable[str]) -> Iterator[Finding]:
    """Ids that occur more than once in one list."""
    seen: set[str] = set()
    for i, id in enumerate(ids):
        if id in seen:
            yield (*path, name, i), f'the id "{id}" is given twice in this list'
        seen.add(id)


def _sizes(parts: list[tuple[Path, Part]]) -> Iterator[Finding]:
    items = sum(isinstance(part, ItemFile) for _, part in parts)
    if items > MAX_ITEMS:
        yield ("groups",), f"at most {MAX_ITEMS} items are allowed; found {items}"
    for path, part in parts:
        depth = sum(step == "groups" for step in path)
        if isinstance(part, GroupFile) and depth == MAX_GROUP_DEPTH + 1:
            yield path, f"at most {MAX_GROUP_DEPTH} groups inside each other are allowed"


def _bands(path: Path, bands: Sequence[BandFile] | None) -> Iterator[Finding]:
    if not bands:
        return
    here = (*path, "scoring", "bands")
    yield from repeated((*path, "scoring"), "bands", [band.id for band in bands])
    if bands[0].start != 0:
        yield (*here, 0, "from"), f"the first band must begin at 0; found {bands[0].start:g}"
    for i in range(1, len(bands)):
        low, high = bands[i - 1].start, bands[i].start
        if high <= low:
            yield (
                (*here, i, "from"),
                f"bands go from low to high; must be greater than {low:g}; found {high:g}",
            )


def _part(path: Path, part: Part, file: QuestionnaireFile, gaps: Gaps) -> Iterator[Finding]:
    if isinstance(part, GroupFile):
        if not part.items and not part.groups and not any(lost[: len(path)] == path for lost in gaps.lost):
            yield path, "the group is empty; it needs items or groups"
        yield from _bands(path, _own_bands(part))
        return
    yield from _references(path, part, file, gaps)
    yield from check_scale(path, part)


def _references(path: Path, item: ItemFile, file: QuestionnaireFile, gaps: Gaps) -> Iterator[Finding]:
    known = {"terms": [term.id for term in file.terms], "bodies": [body.id for body in file.bodies]}
    for name, ids in (("terms", item.terms), ("bodies", item.bodies)):
        for i, id in enumerate(ids):
            if id not in known[name] and id not in gaps.ids:
                guess = suggestion(id, known[name])
                yield (*path, name, i), f'"{id}" is not in the list `{name}` at the top{guess}'
    sources = [source.id for source in file.sources]
    for i, code in enumerate(item.sources):
        if not any(code == id or code.startswith(f"{id}-") for id in (*sources, *gaps.ids)):
            allowed = listed(sources) or "none"
            yield (
                (*path, "sources", i),
                f'"{code}" does not begin with the id of a source. Allowed: {allowed}',
            )
    yield from _given_twice(path, item)


def _given_twice(path: Path, item: ItemFile) -> Iterator[Finding]:
    lists: dict[str, Sequence[object]] = {
        "terms": item.terms,
        "bodies": item.bodies,
        "sources": item.sources,
        "sdg": item.sdg,
        "gcm": item.gcm,
    }
    for name, values in lists.items():
        twice = [value for i, value in enumerate(values) if value in values[:i]]
        if twice:
            yield (*path, name), f"{listed(map(shown, twice))} is given twice in this list"


def _conditions(file: QuestionnaireFile, parts: list[tuple[Path, Part]], gaps: Gaps) -> Iterator[Finding]:
    """Conditions may use the profile and the items that stand earlier."""
    names = profile_names(file)
    later = {part.id for _, part in parts if isinstance(part, ItemFile)}
    for path, part in parts:
        if part.applies_when is not None:
            for message in _condition(part.applies_when, names, later, gaps):
                yield (*path, "applies_when"), message
        if isinstance(part, ItemFile):
            names.setdefault(part.id, item_name(part))


def _condition(text: str, names: dict[str, Name], later: set[str], gaps: Gaps) -> tuple[str, ...]:
    try:
        parse(text, names, later, gaps.ids)
    except ConditionError as error:
        return error.messages
    return ()


def profile_names(file: QuestionnaireFile) -> dict[str, Name]:
    """What conditions may say about the profile."""
    return {e.id: Name("profile", tuple(option.id for option in e.options)) for e in file.profile}


def item_name(item: AnyItem) -> Name:
    """What later conditions may say about an item."""
    match item:
        case LevelItemFile():
            values = (i if level.value is None else level.value for i, level in enumerate(item.levels))
            return Name("level", levels=tuple(values))
        case ChecklistItemFile():
            base = [item.base] if item.base else []
            return Name("checklist", tuple(tick.id for tick in [*base, *item.extras]))
        case ChoiceItemFile():
            return Name("choice", tuple(option.id for option in item.options))
    return Name(item.kind)
