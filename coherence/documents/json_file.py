"""The report as JSON: the tree itself, every part an object that names its type, so that it can be read back.

Charts are in it as SVG text: the file alone is enough to make any other format from it.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from coherence.documents import tree
from coherence.documents.tree import Report

FORMAT, VERSION = "coherence-report", 1
PARTS = (
    *(tree.Text, tree.Number, tree.Range, tree.Nothing, tree.Grade),
    *(tree.Paragraph, tree.Listing, tree.Facts, tree.KeyFigures, tree.Table, tree.Chart, tree.Entries),
    *(tree.KeyFigure, tree.Column, tree.Native, tree.Entry, tree.Section, tree.Provenance, tree.Report),
)
TYPES: dict[str, Any] = {part.__name__: part for part in PARTS}


class Unreadable(ValueError):
    """A file that is not a report."""


def write(report: Report) -> bytes:
    """UTF-8, indented, keys in the order of the tree."""
    file = {"format": FORMAT, "version": VERSION, "report": _plain(report)}
    return (json.dumps(file, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def read(content: bytes) -> Report:
    """The report again. Unreadable for anything that `write` does not write."""
    try:
        file = json.loads(content)
    except ValueError as error:
        raise Unreadable(f"JSON is needed: {error}") from error
    if not isinstance(file, dict) or (file.get("format"), file.get("version")) != (FORMAT, VERSION):
        raise Unreadable(f'"format": "{FORMAT}" and "version": {VERSION} are needed')
    report = _part(file.get("report"), "report")
    if not isinstance(report, Report):
        raise Unreadable('report: "type": "Report" is needed')
    return report


def _plain(part: object) -> object:
    if is_dataclass(part):
        return {"type": type(part).__name__} | {one.name: _plain(getattr(part, one.name)) for one in fields(part)}
    if isinstance(part, tuple):
        return [_plain(inner) for inner in part]
    return dict(part) if isinstance(part, Mapping) else part


def _part(value: object, where: str) -> object:
    if isinstance(value, list):
        return tuple(_part(inner, f"{where}[{place}]") for place, inner in enumerate(value))
    if not isinstance(value, dict):
        return value
    if "type" not in value:
        return value
    name, given = value["type"], {key: inner for key, inner in value.items() if key != "type"}
    known = TYPES.get(name) if isinstance(name, str) else None
    if known is None:
        raise Unreadable(f'{where}: unknown "type": {name!r}; allowed are {", ".join(TYPES)}')
    wanted = {one.name for one in fields(known)}
    if wanted != given.keys():
        raise Unreadable(
            f"{where}: a {name} has the keys {', '.join(sorted(wanted))}; found {', '.join(sorted(given))}"
        )
    made: object = known(**{key: _part(inner, f"{where}.{key}") for key, inner in given.items()})
    return made
