"""The results as labelled tables (pandas)."""

from collections.abc import Sequence

import pandas as pd  # type: ignore[import-untyped]

from scoring.robustness.replicate import Replications
from scoring.robustness.sensitivity import Sensitivity
from scoring.robustness.summary import rank_intervals, score_intervals


def intervals(found: Replications, units: Sequence[str]) -> pd.DataFrame:
    """A row per unit and aggregate: nominal, median, q05, q95 of score and of rank, and the share with a score."""
    index = pd.MultiIndex.from_product([found.nodes, units], names=["node", "unit"])
    columns = {"score": found.nominal.ravel(), "rank": found.nominal_ranks.ravel()}
    for name, own in (("score", score_intervals(found)), ("rank", rank_intervals(found))):
        columns |= {f"{name}_{part}": getattr(own, part).ravel() for part in ("median", "q05", "q95")}
        columns["present"] = own.present.ravel()
    return pd.DataFrame(columns, index=index)


def overall(found: Sensitivity) -> pd.DataFrame:
    """A row per choice: first and total index of the mean absolute rank shift, each with its q05 and q95."""
    own, spread = found.overall, found.overall_bootstrap
    columns = {"first": own.first, "first_q05": spread.first_q05, "first_q95": spread.first_q95}
    columns |= {"total": own.total, "total_q05": spread.total_q05, "total_q95": spread.total_q95}
    return pd.DataFrame(columns, index=pd.Index(found.choices, name="choice"))


def by_unit(found: Sensitivity, units: Sequence[str]) -> pd.DataFrame:
    """A row per unit and choice: first and total index of the unit's rank or score, each with its q05 and q95."""
    own, spread = found.units, found.units_bootstrap
    index = pd.MultiIndex.from_product([units, found.choices], names=["unit", "choice"])
    columns = {"first": own.first, "first_q05": spread.first_q05, "first_q95": spread.first_q95}
    columns |= {"total": own.total, "total_q05": spread.total_q05, "total_q95": spread.total_q95}
    return pd.DataFrame({name: array.T.ravel() for name, array in columns.items()}, index=index)
