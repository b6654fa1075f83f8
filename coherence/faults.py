"""What is wrong with a file, said in the language that is spoken."""

from coherence.i18n import apart, gettext
from coherence.questionnaire.problems import Problem
from coherence.questionnaire.wording import Said


def told(problem: Problem) -> str:
    """The place, the item if it belongs to one, and what is wrong."""
    message = in_words(problem.message)
    for place in filter(None, (problem.item, problem.place)):
        message = gettext("{place}: {fault}", **apart(place=place), fault=message)
    return message


def in_words(message: str) -> str:
    """The message as the catalogs have it; words that stand in the file keep their own direction."""
    if not isinstance(message, Said):
        return message
    messages = {name: in_words(value) for name, value in message.values.items() if isinstance(value, Said)}
    return gettext(message.template, **apart(**message.values) | messages)
