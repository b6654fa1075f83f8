"""The numbers of a report computed a second time, from the tables of its annex and nothing else."""

import math

from tests.reports.country import rows

TREATED = {"left out of the value": None, "counted as 0": "zero", "counted as the lowest level": "lowest"}
STATES = {"Not answered": "not_answered", "Don’t know": "dont_know", "Not applicable": "not_applicable"}
NOTHING = {"value": None, "low": None, "high": None, "coverage": None}


class Annex:
    """Value, bounds and coverage of whatever the annex names."""

    def __init__(self, report, which="annex") -> None:
        answers = {row["id"]: row for row in rows(report, f"{which}-answers")}
        rules = {id: row for row in rows(report, f"{which}-rules") for id in row["groups"].split(", ")}
        self.items = joined(report, f"{which}-questions", answers)
        self.groups = joined(report, f"{which}-groups", rules)
        self.numbers = {row["number"]: row["id"] for row in self.items.values()}

    def group(self, id):
        rule = self.groups[id]
        parts = [self.item(item, rule) | {"weight": item["weight"]} for item in self._within(self.items, "group", id)]
        parts += [
            self.group(inner["id"]) | {"weight": inner["weight"]} for inner in self._within(self.groups, "parent", id)
        ]
        return aggregated(rule, parts)

    def axis(self, name):
        return self.together([item["id"] for item in self.items.values() if item["axis"] == name])

    def together(self, ids):
        """Items in one flat group, by their weight in the whole and the rule of the whole."""
        rule = self.groups["overall"]
        return aggregated(rule, [self.item(self.items[id], rule) | {"weight": self.items[id]["whole"]} for id in ids])

    def item(self, row, rule):
        maximum, lowest = row["maximum"], 100 * row["lowest"] / row["maximum"]
        if row["state"] == "Answered":
            value = 100 * row["points"] / maximum
            return {"value": value, "low": value, "high": value, "coverage": 1.0, "maximum": maximum}
        treated = TREATED[rule[STATES[row["state"]]]]
        value = {None: None, "zero": 0.0, "lowest": lowest}[treated]
        if row["state"] == "Not applicable":
            settled = {"value": value, "low": value, "high": value, "coverage": None if value is None else 1.0}
            return settled | {"maximum": maximum}
        low = lowest if value is None else min(lowest, value)
        return {"value": value, "low": low, "high": 100.0, "coverage": 0.0, "maximum": maximum}

    @staticmethod
    def _within(rows, column, id):
        return [row for row in rows.values() if row[column] == id]


def joined(report, table, more):
    """The rows of a table by id, each with what is said of it elsewhere."""
    return {row["id"]: row | more[row["id"]] for row in rows(report, table)}


def aggregated(rule, parts):
    combine = METHODS[rule["aggregation"]]

    def mean(measure, how):
        counted = [part for part in parts if part[measure] is not None]
        if not counted:
            return None
        by_points = rule["aggregation"] == "sum-over-maximum"
        weights = [attainable(part, measure) if by_points else part["weight"] for part in counted]
        return how([part[measure] for part in counted], weights)

    coverage = mean("coverage", arithmetic)
    enough = coverage is not None and round(coverage, 9) >= round(rule["minimum"] or 0, 9)
    value = mean("value", combine) if enough else None
    low, high = mean("low", combine), mean("high", combine)
    if value is not None:
        low, high = min(low, value), max(high, value)
    return {"value": value, "low": low, "high": high, "coverage": coverage, "parts": parts}


def attainable(part, measure):
    if part[measure] is None:
        return 0.0
    return part["maximum"] if "maximum" in part else sum(attainable(inner, measure) for inner in part["parts"])


def arithmetic(values, weights):
    return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)


def geometric(values, weights):
    return (math.exp(arithmetic([math.log(1 + 0.99 * v) for v in values], weights)) - 1) / 0.99


METHODS = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "minimum": lambda values, _weights: min(values),
    "sum-over-maximum": arithmetic,
}
