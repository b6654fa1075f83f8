"""Worked examples as they are written in `examples.yaml`, read and checked against their questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from coherence.questionnaire import source as yaml_source
from coherence.questionnaire.answers import WITHOUT_VALUE, check_answer
from coherence.questionnaire.framework import ROOT
from coherence.questionnaire.model import Questionnaire
from coherence.questionnaire.places import Source
from coherence.questionnaire.problems import Problem, QuestionnaireError
from coherence.questionnaire.schema import Strict, Text
from coherence.questionnaire.shape import unknown_key, wording
from coherence.questionnaire.wording import listed, shown, suggestion
from scoring import Answer, State

AXES = ("horizontal", "vertical-international", "vertical-local")
Extreme: TypeAlias = Literal["highest", "lowest"]
Finding: TypeAlias = tuple[tuple[str | int, ...], str]


class ExampleFile(Strict):
    """The shape of one example."""

    name: Text
    profile: dict[str, str | list[str]] = Field(default_factory=dict)
    every: Extreme | None = None
    answers: dict[str, object] = Field(default_factory=dict)
    scores: Annotated[dict[str, float | None], Field(min_length=1)]
    coverage: dict[str, float | None] = Field(default_factory=dict)
    bands: dict[str, str | None] = Field(default_factory=dict)


FILE = TypeAdapter(list[ExampleFile])


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example; `line` is where it begins in the file."""

    name: str
    line: int | None
    profile: dict[str, tuple[str, ...]]
    every: Extreme | None
    answers: dict[str, Answer]
    scores: dict[str, float | None]
    coverage: dict[str, float | None] = field(default_factory=dict)
    bands: dict[str, str | None] = field(default_factory=dict)


def load_examples(path: Path, questionnaire: Questionnaire) -> tuple[Example, ...]:
    """The examples in a file; QuestionnaireError with all problems."""
    return parse_examples(yaml_source.decode(path.read_bytes(), path.name), path.name, questionnaire)


def parse_examples(text: str, name: str, questionnaire: Questionnaire) -> tuple[Example, ...]:
    """The examples in a YAML text; QuestionnaireError with all problems."""
    source = yaml_source.read(text, name)
    try:
        files = FILE.validate_python(source.data, strict=True)
    except ValidationError as error:
        faults = [_fault(source, details) for details in error.errors(include_url=False)]
        raise QuestionnaireError([*source.problems, *faults]) from None
    findings = [
        Problem(name, source.line((number, *path)), None, f"{shown(file.name)}: {message}")
        for number, file in enumerate(files)
        for path, message in _check(file, questionnaire)
    ]
    if source.problems or findings:
        raise QuestionnaireError([*source.problems, *findings])
    return tuple(_example(file, source.line((n,)), questionnaire) for n, file in enumerate(files))


def _fault(source: Source, details: ErrorDetails) -> Problem:
    path = details["loc"]
    if details["type"] == "extra_forbidden":
        message = unknown_key(ExampleFile, str(path[-1]))
    elif details["type"] == "missing":
        message = f'the key "{path[-1]}" is missing'
    else:
        message = wording(path, details)
    steps = [f"no. {step + 1}" if isinstance(step, int) else step for step in path]
    return Problem(source.name, source.line(path), None, ": ".join([*steps, message]))


def _check(file: ExampleFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    """What does not fit the questionnaire."""
    yield from _profile(file, questionnaire)
    yield from _answers(file, questionnaire)
    groups = [ROOT, *AXES, *(group.id for group in questionnaire.all_groups())]
    known = [*groups, *(item.id for item in questionnaire.items())]
    for key, ids, allowed in (("scores", file.scores, known), ("coverage", file.coverage, known)):
        for id in ids:
            if id not in allowed:
                yield (key, id), f"{key}: nothing is called {shown(id)}{suggestion(id, allowed)}"
    yield from _bands(file, groups, questionnaire)


def _profile(file: ExampleFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    entries = {entry.id: entry for entry in questionnaire.profile}
    for id, value in file.profile.items():
        if id not in entries:
            yield ("profile", id), f"profile: nothing is called {shown(id)}. Allowed: {listed(entries)}"
            continue
        options = [option.id for option in entries[id].options]
        chosen = _chosen(value)
        unknown = [option for option in chosen if option not in options]
        if unknown:
            wrong = listed(map(shown, unknown))
            yield ("profile", id), f"profile: {id}: unknown: {wrong}. Allowed: {listed(options)}"
        if len(chosen) > 1 and not entries[id].many:
            yield ("profile", id), f"profile: {id}: only one option is allowed; found {len(chosen)}"


def _chosen(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _answers(file: ExampleFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    items = {item.id for item in questionnaire.items()}
    for id, value in file.answers.items():
        if id not in items:
            yield ("answers", id), f"answers: no item is called {shown(id)}{suggestion(id, items)}"
            continue
        try:
            _answer(questionnaire, id, value)
        except ValueError as error:
            states = f" or a state: {listed(sorted(WITHOUT_VALUE))}"
            yield ("answers", id), f"answers: {id}: {error}{states}"


def _bands(file: ExampleFile, groups: list[str], questionnaire: Questionnaire) -> Iterator[Finding]:
    own = {group.id: group.bands for group in questionnaire.all_groups()}
    for id, band in file.bands.items():
        allowed = [known.id for known in own.get(id, questionnaire.bands)]
        if id not in groups:
            yield ("bands", id), f"bands: no group is called {shown(id)}{suggestion(id, groups)}"
        elif band is not None and band not in allowed:
            yield ("bands", id), f"bands: {id}: unknown band {shown(band)}. Allowed: {listed(allowed)}"


def _answer(questionnaire: Questionnaire, id: str, value: object) -> Answer:
    if isinstance(value, str) and value in WITHOUT_VALUE:
        return Answer(State(value))
    given = check_answer(questionnaire.item(id), value)
    # a free text has no place in the score, only that it is there
    return Answer(State.SCORED, (given,) if isinstance(given, str) else given)


def _example(file: ExampleFile, line: int | None, questionnaire: Questionnaire) -> Example:
    return Example(
        name=file.name,
        line=line,
        profile={id: _chosen(value) for id, value in file.profile.items()},
        every=file.every,
        answers={id: _answer(questionnaire, id, value) for id, value in file.answers.items()},
        scores=file.scores,
        coverage=file.coverage,
        bands=file.bands,
    )
