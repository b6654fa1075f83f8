"""Conditions in words, for those for whom no program hides a question: `role is origin` as: A is “Origin”."""

from collections.abc import Mapping
from dataclasses import dataclass

from coherence.i18n import gettext as _
from coherence.questionnaire.condition_nodes import And, Condition, Not, NumberTest, OptionTest, Or

SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


@dataclass(frozen=True)
class Asked:
    """What a condition may name: the number of each question on the form, the words of each of its options."""

    numbers: Mapping[str, str]
    options: Mapping[tuple[str, str], str]


def in_words(condition: Condition, asked: Asked) -> str:
    """What has to hold, with the numbers that the questions have on the form."""
    match condition:
        case And(parts):
            return _(", and ").join(_part(part, asked) for part in parts)
        case Or(parts):
            return _(", or ").join(_part(part, asked) for part in parts)
        case Not(part):
            return _("not ({condition})", condition=in_words(part, asked))
        case NumberTest(name, sign, number):
            return f"{asked.numbers[name]} {SIGNS[sign]} {number:.15g}"
        case OptionTest(name, verb, options):
            words = _(" or ").join(_("“{option}”", option=asked.options[name, option]) for option in options)
            template = _("{question} is not {options}") if "not" in verb else _("{question} is {options}")
            return template.format(question=asked.numbers[name], options=words)


def _part(part: Condition, asked: Asked) -> str:
    words = in_words(part, asked)
    return f"({words})" if isinstance(part, And | Or) else words
