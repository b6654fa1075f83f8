"""The answers of many units in a CSV file: one row an answer, read whole or refused row by row."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from coherence.csv_tables import Report, Row, read_table
from coherence.questionnaire import EVIDENCE_LENGTH, Item, Questionnaire
from coherence.questionnaire.answer_file import read_cells
from coherence.questionnaire.answers import Given
from coherence.questionnaire.wording import shown, suggestion
from scoring import State

COLUMNS = ("round", "unit", "item", "answer", "state", "comment", "evidence", "reason")
REQUIRED = ("unit", "item", "answer")
LONGEST = {"comment": 10_000, "evidence": EVIDENCE_LENGTH, "reason": 10_000}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row of the file; one that says nothing is left out."""

    line: int
    unit: str
    item: str
    state: State
    value: Given | None
    comment: str
    evidence: str
    reason: str


@dataclass(frozen=True)
class Answering:
    """What the rows may name: the round, its units, the items of its edition."""

    round: str
    units: Collection[str]
    questionnaire: Questionnaire


def read_answer_rows(file: str, content: bytes, answering: Answering, largest: int) -> list[AnswerRow]:
    """The answers; Refused with all that is wrong, row by row."""
    items = {item.id: item for item in answering.questionnaire.items()}
    report, seen, found = Report(file), set[tuple[str, str]](), list[AnswerRow]()
    read = _reader()
    for line, row in read_table(file, content, COLUMNS, REQUIRED, largest):
        if not _is_expected(report, line, row, answering, items):
            continue
        if (row["unit"], row["item"]) in seen:
            report.add(line, "item", f"{row['unit']} answers {row['item']} twice")
            continue
        seen.add((row["unit"], row["item"]))
        taken = _taken(report, line, row, items[row["item"]], read)
        if taken and (taken.state is not State.NOT_ANSWERED or taken.comment or taken.evidence):
            found.append(taken)
    report.stop()
    return found


def _is_expected(report: Report, line: int, row: Row, answering: Answering, items: Mapping[str, Item]) -> bool:
    """Whether round, unit and item are known here."""
    known = True
    if row["round"] not in ("", answering.round):
        report.add(line, "round", f"{shown(row['round'])} is another round; allowed: {answering.round}, or nothing")
        known = False
    if row["unit"] not in answering.units:
        report.add(line, "unit", f"{shown(row['unit'])} takes no part in this round{_similar(row, answering)}")
        known = False
    if row["item"] not in items:
        hint = suggestion(row["item"], items)
        where = f"{answering.questionnaire.id}, edition {answering.questionnaire.edition}"
        report.add(line, "item", f"there is no item {shown(row['item'])} in {where}{hint}")
        known = False
    return known


def _similar(row: Row, answering: Answering) -> str:
    return suggestion(row["unit"], answering.units) if len(answering.units) <= 500 else ""


Reader = Callable[[Item, str, str], tuple[State, Given | None]]


def _reader() -> Reader:
    """`read_cells`, that reads short cells once: most units give one of the same few answers."""
    known: dict[tuple[str, str, str], tuple[State, Given | None]] = {}

    def read(item: Item, text: str, state: str) -> tuple[State, Given | None]:
        key = (item.id, text, state)
        if key not in known:
            found = read_cells(item, text, state)
            if len(text) > 40:
                return found
            known[key] = found
        return known[key]

    return read


def _taken(report: Report, line: int, row: Row, item: Item, read: Reader) -> AnswerRow | None:
    try:
        state, value = read(item, row["answer"], row["state"])
    except ValueError as error:
        report.add(line, "answer", f"{item.id}: {error}")
        return None
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            report.add(line, column, f"the text is too long: {len(row[column])}; allowed: {longest} characters")
    if state is State.NOT_APPLICABLE and not row["reason"]:
        report.add(line, "reason", f"{item.id}: what does not apply needs a reason")
    reason = row["reason"] if state is State.NOT_APPLICABLE else ""
    if row["reason"] and not reason:
        report.add(line, "reason", f"{item.id}: only not_applicable has a reason")
    return AnswerRow(line, row["unit"], item.id, state, value, row["comment"], row["evidence"], reason)
