"""Checks the shape of a document against the schema and says in plain words what does not fit."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coherence.questionnaire import schema
from coherence.questionnaire.places import Json, Path, Source, at
from coherence.questionnaire.schema import Strict
from coherence.questionnaire.wording import listed, shown, suggestion

KEYS_IN: dict[str, type[Strict]] = {
    "sources": schema.SourceFile,
    "terms": schema.TermFile,
    "bodies": schema.BodyFile,
    "profile": schema.ProfileFile,
    "options": schema.OptionFile,
    "scoring": schema.RulesFile,
    "bands": schema.BandFile,
    "groups": schema.GroupFile,
    "levels": schema.FullLevelFile,
    "base": schema.TickFile,
    "extras": schema.TickFile,
    "rows": schema.RowFile,
    "decisions": schema.DecisionFile,
    "selection": schema.SelectionFile,
    "changes": schema.ChangesFile,
}
PATTERNS = {
    schema.ID: 'must be lower-case words joined by hyphens, such as "standing-mechanism"',
    schema.OWN_ID: 'must be "own." and lower-case words joined by hyphens, such as "own.border-forum"',
    schema.CODE: "must be letters and digits, with hyphens or dots between",
    schema.SDG: 'must be the number of a goal, target or indicator, such as "17.14"',
    schema.COLOUR: 'must look like "#b3261e"',
    schema.LANGUAGE: 'must be a language code such as "en" or "pt-BR"',
}
Fault: TypeAlias = tuple[Path, str, str]
"""Where, which kind of error, and what is said about it."""


File = TypeVar("File", bound=Strict)


def check(
    source: Source, shape: type[File], inner: Mapping[str, type[Strict]] = KEYS_IN
) -> tuple[File | None, list[Fault]]:
    """The document validated as a file of this shape, or None with everything that is wrong with it.

    `inner` has the shapes of what stands under its keys.
    """
    faults: list[Fault] = [
        (path, "empty", "has no value; write one or remove the key") for path in empties(source.data)
    ]
    try:
        file = shape.model_validate(source.data)
    except ValidationError as error:
        blank = {path for path, _, _ in faults}
        keys: dict[str, type[Strict]] = {"": shape, **inner}
        found = [_fault(source.data, details, keys) for details in error.errors(include_url=False)]
        return None, faults + [fault for fault in found if fault[0] not in blank]
    return (file if not faults else None), faults


def empties(data: Json, path: Path = ()) -> Iterator[Path]:
    """Where a key or entry has no value."""
    if data is None and path:
        yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        if value is None or isinstance(value, dict | list):
            yield from empties(value, (*path, key))


def _fault(data: Json, details: ErrorDetails, keys: Mapping[str, type[Strict]]) -> Fault:
    path = tuple(step for step in details["loc"] if not str(step).startswith("kind:") and step != "[key]")
    if details["type"] == "extra_forbidden":
        return path, "extra_forbidden", _unknown_key(data, path, keys)
    if details["type"] == "missing":
        return path[:-1], "missing", f'the key "{path[-1]}" is missing'
    if details["type"] == "union_tag_invalid":
        kind = shown(at(data, (*path, "kind")))
        return (*path, "kind"), "kind", f"must be one of: {listed(schema.KINDS)}; found {kind}"
    return path, details["type"], wording(path, details)


def _unknown_key(data: Json, path: Path, keys: Mapping[str, type[Strict]]) -> str:
    names = [step for step in path[:-1] if isinstance(step, str)]
    place = names[-1] if names else ""
    item = at(data, path[:-1])
    if place == "items" and isinstance(item, dict):
        model: type[Strict] = schema.ITEM_FILES[str(item.get("kind", "level"))]
    else:
        model = keys[place]
    return unknown_key(model, str(path[-1]))


def unknown_key(model: type[Strict], key: str) -> str:
    """Says that a key does not exist, and which do."""
    allowed = [field.alias or name for name, field in model.model_fields.items()]
    guess = suggestion(key, allowed) or "."
    return f"unknown key {shown(key)}{guess} Allowed: {listed(allowed)}"


Wording: TypeAlias = Callable[[Path, dict[str, object], str], str]


def _count(path: Path, context: dict[str, object], _: str) -> str:
    noun = next((step for step in reversed(path) if isinstance(step, str)), "entries")
    few = "min_length" in context
    limit = f"at least {context['min_length']}" if few else f"at most {context['max_length']}"
    return f"{limit} {noun} are {'needed' if few else 'allowed'}; found {context['actual_length']}"


def _mapping(path: Path, context: dict[str, object], found: str) -> str:
    if len(path) > 1 and path[-2] == "levels":
        return f"must be text; found {found}; put it in quotes"
    return f"must be keys with values; found {found}"


def _one_of(path: Path, context: dict[str, object], found: str) -> str:
    allowed = re.findall(r"'([^']*)'", str(context["expected"]))
    return f"must be one of: {listed(allowed)}; found {found}"


WORDINGS: dict[str, Wording] = {
    "string_type": lambda path, context, found: f"must be text; found {found}; put it in quotes",
    "string_too_short": lambda path, context, found: "must not be empty",
    "string_too_long": lambda path, context, found: f"at most {context['max_length']} characters are allowed",
    "string_pattern_mismatch": lambda path, context, found: f"{PATTERNS[str(context['pattern'])]}; found {found}",
    "literal_error": _one_of,
    "int_type": lambda path, context, found: f"must be a whole number; found {found}",
    "int_from_float": lambda path, context, found: f"must be a whole number; found {found}",
    "float_type": lambda path, context, found: f"must be a number; found {found}",
    "bool_type": lambda path, context, found: f"must be true or false; found {found}",
    "list_type": lambda path, context, found: f"must be a list; found {found}",
    "dict_type": lambda path, context, found: f"must be keys with values; found {found}",
    "model_type": _mapping,
    "greater_than": lambda path, context, found: f"must be greater than {context['gt']:g}; found {found}",
    "greater_than_equal": lambda path, context, found: f"must be at least {context['ge']:g}; found {found}",
    "less_than_equal": lambda path, context, found: f"must be at most {context['le']:g}; found {found}",
    "too_short": _count,
    "too_long": _count,
}


def wording(path: Path, details: ErrorDetails) -> str:
    """An error of the schema in plain words."""
    words = WORDINGS.get(details["type"])
    if words is None:
        return details["msg"]
    return words(path, details.get("ctx", {}), shown(details["input"]))
