"""What the manager of a round and its units choose, checked."""

from collections.abc import Collection

from wtforms import BooleanField, Form, RadioField, SelectMultipleField
from wtforms.validators import InputRequired

from coherence.i18n import lazy_gettext as _
from coherence.rounds.consent import LABELS


class ConsentForm(Form):
    consent = RadioField(choices=list(LABELS.items()), validators=[InputRequired(message=_("Choose one."))])


class CloseForm(Form):
    sure = BooleanField(validators=[InputRequired(message=_("Tick the box if the round is to be closed."))])


class CountriesForm(Form):
    """The countries ticked among those that were found."""

    country = SelectMultipleField(validators=[InputRequired(message=_("Choose at least one."))])

    def __init__(self, values, offered: Collection[str]) -> None:
        super().__init__(values)
        self.country.choices = [(code, code) for code in sorted(offered)]
