"""The country's own questions as the fields of a page, and back."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from coherence.i18n import gettext
from coherence.national.forms import Fields, Part, lines, list_fault, text_faults
from coherence.questionnaire.layer import OWN, Layer, OwnKind, OwnQuestion
from coherence.questionnaire.layer_file import MOST_CHOICES, MOST_QUESTIONS
from coherence.questionnaire.model import Option
from coherence.questionnaire.schema import OWN_ID

KINDS: tuple[OwnKind, ...] = ("text", "number", "choice")
ID_LENGTH = 64
FIELDS = ("guidance", "kind", "unit", "choices", "under")
EMPTY_ROWS = 2


def part() -> Part:
    """The country's own questions."""
    return Part(
        fields=lambda layer: {
            name: text for question in layer.questions for name, text in question_fields(question).items()
        },
        put=lambda layer, sent: replace(layer, questions=tuple(_questions(layer, sent))),
        faults=_faults,
        required=lambda sent: [f"{id}.{name}" for id in ids(sent) for name in ("text", *FIELDS)],
        grows=OWN,
    )


def question_fields(question: OwnQuestion) -> dict[str, str]:
    own = {
        "text": question.text,
        "guidance": question.guidance,
        "kind": question.kind,
        "unit": question.unit,
        "choices": "\n".join(choice.text for choice in question.choices),
        "under": question.under or "",
    }
    return {f"{question.id}.{name}": text for name, text in own.items()}


def ids(sent: Fields) -> list[str]:
    """The ids of the questions among the fields, in their order."""
    return [name.removesuffix(".text") for name in sent if name.startswith(OWN) and name.endswith(".text")]


def new_id() -> str:
    """An id that no question had before: an answer to a question that was removed never belongs to another one."""
    return f"{OWN}q-{secrets.token_hex(4)}"


def _questions(layer: Layer, sent: Fields) -> Iterable[OwnQuestion]:
    before = {question.id: question.choices for question in layer.questions}
    for id in ids(sent):
        if sent[f"{id}.text"]:
            yield _question(id, sent, before.get(id, ()))


def _question(id: str, sent: Fields, before: tuple[Option, ...]) -> OwnQuestion:
    kind = cast(OwnKind, sent.get(f"{id}.kind", "text"))
    return OwnQuestion(
        id=id,
        text=sent[f"{id}.text"],
        kind=kind,
        guidance=sent.get(f"{id}.guidance", ""),
        unit=sent.get(f"{id}.unit", "") if kind == "number" else "",
        choices=_choices(lines(sent.get(f"{id}.choices", "")), before) if kind == "choice" else (),
        under=sent.get(f"{id}.under") or None,
    )


def _choices(texts: Sequence[str], before: tuple[Option, ...]) -> tuple[Option, ...]:
    """Each choice keeps its id with its words, or with its line if only words were mended: answers name ids."""
    known = {choice.text: choice.id for choice in before}
    found: dict[str, str] = {text: known[text] for text in texts if text in known}
    for place, text in enumerate(texts):
        mended = before[place].id if len(texts) == len(before) else ""
        if text not in found:
            found[text] = mended if mended and mended not in found.values() else _choice_id(text, {*known.values()})
    return tuple(Option(found[text], text) for text in texts)


def _choice_id(text: str, taken: set[str]) -> str:
    """From the words, so that the same page sent twice says the same."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return next(id for end in range(8, len(digest)) for id in [f"c-{digest[:end]}"] if id not in taken)


def _faults(sent: Fields) -> dict[str, str]:
    asked = [id for id in ids(sent) if sent[f"{id}.text"]]
    faults = text_faults({name: text for name, text in sent.items() if name.startswith(OWN)})
    for id in asked:
        choices = lines(sent.get(f"{id}.choices", ""))
        if sent.get(f"{id}.kind") == "choice" and not _good_choices(choices):
            faults[f"{id}.choices"] = gettext(
                "Write 2 to {number} choices, one a line, each once.", number=MOST_CHOICES
            )
        elif fault := list_fault(choices):
            faults[f"{id}.choices"] = fault
        if sent.get(f"{id}.kind") not in KINDS or not re.fullmatch(OWN_ID, id) or len(id) > ID_LENGTH:
            faults[f"{id}.text"] = gettext(
                "Something in it is not as expected. Go back, reload the page and try again."
            )
    if len(asked) > MOST_QUESTIONS:
        faults[f"{asked[-1]}.text"] = gettext("At most {number} questions are possible.", number=MOST_QUESTIONS)
    return faults


def _good_choices(choices: Sequence[str]) -> bool:
    return 2 <= len(choices) <= MOST_CHOICES and len(set(choices)) == len(choices) and not list_fault(choices)


def rows(fields: Fields) -> list[str]:
    """The ids of the questions to show, with new ones for what may be added."""
    found = ids(fields)
    room = min(EMPTY_ROWS, MOST_QUESTIONS - len(found))
    return [*found, *(new_id() for _ in range(room if all(fields[f"{id}.text"] for id in found) else 0))]
