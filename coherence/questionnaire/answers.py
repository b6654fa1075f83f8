"""One answer to one item: from plain text, from the fields of a web form, from stored plain values."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from coherence.questionnaire.model import (
    Checklist,
    Choice,
    Item,
    LevelScale,
    Number,
    Table,
    Text,
    level_values,
)
from coherence.questionnaire.numerals import number, whole
from coherence.questionnaire.wording import listed, shown
from scoring import State, Value

Given: TypeAlias = Value | str
"""Level and number: a number; checklist and choice: a tuple of ids; table: level per row; text: str."""
NOTHING_TICKED = "none"
EVIDENCE_LENGTH = 2_000
"""Characters that the evidence beside an answer can have: it is one line."""
WITHOUT_VALUE = frozenset(state.value for state in State) - {State.SCORED.value}
# Everything that no editor types: control characters but tab and line break, and halves of characters
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def read_answer(item: Item, text: str) -> Given:
    """The answer written as text; ValueError saying what is allowed.

    level "3"; checklist and choice "a;b", "none" for nothing ticked; table "row=2;other=1"; number "12.5".
    """
    if not text.strip():
        raise ValueError(f"an answer is needed; {allowed(item)}")
    match item.answer:
        case Number():
            return check_answer(item, number(text))
        case LevelScale():
            return check_answer(item, _level(item, text))
        case Checklist():
            return check_answer(item, [] if text.strip() == NOTHING_TICKED else _words(text))
        case Choice():
            return check_answer(item, _words(text))
        case Table():
            return check_answer(item, _pairs(item, text))
        case Text():
            return check_answer(item, text)


def write_answer(item: Item, value: Given) -> str:
    """The text that `read_answer` reads back as the same value."""
    if isinstance(value, Mapping):
        return ";".join(f"{row}={level}" for row, level in value.items())
    if isinstance(value, tuple):
        return ";".join(value) or NOTHING_TICKED
    return value if isinstance(value, str) else format(value, ".15g" if value == float(f"{value:.15g}") else ".17g")


def read_form(item: Item, values: Mapping[str, Sequence[str]]) -> Given | None:
    """The answer in the fields `value`, `value.<row>` and `state` of a form; None when there is no value.

    Other fields are ignored. A checklist with the state "scored" and no tick is an answer: nothing ticked.
    ValueError saying what is allowed.
    """
    state = read_state(values)
    if state not in (None, State.SCORED):
        return None
    if isinstance(item.answer, Table):
        return _table_form(item, values)
    given = [value for value in values.get("value", ()) if value.strip()]
    if isinstance(item.answer, Checklist) and (given or state is State.SCORED):
        return check_answer(item, [value for value in given if value != NOTHING_TICKED])
    if not given:
        return None
    if isinstance(item.answer, Choice):
        return check_answer(item, given)
    if len(given) > 1:
        raise ValueError(f"one answer is needed; found {len(given)}; {allowed(item)}")
    return read_answer(item, given[0])


def read_state(values: Mapping[str, Sequence[str]]) -> State | None:
    """The state chosen in a form; None when none was. A state without value may stand in `value` itself."""
    given = [text for text in values.get("state", ()) if text]
    in_value = [text for text in values.get("value", ()) if text in WITHOUT_VALUE]
    if len(given) > 1:
        raise ValueError(f"one state is needed; found {len(given)}")
    if not given:
        return State(in_value[0]) if in_value and len(values["value"]) == 1 else None
    if given[0] not in {state.value for state in State}:
        raise ValueError(f"state: must be one of: {listed(State)}; found {shown(given[0])}")
    return State(given[0])


def check_answer(item: Item, value: object) -> Given:
    """A plain value, such as one from a JSON store or an example, as an answer; ValueError otherwise."""
    return CHECKS[type(item.answer)](item, value)


def allowed(item: Item) -> str:
    """What can be answered, for messages."""
    match item.answer:
        case Checklist():
            return f"allowed: {listed(options(item))}, or {NOTHING_TICKED}"
        case Number(minimum=minimum, maximum=maximum):
            low = "" if minimum is None else f" from {minimum:.15g}"
            high = "" if maximum is None else f" to {maximum:.15g}"
            return f"allowed: a number{low}{high}"
        case Text(maximum_length):
            return f"allowed: at most {maximum_length} characters"
        case _:
            return f"allowed: {listed(options(item))}"


def options(item: Item) -> list[str]:
    """What an answer can be made of, as it is written; nothing for numbers and texts, which have limits instead."""
    match item.answer:
        case LevelScale(levels):
            return [str(value) for value in level_values(levels)]
        case Checklist():
            return [tick.id for tick in item.answer.ticks]
        case Table(rows):
            return [f"{row.id}={'|'.join(map(str, level_values(row.levels)))}" for row in rows]
        case Choice(choices):
            return [choice.id for choice in choices]
        case _:
            return []


def _level(item: Item, text: str) -> int:
    try:
        return whole(text)
    except ValueError as error:
        raise ValueError(f"{error}; {allowed(item)}") from None


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(";")]


def _pairs(item: Item, text: str) -> dict[str, int]:
    """ "row=2;other=1" as a dictionary."""
    pairs = [pair.partition("=") for pair in _words(text)]
    rows = [row.strip() for row, _, _ in pairs]
    if len(set(rows)) < len(rows):
        raise ValueError(f"a row is given twice; {allowed(item)}")
    return {row: _level(item, level) for row, (_, _, level) in zip(rows, pairs, strict=True)}


def _table_form(item: Item, values: Mapping[str, Sequence[str]]) -> Given | None:
    fields = {name.removeprefix("value."): given for name, given in values.items() if name.startswith("value.")}
    if any(len(given) > 1 for given in fields.values()):
        raise ValueError(f"one level for each row is needed; {allowed(item)}")
    given = {row: texts[0] for row, texts in fields.items() if texts and texts[0].strip()}
    if not given:
        return None
    return check_answer(item, {row: _level(item, text) for row, text in given.items()})


def _check_level(item: Item, value: object) -> Given:
    assert isinstance(item.answer, LevelScale)
    if isinstance(value, bool) or not isinstance(value, int) or value not in level_values(item.answer.levels):
        raise ValueError(f"there is no level {shown(value)}; {allowed(item)}")
    return value


def _check_number(item: Item, value: object) -> Given:
    assert isinstance(item.answer, Number)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{shown(value)} is not a number; {allowed(item)}")
    low, high = item.answer.minimum, item.answer.maximum
    # nan fails both comparisons
    above = value >= low if low is not None else value > float("-inf")
    below = value <= high if high is not None else value < float("inf")
    if not (above and below):
        raise ValueError(f"{value:.15g} is outside of what is possible; {allowed(item)}")
    return float(value)


def _ids(item: Item, value: object, known: Sequence[str]) -> tuple[str, ...]:
    """Ids in the order of the questionnaire, so that the same ticks are the same value."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or any(not isinstance(id, str) for id in given):
        raise ValueError(f"{shown(value)} is not a list of ids; {allowed(item)}")
    unknown = [id for id in given if id not in known]
    if unknown:
        raise ValueError(f"unknown: {listed(map(shown, unknown))}; {allowed(item)}")
    if len(set(given)) < len(given):
        raise ValueError(f"something is given twice; {allowed(item)}")
    return tuple(id for id in known if id in given)


