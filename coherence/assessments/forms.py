"""What people type, checked: about the unit before the start, and about each item."""

import uuid
from collections.abc import Iterable

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coherence.assessments.operations import Change
from coherence.assessments.queries import Profile
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.pages import number
from coherence.questionnaire import EVIDENCE_LENGTH, Item, Questionnaire
from coherence.questionnaire.answers import read_form, read_state
from coherence.questionnaire.model import Number, ProfileQuestion, Table
from coherence.units.models import NAME_LENGTH
from coherence.visible import visible
from scoring import State, Value

LONGEST = 10_000
MOST_VERSIONS = 2**31 - 1


def _clean(text: str | None) -> str:
    """Without what no editor types and PostgreSQL refuses; line breaks as one character."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return "".join(letter for letter in lines if letter >= " " or letter in "\n\t")


def _once(_form: Form, field: Field) -> None:
    """A field of one value that is sent twice says two things: neither is stored."""
    if field.raw_data and len(field.raw_data) > 1:
        raise StopValidation(gettext("Something in it is not as expected. Go back, reload the page and try again."))


class RatingForm(Form):
    """One item's rating. Field names begin with the item's id, so that a page can hold many."""

    client_uuid = StringField(validators=[_once, InputRequired(message=_("This save has no valid number of its own."))])
    version = IntegerField(
        validators=[
            _once,
            InputRequired(message=_("The version that was seen is missing.")),
            NumberRange(min=0, max=MOST_VERSIONS, message=_("The version that was seen is missing.")),
        ]
    )
    comment = TextAreaField(
        filters=[_clean], validators=[_once, Length(max=LONGEST, message=_("This text is too long."))]
    )
    evidence = StringField(
        filters=[_clean], validators=[_once, Length(max=EVIDENCE_LENGTH, message=_("This text is too long."))]
    )
    reason = TextAreaField(
        filters=[_clean], validators=[_once, Length(max=LONGEST, message=_("This text is too long."))]
    )

    def __init__(self, item: Item, values: MultiDict[str, str]) -> None:
        super().__init__(values, prefix=item.id)
        self.item = item
        self._values = values
        self.state = State.NOT_ANSWERED
        self.value: Value | str | None = None

    def validate(self, extra_validators: object = None) -> bool:
        self.answer_errors: list[str] = []
        valid = super().validate(extra_validators)
        self._read_answer()
        if self.state is State.NOT_APPLICABLE and not self.reason.data:
            self.reason.errors = [*self.reason.errors, gettext("Say why this does not apply.")]
        return valid and not self.answer_errors and not self.reason.errors

    def validate_client_uuid(self, field: StringField) -> None:
        try:
            uuid.UUID(field.data)
        except ValueError as error:
            raise ValidationError(gettext("This save has no valid number of its own.")) from error

    def _read_answer(self) -> None:
        given = self.raw
        try:
            state = read_state(given)
            if state is State.NOT_ANSWERED:
                # Without script the page leaves this mark on while somebody ticks or types: the answer counts.
                given.pop("state", None)
            self.value = read_form(self.item, given)
        except ValueError:
            self.answer_errors = [_allowed(self.item)]
            return
        # "Answered above" with nothing above is no answer.
        without = State.NOT_ANSWERED if state in (None, State.SCORED) else state
        self.state = without if self.value is None else State.SCORED

    @property
    def raw(self) -> dict[str, list[str]]:
        """What was sent, by field, without the item's id."""
        own = f"{self.item.id}-"
        return {name.removeprefix(own): self._values.getlist(name) for name in self._values if name.startswith(own)}

    @property
    def errors_by_field(self) -> dict[str, str]:
        """The first error of each field; `answer` stands for the answer itself."""
        found = {name: str(errors[0]) for name, errors in self.errors.items() if name and errors}
        return found | ({"answer": self.answer_errors[0]} if self.answer_errors else {})

    def change(self) -> Change:
        return Change(
            item=self.item.id,
            client_uuid=str(uuid.UUID(self.client_uuid.data)),
            seen=self.version.data,
            state=self.state,
            value=self.value,
            comment=self.comment.data,
            evidence=self.evidence.data,
            reason=self.reason.data if self.state is State.NOT_APPLICABLE else "",
        )


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


class _Boxes(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class UnitForm(Form):
    unit = StringField(
        filters=[lambda text: (text or "").strip()],
        validators=[
            _once,
            DataRequired(message=_("Type the name of the country, region or city.")),
            Length(max=NAME_LENGTH, message=_("This text is too long.")),
        ],
    )

    def validate_unit(self, field: StringField) -> None:
        if not visible(field.data):
            raise ValidationError(gettext("The name holds a character that cannot be seen. Type it again."))

    def profile(self, questionnaire: Questionnaire) -> Profile:
        return {question.id: _chosen(self[_attribute(question)].data) for question in questionnaire.profile}


def _chosen(answer: str | list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer)) if isinstance(answer, list) else (answer,) if answer else ()


def unit_form(questionnaire: Questionnaire) -> type[UnitForm]:
    """A form class with the questionnaire's own questions on the unit."""
    return type("UnitForm", (UnitForm,), {_attribute(question): _field(question) for question in questionnaire.profile})


def _attribute(question: ProfileQuestion) -> str:
    """The name of its field in the form, so that no question's id takes the place of a method such as `validate`."""
    return f"question_{question.id}"


def _field(question: ProfileQuestion) -> RadioField:
    return (_Boxes if question.many else RadioField)(
        question.text,
        name=question.id,
        description=question.guidance or "",
        choices=[SelectChoice(option.id, option.text) for option in question.options],
        validators=[
            *([] if question.many else [_once]),
            InputRequired(message=_("Choose at least one.") if question.many else _("Choose one.")),
        ],
    )
