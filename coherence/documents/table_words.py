"""What the typesetter has to know of a table to set it: asked of all its cells here, where that costs little."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

Words: TypeAlias = dict[str, Any]

# What may not be broken: words between spaces; of Chinese, which breaks between any two signs, four signs.
UNIT = re.compile(r"[\u3000-\u303f\uff00-\uffef]*[\u3400-\u9fff]{1,4}|[^\s/\u3400-\u9fff]+")
BREAK = re.compile(r"[\s/\u00ad\u200b\u2e80-\uffff-]|[\u2010-\u2015]")
FEW, MANY = 4, 18  # rows
LONG_CELL, LONGEST_CELL = 70, 1500  # letters; bytes


def prepare(table: Words, decimal: str) -> None:
    """Adds to the columns their longest words, to figures where their decimals stand, and what may be torn apart."""
    rows: Sequence[Sequence[Words]] = table["rows"]
    cells = [cell for row in rows for cell in row]
    table["long"] = len(rows) > MANY or (len(rows) > FEW and any(len(cell["text"]) > LONG_CELL for cell in cells))
    table["torn"] = any(_size(cell["text"]) > LONGEST_CELL for cell in cells)
    for place, column in enumerate(table["columns"]):
        below = [row[place] for row in rows]
        column["parts"] = UNIT.findall(column["title"])
        column |= _longest(below)
        column |= _lined_up(below if column["numeric"] else [], decimal)
        column["wraps"] = any(map(_wraps, below))
    for cell in cells:
        if cell["kind"] == "text" and not (cell["lang"] or cell["dir"] or cell["link"]):
            cell["plain"] = True


def prepare_entries(entries: Words) -> None:
    """Adds all names of details, and which entries may be torn apart."""
    entries["names"] = sorted({name for entry in entries["entries"] for name, _ in entry["details"]})
    for entry in entries["entries"]:
        entry["torn"] = sum(_size(cell["text"]) for _, cell in entry["details"]) > LONGEST_CELL


def _longest(cells: Sequence[Words]) -> Words:
    """Of all cells, of figures, of words why there is none, and of single words; and whether there is a grade."""
    by_kind = {kind: _first([cell["text"] for cell in cells if cell["kind"] == kind]) for kind in ("number", "nothing")}
    return {
        "said": _first(cell["text"] for cell in cells),
        "figures": by_kind["number"],
        "why": by_kind["nothing"],
        "word": _first(UNIT.findall(" ".join([cell["text"] for cell in cells]))),
        "grades": any(cell["kind"] == "grade" for cell in cells),
    }


def _lined_up(cells: Sequence[Words], decimal: str) -> dict[str, int]:
    """The most digits before and after the decimal sign; each figure is told its own after it."""
    ones, rest = 0, 0
    for cell in cells:
        if cell["kind"] == "number":
            before, _, after = cell["text"].partition(decimal)
            cell["rest"] = len(after)
            ones, rest = max(ones, len(before)), max(rest, len(after))
    return {"ones": ones, "rest": rest}


def _wraps(cell: Words) -> bool:
    """Whether there is a place in it where a line can end; figures are one word."""
    if cell["kind"] in ("number", "range"):
        return False
    return cell["kind"] == "nothing" or BREAK.search(cell["text"]) is not None


def _first(texts: Iterable[str]) -> str:
    """The longest; of several, the first."""
    return max(texts, key=_size, default="")


def _size(text: str) -> int:
    return len(text.encode())
