"""What a country adds to an instrument: guidance, examples, names of institutions, questions of its own.

A layer stands beside the questionnaire and never in it. It has no weight and no points: nothing in it can be scored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from coherence.questionnaire.answers import check_answer
from coherence.questionnaire.model import AnswerScale, Choice, Group, Item, Number, Option, Questionnaire, Text
from coherence.questionnaire.wording import said, suggestion, untranslated

OWN = "own."
LONGEST_ANSWER = 5000
OwnKind: TypeAlias = Literal["text", "number", "choice"]


@dataclass(frozen=True, slots=True)
class Note:
    """What the country says to one question of the instrument."""

    item: str
    guidance: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Institution:
    """What a body of the instrument is called in the country; several where several share the task."""

    body: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question that only this country asks. `under` is the dimension it stands in; None: at the end."""

    id: str
    text: str
    kind: OwnKind
    guidance: str = ""
    unit: str = ""
    choices: tuple[Option, ...] = ()
    under: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem(Item):
    """A question of the country as an item, so that it is asked and read like one. Never scored."""

    @property
    def scored(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Layer:
    """All that one country has added to one instrument, in one language."""

    questionnaire: str
    language: str
    notes: tuple[Note, ...] = ()
    institutions: tuple[Institution, ...] = ()
    questions: tuple[OwnQuestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notes or self.institutions or self.questions)

    def note(self, item: str) -> Note | None:
        """What is said to this item; None when nothing is."""
        return next((note for note in self.notes if note.item == item), None)

    def names(self, body: str) -> tuple[str, ...]:
        """What the body is called in the country."""
        return next((one.names for one in self.institutions if one.body == body), ())


ABSENT = {
    "notes": untranslated('the edition has no question "{id}"{hint}'),
    "institutions": untranslated('the edition has no body "{id}"{hint}'),
    "questions": untranslated('the edition has no dimension "{id}"{hint}'),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A part of a layer that an edition has no place for: the list it stands in, its number there, the id it names."""

    part: Literal["notes", "institutions", "questions"]
    place: int
    id: str
    known: tuple[str, ...]

    @property
    def path(self) -> tuple[str | int, ...]:
        key = {"notes": "item", "institutions": "body", "questions": "under"}[self.part]
        return (self.part, self.place, key)

    @property
    def message(self) -> str:
        hint = suggestion(self.id, self.known) or said("; remove it")
        return said(ABSENT[self.part], id=self.id, hint=hint)


def is_own(item: str) -> bool:
    """Whether this is the id of a country's own question. Ids of an instrument hold no point."""
    return item.startswith(OWN)


def misfits(layer: Layer, questionnaire: Questionnaire) -> Iterator[Misfit]:
    """What this edition has no place for."""
    items = tuple(item.id for item in questionnaire.items())
    bodies = tuple(body.id for body in questionnaire.bodies)
    groups = tuple(group.id for group in questionnaire.groups)
    for place, note in enumerate(layer.notes):
        if note.item not in items:
            yield Misfit("notes", place, note.item, items)
    for place, one in enumerate(layer.institutions):
        if one.body not in bodies:
            yield Misfit("institutions", place, one.body, bodies)
    for place, question in enumerate(layer.questions):
        if question.under and question.under not in groups:
            yield Misfit("questions", place, question.under, groups)


def own_items(layer: Layer, questionnaire: Questionnaire, group: Group, last: Group) -> list[OwnItem]:
    """The country's questions that stand in this dimension; those without a place in `last`."""
    groups = {one.id for one in questionnaire.groups}
    return [
        own_item(question)
        for question in layer.questions
        if (question.under if question.under in groups else last.id) == group.id
    ]


def fits(item: OwnItem, value: object) -> bool:
    """Whether this can be an answer to the question as it is now: its kind or its choices may have changed."""
    try:
        return value is None or check_answer(item, value) is not None
    except ValueError:
        return False


def own_item(question: OwnQuestion) -> OwnItem:
    """The question in the form in which all questions are asked."""
    return OwnItem(
        id=question.id,
        kind=question.kind,
        text=question.text,
        guidance=question.guidance or None,
        answer=_answer(question),
        minutes=0,
        weight=0,
    )


def _answer(question: OwnQuestion) -> AnswerScale:
    if question.kind == "choice":
        return Choice(question.choices, many=False)
    if question.kind == "number":
        return Number(question.unit or None, None, None, low=0, high=0, lower_is_better=False)
    return Text(LONGEST_ANSWER)
