"""COINr's example coin from the data as measured to the ranks, step by step, and its structure."""

import numpy as np
import pandas as pd

from scoring.composite.aggregate import aggregate
from scoring.composite.build import Choices, scale
from scoring.composite.fitted import fit
from scoring.composite.frames import labelled, ranked
from scoring.composite.impute import impute
from scoring.composite.normalise import normalise
from scoring.composite.outliers import denominate, treat
from scoring.composite.screen import screen
from scoring.composite.structure import (
    correlations,
    cronbach,
    flagged,
    p_values,
    principal_components,
    with_ancestors,
)
from scoring.ranks import ranks_within
from tests.reference import asem
from tests.reference.registry import Files, comparison

GROUP = "EurAsia_group"


def denominated(files: Files):
    data, elements = asem.data(files), asem.elements(files).set_index("iCode")
    codes = asem.tree(files).codes[: asem.tree(files).indicators]
    named = [elements.loc[code, "Denominator"] for code in codes]
    below = [np.ones(len(data)) if pd.isna(name) else data[name].to_numpy(dtype=float) for name in named]
    return denominate(asem.raw(files), np.array(below).T)


def imputed(files: Files):
    return impute(asem.tree(files), denominated(files), f"group-mean:{GROUP}", list(asem.data(files)[GROUP]))


def treated(files: Files):
    return np.array([treat(column).values for column in imputed(files).T]).T


def normalised(files: Files, method: str = "minmax"):
    return normalise(treated(files), method, scale(asem.tree(files), Choices()))


def aggregated(files: Files, method: str = "minmax") -> pd.DataFrame:
    scores = aggregate(asem.tree(files), normalised(files, method))
    return labelled(scores, list(asem.data(files)["uCode"]), asem.tree(files))


STEPS = {"Denominated": denominated, "Imputed": imputed, "Treated": treated, "Normalised": normalised}


def _declare(name: str, step) -> None:
    @comparison(f"pipeline: {name}")
    def compare(files: Files):
        return asem.beside(asem.indicators(files, step(files)), asem.reference(files, f"full_{name}"))


for _name, _step in STEPS.items():
    _declare(_name, _step)


@comparison("pipeline: Screened")
def screened(files: Files):
    units = list(asem.data(files)["uCode"])
    kept = screen(imputed(files), units, least=0.9)
    return asem.beside(asem.indicators(files, imputed(files))[kept], asem.reference(files, "full_Screened"))


@comparison("pipeline: Aggregated")
def aggregates(files: Files):
    theirs = asem.reference(files, "full_Aggregated")
    ours = pd.concat([asem.indicators(files, normalised(files)), aggregated(files)], axis=1)
    return asem.beside(ours, theirs)


@comparison("pipeline: results")
def results(files: Files):
    theirs = asem.reference(files, "full_results_aggs").drop(columns="Rank")
    return asem.beside(aggregated(files), theirs)


@comparison("pipeline: ranks")
def ranks(files: Files):
    return asem.beside(ranked(aggregated(files)), asem.reference(files, "full_results_ranks"))


@comparison("pipeline: ranks within groups")
def group_ranks(files: Files):
    theirs = asem.reference(files, "full_results_groupranks_GDP").drop(columns="GDP_group")
    scores = aggregated(files)
    found = ranks_within(scores.to_numpy(), list(asem.data(files)["GDP_group"]), axis=0)
    return asem.beside(pd.DataFrame(found, index=scores.index, columns=scores.columns), theirs)


@comparison("pipeline: ranks by minmax and by percentile rank")
def two_methods(files: Files):
    theirs = asem.reference(files, "compare_minmax_vs_prank")[["coin.1", "coin.2"]]
    both = [ranked(aggregated(files, method))["Index"] for method in ("minmax", "percentile-rank")]
    return pd.concat(both, axis=1).loc[theirs.index], theirs


def _family(files: Files, method: str):
    tree = asem.tree(files)
    theirs = files.table(f"asem/corr_family_{method}")
    scores = aggregate(tree, normalised(files))
    ours = with_ancestors(tree, normalised(files), scores, method)
    level = {"Pillar": 0, "Sub-index": 1, "Index": 2}
    return [ours[level[up], tree.codes.index(code)] for up, code in theirs[["Var1", "Var2"]].to_numpy()], theirs[
        "Correlation"
    ]


@comparison("structure: with ancestors, Pearson")
def family_pearson(files: Files):
    return _family(files, "pearson")


