"""What is loaded: defaults, merged rules, plain text, a document that gives the same questionnaire again."""

import json
from dataclasses import replace

import pytest
import yaml

from coherence.questionnaire import Questionnaire, digest, from_document, parse
from coherence.questionnaire.model import Choice, LevelScale, Number, Table
from coherence.questionnaire.places import Json
from coherence.questionnaire.show import show

NAMES = ["conditions", "decision-table", "nested", "numbers", "sdg-17-14-1-like", "spar-like"]
HEAD = """
id: big
edition: 1
language: en
title: T
about: A
owner: O
status: original
scoring: {aggregation: arithmetic, not_answered: left-out, dont_know: left-out, not_applicable: left-out,
  minimum_coverage: 0}
groups:
  - id: g
    title: G
    items:
"""


@pytest.mark.parametrize("name", NAMES)
def test_stored_document_gives_the_same_questionnaire(instruments: dict[str, Questionnaire], name: str) -> None:
    questionnaire = instruments[name]
    stored = json.loads(json.dumps(questionnaire.document))
    again = from_document(stored)
    assert again == questionnaire
    assert again.digest == questionnaire.digest == digest(stored)
    assert hash(again) == hash(questionnaire)


def reordered(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: reordered(part) for key, part in reversed(value.items())}
    return [reordered(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", NAMES)
def test_digest_does_not_depend_on_key_order_comments_and_quotes(
    instruments: dict[str, Questionnaire], name: str
) -> None:
    questionnaire = instruments[name]
    text = yaml.safe_dump(reordered(questionnaire.document), sort_keys=False, default_style='"', allow_unicode=True)
    plain = yaml.safe_dump(reordered(questionnaire.document), sort_keys=False, width=60)
    again = parse("# a comment\n" + plain, "questionnaire.yaml")
    assert again.digest == questionnaire.digest
    assert '"' in text


def test_digest_depends_on_every_text_and_number(conditions: Questionnaire) -> None:
    other = dict(conditions.document) | {"title": "Another title"}
    assert from_document(other).digest != conditions.digest


def test_whole_numbers_with_and_without_decimals_are_the_same() -> None:
    item = "      - {id: a, text: A, levels: [a, b], weight: %s}\n"
    assert parse(HEAD + item % "1.0", "q.yaml").digest == parse(HEAD + item % "1", "q.yaml").digest


def test_rules_and_bands_of_a_group_replace_single_keys(instruments: dict[str, Questionnaire]) -> None:
    nested = instruments["nested"]
    innermost, outer = nested.group("innermost"), nested.group("outer")
    assert outer.rules == replace(nested.rules, minimum_coverage=0)
    assert innermost.rules == replace(nested.rules, minimum_coverage=0, not_answered="zero")
    assert [band.id for band in innermost.bands] == ["low-end", "high-end"]
    assert outer.bands == ()


def test_items_come_in_display_order_with_items_before_groups(instruments: dict[str, Questionnaire]) -> None:
    ids = [item.id for item in instruments["nested"].items()]
    assert ids == ["own-item", "deep-first", "deep-second", "side", "notes", "plain-item"]


def test_items_and_groups_are_found_by_id(conditions: Questionnaire) -> None:
    assert isinstance(conditions.item("mandate").answer, Choice)
    assert conditions.group("abroad").title == "Emigrants"
    with pytest.raises(KeyError):
        conditions.item("coordination")
    with pytest.raises(KeyError):
        conditions.group("mandate")


def test_words_that_older_yaml_takes_for_booleans_stay_words(conditions: Questionnaire) -> None:
    answer = conditions.item("mandate-reviewed").answer
    assert isinstance(answer, LevelScale)
    assert [(level.value, level.text, level.points) for level in answer.levels] == [
        (0, "no", 0),
        (1, "yes", 1),
    ]


def test_decisions_are_spelt_out_for_every_combination(instruments: dict[str, Questionnaire]) -> None:
    answer = instruments["decision-table"].item("pre-entry").answer
    assert isinstance(answer, Table)
    assert dict(answer.decisions)[(1, 2)] == 83
    assert [points for levels, points in answer.decisions if levels[0] == 2] == [100, 100, 100]


def test_numbers_keep_their_limits(instruments: dict[str, Questionnaire]) -> None:
    answer = instruments["numbers"].item("remittance-cost").answer
    assert answer == Number("per cent", 0, 100, 3, 10, True)


HOSTILE = "{{7*7}} ${7*7} {% for x in [] %} <script>document.title='XSS'</script> %s {0} %(x)s"


def test_hostile_text_stays_plain_text() -> None:
    item = f'      - {{id: a, text: "{HOSTILE}", levels: ["{HOSTILE}", b]}}\n'
    questionnaire = parse(HEAD + item, "q.yaml")
    assert questionnaire.item("a").text == HOSTILE
    assert "{{7*7}}" in show(questionnaire)
    assert "49" not in show(questionnaire)


def test_right_to_left_text_is_kept() -> None:
    arabic = "\u0647\u0644 \u062a\u0646\u0633\u0642 \u0627\u0644\u062d\u0643\u0648\u0645\u0629\u061f"
    assert parse(HEAD + f"      - {{id: a, text: {arabic}, levels: [a, b]}}\n", "q.yaml").item("a").text == arabic


@pytest.mark.parametrize("name", NAMES)
def test_shown_text_names_every_item(instruments: dict[str, Questionnaire], name: str) -> None:
    shown = show(instruments[name])
    assert all(f"[{item.id}]" in shown for item in instruments[name].items())
