"""What can be answered to an item in a file, for whoever has to correct one."""

from coherence.i18n import gettext
from coherence.questionnaire import Item
from coherence.questionnaire.answers import NOTHING_TICKED
from coherence.questionnaire.model import Checklist, Choice, LevelScale, Number, Table, Text, level_values


def possible(item: Item) -> str:
    """Levels, ids or limits; they stand in the file as they stand here."""
    match item.answer:
        case LevelScale(levels):
            return ", ".join(map(str, level_values(levels)))
        case Checklist():
            return ", ".join((*(tick.id for tick in item.answer.ticks), NOTHING_TICKED))
        case Table(rows):
            return ", ".join(f"{row.id}={'|'.join(map(str, level_values(row.levels)))}" for row in rows)
        case Choice(options):
            return ", ".join(option.id for option in options)
        case Number(minimum=low, maximum=high):
            return _between(low, high)
        case Text(maximum_length):
            return gettext("at most {number} characters", number=maximum_length)


def _between(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return gettext("a number")
    if high is None:
        return gettext("a number from {low}", low=f"{low:.15g}")
    if low is None:
        return gettext("a number up to {high}", high=f"{high:.15g}")
    return gettext("a number from {low} to {high}", low=f"{low:.15g}", high=f"{high:.15g}")
