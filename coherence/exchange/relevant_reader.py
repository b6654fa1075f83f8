"""From the expressions that XLSForm allows in `relevant` to conditions; what has no counterpart is refused.

expression = all { "or" all }      all = part { "and" part }
part       = "not(" expression ")" | "(" expression ")" | "selected(" name "," text ")"
           | name sign ( number | text ), where name is ${name}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coherence.questionnaire.condition_nodes import COMPARISONS
from coherence.questionnaire.conditions import And, Condition, Not, NumberTest, OptionTest, Or

MAX_LENGTH = 5000
MAX_DEPTH = 20
TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{\s*[A-Za-z_:][\w.:-]*\s*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d{1,15}(?:\.\d{1,15})?)"
    r"|(?P<word>and|or|not|selected)(?![\w-])|(?P<sign>!=|<=|>=|[=<>(),]))",
    re.ASCII,
)
ALLOWED = (
    "Allowed: selected(${name}, 'option'), ${name} = 'option', ${name} >= 2 (also = != < <= >), "
    "joined by and, or, not() and brackets"
)


class RelevantError(ValueError):
    """An expression without a counterpart; says why and what is allowed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`${name} != ''`: holds when there is an answer; only beside a comparison with the same name."""

    name: str

    def names(self) -> frozenset[str]:
        return frozenset({self.name})


@dataclass(frozen=True, slots=True)
class Known:
    """A question that stands earlier: its id, its kind, and its options by their names in the form."""

    id: str
    kind: str
    options: Mapping[str, str]


def condition(text: str, known: Mapping[str, Known]) -> str:
    """The condition that `text` says, as it is written in a questionnaire; RelevantError otherwise."""
    if len(text) > MAX_LENGTH:
        raise RelevantError(f"at most {MAX_LENGTH} characters are allowed")
    reader = _Reader(_tokens(text), known)
    found = reader.any(0)
    if reader.kind() != "end":
        raise RelevantError(f'"{reader.take()[1]}" is not expected here. {ALLOWED}')
    return str(_settled(found))


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = TOKEN.match(text, position)
        if match is None:
            raise RelevantError(f'"{text[position : position + 30].strip()}" has no counterpart. {ALLOWED}')
        found.append((match.lastgroup or "", match.group().strip()))
        position = match.end()
    return [*found, ("end", "the end")]


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[tuple[str, str]], known: Mapping[str, Known]) -> None:
        self.tokens, self.known, self.position = tokens, known, 0

    def kind(self) -> str:
        return self.tokens[self.position][0]

    def take(self) -> tuple[str, str]:
        token = self.tokens[self.position]
        self.position += token[0] != "end"
        return token

    def takes(self, text: str) -> bool:
        found = self.kind() in ("word", "sign") and self.tokens[self.position][1] == text
        self.position += found
        return found

    def expect(self, text: str) -> None:
        if not self.takes(text):
            raise RelevantError(f'"{text}" is expected instead of "{self.tokens[self.position][1]}". {ALLOWED}')

    def any(self, depth: int) -> Condition | Answered:
        parts = [self.all(depth)]
        while self.takes("or"):
            parts.append(self.all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(map(_settled, parts)))

    def all(self, depth: int) -> Condition | Answered:
        parts = [self.part(depth)]
        while self.takes("and"):
            parts.append(self.part(depth))
        return parts[0] if len(parts) == 1 else _joined(parts)

    def part(self, depth: int) -> Condition | Answered:
        if depth > MAX_DEPTH:
            raise RelevantError(f"at most {MAX_DEPTH} brackets inside each other are allowed")
        if self.takes("not"):
            self.expect("(")
            inner = self.any(depth + 1)
            self.expect(")")
            return Not(_settled(inner))
        if self.takes("("):
            inner = self.any(depth + 1)
            self.expect(")")
            return inner
        if self.takes("selected"):
            self.expect("(")
            known = self.name()
            self.expect(",")
            option = self.literal()
            self.expect(")")
            return self.chosen(known, option, "=")
        return self.comparison()

    def comparison(self) -> Condition | Answered:
        known = self.name()
        kind, sign = self.take()
        if kind != "sign" or sign not in COMPARISONS:
            raise RelevantError(f'a comparison is expected instead of "{sign}". {ALLOWED}')
        value = self.literal()
        if value == "" and sign == "!=":
            return Answered(known.id)
        if known.kind in ("level", "number"):
            return NumberTest(known.id, sign, _number(value))
        return self.chosen(known, value, sign)

    def chosen(self, known: Known, option: str, sign: str) -> Condition:
        if known.kind == "level":
            return NumberTest(known.id, sign, _number(option))
        if option not in known.options or sign not in ("=", "!="):
            raise RelevantError(f"{known.id} has no option {option!r} to compare with {sign}. {ALLOWED}")
        id = known.options[option]
        if known.kind == "checklist":
            test = OptionTest(known.id, "includes", (id,))
            return test if sign == "=" else Not(test)
        return OptionTest(known.id, "is" if sign == "=" else "is not", (id,))

    def name(self) -> Known:
        kind, text = self.take()
        if kind != "name":
            raise RelevantError(f'a question such as ${{role}} is expected instead of "{text}". {ALLOWED}')
        name = text[2:-1].strip()
        if name not in self.known:
            raise RelevantError(f"nothing that stands earlier and was taken is called {name}")
        return self.known[name]

    def literal(self) -> str:
        kind, text = self.take()
        if kind not in ("text", "number"):
            raise RelevantError(f'a number or a text in quotes is expected instead of "{text}". {ALLOWED}')
        return text[1:-1] if kind == "text" else text


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise RelevantError(f"{text!r} is compared with a level or a number and must be a number") from None


def _settled(part: "Condition | Answered") -> Condition:
    if isinstance(part, Answered):
        raise RelevantError(f"whether {part.name} is answered at all cannot be asked alone. {ALLOWED}")
    if isinstance(part, Or):
        return _one_of(part) or part
    return part


def _one_of(part: Or) -> OptionTest | None:
    """`x in [a, b]` for `x is a or x is b`."""
    found = [test for test in part.parts if isinstance(test, OptionTest) and test.verb in ("is", "in")]
    if len(found) < len(part.parts) or len({test.name for test in found}) > 1:
        return None
    return OptionTest(found[0].name, "in", tuple(option for test in found for option in test.options))


def _joined(parts: "list[Condition | Answered]") -> Condition:
    """`${x} != ''` says nothing beside a comparison with x, which needs an answer anyway; it turns `not(x is a)`."""
    answered = {part.name for part in parts if isinstance(part, Answered)}
    kept = [_turned(_settled(part), answered) for part in parts if not isinstance(part, Answered)]
    compared = {part.name for part in kept if isinstance(part, NumberTest | OptionTest)}
    for name in answered - compared:
        raise RelevantError(f"whether {name} is answered at all cannot be asked alone. {ALLOWED}")
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def _turned(part: Condition, answered: set[str]) -> Condition:
    if isinstance(part, Not) and isinstance(part.part, OptionTest) and part.part.name in answered:
        test = part.part
        if test.verb in ("is", "in"):
            return OptionTest(test.name, "is not" if test.verb == "is" else "not in", test.options)
    return part
