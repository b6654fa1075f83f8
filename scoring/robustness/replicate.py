"""Monte Carlo: the whole study many times, each time with every choice drawn anew."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.composite.arrays import Array
from scoring.ranks import competition_ranks, equalised
from scoring.robustness.study import Study, block, drawn, generators

LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What the result depends on besides the data: kept with it, so that it can be repeated."""

    seed: int
    replications: int
    varied: dict[str, dict[str, object]]
    generator: str = "PCG64, one stream per choice in the order of `varied`, by SeedSequence.spawn"
    numpy: str = field(default=np.__version__)


@dataclass(frozen=True, slots=True, eq=False)
class Replications:
    """`scores` and `ranks`: (aggregates, units, replications), NaN where a unit has none; rank 1 is best.

    `nominal` and `nominal_ranks`: (aggregates, units), as published. Scores are rounded to 9 decimals.
    """

    nodes: tuple[str, ...]
    """Codes of the aggregates, in stack order."""
    nominal: Array
    nominal_ranks: Array
    scores: Array
    ranks: NDArray[np.float32]
    settings: Settings

    def place(self, node: str) -> int:
        """Where an aggregate stands; ValueError for a code that is none."""
        if node not in self.nodes:
            raise ValueError(f"node: one of {', '.join(self.nodes)} is needed; found {node!r}")
        return self.nodes.index(node)


def replicate(study: Study, replications: int = 1000, seed: int = 1) -> Replications:
    """Scores and ranks of all units on all aggregates in `replications` runs.

    The same study, number and seed give the same result to the last bit. Computed in blocks; the result takes
    12 bytes per unit, aggregate and replication. ValueError for less than 1 replication or a seed below 0.
    """
    settings = settings_of(study, replications, seed)
    nominal = equalised(study.nominal_scores).T
    scores = np.empty((*nominal.shape, replications))
    ranks = np.empty(scores.shape, dtype=np.float32)
    streams = generators(np.random.SeedSequence(seed), study)
    size = block(study)
    for start in range(0, replications, size):
        many = min(size, replications - start)
        found = equalised(study.scores(drawn(study, streams, many), many).transpose(0, 2, 1))
        scores[..., start : start + many] = found.transpose(1, 2, 0)
        ranks[..., start : start + many] = competition_ranks(found).transpose(1, 2, 0)
    return Replications(study.aggregates, nominal, competition_ranks(nominal), scores, ranks, settings)


def settings_of(study: Study, replications: int, seed: int) -> Settings:
    """The settings, checked."""
    if replications < 1:
        raise ValueError(f"replications: at least 1 is needed; found {replications}")
    if not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"seed: a whole number from 0 to {LARGEST_SEED} is needed; found {seed}")
    return Settings(seed, replications, {choice.name: choice.described() for choice in study.varied})
