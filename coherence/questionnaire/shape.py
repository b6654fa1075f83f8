"""Checks the shape of a document against the schema and says in plain words what does not fit."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coherence.questionnaire import schema
from coherence.questionnaire.places import Json, Path, Source, at
from coherence.questionnaire.schema import Strict
from coherence.questionnaire.wording import listed, said, shown, suggestion, untranslated

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
UNKNOWN = untranslated("unknown key {key}. Allowed: {allowed}")
ALIKE = untranslated("unknown key {key}{guess} Allowed: {allowed}")
ONE_OF = untranslated("must be one of: {allowed}; found {found}")
TEXT = untranslated("must be text; found {found}; put it in quotes")
KEYS = untranslated("must be keys with values; found {found}")
WHOLE = untranslated("must be a whole number; found {found}")
TOO_LONG = untranslated("at most {most} characters are allowed")
TOO_FEW = untranslated("at least {limit} {noun} are needed; found {found}")
TOO_MANY = untranslated("at most {limit} {noun} are allowed; found {found}")
PATTERNS = {
    schema.ID: untranslated('must be lower-case words joined by hyphens, such as "standing-mechanism"'),
    schema.OWN_ID: untranslated('must be "own." and lower-case words joined by hyphens, such as "own.border-forum"'),
    schema.CODE: untranslated("must be letters and digits, with hyphens or dots between"),
    schema.SDG: untranslated('must be the number of a goal, target or indicator, such as "17.14"'),
    schema.COLOUR: untranslated('must look like "#b3261e"'),
    schema.LANGUAGE: untranslated('must be a language code such as "en" or "pt-BR"'),
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
        (path, "empty", said("has no value; write one or remove the key")) for path in empties(source.data)
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
        return path[:-1], "missing", said('the key "{key}" is missing', key=path[-1])
    if details["type"] == "union_tag_invalid":
        kind = shown(at(data, (*path, "kind")))
        return (*path, "kind"), "kind", said(ONE_OF, allowed=listed(schema.KINDS), found=kind)
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
    template = ALIKE if (guess := suggestion(key, allowed)) else UNKNOWN
    return said(template, key=shown(key), guess=guess, allowed=listed(allowed))


Wording: TypeAlias = Callable[[Path, dict[str, object], str], str]


def _count(path: Path, context: dict[str, object], _: str) -> str:
    noun = next((step for step in reversed(path) if isinstance(step, str)), "entries")
    few = "min_length" in context
    limit = context["min_length" if few else "max_length"]
    return said(TOO_FEW if few else TOO_MANY, limit=limit, noun=noun, found=context["actual_length"])


def _mapping(path: Path, context: dict[str, object], found: str) -> str:
    if len(path) > 1 and path[-2] == "levels":
        return said(TEXT, found=found)
    return said(KEYS, found=found)


def _one_of(path: Path, context: dict[str, object], found: str) -> str:
    allowed = re.findall(r"'([^']*)'", str(context["expected"]))
    return said(ONE_OF, allowed=listed(allowed), found=found)


def _pattern(path: Path, context: dict[str, object], found: str) -> str:
    return said("{rule}; found {found}", rule=said(PATTERNS[str(context["pattern"])]), found=found)


def _limit(template: str, key: str) -> Wording:
    return lambda path, context, found: said(template, limit=f"{context[key]:g}", found=found)


def _plain(template: str) -> Wording:
    return lambda path, context, found: said(template, found=found)


WORDINGS: dict[str, Wording] = {
    "string_type": _plain(TEXT),
    "string_too_short": _plain(untranslated("must not be empty")),
    "string_too_long": lambda path, context, found: said(TOO_LONG, most=context["max_length"]),
    "string_pattern_mismatch": _pattern,
    "literal_error": _one_of,
    "int_type": _plain(WHOLE),
    "int_from_float": _plain(WHOLE),
    "float_type": _plain(untranslated("must be a number; found {found}")),
    "bool_type": _plain(untranslated("must be true or false; found {found}")),
    "list_type": _plain(untranslated("must be a list; found {found}")),
    "dict_type": _plain(KEYS),
    "model_type": _mapping,
    "greater_than": _limit(untranslated("must be greater than {limit}; found {found}"), "gt"),
    "greater_than_equal": _limit(untranslated("must be at least {limit}; found {found}"), "ge"),
    "less_than_equal": _limit(untranslated("must be at most {limit}; found {found}"), "le"),
    "too_short": _count,
    "too_long": _count,
}


def wording(path: Path, details: ErrorDetails) -> str:
    """An error of the schema in plain words."""
    words = WORDINGS.get(details["type"])
    if words is None:
        return details["msg"]
    return words(path, details.get("ctx", {}), shown(details["input"]))
