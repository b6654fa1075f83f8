"""Closed rounds to measure on: invented answers of many units, brought in as files like any other."""

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coherence.editions import queries as editions
from coherence.questionnaire import Item
from coherence.rounds import importing, operations, queries
from coherence.rounds.queries import RoundInfo
from coherence.units import countries

ANSWERED = 0.9  # the share of the questions that a unit answers
ROLES = "origin;transit;destination;return"
COMMENT = (
    "The national strategy was adopted by the cabinet in June, and the ministries of the interior, labour and planning "
    "signed its goals. No progress report has been issued yet."
)
EVIDENCE = "https://example.org/migration-development-strategy"
Row = Mapping[str, object]


@dataclass(frozen=True)
class Filled:
    """A round, and the tokens of its units' assessments by code."""

    this: RoundInfo
    tokens: Mapping[str, str]


def nations(many: int) -> list[Row]:
    """Countries in the order of their codes; one of ten does not show its name."""
    codes = sorted(countries.codes())[:many]
    return [
        {"unit": code, "roles": ROLES, "consent": "anonymous" if place % 10 == 9 else "named"}
        for place, code in enumerate(codes)
    ]


def cities(many: int) -> list[Row]:
    """Cities in fifty countries; one of ten does not show its name."""
    parents = sorted(countries.codes())[:50]
    return [
        {
            "unit": f"CITY-{place:05}",
            "kind": "city",
            "parent": parents[place % len(parents)],
            "name_en": f"City {place}",
            "roles": ("origin", "transit", "destination", "return", ROLES)[place % 5],
            "consent": "anonymous" if place % 10 == 9 else "named",
        }
        for place in range(many)
    ]


def filled(name: str, code: str, year: int, units: Sequence[Row], *, comments: bool = False) -> Filled:
    """A round of that questionnaire, closed, with answers drawn from its code."""
    source = editions.library()[name]
    operations.create(source, code, f"Round {year}", date(year, 1, 1), date(year, 12, 31))
    this = queries.round_by_code(code)
    items = [item for item in source.items() if item.kind == "level"]
    answers = _answers(random.Random(code), [str(unit["unit"]) for unit in units], items, comments)
    done = importing.bring_in(this, _file("units.csv", units), _file("answers.csv", answers))
    operations.close(this)
    return Filled(queries.round_by_code(code), {one.code: one.token for one in done.joined})


def _answers(generator: random.Random, units: Iterable[str], items: Sequence[Item], comments: bool) -> list[Row]:
    said = {"comment": COMMENT, "evidence": EVIDENCE} if comments else {}
    share = 1.0 if comments else ANSWERED
    return [
        {"unit": unit, "item": item.id, "answer": generator.choice(item.answer.levels).value, **said}
        for unit in units
        for item in items
        if generator.random() < share
    ]


def _file(name: str, rows: Sequence[Row]) -> importing.File:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return importing.File(name, text.getvalue().encode())
