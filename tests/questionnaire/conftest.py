"""The small instruments that the tests share."""

from pathlib import Path

import pytest

from coherence.questionnaire import Questionnaire, load

INSTRUMENTS = Path(__file__).parent / "instruments"


@pytest.fixture(scope="session")
def instruments() -> dict[str, Questionnaire]:
    return {path.parent.name: load(path) for path in sorted(INSTRUMENTS.glob("*/questionnaire.yaml"))}


@pytest.fixture(scope="session")
def conditions(instruments: dict[str, Questionnaire]) -> Questionnaire:
    return instruments["conditions"]
