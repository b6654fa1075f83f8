"""How long reports take: a country in every format, many in a row, pages of a comparison, thousands of cities.

`python -m benchmarks.reports [--part country --part pages …] [--json figures.json]` takes some minutes. Beside each
figure stands what is bare in it, measured in the same run: typst on the same document with its words ready, and numpy
on the same numbers. The machine's load is printed with each part; figures of a busy machine are too high.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import reports_of_countries, reports_of_rounds

Figures = dict[str, float | str]
PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Figures]]] = {
    "country": reports_of_countries.one,
    "batch": reports_of_countries.many,
    "pages": reports_of_rounds.pages,
    "cities": reports_of_rounds.cities,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=list(PARTS), help="can be given again; all without one")
    parser.add_argument("--countries", type=int, default=200, help="units of the batch and of the larger comparison")
    parser.add_argument("--cities", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=60, help="for each page")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}")
    found: list[Figures] = []
    for name in options.part or PARTS:
        print(f"{name} (load {os.getloadavg()[0]:.1f})", flush=True)
        for row in PARTS[name](options):
            found.append({"part": name, "load": round(os.getloadavg()[0], 1), **row})
            print("  " + "   ".join(f"{key}: {_said(value)}" for key, value in row.items()), flush=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")


def _said(value: float | str) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
