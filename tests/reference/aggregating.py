"""Aggregation, thresholds, weights, ranks and Copeland against COINr."""

import numpy as np

from scoring.composite import weights as weighing
from scoring.composite.frames import ranked
from scoring.composite.outranking import copeland, outranking
from tests.reference import asem
from tests.reference.registry import Files, comparison

NAMES = {"arithmetic": "amean", "geometric": "gmean", "harmonic": "hmean"}


def _declare(name: str, ours, ranks: bool = True) -> None:
    @comparison(f"aggregate: {name}")
    def compare(files: Files):
        return asem.beside(ours(files), asem.reference(files, f"agg_{name}"))

    if ranks:

        @comparison(f"ranks: {name}")
        def compare_ranks(files: Files):
            return asem.beside(ranked(ours(files)), asem.reference(files, f"rank_{name}"))


for _method, _name in NAMES.items():
    for _weights in ("equal", "custom"):
        _declare(f"{_name}_{_weights}", lambda files, m=_method, w=_weights: asem.scores(files, m, weights=w))
for _method, _name in {**NAMES, "power:2": "genmean_p2", "power:-2": "genmean_pminus2"}.items():
    _declare(f"complete_{_name}_custom", lambda files, m=_method: asem.complete_scores(files, m))
_declare(
    "amean_gmean_hmean_bylevel_custom",
    lambda files: asem.scores(files, "arithmetic", "geometric", "harmonic", weights="custom"),
)
for _thresholds in ((0.9,), (0.9, 0.5, 0.5)):
    _declare(
        f"amean_custom_thresh{'_'.join(map(str, _thresholds))}",
        lambda files, t=_thresholds: asem.scores(files, "arithmetic", weights="custom", thresholds=t, by="children"),
    )


@comparison("weights: effective, equal")
def effective_equal(files: Files):
    return _effective(files, "original", "equal")


@comparison("weights: effective, custom")
def effective_custom(files: Files):
    return _effective(files, "custom", "custom")


def _effective(files: Files, name: str, weights: str):
    tree = asem.tree(files, weights)
    theirs = files.table(f"asem/eff_weights_{name}").set_index("iCode")["EffWeight"]
    ours = dict(zip(tree.codes, weighing.effective(tree), strict=True))
    return [ours[code] for code in theirs.index], theirs


def _complete(files: Files):
    """(units, indicators) without gaps, normalised, in the order of the stack."""
    codes = list(asem.tree(files).codes[: asem.tree(files).indicators])
    return asem.reference(files, "norm_complete_minmax_1_100")[codes].to_numpy()


def _copeland(files: Files, weights: str):
    tree = asem.tree(files, weights)
    ours = copeland(_complete(files), tree.weights[: tree.indicators])
    return ours, asem.reference(files, "copeland_all_indicators")[f"Copeland_all_indicators_{weights}"]


HALVES = "COINr compares sums of doubles with 0.5 exactly, so four even pairs count as won or lost"


@comparison("copeland: all indicators, equal weights", departs=4, why=HALVES)
def copeland_equal(files: Files):
    return _copeland(files, "equal")


@comparison("copeland: all indicators, custom weights")
def copeland_custom(files: Files):
    return _copeland(files, "custom")


@comparison("copeland: pillars")
def copeland_pillars(files: Files):
    theirs = asem.reference(files, "copeland_pillars")
    tables = {weights: asem.tree(files, weights) for weights in ("equal", "custom")}
    pillars = slice(tables["equal"].indicators, tables["equal"].indicators + 8)
    values = asem.reference(files, "agg_complete_amean_custom")[list(tables["equal"].codes[pillars])].to_numpy()
    ours = [copeland(values, tree.weights[pillars]) for tree in tables.values()]
    return np.array(ours).T, theirs


@comparison("copeland: outranking matrix of a pillar")
def matrix(files: Files):
    ours = outranking(_complete(files)[:, :8], asem.tree(files, "custom").weights[:8])
    np.fill_diagonal(ours, 0)  # COINr writes 0 where a unit meets itself
    return ours, files.table("asem/outrank_matrix_Physical_custom").iloc[:, 1:]


@comparison("copeland: dominance in a pillar")
def dominance(files: Files):
    ours = outranking(_complete(files)[:, :8], asem.tree(files, "custom").weights[:8])
    pairs = len(ours) * (len(ours) - 1) / 2
    won = int(np.sum(ours == 1))
    return [won, won / pairs], files.table("asem/outrank_dominance_Physical").iloc[0]


@comparison("copeland: short table")
def short(files: Files):
    table = files.table("unit/copeland_4x3")
    values = table[["x1", "x2", "x3"]].to_numpy(dtype=float)
    ours = outranking(values, np.ones(3))
    np.fill_diagonal(ours, 0)
    return np.column_stack([ours, copeland(values, np.ones(3))]), table.iloc[:, 3:]
