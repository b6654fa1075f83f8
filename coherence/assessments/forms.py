"""What people type about a unit, checked: its name and its profile."""

from wtforms import Field, Form, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coherence.assessments.queries import Profile
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.model import ProfileQuestion
from coherence.units.models import NAME_LENGTH
from coherence.visible import visible


def _once(_form: Form, field: Field) -> None:
    """A field of one value that is sent twice says two things: neither is stored."""
    if field.raw_data and len(field.raw_data) > 1:
        raise StopValidation(gettext("Something in it is not as expected. Go back, reload the page and try again."))


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
