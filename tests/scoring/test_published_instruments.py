"""Published instruments, scored as their custodians score them."""

import pytest

from scoring import (
    DONT_KNOW,
    Band,
    Checklist,
    Group,
    Item,
    Rule,
    Score,
    Treatment,
    band_of,
    find,
    levels,
    score,
    scored,
)

# SDG 17.14.1 (first version): eight domains of up to 10 points, result = points / 80.
SUM = Rule(aggregation="sum-over-maximum", not_answered=Treatment.ZERO, dont_know=Treatment.ZERO)


def ones(count: int) -> dict[str, float]:
    return {f"extra-{number}": 1 for number in range(count)}


DOMAINS = {
    "commitment": Checklist(("base", 5), ones(6), cap=5),
    "long-term": Checklist(("base", 5), ones(5), cap=5),
    "coordination": Checklist(("base", 5), {"trade-offs": 2, **ones(4)}, cap=5),
    "participation": Checklist(("base", 5), {"cycle": 1, "reasons": 2, "accountability": 2}, cap=5),
    "effects": Checklist(("base", 5), ones(6), cap=5),
    "levels": Checklist(None, {"input": 5, "exchange": 5, "templates": 5, "cycles": 5}, cap=10),
    "monitoring": Checklist(None, {"framework": 5, "reporting": 2, "data": 3}, cap=10),
    "finance": Checklist(None, {"checklists": 5, "information": 5, "cooperation": 5}, cap=10),
}
CROATIA_2022 = {  # published: 10, 9, 10, 10, 8, 10, 7, 5
    "commitment": ("base", *ones(6)),
    "long-term": ("base", *ones(4)),
    "coordination": ("base", "trade-offs", *ones(3)),
    "participation": ("base", "cycle", "reasons", "accountability"),
    "effects": ("base", *ones(3)),
    "levels": ("input", "templates", "cycles"),
    "monitoring": ("framework", "reporting"),
    "finance": ("information",),
}


def sdg_17_14_1(ticked: dict[str, tuple[str, ...]]) -> Score:
    domains = (Group(id, 1, SUM, (Item(f"{id}-item", 1, scale),)) for id, scale in DOMAINS.items())
    answers = {f"{id}-item": scored(ids) for id, ids in ticked.items()}
    return score(Group("overall", 1, SUM, tuple(domains)), answers)


def test_croatia_2022_is_69_of_80_points():
    result = sdg_17_14_1(CROATIA_2022)
    assert [part.points for part in result.parts] == [10, 9, 10, 10, 8, 10, 7, 5]
    assert (result.points, result.maximum, result.value) == (69, 80, 86.25)


@pytest.mark.parametrize(
    ("domains", "published"),
    [
        ((10, 7, 7, 10, 8, 10, 7, 5), 80.0),  # Croatia 2020
        ((10, 9, 10, 10, 8, 10, 7, 5), 86.25),  # Croatia 2022
        ((10, 9, 8, 8, 8, 10, 8, 5), 82.5),  # United Kingdom 2020
    ],
)
def test_published_domain_points_give_the_published_total(domains, published):
    items = tuple(Item(f"domain-{number}", 1, levels(*range(11))) for number in range(1, 9))
    answers = {item.id: scored(points) for item, points in zip(items, domains, strict=True)}
    assert score(Group("overall", 1, SUM, items), answers).value == published


def test_an_unanswered_domain_earns_no_points_but_stays_in_the_eighty():
    without = {id: ticked for id, ticked in CROATIA_2022.items() if id != "finance"}
    result = sdg_17_14_1(without)
    assert (result.points, result.maximum, result.value) == (64, 80, 80)
    assert find(result, "finance").missing is None
    assert (result.low, result.high) == (80, 92.5)


# SPAR: levels 1 to 5, indicator = level / 5, capacity = mean of indicators, total = mean of capacities.
SPAR = levels(1, 2, 3, 4, 5, start=1)


@pytest.mark.parametrize(("level", "value"), [(1, 20), (2, 40), (3, 60), (4, 80), (5, 100)])
def test_spar_levels_run_from_20_to_100(level, value):
    assert score(Group("capacity", 1, Rule(), (Item("c1", 1, SPAR),)), {"c1": scored(level)}).value == value


@pytest.mark.parametrize(("chosen", "mean"), [((3, 4), 70), ((4, 5, 4), 260 / 3), ((2, 3, 2), 140 / 3)])
def test_a_spar_capacity_is_the_mean_of_its_indicators(chosen, mean):
    items = tuple(Item(f"c{number}", 1, SPAR) for number in range(len(chosen)))
    answers = {item.id: scored(level) for item, level in zip(items, chosen, strict=True)}
    assert score(Group("capacity", 1, Rule(), items), answers).value == pytest.approx(mean)


# SDG 10.7.2: six domains of five questions, missing = 0, four categories.
CATEGORIES = (Band("1", 0), Band("2", 40), Band("3", 80), Band("4", 100))
MISSING_IS_ZERO = Rule(not_answered=Treatment.ZERO, dont_know=Treatment.ZERO)
MIGRATION_POLICIES = Group(
    "overall",
    1,
    MISSING_IS_ZERO,
    tuple(
        Group(
            f"d{domain}",
            1,
            MISSING_IS_ZERO,
            tuple(Item(f"q{domain}{n}", 1, levels(0, 0.5, 1) if domain == 1 else levels(0, 1)) for n in range(5)),
        )
        for domain in range(1, 7)
    ),
)


def in_place(*yes_by_domain: int):
    """So many of the five questions of each domain answered with the highest level."""
    highest = (2, 1, 1, 1, 1, 1)
    return {
        f"q{domain}{number}": scored(level)
        for domain, (yes, level) in enumerate(zip(yes_by_domain, highest, strict=True), start=1)
        for number in range(yes)
    }


@pytest.mark.parametrize(
    ("yes", "value", "category"),
    [
        ((5, 5, 5, 5, 5, 5), 100, "4"),
        ((4, 4, 4, 4, 4, 4), 80, "3"),
        ((2, 2, 2, 2, 2, 2), 40, "2"),
        ((2, 2, 2, 2, 2, 1), 110 / 3, "1"),
        ((5, 5, 5, 5, 5, 4), 290 / 3, "3"),
        ((0, 5, 5, 5, 5, 3), 230 / 3, "2"),
    ],
)
def test_missing_answers_are_zero_and_categories_begin_at_40_80_and_100(yes, value, category):
    result = score(MIGRATION_POLICIES, in_place(*yes))
    assert result.value == pytest.approx(value)
    assert band_of(result.value, CATEGORIES).id == category


def test_half_points_and_answers_not_known_count_as_the_metadata_says():
    result = score(MIGRATION_POLICIES, {"q10": scored(1), "q11": scored(2), "q12": DONT_KNOW})
    assert find(result, "d1").value == pytest.approx(30)  # (0.5 + 1 + 0 + 0 + 0) / 5
    assert find(result, "d1").coverage == pytest.approx(0.4)
