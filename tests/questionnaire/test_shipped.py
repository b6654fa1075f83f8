"""Every questionnaire that comes with the program loads, reads, translates and scores from 0 to 100."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from coherence import paths
from coherence.questionnaire import Questionnaire, load, translated
from coherence.questionnaire.example_files import Extreme
from coherence.questionnaire.examples import Example, differences
from coherence.questionnaire.places import Json
from coherence.questionnaire.show import show

FILES = sorted(paths.QUESTIONNAIRES.glob("*/questionnaire.yaml"))
READ = {"title", "about", "text", "guidance", "evidence", "term", "definition", "name", "unit", "levels"}
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)


def profiles(questionnaire: Questionnaire) -> Iterator[dict[str, tuple[str, ...]]]:
    """Every combination of single options; where several may be chosen, also all of them together."""
    choices = []
    for entry in questionnaire.profile:
        options = tuple(option.id for option in entry.options)
        choices.append([(option,) for option in options] + ([options] if entry.many else []))
    ids = [entry.id for entry in questionnaire.profile]
    return (dict(zip(ids, chosen, strict=True)) for chosen in product(*choices))


def mark(context: str, message: str) -> str:
    """A translation that shows that it was one, in a script that runs the other way."""
    return f"\u2e28\u0639 {message}\u2e29"


def read_by_people(value: Json, key: str = "") -> Iterator[str]:
    """Every text of a document but the titles of its sources, which are cited in their own language."""
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from () if inner == "sources" else read_by_people(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from read_by_people(part, key)
    elif isinstance(value, str) and key in READ:
        yield value


def test_some_questionnaire_is_shipped() -> None:
    assert "migration-development" in [path.parent.name for path in FILES]


@each_file
def test_loads_under_the_name_of_its_folder(path: Path) -> None:
    assert load(path).id == path.parent.name


@each_file
def test_is_shown_with_all_its_items(path: Path) -> None:
    questionnaire = load(path)
    shown = "".join(show(questionnaire).split())  # a long line may break inside an id
    assert [item.id for item in questionnaire.items() if f"[{item.id}]" not in shown] == []


@each_file
def test_every_text_can_be_translated(path: Path) -> None:
    questionnaire = load(path)
    other = translated(questionnaire, mark, "ar")
    assert other.digest == questionnaire.digest
    marked = [mark("", text) for text in read_by_people(questionnaire.document)]
    assert list(read_by_people(other.document)) == marked
    assert show(other) != show(questionnaire)


@each_file
@pytest.mark.parametrize(("every", "value"), [("highest", 100), ("lowest", 0)])
def test_answers_all_at_one_end_score_that_end(path: Path, every: Extreme, value: float) -> None:
    questionnaire = load(path)
    found = {
        str(profile): differences(questionnaire, Example("extreme", None, profile, every, {}, {"overall": value}))
        for profile in profiles(questionnaire)
    }
    assert {profile: wrong for profile, wrong in found.items() if wrong} == {}
