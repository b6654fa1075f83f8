"""From a list of benchmarks to one's own place in one; and the round behind it, from its first unit to its publication.

One kind of database and a small questionnaire: what the pages look like is the same with more of it.
"""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from coherence.benchmarks import operations as benchmarks
from coherence.benchmarks import views
from coherence.rounds import organisers
from coherence.rounds import queries as rounds
from tests.benchmarks.conftest import filled, held
from tests.browser.rules import NARROW, check, check_room, check_widths
from tests.cases import seldom

UNIT, NAMES = "FR", {"en": "France", "ar": "فرنسا"}
ONE = "/benchmarks/trial-2026/1/"


@pytest.fixture(scope="module")
def links(laptop_app):
    """Two rounds that are published; the links of the units in the second."""
    with laptop_app.app_context():
        filled("trial-2024", 2024)
        _, units = filled("trial-2026", 2026)
        benchmarks.publish(rounds.round_by_code("trial-2026"))
    return units


@pytest.fixture(scope="module")
def open_round(laptop_app):
    """The manager's link to a round that still runs, and the link of one of its units."""
    with laptop_app.app_context():
        manager, units = filled("running-2027", 2027, close=False)
    return manager, units[UNIT]


@pytest.mark.parametrize("language", seldom(NAMES, ["ar"]))
def test_from_the_list_of_benchmarks_to_the_place_of_a_unit(page, laptop, links, language):
    page.goto(f"{laptop}/{language}/benchmarks/")
    check_widths(page)
    page.locator(".cards a[href*='trial-2026']").click()
    check_widths(page)
    page.locator("table a", has_text=NAMES[language]).click()
    expect(page.locator(".cover h1")).to_have_text(NAMES[language])
    check_widths(page)


def test_long_tables_are_folded_and_printed_whole(page, laptop, links):
    page.goto(f"{laptop}/en{ONE}comparison/?unit={UNIT}")
    shown = "table => table.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})"
    questions = page.locator("#table-questions")
    assert not questions.evaluate(shown)
    page.emulate_media(media="print")
    try:
        assert questions.evaluate(shown)
    finally:
        page.emulate_media(media="screen")
    page.locator("summary", has_text="All questions").click()
    expect(questions).to_be_visible()


def test_another_group_and_other_weights(page, watch, laptop, links):
    watch.expect("status of 422")
    page.goto(f"{laptop}/en{ONE}comparison/?unit={UNIT}")
    page.locator("#group").select_option(label="Country (n = 13)")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".subtitle")).to_contain_text("Country (n = 13)")
    page.locator(".compare summary").last.click()
    page.locator("#w0").fill("100")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#table-weights")).to_contain_text("Published weight")
    expect(page.locator("#chart-weights-chart")).to_contain_text("Published weight")
    expect(page.locator("#group")).to_have_value("level:country")
    check(page)
    page.locator("#w0").fill("1e9")
    page.locator(".compare").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#w0-wrong")).to_have_text("A number from 0 to 100 is needed.")
    check(page)


def test_the_pdf_in_arabic(page, watch, laptop, links):
    watch.expect("ERR_ABORTED.*pdf")  # what a browser calls a page that turns out to be a download
    page.goto(f"{laptop}/ar{ONE}comparison/?unit={UNIT}")
    with page.expect_download() as begun:
        page.locator(".files a[href*='.pdf']").click()
    reader = PdfReader(begun.value.path())
    assert begun.value.suggested_filename.endswith("-ar.pdf")
    assert reader.trailer["/Root"]["/Lang"] == "ar"
    assert len(reader.pages) > 5


@pytest.mark.parametrize("language", seldom(NAMES, ["en"]))
def test_ones_own_place_and_report_from_the_page_of_the_assessment(page, laptop, links, language):
    page.goto(f"{laptop}/{language}/a/{links[UNIT]}/")
    check_widths(page)
    page.locator("main a[href$='/comparison/']").first.click()
    expect(page.locator(".cover h1")).to_have_text(NAMES[language])
    check_widths(page)
    page.goto(f"{laptop}/{language}/a/{links[UNIT]}/report/")
    check_widths(page)


