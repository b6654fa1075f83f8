"""The pages of benchmarks: who sees what, and in which words."""

import hashlib
import json
import re

import pytest

from coherence import i18n
from tests.benchmarks.conftest import ANONYMOUS, MINE, NAMED

ROUND = "/en/benchmarks/trial-2026/1/"
HIDDEN_NAMES = ("Italy", "Portugal", "Kenya", "Ethiopia", "Peru", "Colombia", "Brazil")


def test_the_list_leads_to_the_round_and_the_round_to_a_unit(reader, published):
    assert ROUND in reader.get("/en/benchmarks/").links
    page = reader.get(ROUND)
    assert f"{ROUND}comparison/?unit=FR" in page.links
    assert "Africa (n = 5)" in page.text
    comparison = reader.get(f"{ROUND}comparison/?unit=FR")
    assert (1, "France") in comparison.headings


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_a_comparison_speaks_the_language_of_its_address(reader, published, language):
    page = reader.get(f"/{language}/benchmarks/trial-2026/1/comparison/?unit=MA&group=region:002")
    assert page.root["lang"] == language


@pytest.mark.parametrize("address", [ROUND, f"{ROUND}comparison/", f"{ROUND}comparison/?group=region:150"])
def test_no_public_page_names_a_unit_that_does_not_show_its_name(reader, published, address):
    page = reader.get(address).text
    assert "France" in page
    assert not [name for name in HIDDEN_NAMES if name in page]


@pytest.mark.parametrize("format", ["json", "csv"])
def test_no_public_file_names_a_unit_that_does_not_show_its_name(reader, published, format):
    data = reader.client.get(f"{ROUND}comparison.{format}").data
    assert not [name for name in HIDDEN_NAMES if name.encode() in data]


@pytest.mark.parametrize("code", [*ANONYMOUS, MINE, "XX", "FR'"])
def test_a_unit_without_a_name_has_no_public_comparison(reader, published, code):
    assert reader.client.get(f"{ROUND}comparison/", query_string={"unit": code}).status_code == 404


@pytest.mark.parametrize("code", ["IT", MINE])
def test_whoever_holds_the_link_sees_the_own_unit_among_its_peers(reader, published, code):
    page = reader.get(f"/en/a/{published.links[code]}/comparison/")
    assert (1, {"IT": "Italy", MINE: "Brazil"}[code]) in page.headings


def test_a_unit_that_is_counted_is_not_told_otherwise_beside_a_group_that_is_not_its_own(reader, published):
    page = reader.get(f"/en/a/{published.links['IT']}/comparison/?group=region:002")
    assert "counted in no figure of the group" not in page.text


def test_a_unit_that_keeps_its_results_is_told_that_it_is_not_counted(reader, published):
    page = reader.get(f"/en/a/{published.links[MINE]}/comparison/")
    assert "counted in no figure of the group" in page.text


def test_the_published_document_has_the_digest_that_is_cited(reader, published):
    data = reader.client.get(f"{ROUND}snapshot.json").data
    assert hashlib.sha256(data).hexdigest() in reader.get(ROUND).text
    assert {unit["code"] for unit in json.loads(data)["units"]} == set(NAMED)


def test_other_weights_change_ranks_and_leave_the_groups_figures(reader, published):
    plain = reader.get(f"{ROUND}comparison/?unit=FR").html
    heavy = reader.get(f"{ROUND}comparison/?unit=FR&w0=100&w1=0&w2=0&w3=0").html

    def part(html, id):
        return re.search(f'<table id="table-{id}">.*?</table>', html, re.S)[0]

    assert part(plain, "standing") == part(heavy, "standing")
    assert part(plain, "ranks") != part(heavy, "ranks")
    assert "The weights were changed" in heavy


@pytest.mark.parametrize("weight", ["101", "-1", "x", "NaN", "1e400"])
def test_a_weight_that_is_none_is_refused_with_a_word(reader, published, weight):
    answer = reader.client.get(f"{ROUND}comparison/", query_string={"w0": weight})
    assert answer.status_code == 422
    assert "A number from 0 to 100 is needed." in answer.text


def test_a_group_that_is_none_is_not_found(reader, published):
    assert reader.client.get(f"{ROUND}comparison/?group=region:999").status_code == 404


@pytest.mark.parametrize("format", ["pdf", "xlsx", "json", "csv"])
def test_a_comparison_can_be_kept_as_a_file(reader, published, format):
    answer = reader.client.get(f"/ar/benchmarks/trial-2026/1/comparison.{format}?unit=FR")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.data == reader.client.get(f"/ar/benchmarks/trial-2026/1/comparison.{format}?unit=FR").data


def test_a_list_of_ones_own_takes_the_place_of_the_group(reader, published):
    page = reader.get(f"{ROUND}comparison/?unit=FR&chosen=DE&chosen=ES&chosen=MA")
    assert "Chosen units (n = 3)" in page.text
    ranked = re.search('<table id="table-ranks">.*?</table>', page.html, re.S)[0]
    assert [name for name in ("Germany", "Spain", "Morocco", "France", "Ghana") if name in ranked] == [
        "Germany",
        "Spain",
        "Morocco",
        "France",
    ]


@pytest.mark.parametrize("code", [*ANONYMOUS, MINE, "XX"])
def test_a_unit_without_a_name_cannot_be_chosen(reader, published, code):
    address = f"{ROUND}comparison/?chosen=DE&chosen={code}"
    assert reader.client.get(address).status_code == 404
    own = f"/en/a/{published.links['FR']}/comparison/?chosen=DE&chosen={code}"
    assert reader.client.get(own).status_code == 404
