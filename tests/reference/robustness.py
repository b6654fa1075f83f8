"""Monte Carlo, Sobol's indices and dropped elements against COINr; the same draws, digit by digit where given."""

from functools import cache

import numpy as np

from scoring.composite.aggregate import Rule
from scoring.composite.arrays import Array
from scoring.composite.normalise import Scale, normalise
from scoring.composite.outliers import Limits, treat
from scoring.ranks import competition_ranks
from scoring.robustness.choices import Choice, Grid
from scoring.robustness.dropping import drop_one
from scoring.robustness.estimators import bootstrap, indices
from scoring.robustness.replicate import Replications, replicate
from scoring.robustness.sensitivity import sensitivity
from scoring.robustness.study import Study
from scoring.robustness.summary import mean_shift, of_ordered, rank_intervals
from scoring.robustness.weighing import Sets
from tests.reference import asem, pipeline
from tests.reference.registry import Files, comparison

POINTS = ("1", "2", "3", "4", "5")
NORMALISATIONS = {"n_minmax": {"bottom": 1, "top": 100}, "n_zscore": {"centre": 10, "spread": 2}}
AGGREGATIONS = {"a_amean": "arithmetic", "a_gmean": "geometric"}
CHOICES = (Choice("Winmax", POINTS), Choice("Normalisation", tuple(NORMALISATIONS)))


def _tables(files: Files) -> list[Array]:
    """Winsorised by up to 1 … 5 points, then by min-max and as z-scores."""
    imputed, directions = pipeline.imputed(files), asem.tree(files).directions
    treated = [np.array([treat(own, Limits(points=int(most))).values for own in imputed.T]).T for most in POINTS]
    scales = {name: Scale(directions=directions, **ends) for name, ends in NORMALISATIONS.items()}
    return [normalise(own, name.removeprefix("n_"), scale) for own in treated for name, scale in scales.items()]


def _weights(files: Files) -> Array:
    """(sets, elements): COINr's sets name the aggregates only, so that indicators keep their weight of 1."""
    codes = asem.tree(files).codes
    given = files.table("asem/ua_weight_sets").pivot(index="set", columns="iCode", values="Weight")
    return given.reindex(columns=codes).fillna(1.0).to_numpy()


@cache
def study(files: Files, weights_only: bool = False) -> Study:
    """COINr's: how many points are winsorised, the normalisation, 100 sets of weights, the aggregation."""
    tables = Grid([pipeline.normalised(files)]) if weights_only else Grid(_tables(files), CHOICES)
    rules = {name: Rule((method,)) for name, method in AGGREGATIONS.items()}
    return Study(
        framework=asem.tree(files),
        tables=tables,
        rules=Grid([Rule()]) if weights_only else Grid(list(rules.values()), (Choice("Aggregation", tuple(rules)),)),
        weights=Sets(_weights(files)),
        nominal=pipeline.aggregated(files)[list(asem.tree(files).codes[asem.tree(files).indicators :])].to_numpy(),
    )


def _drawn(files: Files, name: str) -> dict[str, Array]:
    """COINr's draws as places among our alternatives."""
    draws = files.table(f"asem/{name}_draws")
    places = {
        "Winmax": draws["Winmax"] - 1,
        "Normalisation": draws["Normalisation"].map(list(NORMALISATIONS).index),
        "Aggregation": draws["Aggregation"].map(list(AGGREGATIONS).index),
        "weights": draws["WeightSet"] - 1,
    }
    return {choice: own.to_numpy(dtype=float)[:, None] for choice, own in places.items()}


@cache
def _replayed(files: Files, name: str) -> Array:
    """(replications, units): scores of the index under COINr's draws."""
    draws = _drawn(files, name)
    return study(files).scores(draws, len(draws["weights"]))[..., -1]


@comparison("robustness: scores of 200 replications, COINr's draws replayed")
def replayed_scores(files: Files):
    theirs = asem.reference(files, "ua200_scores")
    nominal = study(files).nominal_scores[:, -1:]
    return np.concatenate([nominal, _replayed(files, "ua200").T], axis=1), theirs


@comparison("robustness: ranks of 200 replications")
def replayed_ranks(files: Files):
    theirs = asem.reference(files, "ua200_ranks")
    nominal = competition_ranks(study(files).nominal_scores[:, -1])[:, None]
    return np.concatenate([nominal, competition_ranks(_replayed(files, "ua200")).T], axis=1), theirs


@comparison("robustness: mean, median, q05 and q95 of the ranks of 200 replications")
def replayed_statistics(files: Files):
    theirs = asem.reference(files, "ua200_rankstats")
    ranks = np.sort(competition_ranks(_replayed(files, "ua200")).T, axis=1)
    many = np.full(len(ranks), ranks.shape[1])
    quantiles = [of_ordered(ranks, many, probability) for probability in (0.5, 0.05, 0.95)]
    return np.column_stack([ranks.mean(axis=1), *quantiles]), theirs[["Mean", "Median", "Q5", "Q95"]]


