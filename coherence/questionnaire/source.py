"""Reads YAML from strangers: a plain subset of YAML 1.2 with limits, and the line of every value.

Only mappings, lists, text, numbers, `true` and `false`. No anchors, aliases, tags or merge keys, no
duplicate keys, nothing that a reader would not see. The tree is built from the event stream, without
recursion, so depth and size are limited before anything grows.
"""

import re
from dataclasses import dataclass
from typing import NoReturn

import yaml

from coherence.questionnaire.places import Json, Path, Source, problem
from coherence.questionnaire.problems import Problem, QuestionnaireError
from coherence.questionnaire.wording import said, shown, untranslated

MAX_BYTES = 1_000_000
MAX_DEPTH = 32  # 12 nested groups are 24 mappings and lists, the rest are items, tables and their decisions
MAX_NODES = 150_000
MAX_TEXT = 5000
MAX_PROBLEMS = 200

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(?:nan|inf)", re.IGNORECASE)
NOTHING = frozenset({"", "~", "null"})
# Control characters, bidirectional overrides and isolates, byte order marks, lone surrogates, noncharacters.
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")

NOT_YAML = untranslated("is not readable as YAML: {reason}")
TOO_LARGE = untranslated("the file is too large; at most {most} bytes are allowed; found {found}")
TOO_DEEP = untranslated("values are nested too deeply; at most {most} levels are allowed")
TOO_LONG = untranslated("the text is too long; at most {most} characters are allowed; found {found}")
TWICE = untranslated("the key {key} is given twice; first in line {first}")
ANCHOR = untranslated('anchors such as "&{anchor}" are not allowed; write the value out')
HINTS = {
    "cannot start any token": untranslated(
        "indent with spaces, not tabs, and put text with special characters in quotes"
    ),
    "tab character": untranslated("indent with spaces, not tabs"),
    "mapping values are not allowed": untranslated("put text that holds a colon in quotes"),
    "did not find expected key": untranslated("look at the indentation and the quotes of this line and the one before"),
    "could not find expected ':'": untranslated("a key and a colon are needed here"),
}


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    path: Path
    into: dict[str, Json] | list[Json]
    key: str | None = None
    duplicate: bool = False


def read(text: str, name: str) -> Source:
    """The data in `text`; raises QuestionnaireError when it cannot be read at all."""
    source = Source(name)
    text = text.removeprefix("\ufeff")
    _check_text(text, name)
    try:
        _Builder(source).build(text)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(name, error) from None
    except yaml.YAMLError as error:
        raise QuestionnaireError([Problem(name, None, None, said(NOT_YAML, reason=error))]) from None
    return source


