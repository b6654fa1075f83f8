"""Every questionnaire that a round trip is tried with, and its translations."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from coherence import catalogs, i18n
from coherence.editions import queries as editions
from coherence.exchange import catalog
from coherence.exchange.languages import HELPERS, Language
from coherence.questionnaire import Questionnaire, from_document, load, texts

SMALL = {
    path.parent.name: load(path)
    for path in sorted((Path(__file__).parents[1] / "questionnaire/instruments").glob("*/questionnaire.yaml"))
}
CHANGED = {
    **SMALL["conditions"].document,
    "edition": 2,
    "changes": {"since": 1, "items": {"standing-mechanism": "scope"}},
}
ALL = {**editions.library(), **SMALL, "changed": from_document(CHANGED)}


@pytest.fixture(params=list(ALL))
def key(request) -> str:
    return request.param


@cache
def words(id: str) -> dict[str, dict[str, str]]:
    """The translations that come with the program; for the small instruments, made-up Arabic and French."""
    questionnaire = ALL[id]
    if id not in editions.library():
        return {tag: {text.context: f"{tag} {text.message}" for text in texts(questionnaire)} for tag in ("ar", "fr")}
    domains = [name for name in (questionnaire.id, questionnaire.selection_of) if name]
    kept = {tag: [catalogs.present(tag, name) for name in domains] for tag in catalogs.TRANSLATED}
    found = {tag: catalog.words(questionnaire, held) for tag, held in kept.items()}
    return {tag: texts for tag, texts in found.items() if texts}


def language(tag: str, texts: dict[str, str]) -> Language:
    return Language(tag, i18n.LANGUAGES[tag].name, {key: f"{tag}: {key}" for key in HELPERS}, texts)


def whole(questionnaire: Questionnaire) -> Questionnaire:
    """What a round trip keeps: everything but how the file is laid out, and that it was a selection."""
    return replace(questionnaire, digest="", selection_of=None)
