"""The answers of many units in a CSV file: one row an answer, read whole or refused row by row."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from coherence.csv_tables import Report, Row, one_of, read_table, similar
from coherence.i18n import apart, gettext
from coherence.questionnaire import EVIDENCE_LENGTH, Item, Questionnaire
from coherence.questionnaire.answer_file import read_cells
from coherence.questionnaire.answers import Given
from coherence.questionnaire.wording import shown
from coherence.rounds.possible import possible
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
            report.add(
                line, "item", gettext("{unit} answers {item} twice", **apart(unit=row["unit"], item=row["item"]))
            )
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
        fault = gettext(
            "{found} is another round; allowed: {allowed}, or nothing",
            **apart(found=shown(row["round"]), allowed=answering.round),
        )
        report.add(line, "round", fault)
        known = False
    if row["unit"] not in answering.units:
        fault = gettext("{unit} takes no part in this round", **apart(unit=shown(row["unit"])))
        report.add(line, "unit", fault + _similar_unit(row, answering))
        known = False
    if row["item"] not in items:
        fault = gettext(
            "there is no item {item} in {questionnaire}, edition {edition}",
            **apart(
                item=shown(row["item"]),
                questionnaire=answering.questionnaire.id,
                edition=answering.questionnaire.edition,
            ),
        )
        report.add(line, "item", fault + similar(row["item"], items))
        known = False
    return known


def _similar_unit(row: Row, answering: Answering) -> str:
    return similar(row["unit"], answering.units) if len(answering.units) <= 500 else ""


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
    except ValueError:
        _say_why(report, line, row, item)
        return None
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            fault = gettext(
                "the text is too long: {found}; allowed: {most} characters",
                **apart(found=len(row[column]), most=longest),
            )
            report.add(line, column, fault)
    if state is State.NOT_APPLICABLE and not row["reason"]:
        report.add(line, "reason", gettext("{item}: what does not apply needs a reason", **apart(item=item.id)))
    reason = row["reason"] if state is State.NOT_APPLICABLE else ""
    if row["reason"] and not reason:
        report.add(line, "reason", gettext("{item}: only not_applicable has a reason", **apart(item=item.id)))
    return AnswerRow(line, row["unit"], item.id, state, value, row["comment"], row["evidence"], reason)


def _say_why(report: Report, line: int, row: Row, item: Item) -> None:
    """What is wrong with a state and an answer that cannot be read."""
    if not one_of(report, line, "state", row["state"], tuple(State)):
        return
    if row["state"] and row["state"] != State.SCORED:
        fault = gettext(
            "{item}: the state is {state}, but there is an answer too: {found}",
            **apart(item=item.id, state=row["state"], found=shown(row["answer"])),
        )
    else:
        fault = gettext(
            "{item}: {found} is no answer here; allowed: {allowed}",
            **apart(item=item.id, found=shown(row["answer"]), allowed=possible(item)),
        )
    report.add(line, "answer", fault)
