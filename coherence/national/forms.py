"""The parts of a layer that are edited on a page of their own: as fields, and back from what was sent.

All fields are plain texts by name. A part that was left as it is gives the same fields again, which is how a second
editor is told apart from somebody who changed another part.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from coherence.i18n import gettext
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.layer import Institution, Layer, Note, misfits
from coherence.questionnaire.layer_file import (
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    MOST_CHOICES,
    MOST_NAMES,
    document,
    from_document,
)
from coherence.questionnaire.schema import LANGUAGE
from coherence.questionnaire.source import REFUSED

Fields: TypeAlias = Mapping[str, str]
LIMITS = {"text": LONGEST_QUESTION, "guidance": LONGEST_TEXT, "example": LONGEST_TEXT, "unit": LONGEST_NAME}


@dataclass(frozen=True)
class Part:
    """A part of a layer: its fields as stored, the layer with those that were sent, and what is wrong with these."""

    fields: Callable[[Layer], dict[str, str]]
    put: Callable[[Layer, Fields], Layer]
    faults: Callable[[Fields], dict[str, str]]
    required: Callable[[Fields], Iterable[str]]
    grows: str = "\0"

    def has(self, name: str, stored: Fields) -> bool:
        """Whether a field that was sent belongs to the part: one of its own, or one more of a kind that can grow."""
        return name in stored or name.startswith(self.grows)

    def whole(self, sent: Fields) -> bool:
        """Whether all fields of the page were sent: one that is missing was not emptied by anybody."""
        return bool(self.required(sent)) and {"seen", *self.required(sent)} <= set(sent)

    def seen(self, layer: Layer) -> str:
        """What a page carries back to say which words it was opened with."""
        return hashlib.sha256(json.dumps(self.fields(layer)).encode()).hexdigest()


def language() -> Part:
    return Part(
        fields=lambda layer: {"language": layer.language},
        put=lambda layer, sent: replace(layer, language=sent["language"]),
        faults=_language_faults,
        required=lambda sent: ["language"],
    )


def _language_faults(sent: Fields) -> dict[str, str]:
    known = re.fullmatch(LANGUAGE, sent.get("language", "")) and len(sent["language"]) <= 20
    return {} if known else {"language": gettext("Type the code of a language, such as fr or pt-BR.")}


def notes(items: Sequence[str]) -> Part:
    """Guidance and examples for these questions."""
    return Part(
        fields=lambda layer: _notes_fields(layer, items),
        put=lambda layer, sent: replace(layer, notes=tuple(_with_notes(layer, items, sent))),
        faults=lambda sent: text_faults({name: text for name, text in sent.items() if _names(name, items)}),
        required=lambda sent: [f"{item}.{name}" for item in items for name in ("guidance", "example")],
    )


def _names(name: str, items: Iterable[str]) -> bool:
    return name.rpartition(".")[0] in items


def _notes_fields(layer: Layer, items: Sequence[str]) -> dict[str, str]:
    found = {note.item: note for note in layer.notes}
    fields: dict[str, str] = {}
    for item in items:
        note = found.get(item, Note(item))
        fields |= {f"{item}.guidance": note.guidance, f"{item}.example": note.example}
    return fields


def _with_notes(layer: Layer, items: Sequence[str], sent: Fields) -> Iterable[Note]:
    """The notes to other questions as they are, and those that were sent."""
    yield from (note for note in layer.notes if note.item not in items)
    for item in items:
        note = Note(item, sent.get(f"{item}.guidance", ""), sent.get(f"{item}.example", ""))
        if note.guidance or note.example:
            yield note


def institutions(bodies: Sequence[str]) -> Part:
    """The names of these bodies, one a line."""
    return Part(
        fields=lambda layer: {body: "\n".join(layer.names(body)) for body in bodies},
        put=lambda layer, sent: replace(layer, institutions=tuple(_with_names(layer, bodies, sent))),
        faults=lambda sent: _name_faults({body: lines(sent[body]) for body in bodies}),
        required=lambda sent: bodies,
    )


def _with_names(layer: Layer, bodies: Sequence[str], sent: Fields) -> Iterable[Institution]:
    yield from (one for one in layer.institutions if one.body not in bodies)
    yield from (Institution(body, lines(sent[body])) for body in bodies if lines(sent.get(body, "")))


def _name_faults(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    faults = {body: fault for body, found in names.items() for fault in [list_fault(found)] if fault}
    too_many = gettext("At most {number} lines are possible.", number=MOST_NAMES)
    return faults | {body: too_many for body, found in names.items() if len(found) > MOST_NAMES}


def whole() -> Part:
    """The layer as one piece, for a file that takes its place."""
    return Part(
        fields=lambda layer: {"document": json.dumps(document(layer))},
        put=lambda layer, sent: layer,
        faults=lambda sent: {},
        required=lambda sent: ["document"],
    )


def checked(layer: Layer) -> Layer:
    """The same layer, if it passes every check that a file has to pass; QuestionnaireError otherwise."""
    return from_document(document(layer))


def fitting(layer: Layer, questionnaire: Questionnaire) -> Layer:
    """Without notes and names that this edition has no place for."""
    lost = {(one.part, one.id) for one in misfits(layer, questionnaire)}
    return replace(
        layer,
        notes=tuple(note for note in layer.notes if ("notes", note.item) not in lost),
        institutions=tuple(one for one in layer.institutions if ("institutions", one.body) not in lost),
        questions=tuple(
            replace(one, under=None) if ("questions", one.under) in lost else one for one in layer.questions
        ),
    )


def text_faults(sent: Fields) -> dict[str, str]:
    limits = {name: LIMITS.get(name.rpartition(".")[2], LONGEST_TEXT * MOST_CHOICES) for name in sent}
    return {name: fault for name, text in sent.items() for fault in [_fault(text, limits[name])] if fault}


def list_fault(texts: Sequence[str]) -> str | None:
    return next((fault for text in texts for fault in [_fault(text, LONGEST_NAME)] if fault), None)


def _fault(text: str, longest: int) -> str | None:
    if len(text) > longest:
        return gettext("This text is too long.")
    if REFUSED.search(text):
        return gettext("This text holds a character that cannot be seen. Type it again.")
    return None


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def cleaned(sent: Mapping[str, str]) -> dict[str, str]:
    """What was sent, line breaks as one character."""
    return {name: text.replace("\r\n", "\n").replace("\r", "\n").strip() for name, text in sent.items()}
