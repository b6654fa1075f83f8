"""Benchmarks as text, and back: canonical JSON, so that the same benchmark has the same digest."""

import hashlib
import json
from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from coherence.benchmarks.model import Benchmark, Standing
from scoring.benchmarks.policy import Release

BENCHMARK, STANDING = TypeAdapter(Benchmark), TypeAdapter(Standing)


def written(value: Benchmark | Standing) -> str:
    """Keys in order, no spaces, UTF-8 letters as they are."""
    return _canonical(to_jsonable_python(value))


def digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def read(document: str) -> Benchmark:
    return BENCHMARK.validate_json(document)


def standing(document: str) -> Standing:
    return STANDING.validate_json(document)


def written_releases(releases: Sequence[Release]) -> str:
    return _canonical([[one.measure, dict(one.values), one.shown] for one in releases])


def read_releases(text: str) -> list[Release]:
    return [Release(*one) for one in json.loads(text)]


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
