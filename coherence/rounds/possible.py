"""What can be answered to an item in a file, for whoever has to correct one."""

from coherence.i18n import gettext
from coherence.questionnaire import Item
from coherence.questionnaire.answers import NOTHING_TICKED, options
from coherence.questionnaire.model import Checklist, Number, Text


def possible(item: Item) -> str:
    """Levels, ids or limits; they stand in the file as they stand here."""
    match item.answer:
        case Number(minimum=low, maximum=high):
            return _between(low, high)
        case Text(maximum_length):
            return gettext("at most {number} characters", number=maximum_length)
        case answer:
            nothing = [NOTHING_TICKED] if isinstance(answer, Checklist) else []
            return ", ".join([*options(item), *nothing])


def _between(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return gettext("a number")
    if high is None:
        return gettext("a number from {low}", low=f"{low:.15g}")
    if low is None:
        return gettext("a number up to {high}", high=f"{high:.15g}")
    return gettext("a number from {low} to {high}", low=f"{low:.15g}", high=f"{high:.15g}")
