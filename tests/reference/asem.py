"""The ASEM example of COINr, 51 economies x 49 indicators: inputs for the comparisons, and tables in their order."""

import pandas as pd

from scoring.composite.aggregate import Rule
from scoring.composite.build import Choices
from scoring.composite.frames import composite, data_of, framework_of
from scoring.composite.framework import Framework
from tests.reference.registry import Files


def data(files: Files) -> pd.DataFrame:
    """As measured, sorted by uCode."""
    return files.table("asem/in_iData").sort_values("uCode", ignore_index=True)


def elements(files: Files, weights: str = "equal") -> pd.DataFrame:
    """The framework; `custom` weights are those of in_weights_custom."""
    table = files.table("asem/in_iMeta")
    if weights == "custom":
        table["Weight"] = table["iCode"].map(files.table("asem/in_weights_custom").set_index("iCode")["Weight"])
    return table


def tree(files: Files, weights: str = "equal") -> Framework:
    return framework_of(elements(files, weights))


def raw(files: Files):
    """(units, indicators) in the order of the stack."""
    return data_of(data(files), tree(files))


def reference(files: Files, name: str) -> pd.DataFrame:
    """A table by uCode."""
    return files.table(f"asem/{name}").set_index("uCode")


def indicators(files: Files, values) -> pd.DataFrame:
    """An array in the order of the stack as a table."""
    codes = tree(files).codes[: values.shape[1]]
    return pd.DataFrame(values, index=data(files)["uCode"], columns=codes)


def beside(ours: pd.DataFrame, theirs: pd.DataFrame):
    """Both in the order of theirs."""
    return ours.loc[theirs.index, theirs.columns], theirs


def scores(files: Files, *methods: str, weights: str = "equal", thresholds=(0.0,), by: str = "weight") -> pd.DataFrame:
    """Aggregates on minmax 1-100, missing values left missing."""
    choices = Choices(low=1, high=100, rule=Rule(methods, thresholds, by))
    return composite(data(files), elements(files, weights), choices)


def complete_scores(files: Files, *methods: str, weights: str = "custom") -> pd.DataFrame:
    """Aggregates of the normalised data without gaps."""
    normalised = files.table("asem/norm_complete_minmax_1_100")
    return composite(normalised, elements(files, weights), Choices(normalise="none", rule=Rule(methods)))
