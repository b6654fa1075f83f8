"""From rows of tables to the document of a questionnaire, in which every value still knows its cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coherence.exchange.columns import BY_NAME, RULES, SETTINGS
from coherence.exchange.records import Place, Record
from coherence.questionnaire import Problem, Questionnaire, QuestionnaireError
from coherence.questionnaire.load import from_source
from coherence.questionnaire.places import Document, Json, Path, Source
from coherence.questionnaire.wording import shown

# The key of a row that says what the row belongs to.
OWNERS = {
    "Bands": "group", "Groups": "inside", "Items": "group", "Levels": "item", "Options": "of", "Ticks": "item",
    "Rows": "item", "Decisions": "item",
}  # fmt: skip
RULE_KEYS = tuple(rule.key for rule in RULES)
HEAD_KEYS = tuple(column.key for column in SETTINGS if column.key not in RULE_KEYS)
KEYS = {
    name: tuple(c.key for c in table.columns if c.key not in (OWNERS.get(name), *RULE_KEYS))
    for name, table in BY_NAME.items()
}


class TableError(Exception):
    """Tables that are no questionnaire; `problems` says for each where, what, and what is allowed."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


def questionnaire(
    name: str, settings: Record, tables: Mapping[str, Sequence[Record]], faults: Sequence[str] = ()
) -> Questionnaire:
    """The questionnaire in the tables, checked as every file is; TableError with all problems, `faults` first."""
    assembly = _Assembly(tables)
    document = assembly.whole(settings)
    problems = [*faults, *(f"{name}: {problem}" for problem in assembly.problems())]
    try:
        found = from_source(Source(name, document, assembly.lines))
    except QuestionnaireError as error:
        raise TableError([*problems, *(_placed(problem, assembly.cells) for problem in error.problems)]) from None
    if problems:
        raise TableError(problems)
    return found


def _placed(problem: Problem, cells: Sequence[Place]) -> str:
    """A problem with its cell: the line of a value is the number of its cell here."""
    place = "" if problem.line is None else f" {cells[problem.line - 1]}:"
    item = "" if problem.item is None else f" {problem.item}:"
    return f"{problem.file}:{place}{item} {problem.message}"


