"""Where things stand in a file: the path of a value, its line, and the item it belongs to."""

from dataclasses import dataclass, field
from typing import TypeAlias

from coherence.questionnaire.problems import Problem
from coherence.questionnaire.wording import said, shown

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Document: TypeAlias = dict[str, Json]
Path: TypeAlias = tuple[str | int, ...]
OWNERS = frozenset({"items", "groups", "profile"})


@dataclass(slots=True)
class Source:
    """The data of a file, the line of every value by its path, and what was wrong on the way."""

    name: str
    data: Json = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of the nearest known value on the way to `path`."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def problem(source: Source, path: Path, message: str, line: int | None = None) -> Problem:
    """A problem at `path`, with line, owner and the keys that lead to the place."""
    start = owner_end(path)
    owner = at(source.data, path[:start]) if start else None
    id = owner.get("id") if isinstance(owner, dict) else None
    steps = path[start:] if isinstance(id, str) else path
    if message.startswith("unknown key"):
        steps = steps[:-1]  # the message names the key
    for step in reversed(steps):
        place = said("no. {number}", number=step + 1) if isinstance(step, int) else step
        message = said("{place}: {fault}", place=place, fault=message)
    return Problem(source.name, line or source.line(path), _short(id), message)


def _short(id: Json) -> str | None:
    return shown(id, 64).strip('"') if isinstance(id, str) else None


def owner_end(path: Path) -> int:
    """How much of the path leads to the nearest item, group or profile entry; 0 when there is none."""
    ends = [i + 2 for i in range(len(path) - 1) if path[i] in OWNERS and isinstance(path[i + 1], int)]
    return ends[-1] if ends else 0


def at(data: Json, path: Path) -> Json:
    """What stands at `path`; None when nothing does."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
