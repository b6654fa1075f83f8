"""What the manager of a round and its units choose, checked."""

from collections.abc import Collection

from wtforms import BooleanField, DateField, Form, RadioField, SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.rounds.consent import LABELS
from coherence.rounds.models import ROUND_CODE_LENGTH, TITLE_LENGTH
from coherence.rounds.operations import CODE
from coherence.visible import visible


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class Day(DateField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Give a day.")) from error


class RoundForm(Form):
    """What makes a round; `questionnaires` are the ids of those that are offered."""

    title = StringField(
        filters=[_stripped],
        validators=[
            DataRequired(message=_("Type the title of the round.")),
            Length(max=TITLE_LENGTH, message=_("This text is too long.")),
        ],
    )
    code = StringField(
        filters=[_stripped],
        validators=[
            DataRequired(message=_("Type a code.")),
            Length(max=ROUND_CODE_LENGTH, message=_("This text is too long.")),
            Regexp(CODE, message=_("Use small letters a–z, digits, and single hyphens between them.")),
        ],
    )
    questionnaire = RadioField(choices=(), validate_choice=False)
    opens = Day(validators=[InputRequired(message=_("Give a day."))])
    closes = Day(validators=[InputRequired(message=_("Give a day."))])

    def __init__(self, values, questionnaires: Collection[str]) -> None:
        super().__init__(values)
        self._questionnaires = questionnaires

    def validate_questionnaire(self, field: RadioField) -> None:
        if field.data not in self._questionnaires:
            raise ValidationError(gettext("Choose one."))

    def validate_title(self, field: StringField) -> None:
        if not visible(field.data):
            raise ValidationError(gettext("The name holds a character that cannot be seen. Type it again."))

    def validate_closes(self, field: DateField) -> None:
        if self.opens.data and field.data and field.data < self.opens.data:
            raise ValidationError(gettext("The last day is before the first."))


class ConsentForm(Form):
    consent = RadioField(
        choices=[SelectChoice(value, label) for value, label in LABELS.items()],
        validators=[InputRequired(message=_("Choose one."))],
    )


class CloseForm(Form):
    sure = BooleanField(validators=[InputRequired(message=_("Tick the box if the round is to be closed."))])


class CountriesForm(Form):
    """The countries ticked among those that were found."""

    country = SelectMultipleField(validators=[InputRequired(message=_("Choose at least one."))])

    def __init__(self, values, offered: Collection[str]) -> None:
        super().__init__(values)
        self.country.choices = [SelectChoice(code, code) for code in sorted(offered)]
