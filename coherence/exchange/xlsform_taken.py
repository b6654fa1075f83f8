"""What is taken from the rows of a form: records by table, translations by place, and the names known so far."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from coherence.exchange import names, xlsform
from coherence.exchange.columns import RULES
from coherence.exchange.names import to_id, to_name
from coherence.exchange.records import Record
from coherence.exchange.relevant import relevant
from coherence.exchange.relevant_reader import Known, RelevantError, condition
from coherence.exchange.xlsform_header import Line, Report
from coherence.questionnaire.condition_parser import parse_tree
from coherence.questionnaire.conditions import ConditionError
from coherence.questionnaire.places import Json
from coherence.questionnaire.wording import shown

RULE_KEYS = frozenset(rule.key for rule in RULES)
ITEM_KEYS = frozenset(xlsform.EXTRAS) - RULE_KEYS
# What each kind of row may hold beside its type, its name and its part; anything else is refused.
HOLDS = {
    "group": {"label", "relevant", "weight", "applies_when"} | RULE_KEYS,
    "item": {"label", "hint", "relevant", "constraint"} | ITEM_KEYS,
    "table": {"label", "relevant", "appearance"} | ITEM_KEYS,
    "row": {"label", "weight"},
    "profile": {"label", "hint", "many"},
}

NOUNS = {
    "group": "a group", "item": "an item", "table": "a table", "row": "a row of a table",
    "profile": "a question of the profile",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Taken:
    """Where everything that is taken goes; the texts in `base`, other languages beside them."""

    report: Report
    base: str
    tables: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    known: dict[str, Known] = field(default_factory=dict)

    def asked(self, line: Line) -> dict[str, Json]:
        """The condition: as it was written first if it still says the same, else what `relevant` says."""
        first, text = str(line.extras.get("applies_when", "")), line.cells.get("relevant", "")
        if first and _same(first, text):
            return {"applies_when": first}
        if first and not text:
            self.report.note(line.place, "relevant is empty: the question is asked always")
        try:
            return {"applies_when": condition(text, self.known)} if text else {}
        except RelevantError as error:
            self.report.refuse(line.at("relevant"), f"{error}. Without it the question is asked always")
            return {}

    def text(self, record: Record, line: Line, what: str, key: str, context: str) -> None:
        """A text in the language of the form, and its translations under its place."""
        if (what, self.base) in line.texts:
            record.values[key] = line.texts[what, self.base]
            record.places[key] = line.at(f"{what}:{self.base}")
            self.translations(line, what, context)

    def translations(self, line: Line, what: str, context: str) -> None:
        """The other languages of a text, under its place."""
        for (found, tag), text in line.texts.items():
            if found == what and tag != self.base:
                self.words[tag][context] = text

    def id(self, line: Line) -> str:
        """The id that the name of a row stands for."""
        name = line.cells.get("name", "")
        id = to_id(name)
        if to_name(id) != name:
            self.report.note(line.at("name"), f"the name {shown(name)} became the id {id}")
        return id

    def only(self, line: Line, what: str) -> None:
        """Refuses the cells that a row of this kind has no use for."""
        for key, place in line.places.items():
            plain = key.split(":")[0].removeprefix(names.PREFIX)
            if plain not in HOLDS[what] | {"type", "name", "part"}:
                self.report.refuse(place, f"{NOUNS[what]} holds no {plain}; it is left out")

    def record(self, line: Line, values: Mapping[str, Json], asked: Mapping[str, Json]) -> Record:
        """The row of a table that a row of the form makes."""
        extras = {key: value for key, value in line.extras.items() if key != "applies_when"}
        places = {key: line.at(names.PREFIX + key) for key in extras}
        if asked:
            places["applies_when"] = line.at("relevant")
        return Record(line.place, {**extras, **values, **asked}, {**places, "id": line.at("name")})


def _same(first: str, text: str) -> bool:
    try:
        return relevant(parse_tree(first)) == text
    except ConditionError:
        return False
