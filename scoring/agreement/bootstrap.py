"""How far Krippendorff's alpha would move with other items of the same kind: a bootstrap over items."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.alpha import Coincidences, alpha_of, coincidences, krippendorff
from scoring.agreement.measures import Undefined
from scoring.agreement.ratings import Array

BLOCK = 2_000_000  # numbers held at a time: 16 MB


@dataclass(frozen=True, slots=True)
class Interval:
    """`low` and `high`, or in `undefined` why there are none."""

    low: float | None
    high: float | None
    undefined: Undefined | None
    defined: int
    """Replications in which alpha was defined. The others, of items with equal ratings only, are left out."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """What an interval depends on besides the ratings: kept with the result, so that it can be repeated."""

    seed: int = 1
    replications: int = 1000
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.seed < 0 or self.replications < 1 or not 0 < self.confidence < 1:
            allowed = "a seed of at least 0, at least 1 replication and a confidence between 0 and 1"
            raise ValueError(f"resampling: {allowed} are needed; found {self}")


def intervals(levels: ArrayLike, metrics: Sequence[str], resampling: Resampling) -> dict[str, Interval]:
    """Percentile interval of alpha per metric: quantiles (1 ∓ confidence)/2, type 7, of its replications.

    levels: items × bodies, NaN for a blank. A replication draws as many items as two bodies rated, with
    replacement, and computes alpha anew, its expected disagreement too; bodies stay as they are. All metrics see
    the same draws (PCG64); the order in which items and bodies are given changes nothing. Undefined where alpha
    is, and when alpha is undefined in at least half of the replications.
    Source: Zapf and others, BMC Medical Research Methodology 16 (2016), 93: "standard bootstrap". Krippendorff's
    own (2006) draws single pairs, holds expected disagreement fixed, and covers too little.
    """
    found = coincidences(levels)
    if len(found.counts) < 2 or found.values.size < 2:
        reason = krippendorff(levels).undefined
        return {metric: Interval(None, None, reason, 0) for metric in metrics}
    drawn = _draws(len(found.counts), resampling)
    return {metric: _percentiles(_alphas(found, drawn, metric), resampling.confidence) for metric in metrics}


def _draws(items: int, resampling: Resampling) -> Array:
    """replications × items: how often each item is drawn."""
    generator = np.random.Generator(np.random.PCG64(resampling.seed))
    chosen = generator.integers(items, size=(resampling.replications, items))
    return np.array([np.bincount(row, minlength=items) for row in chosen], dtype=np.float64)


def _alphas(found: Coincidences, drawn: Array, metric: str) -> Array:
    """Alpha per replication, NaN where undefined; computed in blocks."""
    size = max(1, BLOCK // found.values.size**2)
    blocks = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    return np.concatenate([_alphas_of_block(found, block, metric) for block in blocks])


def _alphas_of_block(found: Coincidences, drawn: Array, metric: str) -> Array:
    margins = np.einsum("ri,ic->rc", drawn, found.counts)
    pairs = np.einsum("ri,ick->rck", drawn, found.pairs)
    return alpha_of(margins, pairs, found.values, metric)


def _percentiles(alphas: Array, confidence: float) -> Interval:
    defined = alphas[~np.isnan(alphas)]
    if 2 * defined.size <= alphas.size:
        return Interval(None, None, Undefined.TOO_FEW_REPLICATIONS, int(defined.size))
    low, high = np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high), None, int(defined.size))
