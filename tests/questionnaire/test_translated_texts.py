"""Translation changes texts and nothing else."""

from collections import Counter
from dataclasses import replace

import pytest

from coherence.questionnaire import Questionnaire, Text, from_document, texts, translated

NAMES = ["conditions", "decision-table", "nested", "numbers", "sdg-17-14-1-like", "spar-like"]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_has_a_context_of_its_own(instruments: dict[str, Questionnaire], name: str) -> None:
    contexts = Counter(text.context for text in texts(instruments[name]))
    assert max(contexts.values()) == 1


def test_contexts_say_where_a_text_stands(conditions: Questionnaire) -> None:
    found = {text.context: text.message for text in texts(conditions)}
    assert found["questionnaire.title"] == "Conditions between items"
    assert found["standing-mechanism.text"] == "Is there a standing mechanism?"
    assert found["standing-mechanism.level.2"] == "It meets regularly"
    assert found["mechanism-minutes.level.1"] == "yes"
    assert found["coordination.title"] == "Coordination"
    assert found["band.established"] == "Established"
    assert found["term.diaspora.definition"].startswith("People abroad")
    assert found["role.option.origin"] == "Country of origin"
    assert found["services.extra.voting"] == "Voting from abroad"
    assert found["pension-agreements.unit"] == "agreements"


def test_levels_that_count_from_one_keep_their_number(instruments: dict[str, Questionnaire]) -> None:
    contexts = {text.context for text in texts(instruments["spar-like"])}
    assert "gender.level.5" in contexts
    assert "gender.level.0" not in contexts


@pytest.mark.parametrize("name", NAMES)
def test_round_trip_gives_the_original_back(instruments: dict[str, Questionnaire], name: str) -> None:
    original = instruments[name]
    messages = {text.context: text.message for text in texts(original)}
    other = translated(original, lambda context, message: f"\u0639 {context} {message[::-1]}", "ar")
    assert other.language == "ar"
    assert all(text.message.startswith("\u0639") for text in texts(other))
    assert translated(other, lambda context, message: messages[context], original.language) == original


def without_texts(questionnaire: Questionnaire) -> Questionnaire:
    """The same questionnaire with every text replaced by its context."""
    return translated(questionnaire, lambda context, message: context, "en")


@pytest.mark.parametrize("name", NAMES)
def test_ids_numbers_conditions_and_digest_stay(instruments: dict[str, Questionnaire], name: str) -> None:
    original = instruments[name]
    other = translated(original, lambda context, message: "\u0639" + message.upper(), "ar")
    assert other.digest == original.digest
    assert other != original
    assert without_texts(other) == without_texts(original)
    again = from_document(other.document)
    assert again == replace(other, digest=again.digest)


@pytest.mark.parametrize("bad", ["", "  ", "a\u202eb", "a\x00b", "x" * 5001])
def test_faulty_translation_is_ignored(conditions: Questionnaire, bad: str) -> None:
    assert translated(conditions, lambda context, message: bad, "en") == conditions


def test_hostile_translation_stays_plain_text(conditions: Questionnaire) -> None:
    hostile = "<script>x</script> {{7*7}} %(name)s"
    other = translated(conditions, lambda context, message: hostile, "fr")
    assert other.item("mandate").text == hostile
    assert other.item("standing-mechanism").id == "standing-mechanism"


def test_original_is_not_changed(conditions: Questionnaire) -> None:
    before = list(texts(conditions))
    translated(conditions, lambda context, message: "X", "fr")
    assert list(texts(conditions)) == before
    assert all(isinstance(text, Text) and text.comment for text in before)
