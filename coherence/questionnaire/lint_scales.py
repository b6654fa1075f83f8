"""Cross-checks of one item's scale: levels, points, caps, decision tables, ranges."""

import itertools
import math
from collections.abc import Iterator, Sequence

from coherence.questionnaire.places import Path
from coherence.questionnaire.schema import (
    AnyItem,
    ChecklistItemFile,
    ChoiceItemFile,
    DecisionFile,
    FullLevelFile,
    LevelItemFile,
    NumberItemFile,
    RowFile,
    TableItemFile,
    TextItemFile,
    TickFile,
)
from coherence.questionnaire.wording import listed, suggestion

MAX_COMBINATIONS = 4096
MAX_EXAMPLES = 5
Found = Iterator[tuple[Path, str]]


def check_scale(path: Path, item: AnyItem) -> Found:
    """What is wrong with the scale of one item."""
    match item:
        case LevelItemFile():
            yield from _levels((*path, "levels"), item.levels)
        case ChecklistItemFile():
            yield from _checklist(path, item)
        case TableItemFile():
            yield from _table(path, item)
        case NumberItemFile():
            yield from _number(path, item)
        case ChoiceItemFile():
            yield from _repeated((*path, "options"), [option.id for option in item.options])
        case TextItemFile():
            pass


def _repeated(path: Path, ids: Sequence[str]) -> Found:
    for i, id in enumerate(ids):
        if id in ids[:i]:
            yield (*path, i), f'the id "{id}" is given twice in this list'


def numbers(levels: Sequence[FullLevelFile]) -> list[int]:
    """The number of each level: its `value`, else its place counted from 0."""
    return [place if level.value is None else level.value for place, level in enumerate(levels)]


def _levels(path: Path, levels: Sequence[FullLevelFile]) -> Found:
    values = [level.value for level in levels]
    points = [level.points for level in levels]
    given = [value for value in values if value is not None]
    if 0 < len(given) < len(levels):
        yield path, "give `value` to all levels or to none"
    elif any(low >= high for low, high in itertools.pairwise(given)):
        yield path, f"the values of the levels must ascend; found {listed(given)}"
    if None in points and any(point is not None for point in points):
        yield path, "give `points` to all levels or to none"
    elif None not in points and not any(points):
        yield path, "all points are 0; at least one level needs more"


def _checklist(path: Path, item: ChecklistItemFile) -> Found:
    ticks: list[TickFile] = ([item.base] if item.base else []) + item.extras
    yield from _repeated((*path, "extras"), [tick.id for tick in ticks][len(ticks) - len(item.extras) :])
    if item.base and item.base.id in [extra.id for extra in item.extras]:
        yield (*path, "base", "id"), f'the id "{item.base.id}" is also given in `extras`'
    for place, tick in zip(_tick_paths(path, item), ticks, strict=True):
        if tick.id == "none":
            yield (
                (*place, "id"),
                'the id "none" means that nothing is ticked; choose another',
            )
    if not any(tick.points for tick in ticks):
        yield path, "all points are 0; at least one entry needs more"
    elif item.cap is not None:
        yield from _cap((*path, "cap"), item.cap, [extra.points for extra in item.extras])


def _tick_paths(path: Path, item: ChecklistItemFile) -> list[Path]:
    base: list[Path] = [(*path, "base")] if item.base else []
    return base + [(*path, "extras", i) for i in range(len(item.extras))]


def _cap(path: Path, cap: float, points: list[float]) -> Found:
    total, largest = math.fsum(points), max(points)
    if cap > total:
        yield path, f"can never be reached; the extras bring {total:g} points together; found {cap:g}"
    elif cap < largest:
        yield path, f"is lower than the {largest:g} points of a single extra; found {cap:g}"


def _table(path: Path, item: TableItemFile) -> Found:
    yield from _repeated((*path, "rows"), [row.id for row in item.rows])
    for i, row in enumerate(item.rows):
        here = (*path, "rows", i)
        yield from _levels((*here, "levels"), row.levels)
        if item.decisions is not None:
            yield from _unused(here, row)
    if item.decisions is not None:
        yield from _decisions((*path, "decisions"), item.rows, item.decisions)


