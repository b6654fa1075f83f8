"""Scores of questionnaires: answers in, a tree of values with coverage, bounds and reasons out.

Pure functions over frozen values; standard library only.

    coordination = Group("coordination", 1, Rule(minimum_coverage=0.5), (
        Item("standing-mechanism", 2, levels(0, 1, 2, 3)),
        Item("joint-budget", 1, levels(0, 1)),
    ))
    result = score(coordination, {"standing-mechanism": scored(2), "joint-budget": DONT_KNOW})
    result.value, result.low, result.high, result.coverage     # 66.7, 44.4, 77.8, 0.667
"""

from scoring.aggregation import METHODS, Method
from scoring.answers import DONT_KNOW, NOT_ANSWERED, NOT_APPLICABLE, Answer, State, Value, scored
from scoring.axes import axis_groups, axis_scores, flat_groups
from scoring.bands import Band, band_of
from scoring.evaluate import score
from scoring.framework import Group, Item, Node, Rule, Treatment
from scoring.numbers import Number
from scoring.rounding import rounded
from scoring.scales import Checklist, Levels, Scale, levels
from scoring.tables import DecisionTable, WeightedTable
from scoring.tree import Missing, Score, find, walk
from scoring.weights import effective_weights

__all__ = [
    "DONT_KNOW",
    "METHODS",
    "NOT_ANSWERED",
    "NOT_APPLICABLE",
    "Answer",
    "Band",
    "Checklist",
    "DecisionTable",
    "Group",
    "Item",
    "Levels",
    "Method",
    "Missing",
    "Node",
    "Number",
    "Rule",
    "Scale",
    "Score",
    "State",
    "Treatment",
    "Value",
    "WeightedTable",
    "axis_groups",
    "axis_scores",
    "band_of",
    "effective_weights",
    "find",
    "flat_groups",
    "levels",
    "rounded",
    "score",
    "scored",
    "walk",
]
