"""One item's rating as a page sent it, read and checked.

By plain functions and not by WTForms, which makes every field anew for every request: a save is the most frequent
request there is, and a section sends one of these for each of its items.
"""

import uuid
from collections.abc import Iterable
from functools import cached_property

from werkzeug.datastructures import MultiDict

from coherence.assessments.operations import Change
from coherence.i18n import gettext
from coherence.i18n import untranslated as _
from coherence.pages import number
from coherence.questionnaire import EVIDENCE_LENGTH, Item
from coherence.questionnaire.answers import read_form, read_state
from coherence.questionnaire.model import Number, Table
from scoring import State, Value

LONGEST = 10_000
MOST_VERSIONS = 2**31 - 1
LENGTHS = {"comment": LONGEST, "evidence": EVIDENCE_LENGTH, "reason": LONGEST}

# A field of one value that is sent twice says two things: neither is stored.
TWICE = _("Something in it is not as expected. Go back, reload the page and try again.")
NO_UUID = _("This save has no valid number of its own.")
NO_VERSION = _("The version that was seen is missing.")
TOO_LONG = _("This text is too long.")
NO_REASON = _("Say why this does not apply.")


class RatingForm:
    """What was sent of one item. Field names begin with the item's id, so that a page can hold many.

    `raw`: what was sent, by field without the id; `seen`: the version the page showed, 0 if it does not say;
    `errors`: the first error of each field, `answer` standing for the answer itself.
    """

    def __init__(self, item: Item, values: MultiDict[str, str]) -> None:
        own = f"{item.id}-"
        self.item = item
        self.raw = {name.removeprefix(own): values.getlist(name) for name in values if name.startswith(own)}
        self.errors: dict[str, str] = {}
        self._uuid = self._read_uuid()
        self.seen = self._read_version()
        self._texts = {name: self._read_text(name, longest) for name, longest in LENGTHS.items()}
        self._state, self._value = self._read_answer()
        if self._state is State.NOT_APPLICABLE and not self._texts["reason"]:
            self._refuse("reason", NO_REASON)

    @cached_property
    def change(self) -> Change:
        """The wish that this is, for a form without errors."""
        return Change(
            item=self.item.id,
            client_uuid=self._uuid,
            seen=self.seen,
            state=self._state,
            value=self._value,
            comment=self._texts["comment"],
            evidence=self._texts["evidence"],
            reason=self._texts["reason"] if self._state is State.NOT_APPLICABLE else "",
        )

    def _refuse(self, field: str, message: str) -> None:
        self.errors.setdefault(field, gettext(message))

    def _only(self, field: str) -> str:
        given = self.raw.get(field, ("",))
        if len(given) > 1:
            self._refuse(field, TWICE)
        return given[0]

    def _read_uuid(self) -> str:
        try:
            return str(uuid.UUID(self._only("client_uuid")))
        except ValueError:
            self._refuse("client_uuid", NO_UUID)
            return ""

    def _read_version(self) -> int:
        try:
            version = int(self._only("version"))
        except ValueError:
            version = -1
        if 0 <= version <= MOST_VERSIONS:
            return version
        self._refuse("version", NO_VERSION)
        return 0

    def _read_text(self, field: str, longest: int) -> str:
        text = _clean(self._only(field))
        if len(text) > longest:
            self._refuse(field, TOO_LONG)
        return text

    def _read_answer(self) -> tuple[State, Value | str | None]:
        given = dict(self.raw)
        try:
            state = read_state(given)
            if state is State.NOT_ANSWERED:
                # Without script the page leaves this mark on while somebody ticks or types: the answer counts.
                given.pop("state", None)
            value = read_form(self.item, given)
        except ValueError:
            self.errors["answer"] = _allowed(self.item)
            return State.NOT_ANSWERED, None
        if value is not None:
            return State.SCORED, value
        # "Answered above" with nothing above is no answer.
        return (State.NOT_ANSWERED if state in (None, State.SCORED) else state), None


def _clean(text: str) -> str:
    """Without what no editor types and PostgreSQL refuses; line breaks as one character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return lines if lines.isprintable() else "".join(letter for letter in lines if letter >= " " or letter in "\n\t")


def _allowed(item: Item) -> str:
    if isinstance(item.answer, Table):
        return gettext("Choose an answer in each row.")
    if not isinstance(item.answer, Number):
        return gettext("Choose one of the answers shown.")
    minimum, maximum = item.answer.minimum, item.answer.maximum
    if minimum is None or maximum is None:
        return gettext("Type a number, such as 12.5.")
    return gettext(
        "Type a number from {minimum} to {maximum}, such as 12.5.",
        minimum=number(minimum, 9),
        maximum=number(maximum, 9),
    )


def rating_forms(items: Iterable[Item], values: MultiDict[str, str]) -> list[RatingForm]:
    """A form for each of the items that the sent page held."""
    return [RatingForm(item, values) for item in items if f"{item.id}-version" in values]