NOISE = "TolMin has 5.1 and 5.1000000000000005, 3.4 and 3.4000000000000004: one number each to us"


@comparison("structure: with ancestors, Spearman", departs=3, why=NOISE)
def family_spearman(files: Files):
    return _family(files, "spearman")


@comparison("structure: with ancestors, Kendall", departs=3, why=NOISE)
def family_kendall(files: Files):
    return _family(files, "kendall")


@comparison("structure: pillars with each other")
def pillars(files: Files):
    theirs = files.table("asem/corr_pillars_pearson")
    scores = aggregated(files)
    codes = list(scores.columns)
    found = correlations(scores.to_numpy())
    pairs = theirs[["Var1", "Var2"]].to_numpy()
    return [found[codes.index(one), codes.index(other)] for one, other in pairs], theirs["Correlation"]


@comparison("structure: p-values of correlations")
def probabilities(files: Files):
    theirs = files.table("asem/corr_pvalues_aggregates_pearson").set_index("id")
    return p_values(aggregated(files)[list(theirs.columns)].to_numpy()), theirs


def _flags(files: Files, name: str, low: float, high: float):
    theirs = files.table(f"asem/corr_flags_{name}")
    tree = asem.tree(files)
    found = {frozenset((tree.codes[i], tree.codes[j])): r for i, j, r in flagged(tree, normalised(files), low, high)}
    wanted = {frozenset(pair): r for *pair, r in theirs[["Ind1", "Ind2", "Corr"]].to_numpy()}
    assert set(found) == set(wanted)
    return [found[pair] for pair in wanted], list(wanted.values())


@comparison("structure: pairs below -0.3")
def low_pairs(files: Files):
    return _flags(files, "low_-0.3", -0.3, 2)


@comparison("structure: pairs above 0.75")
def high_pairs(files: Files):
    return _flags(files, "high_0.75", -2, 0.75)


@comparison("structure: Cronbach's alpha")
def alpha(files: Files):
    theirs = files.table("asem/cronbach")
    tree = asem.tree(files)
    with_gaps = normalise(asem.raw(files), "minmax", scale(tree, Choices(low=1)))
    sources = {
        "full:Normalised": normalised(files),
        "full:Aggregated": np.concatenate([normalised(files), aggregate(tree, normalised(files))], axis=1),
        "raw minmax_1_100 with NA (pairwise cov)": with_gaps,
    }
    children = {tree.codes[family.parent]: family.children for family in tree.families}
    pairs = theirs[["dset", "group"]].to_numpy()
    return [cronbach(sources[source][:, children[group]]) for source, group in pairs], theirs["alpha"]


def _components(files: Files):
    tree = asem.tree(files)
    return {
        tree.codes[family.parent]: (
            tree.codes[family.children],
            principal_components(normalised(files)[:, family.children]),
        )
        for family in tree.families
        if family.level == 2
    }


@comparison("structure: eigenvalues and their shares")
def eigenvalues(files: Files):
    theirs = files.table("asem/pca_pillars_eigen")
    found = _components(files)
    ours = [
        (np.sqrt(found[group][1].eigenvalues[int(pc) - 1]), found[group][1].eigenvalues[int(pc) - 1])
        for group, pc in theirs[["group", "PC"]].to_numpy()
    ]
    shares = [found[group][1].shares[int(pc) - 1] for group, pc in theirs[["group", "PC"]].to_numpy()]
    return np.column_stack([ours, shares]), theirs[["sd", "eigenvalue", "prop_var"]]


@comparison("structure: loadings of the first component, whatever their sign")
def loadings(files: Files):
    theirs = files.table("asem/pca_pillars_PC1_loadings")
    found = _components(files)
    ours = []
    for group, code, _ in theirs[["group", "iCode", "PC1"]].to_numpy():
        codes, components = found[group]
        ours.append(abs(components.loadings[codes.index(code), 0]))
    return ours, theirs["PC1"].abs()


@comparison("weights: fitted to equal correlations of two sub-indexes, and those correlations")
def fitted(files: Files):
    theirs = files.table("asem/opt_weights_equal_L3")
    found = fit(asem.tree(files), normalised(files), 3)
    assert found.attained
    ours = [[found.weights[code], found.correlations[code], found.shares[code]] for code in theirs["iCode"]]
    return ours, theirs[["OptWeight", "Corr_at_optimum", "CorrNorm_at_optimum"]]
