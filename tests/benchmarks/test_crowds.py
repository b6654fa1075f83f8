"""More units than a page bears: said on the page, whole in the files."""

import re

import pytest

from coherence.benchmarks.report import crowd

WORD = "Units shown by name: 7. So many are not drawn"
LISTS = ("ranks", "plane", "trend")


@pytest.fixture
def crowded(monkeypatch):
    monkeypatch.setattr(crowd, "MOST", 6)  # of the seven that show their name


def test_lists_and_pictures_of_too_many_units_give_way_to_a_word(published, reader, crowded):
    page = reader.get("/en/benchmarks/trial-2026/1/comparison/").html
    assert page.count(WORD) == 3
    assert not re.search(r'id="chart-(ranks|heat|plane)', page)
    assert not any(f'id="table-{name}"' in page for name in LISTS)
    assert "a dot for each unit" not in page


def test_files_hold_all_of_too_many_units(published, reader, crowded):
    file = reader.client.get("/en/benchmarks/trial-2026/1/comparison.json").text
    assert file.count("France") >= 1 + len(LISTS)


def test_fewer_units_are_drawn_and_listed(published, reader):
    page = reader.get("/en/benchmarks/trial-2026/1/comparison/").html
    assert WORD not in page
    assert all(f'id="table-{name}"' in page for name in LISTS)