class _Assembly:
    """Puts the rows where they belong; rows that belong to nothing are left over."""

    def __init__(self, tables: Mapping[str, Sequence[Record]]) -> None:
        self.tables = tables
        self.lines: dict[Path, int] = {}
        self.cells: list[Place] = []
        self.faults: list[str] = []
        self.left: dict[str, dict[tuple[str, ...], list[Record]]] = {}
        for table, owner in OWNERS.items():
            self.left[table] = defaultdict(list)
            for record in tables.get(table, ()):
                self.left[table][_belongs(table, record, owner)].append(record)

    def whole(self, settings: Record) -> Document:
        document: Document = self.values(settings, (), HEAD_KEYS)
        for table in ("Sources", "Terms", "Bodies"):
            key = table.lower()
            self.fill(document, (), key, [(record, KEYS[table]) for record in self.tables.get(table, ())])
        profile = self.tables.get("Profile", ())
        entries = self.fill(document, (), "profile", [(record, KEYS["Profile"]) for record in profile])
        for path, entry, _ in entries:
            self.options(entry, path)
        self.scoring(document, (), settings, ())
        self.groups(document, (), "")
        self.changes(document, self.tables.get("Changes", ()))
        return document

    def changes(self, document: Document, records: Sequence[Record]) -> None:
        """What the rows say has changed; all of them since the same edition, each item once."""
        items: Document = {}
        for record in records:
            id = record.text("item")
            if id in items or record.values.get("since") != records[0].values.get("since"):
                self.faults.append(f"{record.at('item')}: an item stands once, and all since the same edition")
            items[id] = record.values.get("change")
            self.mark(("changes", "items", id), record.at("change"))
        if items:
            document["changes"] = {**self.values(records[0], ("changes",), ("since",)), "items": items}

    def groups(self, holder: Document, path: Path, inside: str) -> None:
        for here, group, record in self.take(holder, path, "groups", "Groups", (inside,)):
            self.scoring(group, here, record, (record.text("id"),))
            for place, item, row in self.take(group, here, "items", "Items", (record.text("id"),)):
                self.item(item, place, row.text("id"))
            if record.text("id"):
                self.groups(group, here, record.text("id"))

    def item(self, item: Document, path: Path, id: str) -> None:
        self.levels(item, path, (id, ""))
        self.options(item, path)
        ticks = self.left["Ticks"].pop((id,), [])
        for base in [tick for tick in ticks if tick.values.get("base") is True][:1]:
            item["base"] = self.values(base, (*path, "base"), KEYS["Ticks"][1:])
            ticks.remove(base)
        self.faults += [
            f"{tick.at('base')}: there is one base already" for tick in ticks if tick.values.get("base") is True
        ]
        self.fill(item, path, "extras", [(tick, KEYS["Ticks"][1:]) for tick in ticks])
        for here, row, record in self.take(item, path, "rows", "Rows", (id,)):
            self.levels(row, here, (id, record.text("id")))
        self.take(item, path, "decisions", "Decisions", (id,))

    def levels(self, holder: Document, path: Path, owner: tuple[str, str]) -> None:
        """A level with nothing but its text is written as the text."""
        keys = KEYS["Levels"][1:]
        for here, level, _ in self.fill(
            holder, path, "levels", [(record, keys) for record in self.left["Levels"].pop(owner, [])]
        ):
            if list(level) == ["text"]:
                levels = holder["levels"]
                assert isinstance(levels, list)
                levels[int(here[-1])] = level["text"]

    def options(self, holder: Document, path: Path) -> None:
        self.take(holder, path, "options", "Options", (str(holder.get("id", "")),))

    def scoring(self, holder: Document, path: Path, record: Record, group: tuple[str, ...]) -> None:
        """The rules that a row sets, with the bands of its group."""
        rules = self.values(record, (*path, "scoring"), RULE_KEYS)
        self.take(rules, (*path, "scoring"), "bands", "Bands", group or ("",))
        if rules:
            holder["scoring"] = rules

    def take(
        self, holder: Document, path: Path, key: str, table: str, owner: tuple[str, ...]
    ) -> list[tuple[Path, Document, Record]]:
        """Moves the rows that belong to `owner` into a list under `key`."""
        return self.fill(holder, path, key, [(record, KEYS[table]) for record in self.left[table].pop(owner, [])])

    def fill(
        self, holder: Document, path: Path, key: str, records: list[tuple[Record, tuple[str, ...]]]
    ) -> list[tuple[Path, Document, Record]]:
        filled = [
            ((*path, key, number), self.values(record, (*path, key, number), keys), record)
            for number, (record, keys) in enumerate(records)
        ]
        if filled:
            self.mark((*path, key), filled[0][2].place)
            entries: list[Json] = [values for _, values, _ in filled]
            holder[key] = entries
        return filled

    def values(self, record: Record, path: Path, keys: Sequence[str]) -> Document:
        self.mark(path, record.place)
        present = [key for key in keys if key in record.values]
        for key in present:
            self.mark((*path, key), record.at(key))
        return {key: record.values[key] for key in present}

    def mark(self, path: Path, place: Place) -> None:
        self.cells.append(place)
        self.lines.setdefault(path, len(self.cells))

    def problems(self) -> list[str]:
        """Rows that have no place in the questionnaire."""
        return self.faults + [
            f"{record.at(OWNERS[table])}: {_homeless(table, owner)}"
            for table, rest in self.left.items()
            for owner, records in rest.items()
            for record in records
        ]


def _homeless(table: str, owner: tuple[str, ...]) -> str:
    title = BY_NAME[table].column(OWNERS[table]).title
    if not owner[0]:
        return f"the cell {title} is empty; write the id of what the row belongs to"
    named = " / ".join(filter(None, owner))
    return f"belongs to {shown(named)}, which is not there or has no place for it"


def _belongs(table: str, record: Record, owner: str) -> tuple[str, ...]:
    return (record.text(owner), record.text("row")) if table == "Levels" else (record.text(owner),)
