"""An instrument that is a selection of another one."""

from pathlib import Path

import pytest

from coherence.editions import queries as editions
from coherence.questionnaire import QuestionnaireError, from_document, load, texts

BASE = "migration-development"
SELECTION = "migration-development-core"
HEAD = """id: short
edition: 1
language: {language}
title: Short
about: A few questions.
owner: Nobody
status: original
selection: {{of: {of}, core: {core}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = Path(__file__).parents[2] / "questionnaires" / BASE / "questionnaire.yaml"
    (tmp_path / BASE).mkdir()
    (tmp_path / BASE / source.name).write_bytes(source.read_bytes())
    (tmp_path / "short").mkdir()
    return tmp_path


def written(folder: Path, **parts: str) -> Path:
    file = folder / "short" / "questionnaire.yaml"
    file.write_text(HEAD.format(**{"of": BASE, "core": "true", "language": "en"} | parts))
    return file


def test_a_selection_has_the_core_questions_and_no_words_of_its_own_but_its_head() -> None:
    base, chosen = editions.library()[BASE], editions.library()[SELECTION]
    assert [item for item in base.items() if item.core] == list(chosen.items())
    own = set(texts(chosen)) - set(texts(base))
    assert {text.context for text in own} == {"questionnaire.title", "questionnaire.about"}


def test_a_selection_follows_the_words_of_its_base(folder: Path) -> None:
    file = written(folder)
    before = load(file)
    base = folder / BASE / "questionnaire.yaml"
    base.write_text(base.read_text().replace("Interministerial coordination", "Work between ministries"))
    after = load(file)
    assert after.group("coordination").title == "Work between ministries"
    assert after.digest != before.digest


def test_what_is_stored_of_a_selection_needs_no_base(folder: Path) -> None:
    chosen = load(written(folder))
    again = from_document(chosen.document)
    assert (again, again.digest, again.selection_of) == (chosen, chosen.digest, BASE)


def test_a_selection_speaks_with_the_words_of_its_base() -> None:
    chosen = editions.spoken(editions.library()[SELECTION], "fr")
    base = editions.spoken(editions.library()[BASE], "fr")
    assert chosen.item("standing-mechanism") == base.item("standing-mechanism")
    assert "essentielles" in chosen.title


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"of": "nowhere"}, '8: selection: of: there is no instrument "nowhere" beside this one'),
        ({"of": '"../short"'}, "8: selection: of: must be lower-case words joined by hyphens"),
        ({"language": "fr"}, '3: language: must be the language of "migration-development": en'),
        ({"core": "false"}, "8: selection: core:"),
        (
            {"language": "en\ngroups: []"},
            '4: unknown key "groups". Allowed: id, edition, language, title, about',
        ),
    ],
)
def test_a_selection_of_nothing_says_why(folder: Path, parts: dict[str, str], message: str) -> None:
    with pytest.raises(QuestionnaireError) as refused:
        load(written(folder, **parts))
    assert message in str(refused.value)
    assert len(refused.value.problems) == 1
