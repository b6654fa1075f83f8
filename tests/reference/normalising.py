"""Normalisation, imputation, screening and treatment against COINr."""

import numpy as np

from scoring.composite.build import Choices, scale
from scoring.composite.impute import impute
from scoring.composite.normalise import Scale, normalise
from scoring.composite.outliers import Limits, kurtosis, skewness, treat, winsorise
from scoring.composite.screen import availability, availability_by_aggregate, screen
from scoring.ranks import average_ranks
from tests.reference import asem
from tests.reference.registry import Files, comparison

NORMALISED = {
    "minmax_0_100": Choices(),
    "minmax_1_100": Choices(low=1),
    "rank_min": Choices(normalise="rank"),
    "borda": Choices(normalise="borda"),
    "prank": Choices(normalise="percentile-rank"),
    "dist2max": Choices(normalise="distance-to-max"),
    "dist2ref_unit5": Choices(normalise="distance-to-reference", reference=4),
}


NOISE = "TolMin has 5.1 and 5.1000000000000005, 3.4 and 3.4000000000000004: one number each to us"
RANKED = ("rank_min", "borda", "prank")


def _declare(name: str, choices: Choices) -> None:
    ranked = {"departs": 3, "why": NOISE} if name in RANKED else {}

    @comparison(f"normalise: {name}", **ranked)
    def compare(files: Files):
        ours = normalise(asem.raw(files), choices.normalise, scale(asem.tree(files), choices))
        return asem.beside(asem.indicators(files, ours), asem.reference(files, f"norm_{name}"))


for _name, _choices in NORMALISED.items():
    _declare(_name, _choices)


def _zscore(files: Files, centre: float, spread: float):
    settings = Scale(directions=asem.tree(files).directions, centre=centre, spread=spread)
    return asem.indicators(files, normalise(asem.raw(files), "zscore", settings))


@comparison("normalise: zscore 0 1")
def zscore(files: Files):
    return asem.beside(_zscore(files, 0, 1), asem.reference(files, "norm_zscore_0_1"))


@comparison("normalise: zscore 10 2")
def zscore_moved(files: Files):
    return asem.beside(_zscore(files, 10, 2), asem.reference(files, "norm_zscore_10_2"))


@comparison("normalise: average rank", departs=5, why=NOISE)
def average_rank(files: Files):
    turned = asem.raw(files) * asem.tree(files).directions
    return asem.beside(asem.indicators(files, average_ranks(turned, 0)), asem.reference(files, "norm_rank_average"))


@comparison("normalise: dist2ref, capped at 1")
def capped_reference(files: Files):
    settings = scale(asem.tree(files), Choices(reference=4))
    ours = np.minimum(normalise(asem.raw(files), "distance-to-reference", settings), 1)
    return asem.beside(asem.indicators(files, ours), asem.reference(files, "norm_dist2ref_unit5_capped"))


@comparison("normalise: dist2target")
def target(files: Files):
    tree = asem.tree(files)
    goals = files.table("asem/in_iMeta").set_index("iCode")["Target"]
    aims = np.array([goals[code] for code in tree.codes[: tree.indicators]])
    settings = Scale(directions=tree.directions, targets=aims, codes=tree.codes)
    ours = normalise(asem.raw(files), "distance-to-target", settings)
    return asem.beside(asem.indicators(files, ours), asem.reference(files, "norm_dist2target"))


@comparison("normalise: goalposts")
def posts(files: Files):
    tree = asem.tree(files)
    given = files.table("asem/in_goalposts").set_index("iCode").loc[list(tree.codes[: tree.indicators])]
    lows, highs = given["goalpost_lower"].to_numpy(), given["goalpost_upper"].to_numpy()
    settings = Scale(directions=tree.directions, lows=lows, highs=highs, codes=tree.codes)
    ours = normalise(asem.raw(files), "goalposts", settings)
    return asem.beside(asem.indicators(files, ours), asem.reference(files, "norm_goalposts"))


@comparison("normalise: fracmax (indicators whose maximum is not 0)")
def fraction(files: Files):
    theirs = asem.reference(files, "norm_fracmax")
    kept = [code for code in theirs if np.isfinite(theirs[code].dropna()).all()]
    tree = asem.tree(files)
    places = [tree.codes.index(code) for code in kept]
    settings = Scale(directions=tree.directions[places], codes=tuple(kept))
    return normalise(asem.raw(files)[:, places], "fraction-of-max", settings), theirs[kept]