def decode(data: bytes, name: str) -> str:
    """The text of a file; QuestionnaireError when it is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        message = said(TOO_LARGE, most=f"{MAX_BYTES:,}", found=f"{len(data):,}")
        raise QuestionnaireError([Problem(name, None, None, message)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = said("the file is not UTF-8 text; save it with the encoding UTF-8")
        raise QuestionnaireError([Problem(name, line, None, message)]) from None


def _check_text(text: str, name: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = said(TOO_LARGE, most=f"{MAX_BYTES:,}", found=f"{size:,}")
        raise QuestionnaireError([Problem(name, None, None, message)])
    problems = [
        Problem(name, text.count("\n", 0, match.start()) + 1, None, refused(match.group()))
        for match in REFUSED.finditer(text.replace("\r\n", "\n"))
    ]
    if problems:
        raise QuestionnaireError(problems[:MAX_PROBLEMS])


def refused(char: str) -> str:
    """What is said of a character that may not stand in a text."""
    return said("the character {code} is invisible and not allowed; remove it", code=f"U+{ord(char):04X}")


def _syntax_error(name: str, error: yaml.MarkedYAMLError) -> QuestionnaireError:
    marks = [mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark is not None]
    reason = "; ".join(part for part in (error.context, error.problem) if part)
    hint = next((hint for words, hint in HINTS.items() if words in reason), None)
    told = said("{reason}; {hint}", reason=reason, hint=said(hint)) if hint else reason
    message = said(NOT_YAML, reason=told)
    return QuestionnaireError([Problem(name, marks[0] if marks else None, None, message)])


class _Builder:
    """Builds the data from YAML events with a stack of open mappings and lists."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.stack: list[_Open] = []
        self.found: list[tuple[Path, int, str]] = []
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> None:
        for event in yaml.parse(text, Loader=Loader):
            self.take(event)
        if self.documents == 0 or self.source.data is None:
            self.stop(1, said("the file is empty"))
        self.source.problems = self.problems()

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.stop(line, said('a second document begins here; only one is allowed, remove the line "---"'))
            case yaml.AliasEvent():
                self.stop(line, said('"*{anchor}" refers to another place; write the value out', anchor=event.anchor))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent() | yaml.ScalarEvent():
                self.node(event, line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()

    def node(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, said("the file holds too many values; at most {most} are allowed", most=f"{MAX_NODES:,}"))
        if event.anchor is not None:
            self.stop(line, said(ANCHOR, anchor=event.anchor))
        if event.tag is not None:
            self.stop(line, said('tags such as "{tag}" are not allowed; remove it', tag=event.tag))
        top = self.stack[-1] if self.stack else None
        if isinstance(top, _Open) and isinstance(top.into, dict) and top.key is None:
            self.key(top, event, line)
        elif isinstance(event, yaml.ScalarEvent):
            self.place(line, self.scalar(event, line))
        else:
            self.open({} if isinstance(event, yaml.MappingStartEvent) else [], line)

    def open(self, into: dict[str, Json] | list[Json], line: int) -> None:
        path = self.place(line, into)
        self.stack.append(_Open(path, into))
        if len(self.stack) > MAX_DEPTH:
            self.stop(line, said(TOO_DEEP, most=MAX_DEPTH))

    def key(self, top: _Open, event: yaml.NodeEvent, line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self.stop(line, said("a key must be a word, not a list"))
        elif event.value == "<<":
            self.stop(line, said('merge keys ("<<") are not allowed; write the values out'))
        else:
            top.duplicate = event.value in top.into
            if top.duplicate:
                first = self.source.lines[(*top.path, event.value)]
                self.report(line, said(TWICE, key=shown(event.value), first=first))
            else:
                self.source.lines[(*top.path, event.value)] = line
            top.key = event.value

    def place(self, line: int, value: Json) -> Path:
        """Puts a value where it belongs; the path says where."""
        if not self.stack:
            self.source.data = value
            self.source.lines[()] = line
            return ()
        top = self.stack[-1]
        if isinstance(top.into, list):
            path = (*top.path, len(top.into))
            top.into.append(value)
            self.source.lines[path] = line
            return path
        key = top.key or ""
        if not top.duplicate:
            top.into[key] = value
        top.key, top.duplicate = None, False
        return (*top.path, key)

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Json:
        text: str = event.value
        for match in REFUSED.finditer(text):
            self.report(line, refused(match.group()))
        if len(text) > MAX_TEXT:
            self.report(line, said(TOO_LONG, most=MAX_TEXT, found=len(text)))
            return text[:MAX_TEXT]
        return self.plain(text, line) if event.style in (None, "") else text.strip()

    def plain(self, text: str, line: int) -> Json:
        """The value of a scalar without quotes."""
        if text in NOTHING:
            return None
        if text in ("true", "false"):
            return text == "true"
        if NOT_FINITE.fullmatch(text):
            self.report(line, said("{found} is not a number that can be used", found=shown(text)))
            return 1
        if not FLOAT.fullmatch(text):
            return text.strip()
        return self.number(text, line)

    def number(self, text: str, line: int) -> Json:
        value = float(text)
        if abs(value) > 1e15:
            self.report(line, said("the number {found} is too large", found=shown(text)))
            return 1
        # 1.0 and 1 are the same number, also for the digest
        return int(value) if value.is_integer() else value

    def path(self) -> Path:
        """Where the next value goes."""
        if not self.stack:
            return ()
        top = self.stack[-1]
        step = len(top.into) if isinstance(top.into, list) else top.key
        return top.path if step is None else (*top.path, step)

    def report(self, line: int, message: str) -> None:
        if len(self.found) < MAX_PROBLEMS:
            self.found.append((self.path(), line, message))

    def stop(self, line: int, message: str) -> NoReturn:
        self.report(line, message)
        raise QuestionnaireError(self.problems())

    def problems(self) -> list[Problem]:
        """What was found, with the ids that are known by now."""
        return [problem(self.source, path, message, line) for path, line, message in self.found]
