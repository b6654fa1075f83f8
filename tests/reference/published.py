"""Composite indices as published, from their indicators."""

import numpy as np
import pandas as pd

from scoring.composite.aggregate import Rule
from scoring.composite.build import Choices
from scoring.composite.frames import composite
from scoring.composite.impute import CENTRES, fill_by_group
from tests.reference.registry import Files, comparison

HDI_FRAMEWORK = pd.DataFrame(
    [
        ("le", 1, "health", 20, 85),
        ("eys", 1, "education", 0, 18),
        ("mys", 1, "education", 0, 15),
        ("income", 1, "living", np.log(100), np.log(75000)),
        ("health", 2, "hdi", None, None),
        ("education", 2, "hdi", None, None),
        ("living", 2, "hdi", None, None),
        ("hdi", 3, None, None, None),
    ],
    columns=["iCode", "Level", "Parent", "low", "high"],
).assign(Weight=1, Direction=1, Type=["Indicator"] * 4 + ["Aggregate"] * 4)


@comparison("published: HDI 2022, three decimals (UNDP)")
def hdi(files: Files):
    table = files.table("agreement_and_indices/hdi_2022_undp").dropna(subset=["hdi_2022"])
    data = table.rename(columns={"iso3": "uCode", "le_2022": "le", "eys_2022": "eys", "mys_2022": "mys"})
    data["income"] = np.log(data["gnipc_2022"])
    rule = Rule(("arithmetic", "geometric"))
    ours = composite(data, HDI_FRAMEWORK, Choices(normalise="goalposts", low=0, high=1, rule=rule))
    return ours["hdi"].round(3), table["hdi_2022"]


@comparison("published: SDG Index 2023, a missing goal is the mean of the region")
def sdg_index(files: Files):
    table = files.table("agreement_and_indices/sdg_index_2023_goal_scores").dropna(subset=["overall_score"])
    goals = [f"goal_{number}_score" for number in range(1, 18)]
    filled = fill_by_group(table[goals].to_numpy(dtype=float), list(table["region"]), CENTRES["mean"])
    return filled.mean(axis=1), table["overall_score"]
