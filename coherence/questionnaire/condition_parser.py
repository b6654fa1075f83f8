"""From the text of a condition to its syntax tree, by recursive descent; nothing is ever evaluated as code.

condition  = all { "or" all }          all = part { "and" part }
part       = "not" part | "(" condition ")" | comparison
comparison = name ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) number
           | name "is" ["not"] option | name ["not"] "in" "[" option { "," option } "]"
           | name "includes" option
"""

import re
from dataclasses import dataclass

from coherence.questionnaire.condition_nodes import (
    COMPARISONS,
    And,
    Condition,
    ConditionError,
    Not,
    NumberTest,
    OptionTest,
    Or,
)

MAX_LENGTH = 1000
MAX_DEPTH = 20
KEYWORDS = frozenset({"and", "or", "not", "in", "is", "includes"})
TOKEN = re.compile(
    r"(?P<number>-?\d{1,15}(?:\.\d{1,15})?)(?![\w.-])"
    r"|(?P<word>[A-Za-z][A-Za-z0-9-]*)(?!\w)"
    r"|(?P<sign><=|>=|!=|[=<>()\[\],])",
    re.ASCII,
)
EXAMPLE = 'an example: "role in [origin, return] and standing-mechanism >= 2"'


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a condition: number, word, sign or the end."""

    kind: str
    text: str


END = Token("end", "the end")


def parse_tree(text: str) -> Condition:
    """The syntax tree of `text`, names unchecked; ConditionError when it does not follow the grammar."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"at most {MAX_LENGTH} characters are allowed; found {len(text)}")
    reader = _Reader(tokens(text))
    condition = reader.condition(0)
    if reader.next is not END:
        raise ConditionError(f'"{reader.next.text}" is not expected here; "and" or "or" can follow; {EXAMPLE}')
    return condition


def tokens(text: str) -> list[Token]:
    """The pieces of a condition, with END last."""
    found: list[Token] = []
    position = 0
    while text[position:].strip():
        position += len(text[position:]) - len(text[position:].lstrip())
        match = TOKEN.match(text, position)
        if match is None:
            raise ConditionError(f'"{text[position : position + 20]}" cannot be understood; {EXAMPLE}')
        found.append(Token(match.lastgroup or "", match.group()))
        position = match.end()
    return [*found, END]


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.next
        if token is not END:
            self.position += 1
        return token

    def takes(self, text: str) -> bool:
        """Whether the next token is `text`; then it is consumed."""
        if self.next is END or self.next.text != text:
            return False
        self.position += 1
        return True

    def expect(self, text: str) -> None:
        if not self.takes(text):
            raise ConditionError(f'"{text}" is expected instead of "{self.next.text}"')

    def condition(self, depth: int) -> Condition:
        parts = [self.all(depth)]
        while self.takes("or"):
            parts.append(self.all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all(self, depth: int) -> Condition:
        parts = [self.part(depth)]
        while self.takes("and"):
            parts.append(self.part(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def part(self, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise ConditionError(f"at most {MAX_DEPTH} brackets and nots inside each other are allowed")
        if self.takes("not"):
            return Not(self.part(depth + 1))
        if self.takes("("):
            inner = self.condition(depth + 1)
            self.expect(")")
            return inner
        return self.comparison()

    def comparison(self) -> Condition:
        name = self.word("the id of a profile entry or item")
        if self.next.text in COMPARISONS:
            return NumberTest(name, self.take().text, self.number())
        if self.takes("is"):
            verb = "is not" if self.takes("not") else "is"
            return OptionTest(name, verb, (self.word("an option"),))
        if self.takes("includes"):
            return OptionTest(name, "includes", (self.word("an option"),))
        verb = "not in" if self.takes("not") else "in"
        if not self.takes("in"):
            allowed = '"is", "in", "includes" or one of = != < <= > >='
            raise ConditionError(f'after "{name}", {allowed} is expected instead of "{self.next.text}"')
        return OptionTest(name, verb, self.options())

    def options(self) -> tuple[str, ...]:
        self.expect("[")
        options = [self.word("an option")]
        while self.takes(","):
            options.append(self.word("an option"))
        self.expect("]")
        return tuple(options)

    def word(self, meaning: str) -> str:
        token = self.take()
        if token.kind != "word" or token.text in KEYWORDS:
            raise ConditionError(f'{meaning} is expected instead of "{token.text}"; {EXAMPLE}')
        return token.text

    def number(self) -> float:
        token = self.take()
        if token.kind != "number":
            raise ConditionError(f'a number is expected instead of "{token.text}"')
        return float(token.text)