def _unused(path: Path, row: RowFile) -> Found:
    """With decisions neither weights nor points of rows count."""
    if row.weight is not None:
        yield (*path, "weight"), "does not count beside `decisions`; remove it"
    if any(level.points is not None for level in row.levels):
        yield (*path, "levels"), "points do not count beside `decisions`; remove them"


def _decisions(path: Path, rows: Sequence[RowFile], decisions: Sequence[DecisionFile]) -> Found:
    wrong = [finding for i, decision in enumerate(decisions) for finding in _when((*path, i), rows, decision)]
    yield from wrong
    if not any(decision.points for decision in decisions):
        yield path, "all points are 0; at least one decision needs more"
    count = math.prod(len(row.levels) for row in rows)
    if count > MAX_COMBINATIONS:
        yield path, f"at most {MAX_COMBINATIONS} combinations of levels are allowed; the rows have {count}"
    elif not wrong:
        yield from _coverage(path, rows, decisions)


def _when(path: Path, rows: Sequence[RowFile], decision: DecisionFile) -> Found:
    known = {row.id: numbers(row.levels) for row in rows}
    for id, levels in decision.when.items():
        if id not in known:
            yield (
                (*path, "when", id),
                f'no row is called "{id}"{suggestion(id, known) or "."} Allowed: {listed(known)}',
            )
            continue
        for level in levels:
            if level not in known[id]:
                yield (*path, "when", id), f"there is no level {level}. Allowed: {listed(known[id])}"


def covered(rows: Sequence[RowFile], decision: DecisionFile) -> Iterator[tuple[int, ...]]:
    """The combinations of level numbers, in row order, that a decision is about."""
    return itertools.product(*(dict.fromkeys(decision.when.get(row.id, numbers(row.levels))) for row in rows))


def _coverage(path: Path, rows: Sequence[RowFile], decisions: Sequence[DecisionFile]) -> Found:
    first: dict[tuple[int, ...], int] = {}
    for i, decision in enumerate(decisions):
        twice = [(first[c], c) for c in covered(rows, decision) if c in first]
        for earlier, combination in twice[:MAX_EXAMPLES]:
            yield (*path, i), f"{_named(rows, combination)} is already decided by no. {earlier + 1}"
        first.update((c, i) for c in covered(rows, decision) if c not in first)
    missing = [c for c in itertools.product(*(numbers(row.levels) for row in rows)) if c not in first]
    for combination in missing[:MAX_EXAMPLES]:
        yield path, f"nothing is decided for {_named(rows, combination)}"
    if len(missing) > MAX_EXAMPLES:
        yield path, f"nothing is decided for {len(missing) - MAX_EXAMPLES} more combinations"


def _named(rows: Sequence[RowFile], combination: tuple[int, ...]) -> str:
    return ", ".join(f"{row.id} {level}" for row, level in zip(rows, combination, strict=True))


def _number(path: Path, item: NumberItemFile) -> Found:
    if item.low == item.high:
        yield (*path, "high"), f"`low` and `high` must differ; found {item.low:g} twice"
    elif item.low > item.high:
        turn = "use `lower_is_better` to turn the scale round"
        yield (*path, "high"), f"`high` must be above `low` ({item.low:g}); found {item.high:g}; {turn}"
    low_limit = -math.inf if item.minimum is None else item.minimum
    high_limit = math.inf if item.maximum is None else item.maximum
    if low_limit >= high_limit:
        yield (*path, "maximum"), f"must be above `minimum` ({low_limit:g}); found {high_limit:g}"
        return
    for name, value in (("low", item.low), ("high", item.high)):
        if not low_limit <= value <= high_limit:
            yield (*path, name), f"must lie within `minimum` and `maximum` ({_limits(item)}); found {value:g}"


def _limits(item: NumberItemFile) -> str:
    low = "no limit" if item.minimum is None else f"{item.minimum:g}"
    high = "no limit" if item.maximum is None else f"{item.maximum:g}"
    return f"{low} to {high}"
