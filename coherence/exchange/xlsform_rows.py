"""The rows of a form: a questionnaire as survey and choices, each text still named by its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coherence.exchange import names, xlsform
from coherence.exchange.names import to_name
from coherence.exchange.relevant import reference, relevant
from coherence.exchange.tables import Row, mappings
from coherence.questionnaire.condition_parser import parse_tree
from coherence.questionnaire.places import Json


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: plain cells, extras by key, and the place of its label and hint; `helper` is a word of ours."""

    cells: Mapping[str, Json]
    extras: Mapping[str, Json] = field(default_factory=dict)
    label: str | None = None
    hint: str | None = None
    helper: str | None = None


def about(document: Row) -> Line:
    """What the questionnaire says of itself, before the first question."""
    return _note("questionnaire__about", xlsform.ABOUT, "questionnaire.about")


def profile(entry: Row) -> Line:
    id = str(entry["id"])
    kind = xlsform.SELECT_MULTIPLE if entry.get("many") else xlsform.SELECT_ONE
    many = {} if entry.get("many") is not False else {"many": False}
    cells = {"type": f"{kind} {to_name(id)}", "name": to_name(id), xlsform.PART: xlsform.PROFILE}
    return Line(cells, many, f"{id}.text", _has(entry, "guidance"))


def group(entry: Row) -> Iterator[Line]:
    """A group with everything in it."""
    id = str(entry["id"])
    cells = {"type": "begin_group", "name": to_name(id), **_relevant(entry)}
    scoring = entry.get("scoring")
    extras = {**entry, **(scoring if isinstance(scoring, dict) else {})}
    yield Line(cells, _extras(extras), f"{id}.title")
    if "about" in entry:
        yield _note(f"{to_name(id)}__about", xlsform.ABOUT, f"{id}.about")
    for item in mappings(entry, "items"):
        yield from _item(item)
    for inner in mappings(entry, "groups"):
        yield from group(inner)
    yield Line({"type": "end_group"})


def _item(item: Row) -> Iterator[Line]:
    id = str(item["id"])
    kind = str(item.get("kind", "level"))
    asked = _relevant(item)
    if kind == "table":
        yield from _table(item, id, asked)
        answers = [f"{to_name(id)}{names.ROW}{to_name(str(row['id']))}" for row in mappings(item, "rows")]
    else:
        cells = {"type": _type(item, kind), "name": to_name(id), **asked, **_constraint(item, kind)}
        yield Line(cells, _extras(item), f"{id}.text", _has(item, "guidance"))
        answers = [to_name(id)]
    if "unit" in item:
        yield _note(f"{to_name(id)}__unit", xlsform.UNIT, f"{id}.unit", asked)
    yield from _helpers(item, to_name(id), kind, answers, str(asked.get("relevant", "")))


def _table(item: Row, id: str, asked: Row) -> Iterator[Line]:
    cells = {"type": "begin_group", "name": to_name(id), **asked, "appearance": "field-list",
             xlsform.PART: xlsform.TABLE}  # fmt: skip
    yield Line(cells, _extras(item), f"{id}.text")
    if "guidance" in item:
        yield _note(f"{to_name(id)}__guidance", xlsform.GUIDANCE, f"{id}.guidance")
    for row in mappings(item, "rows"):
        name = f"{to_name(id)}{names.ROW}{to_name(str(row['id']))}"
        own = {"type": f"{xlsform.SELECT_ONE} {name}", "name": name, xlsform.PART: xlsform.ROW}
        yield Line(own, _extras(row), f"{id}.row.{row['id']}.text")
    yield Line({"type": "end_group"})


def _helpers(item: Row, name: str, kind: str, answers: list[str], asked: str) -> Iterator[Line]:
    """The state when there is no answer, the reason, the comment, the evidence: all four states can be told."""
    nothing = " and ".join(f"{reference(answer)} = ''" for answer in answers)
    states = names.STATES_OF_CHECKLIST if kind == "checklist" else names.STATES
    state = f"{name}__state"
    yield _helper(f"{xlsform.SELECT_ONE} {states}", state, "state", _both(asked, nothing))
    why = f"{reference(state)} = '{names.NOT_APPLICABLE}'"
    yield _helper("text", f"{name}__reason", "reason", _both(asked, why))
    yield _helper("text", f"{name}__comment", "comment", asked)
    yield _helper("text", f"{name}__evidence", xlsform.EVIDENCE, asked, _has(item, "evidence"))


