"""The result: every number with bounds and coverage, each opening its own sum, and never a zero for no answer."""

import re

import pytest

from coherence.assessments import operations
from coherence.editions import queries as editions
from tests.assessments.conftest import ITEM, Filling

ITEMS = (
    "standing-mechanism",
    "division-of-tasks",
    "migration-focal-point",
)


@pytest.fixture
def filling(browser):
    return Filling(browser)


def result(filling, node: str = "", status: int = 200):
    return filling.browser.get(f"{filling.home}result/{node}", status)


def coordination_items(filling) -> list[str]:
    filling.section()
    return [name.removesuffix("-version") for name in filling.browser.page.fields if name.endswith("-version")]


def test_without_any_answer_there_is_no_score_and_no_zero(filling):
    page = result(filling)
    assert "No score: too little is answered" in page.text
    assert "0 – 100" in page.text
    assert not re.search(r'class="big"><a[^>]*>\s*<bdi>0<', page.html)


def test_half_of_a_section_gives_a_score_with_bounds_and_coverage(filling):
    items = coordination_items(filling)
    for item in items[: len(items) // 2]:
        filling.save_item(item, value=4)
    page = result(filling, "coordination")
    assert "50%" in page.text
    assert (
        "Bounds: if every open question got its lowest answer the score would be 50, with the highest 100." in page.text
    )
    assert f"{len(items) // 2} of {len(items)} parts have a score." in page.text


def test_below_the_least_coverage_there_is_no_score_but_bounds(filling):
    filling.save_item(value=4)
    page = result(filling, "coordination")
    assert "No score: too little is answered" in page.text
    assert "Below 50% no score is given." in page.text


def test_the_sum_of_a_section_adds_up_on_the_page(filling):
    items = coordination_items(filling)
    for level, item in enumerate(items):
        filling.save_item(item, value=level % 5)
    page = result(filling, "coordination")
    brought = [float(number) for number in re.findall(r"<bdi>([\d.]+)</bdi></td></tr>", page.html)]
    *parts, together = brought
    assert sum(parts) == pytest.approx(together, abs=0.03)
    assert together == pytest.approx(sum(25 * (level % 5) for level in range(len(items))) / len(items), abs=0.01)


def test_an_item_shows_its_answer_its_words_and_its_points(filling):
    filling.save_item(value=3, comment="Minutes of May", evidence="https://example.org/minutes")
    page = result(filling, ITEM)
    assert "100 × 3 ÷ 4 = 75" in page.text
    assert "It met at least twice in the last 12 months" in page.text
    assert "Minutes of May" in page.text
    assert "https://example.org/minutes" in page.links
    assert "Interministerial coordination" in page.text
    assert "Horizontal coherence" in page.text


WAY = ("coordination", ITEM, "vertical-local")


@pytest.mark.parametrize(("all", "many"), [(False, 2), pytest.param(True, 70, marks=pytest.mark.thorough)])
def test_every_number_leads_to_its_sum_down_to_the_answers(filling, all, many):
    """One way is walked with every run, all of them in thorough ones."""
    filling.save_item(value=2)
    page = result(filling)
    waiting = [link for link in page.links if "/result/" in link and not link.endswith("/result/")]
    seen = set()
    while waiting:
        link = waiting.pop()
        if link not in seen and (all or link.rpartition("/")[2] in WAY):
            seen.add(link)
            found = filling.browser.get(link)
            waiting += [link for link in found.links if re.search(r"/a/[^/]+/result/[^/]+$", link)]
    assert {link.rpartition("/")[2] for link in seen} >= set(WAY)
    assert len(seen) > many


def test_what_does_not_apply_leaves_the_denominator(filling):
    first, *others = coordination_items(filling)
    filling.save_item(first, value="not_applicable", reason="There is only one ministry")
    for item in others:
        filling.save_item(item, value=4)
    page = result(filling, "coordination")
    assert "100% of the weight that applies is answered" in page.text
    assert "There is only one ministry" in result(filling, first).text


def test_do_not_know_lowers_coverage_and_is_named(filling):
    first, *others = coordination_items(filling)
    filling.save_item(first, value="dont_know")
    for item in others:
        filling.save_item(item, value=4)
    page = result(filling, "coordination")
    assert "Don’t know: left out" in page.text or "No score: don’t know" in page.text
    assert "100% of the weight" not in page.text


def test_the_two_vertical_axes_are_never_one_number(filling):
    page = result(filling)
    assert "Vertical coherence: international" in page.text
    assert "Vertical coherence: local" in page.text


def test_an_unknown_number_does_not_exist(filling):
    result(filling, "no-such-node", 404)


def test_what_is_not_asked_of_the_unit_does_not_count(browser):
    transit = Filling(browser, roles=("transit",))
    page = result(transit)
    assert "Remittances and investment" not in page.text
    result(transit, "remittance-costs", 404)


def test_charts_have_a_table_beside_them_and_a_title_of_their_own(filling):
    page = result(filling)
    assert page.html.count("<svg") >= 3
    assert page.html.count("<title") == page.html.count('role="img"') + 1
    assert page.html.count("<table") == 2


@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_numbers_and_charts_follow_the_language(browser, language):
    filling = Filling(browser, language)
    page = result(filling)
    assert page.root["lang"] == language
    assert page.root["dir"] == ("rtl" if language == "ar" else "ltr")


def test_an_instrument_without_bands_has_no_column_for_them(app, browser):
    with app.test_request_context():
        plain = operations.start(editions.library()["sdg-17-14-1"], "Utopia", {})
        banded = operations.start(editions.library()["sdg-10-7-2"], "Utopia", {})
    assert "Band" not in browser.get(f"/en/a/{plain}/result/").text
    assert "Band" in browser.get(f"/en/a/{banded}/result/").text
