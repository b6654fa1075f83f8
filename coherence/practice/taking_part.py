"""Who takes part in which practice round, how far each came, and what each allows: read from two tables.

`data/units.csv` has the shape of any file of units. `data/taking_part.csv` says of each unit the level it began at
(0 to 4), how it goes on, its consent in each round (an empty cell: it takes no part), and the rounds in which it
answered no more than a share of what it was asked (`2024:0.6 2026:0`).
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coherence.practice.inventing import Course
from coherence.rounds.consent import CONSENTS
from coherence.units import countries
from coherence.units.kinds import UnitProfile
from coherence.units.units_file import Known, read_units

DATA = Path(__file__).with_name("data")
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class PracticeRound:
    """A round by the year that names it in the table; the last is still open."""

    year: str
    opens: date
    closes: date
    closed: bool = True

    @property
    def code(self) -> str:
        return f"practice-{self.year}"

    @property
    def title(self) -> str:
        return f"Practice round {self.year} (all units are fictional)"


ROUNDS = (
    PracticeRound("2022", date(2022, 2, 1), date(2022, 6, 30)),
    PracticeRound("2024", date(2024, 2, 1), date(2024, 6, 30)),
    PracticeRound("2026", date(2026, 2, 2), date(2026, 6, 30)),
    PracticeRound("2027", date(2026, 10, 1), date(2027, 3, 31), closed=False),
)


@dataclass(frozen=True, slots=True)
class Taking:
    """A unit with its course; by year its consent and, where it stopped early, the share that it answered."""

    unit: UnitProfile
    course: Course
    consents: Mapping[str, str]
    shares: Mapping[str, float]


def taking_part() -> list[Taking]:
    """The units in the order of the table, each after the one it lies in."""
    units = {unit.code: unit for unit in _units()}
    with (DATA / "taking_part.csv").open(encoding="utf-8", newline="") as rows:
        return [_taking(units[row["unit"]], row) for row in csv.DictReader(rows)]


def in_round(taking: Sequence[Taking], year: str) -> list[Taking]:
    """Those that take part in the round of that year."""
    return [one for one in taking if year in one.consents]


def _units() -> list[UnitProfile]:
    known = Known(countries.codes(), lambda _codes: {}, CONSENTS, correcting=False)
    rows = read_units("units.csv", (DATA / "units.csv").read_bytes(), known, LARGEST)
    return [row.unit for row in rows]


def _taking(unit: UnitProfile, row: Mapping[str, str]) -> Taking:
    shares = [pair.split(":") for pair in row["filled"].split()]
    return Taking(
        unit,
        Course(unit.code, float(row["start"]), row["trend"]),
        {one.year: row[one.year] for one in ROUNDS if row[one.year]},
        {year: float(share) for year, share in shares},
    )
