"""Benchmarks as text, and back: canonical JSON, so that the same benchmark has the same digest."""

import json
from collections.abc import Iterable

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from coherence.benchmarks.model import Benchmark, Standing
from coherence.questionnaire.canonical import canonical
from scoring.benchmarks.policy import Release

BENCHMARK, STANDING = TypeAdapter(Benchmark), TypeAdapter(Standing)


def written(value: Benchmark) -> str:
    """Keys in order, no spaces, UTF-8 letters as they are."""
    return canonical(to_jsonable_python(value))


def written_standing(value: Standing) -> str:
    """Nobody knows a standing by its digest: its keys stand as they come, which takes a fourth of the time."""
    return STANDING.dump_json(value).decode()


def read(document: str) -> Benchmark:
    return BENCHMARK.validate_json(document)


def standing(document: str) -> Standing:
    return STANDING.validate_json(document)


def written_release(one: Release) -> str:
    return canonical([one.measure, dict(one.values), one.shown])


def written_releases(releases: Iterable[str]) -> str:
    """Releases that are written each by itself, as one text."""
    return f"[{','.join(releases)}]"


def read_releases(text: str) -> list[Release]:
    return [Release(*one) for one in json.loads(text)]
