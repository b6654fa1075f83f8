"""A questionnaire as plain text, for reading at a terminal and for comparing two editions line by line."""

from collections.abc import Iterator
from textwrap import wrap

from coherence.questionnaire.model import (
    Checklist,
    Choice,
    Group,
    Item,
    Level,
    LevelScale,
    Number,
    Questionnaire,
    Rules,
    Table,
    Text,
    Tick,
)

WIDTH = 100


def show(questionnaire: Questionnaire) -> str:
    """Everything that a person answering sees, with ids, points and conditions."""
    return "\n".join(line.rstrip() for line in _lines(questionnaire)) + "\n"


def summary(questionnaire: Questionnaire) -> str:
    """One line: id, edition, language, how many groups and items, how long it takes."""
    items = list(questionnaire.items())
    minutes = sum(item.minutes for item in items)
    size = f"{len(questionnaire.groups)} dimensions, {len(items)} items, {minutes:g} minutes"
    return f"{questionnaire.id} edition {questionnaire.edition} ({questionnaire.language}): {size}"


def _lines(questionnaire: Questionnaire) -> Iterator[str]:
    yield questionnaire.title
    yield "=" * len(questionnaire.title)
    yield summary(questionnaire)
    yield from _text(questionnaire.about, 0)
    yield f"Owner: {questionnaire.owner}. Status: {questionnaire.status}. Digest: {questionnaire.digest}"
    yield f"Rules: {_rules(questionnaire.rules)}"
    for band in questionnaire.bands:
        yield f"Band {band.id}: from {band.start:g}: {band.name}"
    for entry in questionnaire.profile:
        yield ""
        yield f"Profile {entry.id}{' (many)' if entry.many else ''}: {entry.text}"
        yield from (f"  ( ) {option.id}: {option.text}" for option in entry.options)
    for group in questionnaire.groups:
        yield from _group(group, questionnaire.rules, 0)


def _rules(rules: Rules) -> str:
    return (
        f"{rules.aggregation}; not answered {rules.not_answered}; don't know {rules.dont_know}; "
        f"not applicable {rules.not_applicable}; minimum coverage {rules.minimum_coverage:g}"
    )


def _group(group: Group, above: Rules, depth: int) -> Iterator[str]:
    yield ""
    yield from _text(f"{'#' * (depth + 1)} {group.title} [{group.id}] weight {group.weight:g}", depth)
    if group.applies_when is not None:
        yield from _text(f"only when {group.applies_when}", depth + 1)
    if group.rules != above:
        yield from _text(f"rules: {_rules(group.rules)}", depth + 1)
    if group.about:
        yield from _text(group.about, depth + 1)
    for item in group.items:
        yield from _item(item, depth + 1)
    for inner in group.groups:
        yield from _group(inner, group.rules, depth + 1)


def _item(item: Item, depth: int) -> Iterator[str]:
    facts = [item.kind, f"weight {item.weight:g}" if item.scored else "not scored"]
    facts += [item.axis] if item.axis else []
    facts += ["core"] if item.core else []
    yield ""
    yield from _text(f"{item.text} [{item.id}] ({', '.join(facts)})", depth)
    if item.applies_when is not None:
        yield from _text(f"only when {item.applies_when}", depth + 1)
    for name, text in (("guidance", item.guidance), ("evidence", item.evidence)):
        if text:
            yield from _text(f"{name}: {text}", depth + 1)
    for line in _scale(item):
        yield from _text(line, depth + 1)


def _scale(item: Item) -> Iterator[str]:
    match item.answer:
        case LevelScale(levels):
            yield from _levels(levels)
        case Checklist(base, extras, cap):
            yield from (_tick(tick) for tick in ([base] if base else []))
            yield from map(_tick, extras)
            if cap is not None:
                yield f"extras bring at most {_points(cap)}"
        case Table():
            yield from _table(item.answer)
        case Number():
            turned = ", lower is better" if item.answer.lower_is_better else ""
            limits = f"{item.answer.low:g} to {item.answer.high:g}{turned}"
            yield f"number in {item.answer.unit or 'units'}: {limits}"
        case Choice(options, many):
            yield from (f"{'[ ]' if many else '( )'} {option.id}: {option.text}" for option in options)
        case Text(maximum_length):
            yield f"text of at most {maximum_length} characters"


def _levels(levels: tuple[Level, ...]) -> Iterator[str]:
    return (f"{level.value}: {level.text} ({_points(level.points)})" for level in levels)


def _tick(tick: Tick) -> str:
    return f"[ ] {tick.id}: {tick.text} ({_points(tick.points)})"


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield f"{row.id}: {row.text}" + ("" if table.decisions else f" (weight {row.weight:g})")
        yield from (f"- {line}" for line in _levels(row.levels))
    for combination, points in table.decisions:
        levels = ", ".join(f"{row.id} {level}" for row, level in zip(table.rows, combination, strict=True))
        yield f"{levels}: {_points(points)}"


def _points(points: float) -> str:
    return f"{points:g} point{'' if points == 1 else 's'}"


def _text(text: str, depth: int) -> Iterator[str]:
    """Text wrapped and indented; paragraphs keep their breaks."""
    indent = "  " * depth
    for paragraph in text.split("\n"):
        yield from wrap(
            paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False
        ) or [""]
