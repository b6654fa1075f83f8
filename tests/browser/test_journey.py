"""The whole way, in three languages and two widths: start, fill, lose the network, find everything again.

Held to the rules is what only this way leads to; the other pages are in `test_pages`.
"""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import QUESTIONNAIRE
from tests.browser.rules import NARROW, WIDE, check
from tests.cases import seldom

LANGUAGES = ("en", "fr", "ar")
WIDTHS = {"wide": WIDE, "narrow": NARROW}
OFTEN = {("en", "wide"), ("fr", "narrow"), ("ar", "narrow")}  # the others are left to `make thorough`
FIRST, SECOND = "shared-vision", "coordination"


@pytest.mark.parametrize(
    ("language", "width"),
    seldom(product(LANGUAGES, WIDTHS), OFTEN),
)
def test_from_the_start_to_a_sum(laptop, open_page, watch, language, width):
    the_whole_way(open_page(viewport=WIDTHS[width]), watch, laptop, language)


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_is_the_same_on_each_database(live_server, page, watch, language):
    the_whole_way(page, watch, live_server, language)


def the_whole_way(page, watch, server, language):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    home = start(page, server, language)
    fill_section(page, f"{home}sections/{FIRST}", levels={"joint-strategy": "2", "shared-analysis": "dont_know"})
    page.locator("button[name=next]").click()
    page.wait_for_url(f"{home}sections/{SECOND}")
    fill_section(page, page.url, levels={"standing-mechanism": "3", "joint-programmes": "1", "official-training": "0"})
    lose_the_network(page)
    result(page, home)


def start(page, server, language):
    page.goto(f"{server}/{language}/start/{QUESTIONNAIRE}")
    page.locator("#unit").fill("Utopia")
    for value in ("origin", "destination", "country"):
        page.locator(f"input[value={value}]").check()
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/a/[^/]+/$"))
    check(page)
    return page.url


def fill_section(page, url, levels):
    page.goto(url)
    for item, level in levels.items():
        page.locator(f"input[name={item}-value][value='{level}']").check()
        expect(page.locator(f"#{item} .state")).to_have_attribute("data-is", "saved")
    check(page)


def lose_the_network(page):
    """What is typed without a network is kept, said to be kept, and sent when the network is back."""
    item = page.locator("#mandate-division")
    item.locator("summary").click()
    page.context.set_offline(True)
    item.locator("textarea[name$=-comment]").fill("Typed in a tunnel – كُتب في نفق")
    item.locator("input[name$=-evidence]").fill("Decree 12")
    item.locator("input[name$=-value][value='1']").check()
    expect(item.locator(".state")).to_have_attribute("data-is", "offline")
    check(page)
    page.context.set_offline(False)
    expect(item.locator(".state")).to_have_attribute("data-is", "saved")
    page.reload()
    expect(item.locator("textarea[name$=-comment]")).to_have_value("Typed in a tunnel – كُتب في نفق")
    expect(item.locator("input[name$=-evidence]")).to_have_value("Decree 12")
    expect(item.locator("input[name$=-value]:checked")).to_have_value("1")
    expect(page.locator("input[name=standing-mechanism-value]:checked")).to_have_value("3")


def result(page, home):
    page.goto(home)
    check(page)
    page.locator("main a[href$='/result/']").click()
    page.wait_for_url(f"{home}result/")
    page.locator(f"th a[href$='/result/{SECOND}']").click()
    page.wait_for_url(f"{home}result/{SECOND}")
    expect(page.locator(".calculation")).to_be_visible()
