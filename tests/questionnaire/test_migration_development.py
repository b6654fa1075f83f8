"""What the instrument on migration and development promises: size, guidance, levels, sources that are really served."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from coherence import paths
from coherence.questionnaire import Item, Questionnaire, load
from coherence.questionnaire.answers import read_answer
from coherence.questionnaire.examples import Example, differences, load_examples
from coherence.questionnaire.model import Level, LevelScale
from scoring import State

FOLDER = paths.QUESTIONNAIRES / "migration-development"
QUESTIONNAIRE = load(FOLDER / "questionnaire.yaml")
EXAMPLES = load_examples(FOLDER / "examples.yaml", QUESTIONNAIRE)
ITEMS = list(QUESTIONNAIRE.items())
VAGUE = re.compile(r"\b(adequate|effective|partly|mostly|sufficient|appropriate|comprehensive)(ly)?\b", re.IGNORECASE)
GENDER = re.compile(r"\b(women|girls|gender)\b", re.IGNORECASE)
RARE = 6


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


CODES = rows_of(Path(__file__).with_name("source_codes.csv"))
PRACTICE = rows_of(FOLDER / "practice.csv")


def levels(item: Item) -> tuple[Level, ...]:
    assert isinstance(item.answer, LevelScale)
    return item.answer.levels


def words_of(item: Item) -> str:
    """Question, guidance and levels in small letters."""
    return " ".join([item.text, item.guidance or "", *(level.text for level in levels(item))]).lower()


WORDS = {item.id: words_of(item) for item in ITEMS}


def stems(code: dict[str, str]) -> list[str]:
    return code["words"].split("|")


def test_size_is_bearable_and_a_third_is_core() -> None:
    assert 72 <= len(ITEMS) <= 84
    assert sum(item.core for item in ITEMS) == 24


def test_there_are_thirteen_dimensions_each_with_core_items() -> None:
    assert len(QUESTIONNAIRE.groups) == 13
    assert all(any(item.core for item in group.items) for group in QUESTIONNAIRE.groups)


def test_every_axis_has_at_least_twelve_items() -> None:
    axes = Counter(item.axis for item in ITEMS)
    assert min(axes[axis] for axis in ("horizontal", "vertical-international", "vertical-local")) >= 12


def without(has: Callable[[Item], object]) -> list[str]:
    """The ids of the items that have not."""
    return [item.id for item in ITEMS if not has(item)]


def test_every_item_has_five_levels_guidance_evidence_and_sources() -> None:
    assert without(lambda item: item.kind == "level") == []
    assert without(lambda item: [level.value for level in levels(item)] == [0, 1, 2, 3, 4]) == []
    assert without(lambda item: item.guidance and item.evidence and item.sources) == []
    assert without(lambda item: item.sdg or item.gcm) == []


def test_every_item_asks_one_question() -> None:
    assert without(lambda item: item.text.endswith("?") and item.text.count("?") == 1) == []


def test_levels_say_what_can_be_checked() -> None:
    vague = {item.id: [word for level in levels(item) for word in VAGUE.findall(level.text)] for item in ITEMS}
    assert {id: words for id, words in vague.items() if words} == {}


def test_no_two_items_share_a_level_text() -> None:
    texts = Counter(level.text for item in ITEMS for level in levels(item))
    assert [text for text, times in texts.items() if times > 1] == []


def test_gender_is_asked_in_its_own_right() -> None:
    assert sum(bool(GENDER.search(item.text)) for item in ITEMS) >= 3


def test_all_codes_of_the_source_documents_are_listed_once() -> None:
    codes = [code["code"] for code in CODES]
    assert len(codes) == len(set(codes)) == 126
    assert {source for item in ITEMS for source in item.sources} == set(codes)
    assert all(0 < len(code["topic"].split()) <= 8 for code in CODES)


def test_every_source_code_is_served_by_content() -> None:
    """Every stem stands in an item with the code, and one of them is no word that stands everywhere."""
    for code in CODES:
        served = [WORDS[item.id] for item in ITEMS if code["code"] in item.sources]
        assert served, code
        assert 1 <= len(stems(code)) <= 3, code
        assert [stem for stem in stems(code) if not any(stem in words for words in served)] == [], code
        assert min(sum(stem in words for words in WORDS.values()) for stem in stems(code)) <= RARE, code


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_worked_example_gives_its_scores(example: Example) -> None:
    assert differences(QUESTIONNAIRE, example) == []


def test_there_are_at_least_eight_worked_examples() -> None:
    assert len(EXAMPLES) >= 8


def test_practice_country_answers_every_item_in_order() -> None:
    assert [row["item"] for row in PRACTICE] == [item.id for item in ITEMS]
    assert all(practice_answer_fits(QUESTIONNAIRE, row) for row in PRACTICE)


def practice_answer_fits(questionnaire: Questionnaire, row: dict[str, str]) -> bool:
    """A level without a state, or a state without a level; a reason exactly when the item does not apply."""
    state = State(row["state"] or State.SCORED)
    if state is State.SCORED:
        read_answer(questionnaire.item(row["item"]), row["answer"])
        return row["reason"] == ""
    return row["answer"] == "" and bool(row["reason"]) == (state is State.NOT_APPLICABLE)


def test_practice_country_shows_every_kind_of_answer() -> None:
    states = Counter(row["state"] for row in PRACTICE)
    assert states[State.DONT_KNOW] >= 4
    assert states[State.NOT_APPLICABLE] >= 3
    assert {row["answer"] for row in PRACTICE} == {"", "0", "1", "2", "3", "4"}


def test_practice_country_links_lead_nowhere_real() -> None:
    links = [row["evidence"] for row in PRACTICE if "://" in row["evidence"]]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
