"""From the document of a questionnaire to rows of tables: nothing is lost, and nothing is added."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from coherence.exchange.columns import RULES, SETTINGS, TABLES
from coherence.questionnaire.places import Document, Json

Row: TypeAlias = dict[str, Json]
Rows: TypeAlias = dict[str, list[Row]]


def settings(document: Document) -> Row:
    """What is said once, by key: the head of the questionnaire and the rules of the whole."""
    head = {column.key: document[column.key] for column in SETTINGS if column.key in document}
    return {**head, **_rules(document)}


def rows(document: Document) -> Rows:
    """The rows of every table, in the order of the file."""
    found: Rows = {table.name: [] for table in TABLES}
    for table, row in _walk(document):
        found[table].append(row)
    return found


def _walk(document: Document) -> Iterator[tuple[str, Row]]:
    for name in ("sources", "terms", "bodies"):
        yield from ((name.capitalize(), dict(entry)) for entry in mappings(document, name))
    for entry in mappings(document, "profile"):
        yield "Profile", _without(entry, "options")
        yield from _options(entry)
    yield from _bands(document, {})
    for group in mappings(document, "groups"):
        yield from _group(group, {})
    changes = document.get("changes")
    items = changes.get("items") if isinstance(changes, dict) else None
    if isinstance(changes, dict) and isinstance(items, dict):
        yield from (("Changes", {"item": id, "change": what, "since": changes["since"]}) for id, what in items.items())


def _group(group: Row, inside: Row) -> Iterator[tuple[str, Row]]:
    yield "Groups", {**inside, **_without(group, "scoring", "items", "groups"), **_rules(group)}
    yield from _bands(group, {"group": group["id"]})
    for item in mappings(group, "items"):
        yield from _item(item, {"group": group["id"]})
    for inner in mappings(group, "groups"):
        yield from _group(inner, {"inside": group["id"]})


def _item(item: Row, group: Row) -> Iterator[tuple[str, Row]]:
    yield "Items", {**group, **_without(item, "levels", "options", "base", "extras", "rows", "decisions")}
    of: Row = {"item": item["id"]}
    yield from _levels(item, of)
    yield from _options(item)
    base = item.get("base")
    if isinstance(base, dict):
        yield "Ticks", {**of, "base": True, **base}
    yield from (("Ticks", {**of, **extra}) for extra in mappings(item, "extras"))
    for row in mappings(item, "rows"):
        yield "Rows", {**of, **_without(row, "levels")}
        yield from _levels(row, {**of, "row": row["id"]})
    yield from (("Decisions", {**of, **decision}) for decision in mappings(item, "decisions"))


def _levels(holder: Row, of: Row) -> Iterator[tuple[str, Row]]:
    levels = holder.get("levels")
    for level in levels if isinstance(levels, list) else []:
        yield "Levels", {**of, **(level if isinstance(level, dict) else {"text": level})}


def _options(holder: Row) -> Iterator[tuple[str, Row]]:
    yield from (("Options", {"of": holder["id"], **option}) for option in mappings(holder, "options"))


def _bands(holder: Row, of: Row) -> Iterator[tuple[str, Row]]:
    scoring = holder.get("scoring")
    yield from (("Bands", {**of, **band}) for band in (mappings(scoring, "bands") if isinstance(scoring, dict) else []))


def _rules(holder: Row) -> Row:
    scoring = holder.get("scoring")
    if not isinstance(scoring, dict):
        return {}
    return {rule.key: scoring[rule.key] for rule in RULES if rule.key in scoring}


def mappings(holder: Mapping[str, Json], key: str) -> list[Row]:
    """The mappings in a list of the document; none when it is left out."""
    entries = holder.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _without(holder: Row, *keys: str) -> Row:
    return {key: value for key, value in holder.items() if key not in keys}