UNIT = {
    "minmax_0_100": ("minmax", 1, {}),
    "minmax_0_100_neg": ("minmax", -1, {}),
    "minmax_1_10": ("minmax", 1, {"bottom": 1, "top": 10}),
    "zscore": ("zscore", 1, {}),
    "zscore_100_15": ("zscore", 1, {"centre": 100, "spread": 15}),
    "rank_min": ("rank", 1, {}),
    "borda": ("borda", 1, {}),
    "prank_min": ("percentile-rank", 1, {}),
    "dist2max": ("distance-to-max", 1, {}),
    "fracmax": ("fraction-of-max", 1, {}),
    "dist2ref_2": ("distance-to-reference", 1, {"reference": 1}),
    "dist2targ_8": ("distance-to-target", 1, {"targets": np.array([8.0])}),
    "dist2targ_2_neg": ("distance-to-target", -1, {"targets": np.array([2.0])}),
    "goalposts_2_9_100": ("goalposts", 1, {"lows": np.array([2.0]), "highs": np.array([9.0])}),
    "goalposts_2_9_100_neg": ("goalposts", -1, {"lows": np.array([2.0]), "highs": np.array([9.0])}),
    "goalposts_2_9_100_notrunc": ("scaled", 1, {"lows": np.array([2.0]), "highs": np.array([9.0])}),
    "scaled_0_20": ("scaled", 1, {"lows": np.array([0.0]), "highs": np.array([20.0])}),
}


@comparison("normalise: short vector, 17 methods")
def unit_vector(files: Files):
    table = files.table("unit/normalise_vector")
    measured = table[["x"]].to_numpy()
    ours = [
        normalise(measured, name, Scale(directions=np.array([float(direction)]), codes=("x",), **settings))[:, 0]
        for name, direction, settings in UNIT.values()
    ]
    return np.array(ours).T, table[list(UNIT)]


IMPUTED = {
    "mean": ("mean", None),
    "median": ("median", None),
    "groupmean_EurAsia": ("group-mean:EurAsia_group", "EurAsia_group"),
    "groupmedian_EurAsia": ("group-median:EurAsia_group", "EurAsia_group"),
    "groupmean_GDPpc": ("group-mean:GDPpc_group", "GDPpc_group"),
    "row_within_pillar": ("row", None),
}


def _declare_imputation(name: str, method: str, column: str | None) -> None:
    @comparison(f"impute: {name}")
    def compare(files: Files):
        groups = list(asem.data(files)[column]) if column else None
        ours = impute(asem.tree(files), asem.raw(files), method, groups)
        return asem.beside(asem.indicators(files, ours), asem.reference(files, f"impute_{name}"))


for _name, (_method, _column) in IMPUTED.items():
    _declare_imputation(_name, _method, _column)


@comparison("screen: counts and shares of units")
def counts(files: Files):
    theirs = asem.reference(files, "data_avail_units")
    found = availability(asem.raw(files))
    ours = [found.missing, found.zero, found.missing + found.zero, found.available, found.not_zero]
    return np.array(ours).T, theirs


@comparison("screen: coverage of aggregates")
def coverage(files: Files):
    theirs = asem.reference(files, "data_avail_groups")
    tree = asem.tree(files)
    ours = availability_by_aggregate(tree, asem.raw(files))
    places = [tree.codes.index(code) - tree.indicators for code in theirs]
    return ours[:, places], theirs


@comparison("screen: units with 90 % of their data")
def screened(files: Files):
    theirs = asem.reference(files, "screen_byNA_0.9")["Included"]
    return screen(asem.raw(files), list(theirs.index), least=0.9), theirs


@comparison("treat: values")
def treated(files: Files):
    ours = np.array([treat(column, Limits(points=5)).values for column in asem.raw(files).T]).T
    return asem.beside(asem.indicators(files, ours), asem.reference(files, "treat_default_data"))


@comparison("treat: values moved")
def moved(files: Files):
    theirs = asem.reference(files, "treat_default_points")
    ours = np.zeros(theirs.shape, dtype=bool)
    for place, column in enumerate(asem.raw(files).T):
        ours[treat(column).moved, place] = True
    return asem.beside(asem.indicators(files, ours), theirs.notna())


@comparison("treat: skewness and kurtosis before and after")
def shapes(files: Files):
    theirs = files.table("asem/treat_default_details").set_index("iCode")
    tree, values = asem.tree(files), asem.raw(files)
    columns = {code: values[:, tree.codes.index(code)] for code in theirs.index}
    ours = []
    for _code, column in columns.items():
        after = treat(column)
        changed = len(after.moved) > 0
        second = [skewness(after.values), kurtosis(after.values)] if changed else [np.nan, np.nan]
        ours.append([skewness(column), kurtosis(column), *second])
    wanted = [f"check_SkewKurt{time}.{what}" for time in (0, 1) for what in ("Skew", "Kurt")]
    return ours, theirs[wanted]


@comparison("treat: statistics of the data as measured")
def statistics(files: Files):
    theirs = files.table("asem/stats_raw").set_index("iCode")
    tree, values = asem.tree(files), asem.raw(files)
    columns = [values[:, tree.codes.index(code)] for code in theirs.index]
    return [[skewness(column), kurtosis(column)] for column in columns], theirs[["Skew", "Kurt"]]


@comparison("treat: short vectors")
def short(files: Files):
    table = files.table("unit/winsorise")
    found = winsorise(table["x"].to_numpy(dtype=float), Limits(skewness=2, kurtosis=3.5))
    stats = files.table("unit/skew_kurt")["value"]
    whole = table["x"].to_numpy(dtype=float)
    return [*found.values, skewness(whole), kurtosis(whole)], [*table["winsorised"], *stats]
