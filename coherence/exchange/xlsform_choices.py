"""The choices of a form: which kind of item a question is, and its levels, statements or options."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from coherence.exchange import xlsform
from coherence.exchange.names import PREFIX, STATES, STATES_OF_CHECKLIST, to_id
from coherence.exchange.records import Record
from coherence.exchange.xlsform_header import Line, Report
from coherence.exchange.xlsform_taken import Taken
from coherence.questionnaire.places import Json
from coherence.questionnaire.wording import shown

SELECT = re.compile(r"(select_one|select_multiple) (\S+)")
LIMITS = re.compile(r"\. >= (?P<minimum>-?[0-9.e+-]+)|\. <= (?P<maximum>-?[0-9.e+-]+)")
LENGTH = re.compile(r"string-length\(\.\) <= ([0-9]+)")


class Choices:
    """The lists of answers by their name."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lists: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self.lists[line.cells.get("list_name", "")].append(line)

        self.used: set[str] = {STATES, STATES_OF_CHECKLIST}

    def of(self, type: str) -> list[Line]:
        """The answers of a question."""
        match = SELECT.fullmatch(type)
        return self.lists.get(match[2], []) if match else []

    def unused(self) -> dict[str, Line]:
        """The first line of every list that no question took."""
        return {name: lines[0] for name, lines in self.lists.items() if name not in self.used}

    def _used(self, type: str) -> list[Line]:
        self.used.add(type.split(" ")[-1])
        return self.of(type)

    def kind(self, line: Line, type: str) -> tuple[str, str]:
        """The kind of item that a question is, or why it is none."""
        wanted = str(line.extras.get("kind", ""))
        if type in ("decimal", "integer"):
            scored = "low" in line.extras and "high" in line.extras
            return ("number", "") if scored else ("", "a number needs coherence_low and coherence_high to be scored")
        if type == "text":
            return "text", ""
        if not SELECT.fullmatch(type):
            return "", f"the type {shown(type)} has no counterpart"
        answers = self.of(type)
        if len(answers) < (1 if wanted == "checklist" else 2):
            return "", f"the list of answers of {shown(type)} has {len(answers)} answers in the sheet choices"
        if type.startswith(xlsform.SELECT_MULTIPLE):
            pointed = any("points" in answer.extras for answer in answers)
            return ("checklist" if wanted == "checklist" or (not wanted and pointed) else "choice"), ""
        numbered = all(answer.cells.get("name", "").isdecimal() for answer in answers)
        return ("level" if numbered and wanted in ("", "level") else "choice"), ""

    def limits(self, line: Line, kind: str, report: Report) -> dict[str, Json]:
        """What a constraint says about a number or the length of a text."""
        text = line.cells.get("constraint", "")
        found = _limits(text, kind)
        if text and not found:
            allowed = '". >= 0 and . <= 100" for a number, "string-length(.) <= 200" for a text'
            report.refuse(line.at("constraint"), f"{shown(text)} has no counterpart. Allowed: {allowed}")
        return found

    def take(self, taken: Taken, line: Line, type: str, kind: str, id: str) -> dict[str, str]:
        """The answers of an item; by their names in the form, their ids."""
        if kind == "level":
            self.levels(taken, line, type, {"item": id}, id)
        elif kind == "checklist":
            return self._each(taken, line, type, "Ticks", {"item": id}, id)
        elif kind == "choice":
            return self.options(taken, line, type, id)
        return {}

    def levels(self, taken: Taken, line: Line, type: str, of: Mapping[str, Json], context: str) -> None:
        answers = self._used(type)
        numbers = [answer.cells.get("name", "") for answer in answers]
        valued = numbers != [str(i) for i in range(len(numbers))] or any("value" in one.extras for one in answers)
        for number, answer in zip(numbers, answers, strict=True):
            own: dict[str, Json] = {"value": int(number)} if valued else {}
            points = {"points": answer.extras["points"]} if "points" in answer.extras else {}
            record = Record(answer.place, {**of, **own, **points}, {"value": answer.at("name")})
            taken.text(record, answer, "label", "text", f"{context}.level.{number}")
            taken.tables["Levels"].append(record)

    def options(self, taken: Taken, line: Line, type: str, id: str) -> dict[str, str]:
        return self._each(taken, line, type, "Options", {"of": id}, id)

    def _each(self, taken: Taken, line: Line, type: str, table: str, of: Mapping[str, Json], id: str) -> dict[str, str]:
        ids: dict[str, str] = {}
        for answer in self._used(type):
            name = answer.cells.get("name", "")
            own = ids[name] = to_id(name)
            record = Record(answer.place, {**of, "id": own, **answer.extras}, {"id": answer.at("name")})
            for key in answer.extras if table == "Options" else ():
                taken.report.refuse(answer.at(PREFIX + key), f"an option holds no {key}; it is left out")
            base = "base" if answer.extras.get("base") else "extra"
            what = base if table == "Ticks" else "option"
            taken.text(record, answer, "label", "text", f"{id}.{what}.{own}")
            taken.tables[table].append(record)
        return ids


def _limits(text: str, kind: str) -> dict[str, Json]:
    length = LENGTH.fullmatch(text)
    if kind == "text" and length:
        return {"maximum_length": int(length[1])}
    matches = [LIMITS.fullmatch(part) for part in text.split(" and ")] if kind == "number" else [None]
    found: dict[str, Json] = {}
    for match in matches:
        if match is None or match.lastgroup in found:
            return {}
        try:
            value = float(match[match.lastgroup or 0])
        except ValueError:
            return {}
        found[str(match.lastgroup)] = int(value) if value.is_integer() else value
    return found
