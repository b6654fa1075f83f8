"""What is wrong with a file of a questionnaire, said in the language that is spoken."""

from coherence.i18n import apart, gettext
from coherence.questionnaire.problems import Problem
from coherence.questionnaire.wording import Said


def told(problem: Problem) -> str:
    """The place, the item if it belongs to one, and what is wrong."""
    message = _told(problem.message)
    for place in filter(None, (problem.item, problem.place)):
        message = gettext("{place}: {fault}", **apart(place=place), fault=message)
    return message


def _told(message: str) -> str:
    if not isinstance(message, Said):
        return message
    values = {name: _value(name, value) for name, value in message.values.items()}
    return gettext(message.template, **values)


def _value(name: str, value: object) -> object:
    return _told(value) if isinstance(value, Said) else apart(**{name: value})[name]