def _check_checklist(item: Item, value: object) -> Given:
    assert isinstance(item.answer, Checklist)
    return _ids(item, value, [tick.id for tick in item.answer.ticks])


def _check_choice(item: Item, value: object) -> Given:
    assert isinstance(item.answer, Choice)
    chosen = _ids(item, value, [option.id for option in item.answer.options])
    if not chosen or (len(chosen) > 1 and not item.answer.many):
        wanted = "at least one option is" if item.answer.many else "exactly one option is"
        raise ValueError(f"{wanted} needed; found {len(chosen)}; {allowed(item)}")
    return chosen


def _check_table(item: Item, value: object) -> Given:
    assert isinstance(item.answer, Table)
    known = {row.id: level_values(row.levels) for row in item.answer.rows}
    if not isinstance(value, Mapping):
        raise ValueError(f"a level for each row is needed; {allowed(item)}")
    wrong = [str(row) for row, level in value.items() if row not in known or not _is_level(level, known[row])]
    missing = [row for row in known if row not in value]
    if wrong or missing:
        faults = [f"wrong: {listed(map(shown, wrong))}"] * bool(wrong) + [f"missing: {listed(missing)}"] * bool(missing)
        raise ValueError(f"a level for each row is needed; {'; '.join(faults)}; {allowed(item)}")
    return {row: value[row] for row in known}


def _is_level(level: object, values: Sequence[int]) -> bool:
    return isinstance(level, int) and not isinstance(level, bool) and level in values


def _check_text(item: Item, value: object) -> Given:
    assert isinstance(item.answer, Text)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a text is needed; {allowed(item)}")
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > item.answer.maximum_length:
        raise ValueError(f"the text is too long; {allowed(item)}; found {len(text)}")
    if found := UNREADABLE.search(text):
        raise ValueError(f"the character U+{ord(found.group()):04X} is invisible and not allowed; remove it")
    return text


Check: TypeAlias = Callable[[Item, object], Given]
CHECKS: dict[type[object], Check] = {
    LevelScale: _check_level,
    Number: _check_number,
    Checklist: _check_checklist,
    Choice: _check_choice,
    Table: _check_table,
    Text: _check_text,
}