def _both(asked: str, also: str) -> str:
    return f"({asked}) and {also}" if asked else also


def _helper(type: str, name: str, part: str, asked: str, hint: str | None = None) -> Line:
    cells = {"type": type, "name": name, "relevant": asked or None, xlsform.PART: part}
    return Line(cells, {}, None, hint, part)


def _note(name: str, part: str, label: str, asked: Row | None = None) -> Line:
    return Line({"type": "note", "name": name, **(asked or {}), xlsform.PART: part}, {}, label)


def _type(item: Row, kind: str) -> str:
    many = kind == "checklist" or (kind == "choice" and item.get("many") is True)
    select = f"{xlsform.SELECT_MULTIPLE if many else xlsform.SELECT_ONE} {to_name(str(item['id']))}"
    return {"number": "decimal", "text": "text"}.get(kind, select)


def _constraint(item: Row, kind: str) -> Row:
    if kind == "text" and "maximum_length" in item:
        return {"constraint": f"string-length(.) <= {item['maximum_length']}"}
    limits = [f". {sign} {item[key]:.15g}" for key, sign in (("minimum", ">="), ("maximum", "<=")) if key in item]
    return {"constraint": " and ".join(limits)} if limits else {}


def _relevant(entry: Row) -> Row:
    text = entry.get("applies_when")
    return {"relevant": relevant(parse_tree(str(text)))} if text else {}


def _extras(entry: Row) -> Row:
    return {key: entry[key] for key in xlsform.EXTRAS if key in entry}


def _has(entry: Row, key: str) -> str | None:
    return f"{entry['id']}.{key}" if key in entry else None


def choices(document: Row) -> Iterator[Line]:
    """Every list of answers, with those of the states first."""
    for states in (names.STATES, names.STATES_OF_CHECKLIST):
        words = (names.DONT_KNOW, names.NOT_APPLICABLE)
        for word in words if states == names.STATES else (names.NONE_OF_THESE, *words):
            yield Line({"list_name": states, "name": word}, helper=word)
    for entry in mappings(document, "profile"):
        yield from _options(entry)
    for inner in mappings(document, "groups"):
        yield from _choices_of_group(inner)


def _choices_of_group(entry: Row) -> Iterator[Line]:
    for item in mappings(entry, "items"):
        id = str(item["id"])
        yield from _levels(item, to_name(id), id)
        yield from _options(item)
        base = item.get("base")
        for tick in [base] if isinstance(base, dict) else []:
            yield _choice(id, tick, f"{id}.base.{tick['id']}", {"base": True})
        for tick in mappings(item, "extras"):
            yield _choice(id, tick, f"{id}.extra.{tick['id']}", {})
        for row in mappings(item, "rows"):
            context = f"{id}.row.{row['id']}"
            yield from _levels(row, f"{to_name(id)}{names.ROW}{to_name(str(row['id']))}", context)
    for inner in mappings(entry, "groups"):
        yield from _choices_of_group(inner)


def _options(entry: Row) -> Iterator[Line]:
    for option in mappings(entry, "options"):
        yield _choice(str(entry["id"]), option, f"{entry['id']}.option.{option['id']}", {})


def _choice(id: str, option: Row, context: str, extras: Row) -> Line:
    points = {"points": option["points"]} if "points" in option else {}
    return Line({"list_name": to_name(id), "name": to_name(str(option["id"]))}, {**extras, **points}, context)


def _levels(holder: Row, name: str, context: str) -> Iterator[Line]:
    levels = holder.get("levels")
    for place, level in enumerate(levels if isinstance(levels, list) else []):
        own = level if isinstance(level, dict) else {}
        number = own.get("value", place)
        extras = {key: own[key] for key in ("value", "points") if key in own}
        yield Line({"list_name": name, "name": str(number)}, extras, f"{context}.level.{number}")
