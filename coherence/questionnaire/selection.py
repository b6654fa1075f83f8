"""An instrument that is a selection of another one: its items, chosen, under a title of its own.

Nothing is copied in the file: a corrected word in the base is a corrected word in the selection.
"""

from pathlib import Path

from coherence.questionnaire.places import Document, Json
from coherence.questionnaire.schema import SelectingFile

KEY = "selection"
# What is the selection's own; everything else is the base's.
OWN = tuple(SelectingFile.model_fields)


def selects(data: Json) -> bool:
    """Whether the file is to be filled from its base."""
    return isinstance(data, dict) and KEY in data


def base_of(data: Document, file: Path) -> Path | None:
    """The file of the instrument that is selected from, a neighbour of this one; None when it does not exist."""
    chosen = data[KEY]
    name = chosen.get("of") if isinstance(chosen, dict) else None
    path = file.resolve().parent.parent / str(name) / file.name
    return path if isinstance(name, str) and name.replace("-", "").isalnum() and path.is_file() else None


def selected(own: Document, base: Document) -> Document:
    """The base's document with only the core items, and the selection's own words at its head."""
    groups = [kept for group in _list(base, "groups") if (kept := _kept(group))]
    used = {term for group in groups for term in _terms(group)}
    terms = [term for term in _list(base, "terms") if term["id"] in used]
    head = {key: own[key] for key in OWN}
    rest = {key: value for key, value in base.items() if key not in OWN}
    return {**head, **rest, "terms": list[Json](terms), "groups": list[Json](groups)}


def _list(holder: Document, key: str) -> list[Document]:
    entries = holder.get(key, [])
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _kept(group: Document) -> Document | None:
    """The group with its core items; None when it has none."""
    items = [item for item in _list(group, "items") if item.get("core")]
    inner = [kept for part in _list(group, "groups") if (kept := _kept(part))]
    if not items and not inner:
        return None
    parts: Document = {"items": list[Json](items), "groups": list[Json](inner)}
    return {**group, **{key: value for key, value in parts.items() if value}}


def _terms(group: Document) -> set[str]:
    own = {str(term) for item in _list(group, "items") for term in _texts(item, "terms")}
    return own.union(*(_terms(inner) for inner in _list(group, "groups")))


def _texts(holder: Document, key: str) -> list[Json]:
    found = holder.get(key, [])
    return found if isinstance(found, list) else []