@comparison("robustness: mean absolute rank shift of 3,000 Sobol runs, COINr's draws replayed")
def replayed_shift(files: Files):
    nominal = competition_ranks(study(files).nominal_scores[:, -1])
    ours = mean_shift(competition_ranks(_replayed(files, "sa500")), nominal)
    return ours, files.table("asem/sa500_output")["MeanAbsRankShift"]


def _sampled(output: Array, choices: int) -> tuple[Array, Array, Array]:
    """COINr's order of the runs: A, B, then AB_1, AB_2, …"""
    parts = output.reshape(choices + 2, -1)
    return parts[0], parts[1], parts[2:]


@comparison("robustness: Sobol's indices from COINr's 3,000 runs")
def estimated(files: Files):
    theirs = files.table("asem/sa500_sensitivity")[["Si", "STi"]]
    output = files.table("asem/sa500_output")["MeanAbsRankShift"].to_numpy()
    found = indices(*_sampled(output, 4), centred=False)
    return np.column_stack([found.first, found.total]), theirs


def _estimates(files: Files, name: str, function: str):
    theirs = files.table("unit/sa_estimates")
    theirs = theirs[theirs["fn"].str.startswith(function)][["Si", "STi", "Variance"]]
    found = indices(*_sampled(files.table(f"unit/sa_{name}_sample")["y"].to_numpy(), 3), centred=False)
    return np.column_stack([found.first, found.total, np.full(3, found.variance)]), theirs


@comparison("robustness: Sobol's indices of an additive function, given sample")
def additive(files: Files):
    return _estimates(files, "additive", "additive")


@comparison("robustness: Sobol's indices of Ishigami's function, given sample")
def ishigami(files: Files):
    return _estimates(files, "ishigami", "Ishigami")


def _declare_dropping(level: int) -> None:
    @comparison(f"robustness: rank change without each element of level {level}")
    def change(files: Files):
        found = drop_one(asem.tree(files), pipeline.normalised(files), level=level)
        ours = dict(zip(found.codes, found.shift, strict=True))
        theirs = files.table(f"asem/remove_elements_L{level}").set_index("Removed")["MeanAbsRankChange"]
        return [ours.get(code, 0.0) for code in theirs.index], theirs


for _level in (1, 2, 3):
    _declare_dropping(_level)


def _declare_scores(level: int) -> None:
    @comparison(f"robustness: scores without each element of level {level}")
    def without(files: Files):
        theirs = asem.reference(files, f"remove_elements_scores_L{level}").drop(columns="Nominal")
        found = drop_one(asem.tree(files), pipeline.normalised(files), level=level)
        ours = dict(zip(found.codes, found.scores, strict=True))
        return np.column_stack([ours[code] for code in theirs.columns]), theirs


for _level in (2, 3):
    _declare_scores(_level)


# Runs with draws of our own: equal in distribution only. What is compared is whether each value is within reach.


@cache
def _own(files: Files, weights_only: bool) -> Replications:
    return replicate(study(files, weights_only), 1000, seed=1)


def _declare_distribution(name: str, weights_only: bool) -> None:
    @comparison(f"robustness: {name}, own draws: mean within 4 standard errors, median and quantiles within 2 places")
    def near(files: Files):
        theirs = asem.reference(files, f"{name}_rankstats")
        found = _own(files, weights_only)
        own = rank_intervals(found)
        ours = np.column_stack([part[-1] for part in (own.mean, own.median, own.q05, own.q95)])
        errors = found.ranks[-1].std(axis=1) * np.sqrt(2 / found.ranks.shape[-1])  # of the difference of two means
        apart = np.abs(ours - theirs[["Mean", "Median", "Q5", "Q95"]].to_numpy())
        reach = np.column_stack([4 * errors, *np.full((3, len(errors)), 2)])
        return apart <= reach + 1e-9, np.full(apart.shape, True)


_declare_distribution("ua1000", weights_only=False)
_declare_distribution("ua1000_weightsonly", weights_only=True)


@comparison("robustness: Sobol's indices, own draws: 90 % intervals overlap those from COINr's runs, centred")
def overlapping(files: Files):
    output = files.table("asem/sa500_output")["MeanAbsRankShift"].to_numpy()
    theirs = bootstrap(*_sampled(output, 4), np.random.default_rng(1))
    found = sensitivity(study(files), 500, seed=1)
    order = [found.choices.index(name) for name in ("Winmax", "Normalisation", "weights", "Aggregation")]
    own = found.overall_bootstrap
    ours = [
        (own.first_q05[order] <= theirs.first_q95) & (own.first_q95[order] >= theirs.first_q05),
        (own.total_q05[order] <= theirs.total_q95) & (own.total_q95[order] >= theirs.total_q05),
    ]
    return np.array(ours), np.full((2, 4), True)


@comparison("robustness: bootstrap quantiles of total indices within 0.02 of COINr's, same runs")
def resampled(files: Files):
    theirs = files.table("asem/sa500_sensitivity")[["STi_q5", "STi_q95"]].to_numpy()
    output = files.table("asem/sa500_output")["MeanAbsRankShift"].to_numpy()
    found = bootstrap(*_sampled(output, 4), np.random.default_rng(1), centred=False)
    apart = np.abs(np.column_stack([found.total_q05, found.total_q95]) - theirs)
    return apart <= 0.02, np.full(apart.shape, True)
