"""The published JSON Schema: up to date, and every instrument fits it."""

import json
from pathlib import Path

import jsonschema
import pytest

from coherence import paths
from coherence.exchange.json_schema import schema_text
from coherence.questionnaire import source
from tests.exchange.conftest import SMALL

FILES = sorted([*paths.QUESTIONNAIRES.glob("*/questionnaire.yaml"),
                *(Path(__file__).parents[1] / "questionnaire/instruments").glob("*/questionnaire.yaml")])  # fmt: skip
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text()))


def test_the_published_schema_is_that_of_the_program():
    published = (paths.QUESTIONNAIRES / "schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: coherence questionnaire schema > questionnaires/schema.json"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_every_instrument_fits_the_schema(file):
    VALIDATOR.validate(source.read(file.read_text(encoding="utf-8"), file.name).data)


@pytest.mark.parametrize(
    "change",
    [{"edition": "one"}, {"title": None}, {"groups": []}, {"colour": "red"}, {"status": "copied"}],
    ids=lambda change: next(iter(change)),
)
def test_what_does_not_fit_is_found(change):
    assert not VALIDATOR.is_valid({**SMALL["nested"].document, **change})
