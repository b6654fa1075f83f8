"""Published results of policy instruments, computed by the assessment engine from their rules.

Published numbers are rounded; ours are rounded to as many decimals before they are compared.
"""

import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from scoring import (
    Answer,
    Band,
    DecisionTable,
    Group,
    Item,
    Levels,
    Number,
    Rule,
    Scale,
    Score,
    Treatment,
    WeightedTable,
    band_of,
    find,
    levels,
    score,
    scored,
    walk,
)
from tests.reference.registry import Files, comparison

Pair = tuple[ArrayLike, ArrayLike]
SUM = Rule(aggregation="sum-over-maximum", not_answered=Treatment.ZERO)
ZERO = Rule(not_answered=Treatment.ZERO)


def half_up(number: float, decimals: int = 0) -> float:
    """Rounded as on published pages: 0.5 goes up."""
    return float(Decimal(repr(round(number, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


@comparison("WHO SPAR: capacities from their indicators")
def spar(files: Files) -> Pair:
    """Levels 0 to 5 bring 20 points each; older rounds published other percentages, taken as numbers."""
    table = files.table("who_spar_capacity_examples")
    ours = [half_up(_capacity([float(word) for word in row.split(";")])) for row in table["indicator_percents"]]
    return ours, table["published_capacity_average"].to_numpy()


def _capacity(percents: list[float]) -> float:
    steps = levels(0, 1, 2, 3, 4, 5)
    on_steps = all(percent % 20 == 0 for percent in percents)
    scale: Scale = steps if on_steps else Number(0, 100)
    items = tuple(Item(f"c{number}", 1, scale) for number in range(len(percents)))
    given = [scored(int(percent / 20) if on_steps else percent) for percent in percents]
    value = score(Group("capacity", 1, Rule(), items), dict(zip((item.id for item in items), given, strict=True))).value
    assert value is not None
    return value


@comparison("SDG 17.14.1: totals and percentages from the points of the domains")
def sdg_17_14_1(files: Files) -> Pair:
    table = files.table("sdg_17_14_1_domain_scores")
    ours, theirs = [], []
    for _, rows in table.groupby(["country", "year"], sort=True):
        total = rows[rows["domain"] == "TOTAL"].iloc[0]
        result = _sum_of_domains(rows[rows["domain"] != "TOTAL"])
        assert result.value is not None
        ours += [result.points, half_up(result.value, _decimals(total["percent"]))]
        theirs += [total["points"], total["percent"]]
    return ours, theirs


def _sum_of_domains(rows: pd.DataFrame) -> Score:
    items = [Item(row.domain, 1, levels(*range(int(row.max_points) + 1))) for row in rows.itertuples()]
    answers = {row.domain: scored(int(row.points)) for row in rows.itertuples()}
    return score(Group("total", 1, SUM, tuple(items)), answers)


def _decimals(number: float) -> int:
    text = f"{number:g}"
    return len(text.partition(".")[2])


@comparison("SDG 17.14.1: percentages of all countries from their points")
def sdg_17_14_1_totals(files: Files) -> Pair:
    table = files.table("sdg_17_14_1_totals")
    points = [int(text.split()[0]) for text in table["points"].astype(str)]
    highest = [int(version.split("_")[1]) for version in table["version"]]
    ours = []
    for won, of, percent in zip(points, highest, table["percent"], strict=True):
        result = score(Group("total", 1, SUM, (Item("points", 1, levels(*range(of + 1))),)), {"points": scored(won)})
        assert result.value is not None
        ours.append(half_up(result.value, _decimals(percent)))
    return ours, table["percent"].to_numpy()


# SDG 10.7.2: half-points of the 5 answers of a domain per category; domain 1 has halves, the others whole points.
CATEGORIES = (Band("1", 0), Band("2", 40), Band("3", 80), Band("4", 100))


@comparison("SDG 10.7.2: the overall category can follow from the domain categories")
def sdg_10_7_2(files: Files) -> Pair:
    """Only categories are published. The overall score lies between that of the fewest and of the most points that
    give the domains their categories; 1 where the category published lies between those of the two."""
    table = files.table("sdg_10_7_2_categories")
    columns = [name for name in table.columns if name.startswith("d") and name[1].isdigit()]
    complete = table.dropna(subset=["overall", *columns])
    ours = [_can_follow(row[columns].astype(int).tolist(), int(row["overall"])) for _, row in complete.iterrows()]
    return ours, np.ones(len(complete))


def _can_follow(domains: list[int], overall: int) -> bool:
    choices = [_points_in(category, halves=place == 0) for place, category in enumerate(domains)]
    fewest, most = (_overall([pick(found) for found in choices]) for pick in (min, max))
    return fewest <= overall <= most


def _points_in(category: int, halves: bool) -> list[int]:
    """The numbers of half-points, 0 to 10, that put a domain into the category."""
    steps = range(0, 11, 1 if halves else 2)
    return [points for points in steps if _category(_domain(1 if halves else 2, points)) == category]


def _overall(half_points: list[int]) -> int:
    domains = [_domain(place + 1, points) for place, points in enumerate(half_points)]
    answers = {id: answer for group, given in domains for id, answer in given.items()}
    return _category((Group("overall", 1, ZERO, tuple(group for group, _ in domains)), answers))


def _domain(number: int, half_points: int) -> tuple[Group, dict[str, Answer]]:
    """Five items of 0, 1/2 or 1 in domain 1, else of 0 or 1, with answers that bring so many half-points."""
    scale = levels(0, 0.5, 1) if number == 1 else levels(0, 1)
    per_item = len(scale.worth) - 1
    left = half_points if number == 1 else half_points // 2
    answers = {}
    for place in range(5):
        level = min(left, per_item)
        answers[f"d{number}q{place}"] = scored(level)
        left -= level
    return Group(f"d{number}", 1, ZERO, tuple(Item(id, 1, scale) for id in answers)), answers


def _category(filled: tuple[Group, dict[str, Answer]]) -> int:
    band = band_of(score(*filled).value, CATEGORIES)
    assert band is not None
    return int(band.id)


# MIPEX: areas, dimensions and indicators from leaves of 0 to 100.
HALVES = Levels((0, 50, 100), (0, 50, 100))
PRE_ENTRY = {(0, 0): 0, (50, 0): 17, (0, 50): 33, (50, 50): 50, (0, 100): 67, (50, 100): 83}
IN_COUNTRY = {(b, c): 10 * (b // 50) + 30 * (c // 50) for b in (0, 50, 100) for c in (0, 50, 100)}
STEPS = (0, 50, 100)


def _pre_entry(a: int, b: int) -> float:
    return 100 if a == 100 else PRE_ENTRY[a, b]


def _in_country(a: int, b: int, c: int) -> float:
    return {100: 100, 50: 90}.get(a, IN_COUNTRY[b, c])


def _diversity(teachers: int, training: int) -> float:
    if training == 0:
        return 0
    return 100 if teachers else {50: 33, 100: 67}[training]


TABLES: dict[str, Scale] = {
    "bb28": DecisionTable({"bb28a": HALVES, "bb28b": HALVES}, {(a, b): _pre_entry(a, b) for a in STEPS for b in STEPS}),
    "bb29": DecisionTable(
        {"bb29a": HALVES, "bb29b": HALVES, "bb29c": HALVES},
        {(a, b, c): _in_country(a, b, c) for a in STEPS for b in STEPS for c in STEPS},
    ),
    "bb30bb31": WeightedTable({"bb31": (0.67, HALVES), "bb30": (0.33, HALVES)}),
    "cc59cd64": DecisionTable(
        {"cc59": HALVES, "cd64": HALVES}, {(a, b): _diversity(a, b) for a in STEPS for b in STEPS}
    ),
}


def _tree(structure: pd.DataFrame, code: str) -> Group | Item:
    """The node of a row of the structure, with everything below it."""
    row = structure.loc[code]
    weight = row["weight_in_parent"]
    share = float(Fraction(weight)) if isinstance(weight, str) and weight != "table" else 1.0
    if code in TABLES:
        return Item(code, share, TABLES[code])
    if row["rule"] == "leaf":
        return Item(code, share, Number(0, 100))
    children = structure.index[structure["parent"] == code]
    return Group(code, share, Rule(), tuple(_tree(structure, child) for child in children))


def _answers(framework: Group, leaves: dict[str, float]) -> dict[str, Answer]:
    """Blank leaves are left out, and so is a table with a blank row: a spreadsheet's AVERAGE skips them."""
    found = {}
    for item in framework.items():
        scale: Any = item.scale
        if item.id in TABLES:
            if all(row in leaves for row in scale.rows):
                found[item.id] = scored({row: int(leaves[row]) for row in scale.rows})
        elif item.id in leaves:
            found[item.id] = scored(leaves[item.id])
    return found


AREAS = {
    "a": "labour_market_mobility",
    "b": "family_reunion",
    "c": "education",
    "d": "political_participation",
    "e": "permanent_residence",
    "f": "access_to_nationality",
    "g": "anti_discrimination",
    "h": "health",
    "overall": "overall_with_health",
}
ROW = ["edition", "sheet_code", "year"]


def _mipex(files: Files) -> Iterator[tuple[tuple[str, str, int], dict[str, float], Score]]:
    """Country and year, what the workbook says of every indicator, and the scores from its leaves."""
    framework = _tree(files.table("mipex_structure").set_index("code"), "overall")
    assert isinstance(framework, Group)
    for key, rows in files.table("mipex_indicator_scores").groupby(ROW, sort=True):
        published = dict(zip(rows["indicator_code"], rows["score"], strict=True))
        yield key, published, score(framework, _answers(framework, published))


@comparison("MIPEX: indicators from sub-indicators")
def mipex_indicators(files: Files) -> Pair:
    ours, theirs = [], []
    for _, published, result in _mipex(files):
        made = [node for node in walk(result) if node.id in published and (node.parts or node.id in TABLES)]
        ours += [_to_six(node.value) for node in made]
        theirs += [published[node.id] for node in made]
    return ours, theirs


@comparison(
    "MIPEX: areas and overall from the leaves",
    departs=2,
    why="the workbook's formula for education, Slovenia 2024, points one row down",
)
def mipex_areas(files: Files) -> Pair:
    areas = files.table("mipex_area_scores_2007_2024").set_index(ROW)
    ours, theirs = [], []
    for key, _, result in _mipex(files):
        published = {code: areas[name].get(key, math.nan) for code, name in AREAS.items()}
        known = [code for code, value in published.items() if not math.isnan(value)]
        ours += [_to_six(find(result, code).value) for code in known]
        theirs += [published[code] for code in known]
    return ours, theirs


@comparison("MIPEX: overall from the areas, with and without health and education")
def mipex_overall(files: Files) -> Pair:
    table = files.table("mipex_area_scores_2007_2024")
    parts = list(AREAS.values())[:-1]
    without = {
        "overall_with_health": parts,
        "overall_without_health": [name for name in parts if name != "health"],
        "overall_without_health_and_education": [name for name in parts if name not in ("health", "education")],
    }
    ours, theirs = [], []
    for column, names in without.items():
        complete = table.dropna(subset=[column, *names])
        means = [_mean(row) for row in complete[names].to_dict("records")]
        # The areas are rounded to six decimals themselves: equal is what is no further apart than one of the last.
        ours += [
            known if abs(mean - known) <= 1e-6 else mean for mean, known in zip(means, complete[column], strict=True)
        ]
        theirs += complete[column].tolist()
    return ours, theirs


@comparison("MIPEX 2015: overall of two countries from their areas")
def mipex_2015(files: Files) -> Pair:
    table = files.table("mipex_2015_edition_examples")
    return [half_up(_mean(row)) for row in table[list(AREAS.values())[:-1]].to_dict("records")], table[
        "published_overall"
    ]


def _mean(areas: dict[str, float]) -> float:
    items = tuple(Item(name, 1, Number(0, 100)) for name in areas)
    value = score(Group("overall", 1, Rule(), items), {name: scored(float(area)) for name, area in areas.items()}).value
    assert value is not None
    return value


def _to_six(value: float | None) -> float:
    return math.nan if value is None else half_up(value, 6)
