"""Conditions as XLSForm writes them: `role in [origin, return]` is `selected(${role}, 'origin') or ...`.

A comparison with something that has no answer does not hold here, while XPath lets `!=` and `not` hold then;
so these two are written with `${name} != ''` before them.
"""

from coherence.exchange.names import to_name
from coherence.questionnaire.conditions import And, Condition, Not, NumberTest, OptionTest, Or


def relevant(condition: Condition) -> str:
    """The expression for the column `relevant`."""
    match condition:
        case NumberTest(name, sign, number):
            test = f"{reference(name)} {sign} {number:.15g}"
            return f"({answered(name)} and {test})" if sign == "!=" else test
        case OptionTest(name, verb, options):
            chosen = " or ".join(f"selected({reference(name)}, '{to_name(option)}')" for option in options)
            if "not" in verb:
                return f"({answered(name)} and not({chosen}))"
            return f"({chosen})" if len(options) > 1 else chosen
        case Not(part):
            return f"not({relevant(part)})"
        case And(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part) for part in parts)


def _bracketed(part: Condition) -> str:
    return f"({relevant(part)})" if isinstance(part, And | Or) else relevant(part)


def reference(id: str) -> str:
    """`${standing_mechanism}`"""
    return f"${{{to_name(id)}}}"


def answered(id: str) -> str:
    """Holds when there is an answer."""
    return f"{reference(id)} != ''"
