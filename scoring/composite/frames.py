"""The same on labelled tables (pandas): for notebooks and for whoever has DataFrames.

Column names are COINr's: `uCode` and one column per indicator in the data; `iCode`, `Level`, `Parent`,
`Weight`, `Direction`, `Type` and, where a method needs them, `low`, `high`, `target` in the framework.
"""

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]

from scoring.composite.arrays import Array
from scoring.composite.build import Choices, build
from scoring.composite.elements import AGGREGATE, INDICATOR, Element
from scoring.composite.errors import DataError, FrameworkError
from scoring.composite.framework import Framework, framework
from scoring.ranks import competition_ranks

NEEDED = ("iCode", "Level", "Parent", "Weight", "Direction", "Type")


def framework_of(table: pd.DataFrame) -> Framework:
    """The framework that a table of elements describes; FrameworkError with row and column."""
    for column in NEEDED:
        if column not in table.columns:
            raise FrameworkError("this column is needed", column=column)
    return framework(_element(row) for row in table.to_dict("records"))


def data_of(table: pd.DataFrame, tree: Framework) -> Array:
    """(units, indicators) in the order of the framework; DataError naming the column that is missing or no number."""
    for code in tree.codes[: tree.indicators]:
        if code not in table.columns:
            raise DataError("this column is needed", column=code)
        if not pd.api.types.is_numeric_dtype(table[code]) and table[code].notna().any():
            raise DataError("numbers are needed", column=code)
    numbers: Array = table[list(tree.codes[: tree.indicators])].to_numpy(dtype=np.float64, na_value=nan)
    return numbers


def composite(
    data: pd.DataFrame, elements: pd.DataFrame, choices: Choices | None = None, group: str | None = None
) -> pd.DataFrame:
    """Scores by uCode, one column per aggregate in the order of the table of elements; NaN for no score.

    `group` names the column of labels that imputation by group needs.
    """
    tree = framework_of(elements)
    labels = None if group is None else list(data[group].astype(object).where(data[group].notna(), None))
    scores = build(tree, data_of(data, tree), choices, groups=labels).scores
    return labelled(scores, list(data["uCode"]), tree)


def labelled(scores: Array, units: Sequence[Any], tree: Framework) -> pd.DataFrame:
    """(units, aggregates) in stack order as a table in the framework's order."""
    codes = [tree.codes[place] for place in tree.order]
    columns = [place - tree.indicators for place in tree.order]
    return pd.DataFrame(scores[:, columns], index=pd.Index(units, name="uCode"), columns=codes)


def ranked(scores: pd.DataFrame) -> pd.DataFrame:
    """Competition ranks of every column, best highest, after rounding to 9 decimals."""
    ranks = competition_ranks(scores.to_numpy(dtype=np.float64), axis=0)
    return pd.DataFrame(ranks, index=scores.index, columns=scores.columns)


def _element(row: dict[str, Any]) -> Element:
    given = {name: value for name, value in row.items() if not pd.isna(value)}
    kind = str(given.get("Type", ""))
    tree = kind in (INDICATOR, AGGREGATE)
    return Element(
        code=str(given.get("iCode", "")),
        level=int(given.get("Level", 0)) if tree else 0,
        parent=str(given.get("Parent", "")) if tree else "",
        weight=float(given.get("Weight", nan)) if tree else 1.0,
        direction=float(given.get("Direction", 1 if kind == AGGREGATE else nan)) if tree else 1.0,
        kind=kind,
        low=float(given.get("low", nan)),
        high=float(given.get("high", nan)),
        target=float(given.get("target", nan)),
    )
