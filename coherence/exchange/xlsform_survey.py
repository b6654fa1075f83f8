"""Reads the survey and the choices of a form, row by row, into the rows of our tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from coherence.exchange import names, xlsform
from coherence.exchange.names import to_id, to_name
from coherence.exchange.records import Place, Record
from coherence.exchange.relevant_reader import Known
from coherence.exchange.xlsform_choices import Choices
from coherence.exchange.xlsform_header import Line
from coherence.exchange.xlsform_taken import Taken
from coherence.questionnaire.wording import shown

TYPES = "begin_group, end_group, select_one LIST, select_multiple LIST, decimal, integer, text"
LOOSE = "questions"


@dataclass(slots=True)
class Open:
    """A group or table that has begun: its id, and whether anything was taken into it."""

    what: str
    id: str
    record: Record | None = None
    taken: bool = False


@dataclass(slots=True, kw_only=True)
class Survey(Taken):
    """What has been read so far."""

    choices: Choices
    title: str
    items: dict[str, Record] = field(default_factory=dict)
    stack: list[Open] = field(default_factory=list)
    about: tuple[str, Place] | None = None
    loose: int = 0

    def take(self, lines: Sequence[Line]) -> None:
        """Reads every row; what has no counterpart is refused with its place."""
        for line in lines:
            type = " ".join(line.cells.get("type", "").split()).replace("begin ", "begin_").replace("end ", "end_")
            self._row(line, type)
        for left in self.stack:
            if left.record:
                self.report.refuse(left.record.place, f"the group {left.id} has no end_group")
        for list_name, first in self.choices.unused().items():
            self.report.note(first.place, f"the list {list_name} is of no question that was taken")

    def _row(self, line: Line, type: str) -> None:
        within = self.stack[-1].what if self.stack else ""
        if type.startswith("end_"):
            self._end(line)
        elif within == "refused":
            self.report.refuse(line.place, "stands in something that is refused")
            if type.startswith("begin_"):
                self.stack.append(Open("refused", ""))
        elif type.startswith("begin_") and type != "begin_group":
            self.report.refuse(
                line.at("type"), f"{shown(type)} has no counterpart; nothing in it is taken. Allowed: {TYPES}"
            )
            self.stack.append(Open("refused", ""))
        elif line.cells.get(xlsform.PART) in PARTS:
            PARTS[line.cells[xlsform.PART]](self, line)
        elif type == "begin_group":
            self._group(line)
        else:
            self._item(line, type)

    def _end(self, line: Line) -> None:
        if not self.stack:
            self.report.refuse(line.place, "nothing has begun that could end here")
            return
        closed = self.stack.pop()
        if closed.what == "group" and not closed.taken and closed.record:
            self.report.refuse(closed.record.place, f"nothing in the group {closed.id} was taken; it is left out")
            self.tables["Groups"].remove(closed.record)
        elif self.stack:
            self.stack[-1].taken |= closed.what == "group"

    def _group(self, line: Line) -> None:
        id = self.id(line)
        self.only(line, "group")
        record = self.record(line, {"id": id}, self.asked(line))
        if self.stack:
            record.values["inside"] = self.stack[-1].id
        self.text(record, line, "label", "title", f"{id}.title")
        if "title" not in record.values:
            record.values["title"] = line.cells.get("name", id)
            self.report.note(line.place, "the group has no label; its name is taken as its title")
        self._opened("Groups", Open("group", id, record))

    def _opened(self, table: str, opened: Open) -> None:
        if opened.record:
            self.tables[table].append(opened.record)
        self.stack.append(opened)

    def _item(self, line: Line, type: str) -> None:
        if self.stack and self.stack[-1].what == "table":
            self._table_row(line, type)
            return
        label = line.texts.get(("label", self.base))
        kind, why = self.choices.kind(line, type)
        if not kind:
            self.report.refuse(line.at("type"), f"{why}. Allowed: {TYPES}")
        elif not label or "${" in label:
            self.report.refuse(line.at(f"label:{self.base}"), "the label is missing or holds ${…}. Allowed: a text")
        else:
            self._taken(line, type, kind)

    def _taken(self, line: Line, type: str, kind: str) -> None:
        id = self.id(line)
        self.only(line, "item")
        record = self.record(line, {"id": id, "group": self._home(line)}, self.asked(line))
        if kind != "level":
            record.values["kind"] = kind
        record.values.update(self.choices.limits(line, kind, self.report))
        if kind == "choice" and type.startswith(xlsform.SELECT_MULTIPLE):
            record.values["many"] = True
        elif record.values.get("many"):
            del record.values["many"]
        self.text(record, line, "label", "text", f"{id}.text")
        self.text(record, line, "hint", "guidance", f"{id}.guidance")
        self._add(record, id)
        options = self.choices.take(self, line, type, kind, id)
        self.known[line.cells.get("name", id)] = Known(id, kind, options)

    def _add(self, record: Record, id: str) -> None:
        self.tables["Items"].append(record)
        self.items[id] = record
        if self.stack:
            self.stack[-1].taken = True

    def _home(self, line: Line) -> str:
        """The group of an item; one is made for items that stand in none."""
        if self.stack:
            return self.stack[-1].id
        before = self.tables["Groups"][-1:]
        if not before or not before[0].text("id").startswith(LOOSE) or before[0].places:
            self.loose += 1
            id = LOOSE if self.loose == 1 else f"{LOOSE}-{self.loose}"
            self.tables["Groups"].append(Record(line.place, {"id": id, "title": self.title}))
            self.report.note(line.place, f"stands in no group; the group {id} was made for it and what follows")
        return self.tables["Groups"][-1].text("id")

    def table(self, line: Line) -> None:
        id = self.id(line)
        self.only(line, "table")
        record = self.record(line, {"id": id, "kind": "table", "group": self._home(line)}, self.asked(line))
        self.text(record, line, "label", "text", f"{id}.text")
        self._add(record, id)
        self.stack.append(Open("table", id, record))

    def _table_row(self, line: Line, type: str) -> None:
        item = self.stack[-1].id
        name = line.cells.get("name", "")
        id = to_id(name.removeprefix(to_name(item) + names.ROW))
        record = self.record(line, {"item": item, "id": id}, {})
        self.text(record, line, "label", "text", f"{item}.row.{id}.text")
        self.only(line, "row")
        kind, why = self.choices.kind(line, type)
        if kind != "level" or "text" not in record.values:
            self.report.refuse(
                line.place, f"{why or 'is no plain row of a table'}. Allowed: select_one LIST, with a label"
            )
            return
        self.tables["Rows"].append(record)
        self.choices.levels(self, line, type, {"item": item, "row": id}, f"{item}.row.{id}")

    def profile(self, line: Line) -> None:
        id = self.id(line)
        self.only(line, "profile")
        type = line.cells.get("type", "")
        record = self.record(line, {"id": id}, {})
        if type.startswith(xlsform.SELECT_MULTIPLE):
            record.values["many"] = True
        self.text(record, line, "label", "text", f"{id}.text")
        self.text(record, line, "hint", "guidance", f"{id}.guidance")
        self.tables["Profile"].append(record)
        options = self.choices.options(self, line, type, id)
        self.known[line.cells.get("name", id)] = Known(id, "profile", options)

    def note(self, line: Line) -> None:
        """What the form or a group says of itself, and the guidance to a table."""
        part = line.cells[xlsform.PART]
        if not self.stack:
            self.translations(line, "label", "questionnaire.about")
            self.about = line.texts.get(("label", self.base), ""), line.at(f"label:{self.base}")
        elif self.stack[-1].record:
            opened = self.stack[-1]
            self.text(opened.record, line, "label", part, f"{opened.id}.{part}")

    def beside(self, line: Line) -> None:
        """The unit or the prompt for evidence, which stand in questions of their own beside an item."""
        part = line.cells[xlsform.PART]
        id = to_id(line.cells.get("name", "").removesuffix(f"__{part}"))
        if id in self.items:
            self.text(self.items[id], line, "hint" if part == xlsform.EVIDENCE else "label", part, f"{id}.{part}")

    def ours(self, line: Line) -> None:
        """The state, the reason and the comment: every questionnaire has them, so that nothing is taken."""


PARTS: dict[str, Callable[[Survey, Line], None]] = {
    xlsform.ABOUT: Survey.note, xlsform.GUIDANCE: Survey.note, xlsform.TABLE: Survey.table,
    xlsform.PROFILE: Survey.profile, xlsform.UNIT: Survey.beside, xlsform.EVIDENCE: Survey.beside,
    **dict.fromkeys(xlsform.HELPER_PARTS, Survey.ours),
}  # fmt: skip
