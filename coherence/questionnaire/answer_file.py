"""Answers in a CSV file: read whole, or refused with everything that is wrong, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from coherence.questionnaire.answers import Given, read_answer
from coherence.questionnaire.csv_rows import BrokenRow, csv_rows
from coherence.questionnaire.model import Item, Questionnaire
from coherence.questionnaire.problems import Problem, QuestionnaireError
from coherence.questionnaire.wording import listed, shown, suggestion
from scoring import Answer, State

COLUMNS = ("item", "answer", "state", "unit")
REQUIRED = ("item", "answer")
MAX_BYTES = 20_000_000
STATES = tuple(state.value for state in State)

Row: TypeAlias = dict[str, str]
Answers: TypeAlias = dict[str, dict[str, Answer]]


@dataclass
class _Reading:
    """What was read so far, and what was wrong."""

    file: str
    items: dict[str, Item]
    units: Answers = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int | None, item: str | None, message: str) -> None:
        self.problems.append(Problem(self.file, line, item, message))


def read_answers(questionnaire: Questionnaire, path: Path) -> Answers:
    """Per unit ("" without such a column) the answer per scored item; context items are checked and left out.

    An empty answer without a state is not answered. QuestionnaireError with all faults: nothing is half read.
    """
    reading = _Reading(path.name, {item.id: item for item in questionnaire.items()})
    for line, row in _rows(reading, path):
        _take(reading, line, row)
    if reading.problems:
        raise QuestionnaireError(reading.problems)
    return reading.units


def _rows(reading: _Reading, path: Path) -> Iterator[tuple[int, Row]]:
    """The rows with their line numbers; broken ones are reported and left out."""
    if path.stat().st_size > MAX_BYTES:
        return reading.report(None, None, f"the file is too large; at most {MAX_BYTES:,} bytes are allowed")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return reading.report(None, None, f"the file must be UTF-8 text; byte {error.start} is not")
    rows = csv_rows(text)
    try:
        _, header = next(rows, (1, []))
        if not _header_is_right(reading, header):
            return None
        for line, cells in rows:
            if len(cells) == len(header):
                yield line, dict(zip(header, cells, strict=True))
            else:
                reading.report(line, None, f"{len(header)} cells are needed; found {len(cells)}")
    except BrokenRow as error:
        reading.report(error.line, None, f"the line cannot be read as CSV: {error}")


def _header_is_right(reading: _Reading, header: list[str]) -> bool:
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    for fault, names in (("is missing", missing), ("is not known", unknown), ("stands twice", twice)):
        for name in names:
            allowed = f"allowed: {listed(COLUMNS)}; needed: {listed(REQUIRED)}"
            reading.report(1, None, f'the column "{name}" {fault}; {allowed}')
    return not (missing or unknown or twice)


def _take(reading: _Reading, line: int, row: Row) -> None:
    item = reading.items.get(row["item"])
    if item is None:
        hint = suggestion(row["item"], reading.items)
        return reading.report(line, row["item"] or None, f"there is no such item{hint}")
    answers = reading.units.setdefault(row.get("unit", ""), {})
    if item.id in answers:
        return reading.report(line, item.id, "this item is answered twice")
    try:
        answer = _answer(item, row["answer"], row.get("state", ""))
    except ValueError as error:
        return reading.report(line, item.id, str(error))
    if item.scored:
        answers[item.id] = answer
    return None


def _answer(item: Item, text: str, state: str) -> Answer:
    stated, value = read_cells(item, text, state)
    return Answer(stated, value) if not isinstance(value, str) else Answer(State.NOT_ANSWERED)


def read_cells(item: Item, text: str, state: str) -> tuple[State, Given | None]:
    """State and answer in two cells; a state may stand in its own or in that of the answer. ValueError otherwise."""
    stated = state or (text if text in STATES else "")
    if stated and stated not in STATES:
        raise ValueError(f"state: must be one of: {listed(STATES)}; found {shown(stated)}")
    if stated and stated != State.SCORED:
        if text not in ("", stated):
            raise ValueError(f"the state is {stated}, but there is an answer too: {shown(text)}")
        return State(stated), None
    if not text and stated != State.SCORED:
        return State.NOT_ANSWERED, None
    return State.SCORED, read_answer(item, text)
