"""A country's layer as it is written in a file or stored: its shape, checked in full before anything is used."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from coherence.questionnaire import source as yaml_source
from coherence.questionnaire.layer import Institution, Layer, Note, OwnQuestion, misfits
from coherence.questionnaire.model import Option, Questionnaire
from coherence.questionnaire.places import Document, Json, Path, Source, problem
from coherence.questionnaire.problems import QuestionnaireError
from coherence.questionnaire.schema import LANGUAGE, OWN_ID, Id, Strict
from coherence.questionnaire.shape import check
from coherence.questionnaire.source import REFUSED, refused
from coherence.questionnaire.wording import said, untranslated

LONGEST_TEXT = 2000
LONGEST_QUESTION = 1000
LONGEST_NAME = 300
MOST_QUESTIONS = 50
MOST_CHOICES = 20
MOST_NAMES = 10
MOST_NOTES = 1000

NO_KEYS = untranslated("the file must begin with keys such as {example}")
FEW_CHOICES = untranslated("a question of kind choice needs at least 2 choices; found {found}")
NO_CHOICES = untranslated("only a question of kind choice has choices; this is of kind {kind}")
NO_UNIT = untranslated("only a question of kind number has a unit; this is of kind {kind}")

Words: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
Name: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)]
Finding: TypeAlias = tuple[Path, str]


class NoteFile(Strict):
    item: Id
    guidance: Words | None = None
    example: Words | None = None


class InstitutionFile(Strict):
    body: Id
    names: Annotated[list[Name], Field(min_length=1, max_length=MOST_NAMES)]


class ChoiceFile(Strict):
    id: Id
    text: Name


class OwnQuestionFile(Strict):
    id: Annotated[str, StringConstraints(pattern=OWN_ID, max_length=64)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUESTION)]
    kind: Literal["text", "number", "choice"]
    guidance: Words | None = None
    unit: Name | None = None
    choices: Annotated[list[ChoiceFile], Field(max_length=MOST_CHOICES)] = Field(default_factory=list)
    under: Id | None = None


class LayerFile(Strict):
    questionnaire: Id
    language: Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=20)]
    notes: Annotated[list[NoteFile], Field(max_length=MOST_NOTES)] = Field(default_factory=list)
    institutions: Annotated[list[InstitutionFile], Field(max_length=MOST_NOTES)] = Field(default_factory=list)
    questions: Annotated[list[OwnQuestionFile], Field(max_length=MOST_QUESTIONS)] = Field(default_factory=list)


SHAPES: Mapping[str, type[Strict]] = {
    "notes": NoteFile,
    "institutions": InstitutionFile,
    "questions": OwnQuestionFile,
    "choices": ChoiceFile,
}


def read_layer(data: bytes, name: str, questionnaire: Questionnaire) -> Layer:
    """The layer in a file, checked against this edition; QuestionnaireError with all problems."""
    source = yaml_source.read(yaml_source.decode(data, name), name)
    layer = _layer(source)
    found = list(_foreign(layer, questionnaire)) or [(one.path, one.message) for one in misfits(layer, questionnaire)]
    if found:
        raise QuestionnaireError([problem(source, path, message) for path, message in found])
    return layer


def from_document(document: Document, name: str = "document") -> Layer:
    """The layer in plain values, such as stored or sent ones, whatever edition they were made for."""
    source = Source(name, document)
    unseen = [problem(source, path, message) for path, message in _unseen(document)]
    if unseen:
        raise QuestionnaireError(unseen)
    return _layer(source)


def document(layer: Layer) -> Document:
    """The layer as plain values: what is empty is left out."""
    return _without_nothing(
        {
            "questionnaire": layer.questionnaire,
            "language": layer.language,
            "notes": [{"item": note.item, "guidance": note.guidance, "example": note.example} for note in layer.notes],
            "institutions": [{"body": one.body, "names": list(one.names)} for one in layer.institutions],
            "questions": [_question_document(question) for question in layer.questions],
        }
    )


def _question_document(question: OwnQuestion) -> Document:
    return {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "guidance": question.guidance,
        "unit": question.unit,
        "choices": [{"id": choice.id, "text": choice.text} for choice in question.choices],
        "under": question.under,
    }


def _without_nothing(values: Document) -> Document:
    kept: Document = {}
    for key, value in values.items():
        if isinstance(value, list):
            value = [_without_nothing(part) if isinstance(part, dict) else part for part in value]
        if value not in (None, "", []):
            kept[key] = value
    return kept


def _layer(source: Source) -> Layer:
    if not isinstance(source.data, dict):
        raise QuestionnaireError([problem(source, (), said(NO_KEYS, example="`questionnaire: ...`"))])
    file, faults = check(source, LayerFile, SHAPES)
    problems = [*source.problems, *(problem(source, path, message) for path, _, message in faults)]
    if file is not None:
        problems += [problem(source, path, message) for path, message in _findings(file)]
    if file is None or problems:
        raise QuestionnaireError(problems)
    return _built(file)


def _foreign(layer: Layer, questionnaire: Questionnaire) -> Iterator[Finding]:
    if layer.questionnaire != questionnaire.id:
        yield (
            ("questionnaire",),
            said('must be "{wanted}"; found "{found}"', wanted=questionnaire.id, found=layer.questionnaire),
        )


def _findings(file: LayerFile) -> Iterator[Finding]:
    """What the shape alone does not say."""
    yield from _twice("notes", "item", [note.item for note in file.notes])
    yield from _twice("institutions", "body", [one.body for one in file.institutions])
    yield from _twice("questions", "id", [question.id for question in file.questions])
    for place, note in enumerate(file.notes):
        if note.guidance is None and note.example is None:
            yield ("notes", place), said("write guidance, an example or both")
    for place, question in enumerate(file.questions):
        for path, message in _question_findings(question):
            yield ("questions", place, *path), message


def _question_findings(question: OwnQuestionFile) -> Iterator[Finding]:
    if question.kind == "choice" and len(question.choices) < 2:
        yield ("choices",), said(FEW_CHOICES, found=len(question.choices))
    if question.kind != "choice" and question.choices:
        yield ("choices",), said(NO_CHOICES, kind=question.kind)
    if question.kind != "number" and question.unit is not None:
        yield ("unit",), said(NO_UNIT, kind=question.kind)
    yield from _twice("choices", "id", [choice.id for choice in question.choices])


def _twice(part: str, key: str, ids: Sequence[str]) -> Iterator[Finding]:
    counted = Counter(ids)
    for place, id in enumerate(ids):
        if counted[id] > 1 and id in ids[:place]:
            yield (part, place, key), said('"{id}" is given twice', id=id)


def _unseen(value: Json, path: Path = ()) -> Iterator[Finding]:
    """Characters that would not be seen, in texts that did not come through the reader of files."""
    if isinstance(value, str):
        yield from ((path, refused(found.group())) for found in REFUSED.finditer(value.replace("\r\n", "\n")))
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _unseen(part, (*path, step))


def _built(file: LayerFile) -> Layer:
    return Layer(
        questionnaire=file.questionnaire,
        language=file.language,
        notes=tuple(Note(note.item, note.guidance or "", note.example or "") for note in file.notes),
        institutions=tuple(Institution(one.body, tuple(one.names)) for one in file.institutions),
        questions=tuple(_question(question) for question in file.questions),
    )


def _question(file: OwnQuestionFile) -> OwnQuestion:
    choices = tuple(Option(choice.id, choice.text) for choice in file.choices)
    return OwnQuestion(file.id, file.text, file.kind, file.guidance or "", file.unit or "", choices, file.under)
