"""Which choice matters: Sobol's indices of a study, overall and for each unit."""

from dataclasses import dataclass

import numpy as np

from scoring.composite.arrays import Array
from scoring.ranks import competition_ranks, equalised
from scoring.robustness.choices import Draws
from scoring.robustness.estimators import Bootstrap, Indices, bootstrap, indices
from scoring.robustness.replicate import Settings, settings_of
from scoring.robustness.study import Study, block, drawn, generators
from scoring.robustness.summary import mean_shift

OF = ("rank", "score")


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """Indices by choice, in the order of `choices`; NaN where nothing varies, or a unit has no result in some run.

    `overall`: of the mean absolute rank shift, (choices,); `units`: of the rank or the score of each unit,
    (choices, units). `overall_bootstrap`, `units_bootstrap`: their 5 % and 95 % quantiles.
    `runs`: samples x (choices + 2). `shift` (choices + 2, samples): the mean absolute rank shift of A, B, AB_1, …
    """

    node: str
    of: str
    choices: tuple[str, ...]
    overall: Indices
    overall_bootstrap: Bootstrap
    units: Indices
    units_bootstrap: Bootstrap
    shift: Array
    runs: int
    settings: Settings


def sensitivity(
    study: Study, samples: int = 500, seed: int = 1, *, node: str | None = None, of: str = "rank", boot: int = 1000
) -> Sensitivity:
    """Sobol's first and total indices from samples x (choices + 2) runs, on one aggregate, by default the last.

    What a choice draws is exchanged as a whole: weights that vary are one choice, however many elements they have.
    `of` says what the indices of the units are of: `rank` or `score`. The same seed gives the same bits.
    ValueError without a choice that varies, for a node that is no aggregate, less than 2 samples or 1 resample.
    """
    settings = settings_of(study, samples, seed)
    place = _place(study, node)
    if not study.varied:
        raise ValueError("sensitivity: one choice that varies or more is needed; found none")
    if samples < 2 or boot < 1 or of not in OF:
        allowed = f"2 samples, 1 resample and one of {', '.join(OF)}"
        raise ValueError(f"sensitivity: at least {allowed} are needed; found {samples}, {boot}, {of!r}")
    *seeds, resampling = np.random.SeedSequence(seed).spawn(3)
    found = equalised(_run(study, samples, seeds, place))
    ranks = competition_ranks(found)
    shift = mean_shift(ranks, competition_ranks(equalised(study.nominal_scores[:, place])))
    values = ranks if of == "rank" else found
    streams = [np.random.Generator(np.random.PCG64(own)) for own in resampling.spawn(2)]
    return Sensitivity(
        node=study.aggregates[place],
        of=of,
        choices=tuple(choice.name for choice in study.varied),
        overall=indices(shift[0], shift[1], shift[2:]),
        overall_bootstrap=bootstrap(shift[0], shift[1], shift[2:], streams[0], boot),
        units=indices(values[0], values[1], values[2:]),
        units_bootstrap=bootstrap(values[0], values[1], values[2:], streams[1], boot),
        shift=shift,
        runs=samples * (len(study.varied) + 2),
        settings=settings,
    )


def _place(study: Study, node: str | None) -> int:
    if node is not None and node not in study.aggregates:
        raise ValueError(f"node: one of {', '.join(study.aggregates)} is needed; found {node!r}")
    return len(study.aggregates) - 1 if node is None else study.aggregates.index(node)


def _run(study: Study, samples: int, seeds: list[np.random.SeedSequence], place: int) -> Array:
    """Scores on one aggregate, (choices + 2, samples, units): of A, of B, and of A with each choice as in B."""
    streams = [generators(seed, study) for seed in seeds]
    found = np.empty((len(study.varied) + 2, samples, study.units))
    size = block(study)
    for start in range(0, samples, size):
        many = min(size, samples - start)
        a, b = (drawn(study, own, many) for own in streams)
        for row, draws in enumerate(_samples(study, a, b)):
            found[row, start : start + many] = study.scores(draws, many)[..., place]
    return found


def _samples(study: Study, a: Draws, b: Draws) -> list[Draws]:
    return [a, b, *({**a, choice.name: b[choice.name]} for choice in study.varied)]
