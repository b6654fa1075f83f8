"""Benchmarks as text, and back: canonical JSON, so that the same benchmark has the same digest."""

import json
from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from coherence.benchmarks.model import Benchmark, Standing
from coherence.questionnaire.canonical import canonical
from scoring.benchmarks.policy import Release

BENCHMARK, STANDING = TypeAdapter(Benchmark), TypeAdapter(Standing)


def written(value: Benchmark | Standing) -> str:
    """Keys in order, no spaces, UTF-8 letters as they are."""
    return canonical(to_jsonable_python(value))


def read(document: str) -> Benchmark:
    return BENCHMARK.validate_json(document)


def standing(document: str) -> Standing:
    return STANDING.validate_json(document)


def written_releases(releases: Sequence[Release]) -> str:
    return canonical([[one.measure, dict(one.values), one.shown] for one in releases])


def read_releases(text: str) -> list[Release]:
    return [Release(*one) for one in json.loads(text)]
