"""The glossary: one term in six languages; a translation that departs from it is looked at and listed."""

import csv
import shutil
from collections import Counter

import pytest
from click.testing import CliRunner

from coherence import catalogs, glossary, paths, translation_status
from coherence.cli import main
from coherence.editions import queries as editions


def test_the_glossary_has_the_terms_of_the_field_in_every_language_with_their_source():
    with glossary.FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 120
    assert [name for row in rows for name, cell in row.items() if not cell.strip() and name != "note"] == []
    assert [id for id, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    assert {row["scope"] for row in rows} == set(glossary.SCOPES)


def test_no_translation_departs_from_the_glossary_but_where_it_is_listed():
    assert list(glossary.faults()) == []


def test_a_listed_departure_has_a_reason():
    assert all(glossary.listed().values())


@pytest.fixture
def altered(tmp_path, monkeypatch):
    """Only the catalog of the first instrument in French, in which one text is another one."""
    original = catalogs.file("fr", "migration-development")
    copied = tmp_path / original.relative_to(paths.TRANSLATIONS)
    copied.parent.mkdir(parents=True)
    shutil.copy(original, copied)
    monkeypatch.setattr(paths, "TRANSLATIONS", tmp_path)
    translation_status.status.cache_clear()

    def alter(old: str, new: str) -> None:
        file = catalogs.file("fr", "migration-development")
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    yield alter
    translation_status.status.cache_clear()


def test_another_word_for_a_term_is_reported_with_place_and_term(altered):
    altered(
        "l’engagement international de réduire le coût des envois de fonds", "l’engagement sur le prix des transferts"
    )
    found = [fault for fault in glossary.faults() if "remittance-costs.text" in fault]
    assert found
    assert all(fault.startswith("fr/migration-development: remittance-costs.text: does not use") for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("au cours des 12 derniers mois", "au cours des 10 derniers mois", "has other numbers than the English"),
        (
            "Le pays a-t-il donné suite à l’engagement international de réduire le coût des envois de fonds",
            "Has the country acted on the international commitment to lower the cost of remittances?",
            "is the English text",
        ),
        ("réduire le coût des envois de fonds", "réduire le <b>coût</b> des envois de fonds", "has other markup"),
        ("réduire le coût des envois de fonds", "\u202eréduire le coût des envois de fonds", "marks of direction"),
        (
            "réduire le coût des envois de fonds",
            "réduire" + " vraiment" * 30 + " le coût des envois de fonds",
            "longer",
        ),
    ],
)
def test_what_can_be_counted_in_a_translation_is_checked(altered, old, new, fault):
    text = next(line for line in french().splitlines() if line.startswith("msgstr") and old in line)
    altered(text, text.replace(old, new, 1) if not new.startswith("Has") else f'msgstr "{new}"')
    assert [found for found in glossary.faults() if fault in found]


def french() -> str:
    return catalogs.file("fr", "migration-development").read_text(encoding="utf-8")


def test_a_departure_that_was_mended_is_no_longer_listed(altered):
    mended = "departures.csv: fr/migration-development: returnee-groups.level.0: returnee: no longer a departure"
    assert mended not in glossary.faults()
    altered("ou tous reçoivent la même chose", "ou tous les migrants de retour reçoivent la même chose")
    assert mended in glossary.faults()


def test_the_status_counts_what_is_done_and_says_how_it_was_made():
    result = CliRunner().invoke(main, ["translations", "status"])
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    named = {(line[0], line[1]) for line in lines}
    assert named == {(name, tag) for name in editions.library() for tag in catalogs.TRANSLATED}
    french = next(line for line in lines if line[:2] == ["migration-development", "fr"])
    assert french[2:4] == ["100", "%"]


def test_a_changed_question_makes_its_translation_stale(altered):
    altered('msgid "Has the government adopted a strategy', 'msgid "Is there a strategy')
    found = translation_status.status("fr", "migration-development")
    assert (found.stale, found.complete, found.total - found.done) == (1, False, 1)
