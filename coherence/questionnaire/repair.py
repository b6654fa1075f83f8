"""Takes the parts with a wrong shape out of a document, so that the rest can still be checked.

A person should see all problems at once: a misspelt key in one item must not hide a wrong condition in
another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coherence.questionnaire.places import Json, Path, Source, at
from coherence.questionnaire.shape import Fault

REFERENCES = frozenset({"sources", "terms", "bodies", "profile"})
PLACEHOLDERS: dict[str, Json] = {
    "id": "placeholder", "edition": 1, "language": "en", "title": "?", "about": "?", "owner": "?",
    "status": "original",
    "scoring": {"aggregation": "arithmetic", "not_answered": "left-out", "dont_know": "left-out",
                "not_applicable": "left-out", "minimum_coverage": 0},
}  # fmt: skip
NEEDED_IN_GROUP = frozenset({"id", "title"})


@dataclass(slots=True)
class Repaired:
    """A document without its damaged parts. `origin` leads from a path here to the path in the file."""

    data: Json
    origin: dict[Path, Path] = field(default_factory=dict)
    lost: frozenset[Path] = frozenset()
    lost_ids: frozenset[str] = frozenset()

    def file_path(self, path: Path) -> Path:
        """The path in the file for a path in the repaired document."""
        end = next(end for end in range(len(path), -1, -1) if path[:end] in self.origin)
        return (*self.origin[path[:end]], *path[end:])


def repair(source: Source, faults: list[Fault]) -> Repaired:
    """The document without what is damaged by `faults`."""
    drop: set[Path] = set()
    fill: dict[Path, Json] = {}
    for path, kind, message in faults:
        missing = message.split('"')[1] if kind == "missing" else None
        _plan((*path, missing) if missing else path, drop, fill)
    repaired = Repaired(None)
    repaired.data = _copy(source.data, (), (), drop, fill, repaired.origin)
    repaired.lost = frozenset(drop) | frozenset(fill)
    repaired.lost_ids = frozenset(id for path in drop for id in _ids(at(source.data, path)))
    return repaired


def _plan(path: Path, drop: set[Path], fill: dict[Path, Json]) -> None:
    """Decides what has to go because of a fault at `path`."""
    item = max((i + 2 for i, step in enumerate(path[:-1]) if step == "items"), default=0)
    last_group = max((i + 2 for i, step in enumerate(path[:-1]) if step == "groups"), default=0)
    if item:
        drop.add(path[:item])
    elif path and path[0] in REFERENCES:
        drop.add(path[:2])
    elif last_group:
        key = path[last_group] if len(path) > last_group else None
        if key in NEEDED_IN_GROUP:
            fill[path[: last_group + 1]] = f"placeholder-{len(fill)}"
        else:
            drop.add(path[: last_group + 1])
    elif path and path[0] in PLACEHOLDERS:
        fill[path[:1]] = PLACEHOLDERS[str(path[0])]
    else:
        drop.add(path[:1])


def _copy(data: Json, path: Path, new: Path, drop: set[Path], fill: dict[Path, Json], origin: dict[Path, Path]) -> Json:
    """A copy without `drop` and with `fill`."""
    origin[new] = path
    if path in fill:
        return fill[path]
    if isinstance(data, list):
        kept = [i for i in range(len(data)) if (*path, i) not in drop]
        return [_copy(data[i], (*path, i), (*new, n), drop, fill, origin) for n, i in enumerate(kept)]
    if not isinstance(data, dict):
        return data
    added = [p[-1] for p in fill if p[:-1] == path and p[-1] not in data]
    keys = [key for key in [*data, *map(str, added)] if (*path, key) not in drop]
    return {key: _copy(data.get(key), (*path, key), (*new, key), drop, fill, origin) for key in keys}


def _ids(data: Json) -> Iterator[str]:
    """Every id in a part that is taken out."""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, dict) and isinstance(data.get("id"), str):
        yield str(data["id"])
    for part in parts:
        yield from _ids(part)
