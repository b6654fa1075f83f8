"""Crosswalks as they are written in `questionnaires/crosswalks/`, checked against the two instruments they join."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field

from coherence.questionnaire import source as yaml_source
from coherence.questionnaire.condition_nodes import ConditionError
from coherence.questionnaire.conditions import Name, parse
from coherence.questionnaire.crosswalk import Crosswalk, Link, Surety
from coherence.questionnaire.model import Checklist, Choice, Item, LevelScale, Questionnaire, Table, level_values
from coherence.questionnaire.places import Source, problem
from coherence.questionnaire.problems import Problem, QuestionnaireError
from coherence.questionnaire.schema import Id, Strict, Text
from coherence.questionnaire.shape import check

Finding: TypeAlias = tuple[tuple[str | int, ...], str]


class LinkFile(Strict):
    to: Id
    tick: Id | None = None
    level: int | None = None
    rows: dict[Id, int] | None = None
    when: Text
    surely: Surety
    because: Text


class CrosswalkFile(Strict):
    start: Annotated[Id, Field(alias="from")]
    edition_from: Annotated[int, Field(ge=1)]
    to: Id
    edition_to: Annotated[int, Field(ge=1)]
    only_when: Text | None = None
    profile: dict[Id, list[Id]] = Field(default_factory=dict)
    links: Annotated[list[LinkFile], Field(min_length=1)]


def load_crosswalk(path: Path, known: Mapping[str, Questionnaire]) -> Crosswalk:
    """The crosswalk in a file, checked against the instruments it names; QuestionnaireError with all problems."""
    source = yaml_source.read(yaml_source.decode(path.read_bytes(), path.name), path.name)
    file, faults = check(source, CrosswalkFile, {"links": LinkFile})
    problems = [*source.problems, *(problem(source, place, message) for place, _, message in faults)]
    if file is None or problems:
        raise QuestionnaireError(problems)
    missing = [name for name in (file.start, file.to) if name not in known]
    if missing:
        raise QuestionnaireError([Problem(path.name, None, None, f'there is no instrument "{missing[0]}"')])
    start, target = known[file.start], known[file.to]
    names = _names(start)
    findings = list(_misfits(file, start, target, names))
    if findings:
        raise QuestionnaireError([_at(source, *finding) for finding in findings])
    return _built(file, names)


def _at(source: Source, place: tuple[str | int, ...], message: str) -> Problem:
    return Problem(source.name, source.line(place), None, message)


def _names(start: Questionnaire) -> dict[str, Name]:
    profile = {one.id: Name("profile", tuple(option.id for option in one.options)) for one in start.profile}
    return profile | {item.id: _name(item) for item in start.items()}


def _name(item: Item) -> Name:
    match item.answer:
        case LevelScale(levels):
            return Name("level", levels=level_values(levels))
        case Checklist():
            return Name("checklist", tuple(tick.id for tick in item.answer.ticks))
        case Choice(options):
            return Name("choice", tuple(option.id for option in options))
    return Name(item.kind)


def _misfits(
    file: CrosswalkFile, start: Questionnaire, target: Questionnaire, names: Mapping[str, Name]
) -> Iterator[Finding]:
    """What the file says that the two instruments do not have."""
    for key, number, edition in (("edition_from", file.edition_from, start), ("edition_to", file.edition_to, target)):
        if number != edition.edition:
            yield (key,), f'{key}: the present edition of "{edition.id}" is {edition.edition}; found {number}'
    conditions: list[tuple[tuple[str | int, ...], str]] = [(("only_when",), file.only_when)] if file.only_when else []
    conditions += [(("links", place, "when"), link.when) for place, link in enumerate(file.links)]
    for where, text in conditions:
        try:
            parse(text, names)
        except ConditionError as error:
            yield from ((where, f"{where[-1]}: {message}") for message in error.messages)
    options = {one.id: {option.id for option in one.options} for one in target.profile}
    for name, chosen in file.profile.items():
        if not set(chosen) <= options.get(name, set()):
            yield ("profile", name), f'profile: "{target.id}" has no such answer to "{name}"'
    items = {item.id: item for item in target.items()}
    for place, link in enumerate(file.links):
        for message in _unfit(link, items.get(link.to)):
            yield ("links", place, "to"), f"{link.to}: {message}"


def _unfit(link: LinkFile, item: Item | None) -> Iterator[str]:
    if item is None:
        yield "the target has no such item"
        return
    given = [key for key in ("tick", "level", "rows") if getattr(link, key) is not None]
    wanted = {"checklist": "tick", "level": "level", "table": "rows"}.get(item.kind)
    if given != [wanted]:
        yield f"an item of kind {item.kind} needs {wanted or 'no link'}; found {', '.join(given) or 'nothing'}"
    elif isinstance(item.answer, Checklist) and link.tick not in {tick.id for tick in item.answer.ticks}:
        yield f'there is no box "{link.tick}"'
    elif isinstance(item.answer, LevelScale) and link.level not in level_values(item.answer.levels):
        yield f"there is no level {link.level}"
    elif isinstance(item.answer, Table):
        levels = {row.id: level_values(row.levels) for row in item.answer.rows}
        for row, level in (link.rows or {}).items():
            if level not in levels.get(row, ()):
                yield f'there is no row "{row}" with a level {level}'


def _built(file: CrosswalkFile, names: Mapping[str, Name]) -> Crosswalk:
    count: dict[str, int] = {}
    links = []
    for link in file.links:
        count[link.to] = count.get(link.to, 0) + 1
        links.append(
            Link(
                context=f"{file.start}.{file.to}.{link.to}.{count[link.to]}",
                item=link.to,
                tick=link.tick,
                level=link.level,
                rows=link.rows or {},
                when=parse(link.when, names),
                surely=link.surely,
                because=link.because,
            )
        )
    return Crosswalk(
        start=file.start,
        to=file.to,
        editions=(file.edition_from, file.edition_to),
        only_when=parse(file.only_when, names) if file.only_when else None,
        profile={name: tuple(chosen) for name, chosen in file.profile.items()},
        links=tuple(links),
    )