@pytest.mark.thorough
@pytest.mark.parametrize("language", NAMES)
def test_every_rule_holds_on_a_small_screen_too(page, laptop, links, language):
    own = f"/a/{links[UNIT]}"
    page.set_viewport_size(NARROW)
    for path in (
        "/benchmarks/",
        ONE,
        f"{ONE}comparison/",
        f"{ONE}comparison/?unit={UNIT}&w0=50",
        f"{own}/",
        f"{own}/comparison/",
        f"{own}/report/",
    ):
        page.goto(f"{laptop}/{language}{path}")
        check(page)


@pytest.mark.parametrize("language", seldom(NAMES, ["ar"]))
def test_what_may_be_published_is_chosen_while_the_round_runs(page, laptop, open_round, language):
    page.goto(f"{laptop}/{language}/a/{open_round[1]}/")
    check_widths(page)
    page.locator("input[name=consent][value=anonymous]").check()
    page.locator("form[action$='/consent'] button").click()
    expect(page.locator("input[name=consent]:checked")).to_have_value("anonymous")


def test_a_round_from_its_units_to_its_publication(page, laptop, open_round):
    address = f"{laptop}/en/r/{open_round[0]}/"
    page.goto(address.replace("/en/", "/ar/"))
    check_widths(page)
    page.goto(address)
    page.locator("#q").fill("Kiribati")
    page.get_by_role("button", name="Search").click()
    page.locator("input[name=country][value=KI]").check()
    page.get_by_role("button", name="Add the countries ticked").click()
    expect(page.locator("section", has_text="1 unit takes part from now on").locator("bdi")).to_contain_text("/a/")
    check_room(page)
    page.locator("input[name=sure]").check()
    page.get_by_role("button", name="Close the round").click()
    expect(page.locator("#add")).to_have_count(0)
    page.goto(address.replace("/en/", "/ar/"))
    check_widths(page)
    page.goto(address)
    page.locator("input[name=sure]").check()
    page.get_by_role("button", name="Publish the benchmark").click()
    page.wait_for_url("**/benchmarks/running-2027/1/")
    expect(page.locator("h1")).to_have_text("Trial 2027")


def test_an_organiser_makes_a_round_brings_in_answers_and_takes_them_out(page, watch, laptop, laptop_app):
    watch.expect("status of 422", "ERR_ABORTED.*csv")
    with laptop_app.app_context():
        token = organisers.link("Agency")
    page.goto(f"{laptop}/en/o/{token}/")
    page.get_by_role("link", name="Make a round").click()
    page.get_by_role("button", name="Make the round").click()
    expect(page.locator("#title-error")).to_be_visible()
    check_room(page)
    page.get_by_label("Title").fill("Pacific 2026")
    page.get_by_label("Code", exact=True).fill("pacific-2026")
    page.locator("input[name=questionnaire][value=sdg-17-14-1]").check()
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-12-31")
    page.get_by_role("button", name="Make the round").click()
    page.wait_for_url("**/r/**")
    page.goto(f"{page.url}?q=KI")
    page.locator("input[name=country][value=KI]").check()
    page.get_by_role("button", name="Add the countries ticked").click()
    for rows, said in (
        ("KI,nothing,1\nKI,commitment-elements,nothing\n", "column item"),
        ("KI,commitment-elements,,dont_know\n", "1 answer was"),
    ):
        head = "unit,item,answer,state\n" if "dont" in rows else "unit,item,answer\n"
        page.locator("#answers-file").set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": (head + rows).encode()}
        )
        page.get_by_role("button", name="Bring in the answers").click()
        expect(page.locator("main")).to_contain_text(said)
        check_room(page)
    with page.expect_download() as begun:
        page.get_by_role("link", name="The answers that were brought in").click()
    assert "dont_know" in begun.value.path().read_text()
    page.get_by_role("button", name="Make a new link").click()
    expect(page.locator("#address")).to_have_value(re.compile("/en/r/"))
    check_widths(page)


def test_a_long_publishing_shows_how_far_it_is_and_leads_to_the_benchmark(page, laptop, laptop_app, monkeypatch):
    monkeypatch.setattr(views, "PATIENCE", 0)
    with laptop_app.app_context():
        manager, _ = filled("long-2028", 2028)
    with held():
        page.goto(f"{laptop}/en/r/{manager}/")
        page.get_by_label("I am sure: publish").check()
        page.get_by_role("button", name="Publish the benchmark").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        check_widths(page)
    page.wait_for_url("**/benchmarks/long-2028/1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trial 2028")
