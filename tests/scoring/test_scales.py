"""Points of an answer, scale by scale, worked by hand."""

import math

import pytest

from scoring import Checklist, DecisionTable, Levels, Number, Scale, WeightedTable, levels

RUBRIC = levels(0, 5, 10)
SPAR = levels(1, 2, 3, 4, 5, start=1)
COMMITMENT = Checklist(
    base=("commitment", 5),
    extras={"timelines": 1, "budget": 1, "roles": 1, "reporting": 1, "international": 1, "other": 1},
    cap=5,
)
ACROSS_LEVELS = Checklist(base=None, extras={"input": 5, "exchange": 5, "templates": 5, "cycles": 5}, cap=10)
FAMILY = WeightedTable({"resources": (0.67, levels(0, 50, 100)), "housing": (0.33, levels(0, 50, 100))})
PRE_ENTRY = DecisionTable(
    rows={"language": levels(0, 50, 100), "integration": levels(0, 50, 100)},
    decisions={
        (0, 0): 0, (1, 0): 17, (0, 1): 33, (1, 1): 50, (0, 2): 67, (1, 2): 83,
        (2, 0): 100, (2, 1): 100, (2, 2): 100,
    },
)  # fmt: skip
RECRUITMENT_COST = Number(low=1, high=9, lower_is_better=True, minimum=0)


@pytest.mark.parametrize(
    ("scale", "answer", "points"),
    [
        (RUBRIC, 0, 0),
        (RUBRIC, 2, 10),
        (SPAR, 1, 1),
        (SPAR, 3, 3),
        (COMMITMENT, (), 0),
        (COMMITMENT, ("commitment",), 5),
        (COMMITMENT, ("commitment", "timelines", "budget"), 7),
        (COMMITMENT, ("timelines", "budget"), 2),
        (COMMITMENT, ("commitment", *COMMITMENT.extras), 10),  # 5 + 6 extras capped at 5
        (ACROSS_LEVELS, ("input", "exchange", "cycles"), 10),
        (FAMILY, {"resources": 2, "housing": 0}, 67),
        (FAMILY, {"housing": 1, "resources": 0}, 16.5),
        (FAMILY, {"resources": 2, "housing": 2}, 100),
        (PRE_ENTRY, {"language": 1, "integration": 0}, 17),
        (PRE_ENTRY, {"integration": 1, "language": 0}, 33),
        (PRE_ENTRY, {"language": 2, "integration": 0}, 100),
        (Number(3, 10), 3, 0),
        (Number(3, 10), 6.5, 50),
        (Number(3, 10), 10, 100),
        (Number(3, 10), -4, 0),
        (Number(3, 10), 11.2, 100),
        (RECRUITMENT_COST, 1, 100),
        (RECRUITMENT_COST, 3, 75),
        (RECRUITMENT_COST, 9, 0),
        (RECRUITMENT_COST, 40, 0),
    ],
)
def test_an_answer_brings_the_points_worked_by_hand(scale: Scale, answer, points):
    assert scale.points(answer) == pytest.approx(points)


@pytest.mark.parametrize(
    ("scale", "lowest", "highest"),
    [
        (RUBRIC, 0, 10),
        (SPAR, 1, 5),
        (levels(100, 50, 0), 0, 100),
        (COMMITMENT, 0, 10),
        (ACROSS_LEVELS, 0, 10),
        (FAMILY, 0, 100),
        (WeightedTable({"a": (1, SPAR), "b": (3, RUBRIC)}), 5, 100),  # (1 x 20 + 3 x 0) / 4
        (PRE_ENTRY, 0, 100),
        (Number(3, 10), 0, 100),
    ],
)
def test_a_scale_knows_its_lowest_and_highest_points(scale: Scale, lowest, highest):
    assert scale.lowest == pytest.approx(lowest)
    assert scale.highest == pytest.approx(highest)


@pytest.mark.parametrize(
    ("scale", "answer", "message"),
    [
        (RUBRIC, 3, "one of the levels 0, 1, 2 is needed; found 3"),
        (SPAR, 0, "one of the levels 1, 2, 3, 4, 5 is needed; found 0"),
        (RUBRIC, True, "found True"),
        (RUBRIC, 1.0, r"found 1\.0"),
        (ACROSS_LEVELS, ("input", "rumour"), "can be ticked; found rumour"),
        (ACROSS_LEVELS, ("input", "input"), "used more than once: input"),
        (ACROSS_LEVELS, "input", "a tuple of ids is needed; found 'input'"),
        (FAMILY, {"resources": 1}, "each of the rows housing, resources"),
        (FAMILY, {"resources": 1, "housing": 0, "garden": 0}, "each of the rows"),
        (FAMILY, {"resources": 1, "housing": 7}, "housing: one of the levels 0, 1, 2"),
        (PRE_ENTRY, {"language": 1}, "each of the rows integration, language"),
        (PRE_ENTRY, {"language": 1, "integration": True}, "integration: one of the levels"),
        (RECRUITMENT_COST, -0.1, r"a number from 0 to .* is needed; found -0\.1"),
        (RECRUITMENT_COST, math.nan, "found nan"),
        (RECRUITMENT_COST, math.inf, "found inf"),
        (RECRUITMENT_COST, 10**400, "a number from 0"),
        (RECRUITMENT_COST, True, "found True"),
        (Number(0, 10, minimum=0, maximum=20), 21, "a number from 0 to 20"),
    ],
)
def test_an_answer_outside_the_scale_is_refused_with_what_is_allowed(scale: Scale, answer, message):
    with pytest.raises(ValueError, match=message):
        scale.points(answer)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: levels(5), "at least 2 levels"),
        (lambda: Levels((0, 1, 2), (0, 1)), "2 levels, 3 points"),
        (lambda: Levels((0, 1), (1, 1)), "ascending numbers"),
        (lambda: levels(0, 0), "highest points: a number above 0"),
        (lambda: levels(-1, 1), "at least 0 is needed; found -1"),
        (lambda: levels(0, math.nan), "finite"),
        (lambda: Checklist(("a", 5), {"a": 1}), "used more than once: a"),
        (lambda: Checklist(None, {}), "highest points"),
        (lambda: Checklist(("b", 1), {"a": -2}), "a: points: a number of at least 0"),
        (lambda: Checklist(None, {"a": 1}, cap=0), "highest points"),
        (lambda: WeightedTable({}), "at least 1 row"),
        (lambda: WeightedTable({"a": (0, RUBRIC)}), "a: weight: a number above 0"),
        (lambda: DecisionTable({"a": levels(0, 1)}, {(0,): 5}), "2 decisions are needed; found 1"),
        (lambda: DecisionTable({"a": levels(0, 1)}, {(0,): 5, (2,): 1}), r"no decision for .* \(1,\)"),
        (lambda: DecisionTable({"a": levels(0, 1)}, {(0,): 0, (1,): 0}), "highest points"),
        (lambda: Number(10, 3), "high - low: a number above 0"),
        (lambda: Number(3, 10, minimum=4), "minimum <= low < high <= maximum"),
        (lambda: Number(-math.inf, 0), "finite"),
    ],
)
def test_a_scale_that_cannot_work_is_refused_at_once(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_an_enormous_decision_table_is_refused_without_being_spelt_out():
    rows = {str(number): levels(*range(10)) for number in range(40)}
    with pytest.raises(ValueError, match="decisions are needed; found 1"):
        DecisionTable(rows, {(0,) * 40: 1})
