"""Conditions such as `role in [origin, return] and joint-budget >= 2`, checked against what is asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coherence.questionnaire.condition_nodes import (
    And,
    Condition,
    ConditionError,
    Not,
    NumberTest,
    OptionTest,
    Or,
)
from coherence.questionnaire.condition_parser import KEYWORDS, parse_tree
from coherence.questionnaire.wording import suggestion

__all__ = [
    "KEYWORDS", "And", "Condition", "ConditionError", "Name", "Not", "NumberTest", "OptionTest", "Or",
    "parse", "tests",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """What a condition may compare a name with: options, or numbers (`levels` None: any number)."""

    kind: str
    options: tuple[str, ...] = ()
    levels: tuple[int, ...] | None = None


def parse(
    text: str, names: Mapping[str, Name], later: Collection[str] = (), unchecked: Collection[str] = ()
) -> Condition:
    """The condition written as `text`; ConditionError with every problem.

    `names` are the profile entries and the items that stand earlier, `later` ids that come too late,
    `unchecked` ids about which nothing is known because their own definition is wrong.
    """
    condition = parse_tree(text)
    found = [test for test in tests(condition) if test.name not in unchecked]
    messages = [message for test in found for message in _misuse(test, names, later)]
    if messages:
        raise ConditionError(*dict.fromkeys(messages))
    return condition


def tests(condition: Condition) -> list[NumberTest | OptionTest]:
    """The single comparisons in a condition, from left to right."""
    match condition:
        case Not(part):
            return tests(part)
        case And(parts) | Or(parts):
            return [test for part in parts for test in tests(part)]
    return [condition]


def _misuse(test: NumberTest | OptionTest, names: Mapping[str, Name], later: Collection[str]) -> list[str]:
    """What is wrong with one comparison, given what can be compared."""
    name = names.get(test.name)
    if name is None:
        if test.name in later:
            return [f'"{test.name}" is not asked before this; a condition can only use what is asked earlier']
        return [f'nothing is called "{test.name}"' + suggestion(test.name, names)]
    if isinstance(test, NumberTest):
        return _number_misuse(test, name)
    if not name.options or (test.verb == "includes") != (name.kind == "checklist"):
        return [f'"{test.name}" cannot be used with "{test.verb}"; {USES[name.kind]}']
    return [
        f'"{test.name}" has no option "{option}". Allowed: {", ".join(name.options)}'
        for option in test.options
        if option not in name.options
    ]


def _number_misuse(test: NumberTest, name: Name) -> list[str]:
    if name.kind not in ("level", "number"):
        return [f'"{test.name}" cannot be compared with a number; {USES[name.kind]}']
    if name.levels is not None and test.number not in name.levels:
        levels = ", ".join(map(str, name.levels))
        return [f'"{test.name}" has no level {test.number:.15g}. Allowed: {levels}']
    return []


USES = {
    "profile": 'allowed here: "is", "is not", "in [...]", "not in [...]" and an option',
    "choice": 'allowed here: "is", "is not", "in [...]", "not in [...]" and an option',
    "checklist": 'allowed here: "includes" and the id of one entry',
    "level": "allowed here: = != < <= > >= and a level number",
    "number": "allowed here: = != < <= > >= and a number",
    "table": "a table cannot be used in a condition",
    "text": "a text cannot be used in a condition",
}
