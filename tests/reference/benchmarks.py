"""Quantiles, percentile ranks, ranks, z-scores, the RAND/UCLA rule and small groups."""

import json

import numpy as np
from numpy.typing import ArrayLike

from scoring.benchmarks.guard import guard
from scoring.benchmarks.peers import Peers
from scoring.benchmarks.policy import Policy, Reason
from scoring.benchmarks.statistics import (
    percentile_ranks,
    quantile,
    robust_z_scores,
    z_scores,
)
from scoring.ranks import average_ranks, competition_ranks
from tests.reference.registry import Files, comparison

Pair = tuple[ArrayLike, ArrayLike]
FOLDER = "agreement_and_indices"
SHARES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


@comparison("quantiles of types 1 to 9 (R)")
def quantiles_of_all_types(files: Files) -> Pair:
    values = files.table(f"{FOLDER}/quantiles_input")["x"].to_numpy()
    theirs = files.table(f"{FOLDER}/quantiles_R_types")
    ours = [[quantile(values, share, kind) for share in SHARES] for kind in theirs["type"]]
    return ours, theirs.drop(columns="type").to_numpy()


@comparison("percentile ranks by kind (scipy, Excel)")
def kinds_of_percentile_rank(files: Files) -> Pair:
    table = files.table(f"{FOLDER}/percentile_ranks_kinds")
    kinds = ("rank", "weak", "strict", "mean", "excel-inc")
    names = [f"percentileofscore_{kind}" for kind in kinds[:4]] + ["excel_PERCENTRANK_INC"]
    return np.transpose([percentile_ranks(table["x"], kind) for kind in kinds]), table[names].to_numpy()


@comparison("ranks, empirical distribution and z-scores (R)")
def ranks_and_z_scores(files: Files) -> Pair:
    table = files.table(f"{FOLDER}/ranks_zscores")
    x = table["x"].to_numpy()
    ours = {
        "rank_min_desc": competition_ranks(x),
        "rank_avg": average_ranks(x),
        "rank_max": len(x) + 1 - competition_ranks(x),
        "pctrank_min": percentile_ranks(x, "excel-inc") / 100,
        "ecdf": percentile_ranks(x, "weak") / 100,
        "z": z_scores(x),
        "robust_z": robust_z_scores(x),
    }
    return np.transpose(list(ours.values())), table[list(ours)].to_numpy()


@comparison("percentiles of the RAND/UCLA rule")
def rand_ucla(files: Files) -> Pair:
    """IPR = p70 - p30, its centre, the asymmetry about 5, IPRAS = 2.35 + 1.5 AI and their ratio."""
    table = files.table(f"{FOLDER}/rand_ucla_ipras")
    columns = ["p30", "p70", "IPR", "IPRCP", "AI", "IPRAS", "DI"]
    return [_ipras([float(word) for word in row.split()]) for row in table["ratings"]], table[columns].to_numpy()


def _ipras(ratings: list[float]) -> list[float]:
    low, high = quantile(ratings, 0.3), quantile(ratings, 0.7)
    centre = (low + high) / 2
    allowed = 2.35 + 1.5 * abs(5 - centre)
    return [low, high, high - low, centre, abs(5 - centre), allowed, (high - low) / allowed]


@comparison("small groups: what subtraction finds, and that the guard refuses it")
def small_groups(files: Files) -> Pair:
    case = json.loads((files / f"{FOLDER}/small_group_suppression.json").read_text(encoding="utf-8"))
    two, nested = case["n2_attack"], case["nested_groups"]
    whole, part = nested["group_A"], nested["group_B_subset"]
    ours = [
        2 * two["group_mean_incl_own"] - two["own"],
        whole["n"] * whole["mean"] - part["n"] * part["mean"],
        *_decisions(part["mean"], nested["recovered_sixth_country"], two["own"], two["recovered_other"]),
    ]
    theirs = [two["recovered_other"], nested["recovered_sixth_country"], 1, 1, 1, 1]
    return ours, theirs


def _decisions(mean_of_five: float, sixth: float, own: float, other: float) -> list[bool]:
    """Two units refused, five refused after six, but shown alone; six refused after five."""
    five = Peers("B", "m", {f"u{number}": mean_of_five + number - 2 for number in range(5)})
    six = Peers("A", "m", {**five.values, "sixth": sixth})
    first = guard(six, Policy())
    alone = guard(five, Policy())
    assert first.release is not None
    assert alone.release is not None
    return [
        guard(Peers("two", "m", {"own": own, "other": other}), Policy()).decision.reason is Reason.TOO_FEW,
        first.decision.shown and alone.decision.shown,
        guard(five, Policy(), [first.release]).decision.reason is Reason.DIFFERENCING,
        guard(six, Policy(), [alone.release]).decision.reason is Reason.DIFFERENCING,
    ]
