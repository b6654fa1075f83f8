"""One question of a filled spreadsheet: its cells as an answer, or what is wrong with which cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from coherence import i18n
from coherence.exchange.sheets import Value, cell_name
from coherence.i18n import gettext as _
from coherence.paper import columns as at
from coherence.paper.blank import Box
from coherence.paper.columns import part
from coherence.paper.scales import Scale, asked_scale
from coherence.questionnaire import EVIDENCE_LENGTH, Given, Item, read_form
from coherence.questionnaire.numerals import digits
from scoring import State

FILLABLE = range(at.ANSWER, at.COMMENT + 1)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the file says of one question. `cell` is where it stands."""

    item: str
    state: State
    value: Given | None
    comment: str
    evidence: str
    reason: str
    cell: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet as texts."""

    number: int
    texts: tuple[str, ...]

    @classmethod
    def of(cls, number: int, values: tuple[Value, ...]) -> "Line":
        wide = (*values, *[None] * len(at.WIDTHS))[: len(at.WIDTHS)]
        return cls(number, tuple(map(_text, wide)))

    @property
    def id(self) -> str:
        return self.texts[at.ID]

    def cell(self, column: int) -> str:
        return cell_name(self.number, column + 1)

    def filled(self) -> list[str]:
        """The cells with something in them that is an answer or belongs to one."""
        return [self.cell(column) for column in FILLABLE if self.texts[column]]


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return format(value, ".15g")
    return str(value).strip()


def ids(item: Item) -> Iterator[str]:
    """The ids of the lines of a question: its own, and those of its boxes or rows."""
    yield item.id
    scale = asked_scale(item)
    if scale.kind == "many":
        yield from (part(item.id, box.value) for box in scale.boxes)
    yield from (part(item.id, row.id) for row in scale.rows)


@cache
def _state_words() -> dict[str, State]:
    """What stands for a state in any language of the interface: the one who fills may not be the one who asked."""
    words: dict[str, State] = {}
    for tag in i18n.LANGUAGES:
        with i18n.speaking(tag):
            words |= {
                _("None of these").casefold(): State.SCORED,
                _("Don’t know").casefold(): State.DONT_KNOW,
                _("Not applicable").casefold(): State.NOT_APPLICABLE,
            }
    return words


class Reader:
    """Reads one question. `faults` holds cells and messages; with any, there is no answer."""

    def __init__(self, item: Item, lines: Mapping[str, Line]) -> None:
        self.item, self.lines = item, lines
        self.scale: Scale = asked_scale(item)
        self.faults: list[tuple[str, str]] = []

    def answered(self) -> Answered | None:
        """None when nothing is filled in, or not all of it can be read."""
        line = self.lines.get(self.item.id)
        if line is None:
            self.faults += [(cell, _("The line of its question is missing.")) for cell in self._filled()]
            return None
        if not self._filled():
            return None
        self.faults += [(cell, not_read()) for cell in self._misplaced(line)]
        state, fields = self._state(line), self._fields(line)
        value = self._value(line, state, fields)
        found = State.SCORED if value is not None else state or State.NOT_ANSWERED
        self._check_texts(line, found)
        reason, evidence, comment = (line.texts[column] for column in (at.REASON, at.EVIDENCE, at.COMMENT))
        answered = Answered(self.item.id, found, value, comment, evidence, reason, line.cell(at.ANSWER))
        return None if self.faults else answered

    def _filled(self) -> list[str]:
        return [cell for id in ids(self.item) if id in self.lines for cell in self.lines[id].filled()]

    def _misplaced(self, line: Line) -> list[str]:
        """Cells with something in them that no one asked for: the answer stands in other lines, or the rest in this."""
        parts = [self.lines[id] for id in ids(self.item) if id in self.lines and id != self.item.id]
        own = [line.cell(at.ANSWER)] if self.scale.kind in ("many", "rows") and line.texts[at.ANSWER] else []
        return own + [cell for one in parts for cell in one.filled() if cell != one.cell(at.ANSWER)]

    def _state(self, line: Line) -> State | None:
        text = line.texts[at.STATE]
        if not text:
            return None
        allowed = {box.value for box in self.scale.states}
        state = _state_words().get(text.casefold())
        if state is None or state.value not in allowed:
            self._fault(line.cell(at.STATE), [box.text for box in self.scale.states])
        return state

    def _fields(self, line: Line) -> dict[str, list[str]]:
        """The fields of the item's form that say the same."""
        match self.scale.kind:
            case "one":
                return _present("value", self._box(line, self.scale.boxes))
            case "many":
                return {"value": [box.value for box in self.scale.boxes if self._ticked(box)]}
            case "rows":
                rows = [(row, self.lines.get(part(self.item.id, row.id))) for row in self.scale.rows]
                found = [_present(f"value.{row.id}", self._box(own, row.boxes)) for row, own in rows if own]
                return {name: texts for one in found for name, texts in one.items()}
        return _present("value", line.texts[at.ANSWER])

    def _box(self, line: Line, boxes: tuple[Box, ...]) -> str:
        """The value of the box whose number is typed; nothing if the cell is empty."""
        text = digits(line.texts[at.ANSWER])
        if not text:
            return ""
        value = next((box.value for box in boxes if box.mark == text), "")
        if not value:
            self._fault(line.cell(at.ANSWER), [box.mark for box in boxes])
        return value

    def _ticked(self, box: Box) -> bool:
        line = self.lines.get(part(self.item.id, box.value))
        text = line.texts[at.ANSWER].casefold() if line else ""
        if line and text and text not in at.TICKED:
            self._fault(line.cell(at.ANSWER), [at.TICK])
        return text in at.TICKED

    def _value(self, line: Line, state: State | None, fields: dict[str, list[str]]) -> Given | None:
        if any(fields.values()) and state is not None:
            self.faults.append((line.cell(at.STATE), _("There is an answer as well. Leave one of the two empty.")))
        if self.faults:
            return None
        try:
            return read_form(self.item, fields | ({"state": [state.value]} if state else {}))
        except ValueError:
            words = self.scale.how if self.scale.kind != "rows" else _("Choose an answer in each row.")
            self.faults.append((line.cell(at.ANSWER), words))
            return None

    def _check_texts(self, line: Line, state: State) -> None:
        if len(line.texts[at.EVIDENCE]) > EVIDENCE_LENGTH:
            self.faults.append((line.cell(at.EVIDENCE), _("This text is too long.")))
        if state is State.NOT_APPLICABLE and not line.texts[at.REASON]:
            self.faults.append((line.cell(at.REASON), _("Say why this does not apply.")))
        if state is not State.NOT_APPLICABLE and line.texts[at.REASON] and not self.faults:
            self.faults.append((line.cell(at.REASON), _("A reason belongs to “Not applicable” only.")))

    def _fault(self, cell: str, allowed: list[str]) -> None:
        self.faults.append((cell, _("Allowed here: {values}", values=_("; ").join(allowed))))


def not_read() -> str:
    """What is said of a cell that is not there to be filled: nothing that somebody wrote is dropped in silence."""
    return _("Nothing is read from this cell. Move what it says into one of the yellow cells.")


def _present(name: str, text: str) -> dict[str, list[str]]:
    return {name: [text]} if text else {}
