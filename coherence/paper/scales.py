"""How each kind of answer is asked for on paper: what to do, and the boxes."""

from dataclasses import dataclass

from coherence.i18n import gettext as _
from coherence.paper.blank import Box, Kind, Row
from coherence.questionnaire import Item
from coherence.questionnaire.model import (
    Checklist,
    Choice,
    Level,
    LevelScale,
    Number,
    Option,
    ProfileQuestion,
    Table,
    Text,
)
from scoring import State


@dataclass(frozen=True, slots=True)
class Scale:
    """What to do, and with which boxes."""

    kind: Kind
    how: str
    boxes: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    unit: str = ""
    states: tuple[Box, ...] = ()


def asked_scale(item: Item) -> Scale:
    """The item's scale as a form shows it."""
    match item.answer:
        case LevelScale(levels):
            return Scale("one", _("Tick one."), _levels(levels), states=_states())
        case Choice(options, many) if not many:
            return Scale("one", _("Tick one."), _numbered(options), states=_states())
        case Choice(options):
            return Scale("many", _("Tick all that apply."), _plain(options), states=_states())
        case Checklist():
            none = Box(State.SCORED.value, "", _("None of these"))
            return Scale("many", _("Tick all that apply."), options_of(item), states=(none, *_states()))
        case Table(rows):
            parts = tuple(Row(row.id, row.text, _levels(row.levels)) for row in rows)
            return Scale("rows", _("Tick one in each row."), rows=parts, states=_states())
        case Number():
            return Scale("number", _range(item.answer), unit=item.answer.unit or "", states=_states())
        case Text(maximum_length):
            how = _("Write a text of at most {number} characters.", number=maximum_length)
            return Scale("text", how, states=_states())


def options_of(item: Item) -> tuple[Box, ...]:
    """What a condition may name of an item, and what can be ticked in it: entries of a checklist, options."""
    match item.answer:
        case Checklist():
            return tuple(Box(tick.id, "", tick.text) for tick in item.answer.ticks)
        case Choice(options):
            return _plain(options)
    return ()


def profile_boxes(question: ProfileQuestion) -> tuple[Box, ...]:
    return _plain(question.options)


def _states() -> tuple[Box, ...]:
    return (
        Box(State.DONT_KNOW.value, "", _("Don’t know")),
        Box(State.NOT_APPLICABLE.value, "", _("Not applicable")),
    )


def _levels(levels: tuple[Level, ...]) -> tuple[Box, ...]:
    return tuple(Box(str(level.value), str(level.value), level.text) for level in levels)


def _plain(options: tuple[Option, ...]) -> tuple[Box, ...]:
    return tuple(Box(option.id, "", option.text) for option in options)


def _numbered(options: tuple[Option, ...]) -> tuple[Box, ...]:
    """With numbers from 1, so that a short sign can stand for an option."""
    return tuple(Box(option.id, str(place), option.text) for place, option in enumerate(options, 1))


def _range(scale: Number) -> str:
    low, high = scale.minimum, scale.maximum
    if low is None and high is None:
        return _("Write a number.")
    if high is None:
        return _("Write a number of at least {minimum}.", minimum=f"{low:.15g}")
    if low is None:
        return _("Write a number of at most {maximum}.", maximum=f"{high:.15g}")
    return _("Write a number from {minimum} to {maximum}.", minimum=f"{low:.15g}", maximum=f"{high:.15g}")
