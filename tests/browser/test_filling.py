"""Filling a section: what is typed is saved, kept through every mishap, and never put over somebody else's words."""

import re
import threading

import pytest
from playwright.sync_api import expect
from sqlalchemy.exc import OperationalError

from coherence.assessments import operations
from tests.attacks.instrument import nested
from tests.browser.conftest import PATIENCE
from tests.browser.rules import NARROW, check

SECTION = "sections/coordination"
ITEM = "standing-mechanism"
OTHER = "mandate-division"
SAVE = re.compile(rf"/items/{ITEM}$")
NOTHING_STORED = "status of (409|503|507)"


class Section:
    """A section of an assessment, open in one tab."""

    def __init__(self, page, address: str) -> None:
        self.page = page
        self.address = address
        self.page.goto(address)

    def item(self, item: str = ITEM):
        return self.page.locator(f"fieldset[data-item='{item}']")

    def level(self, value: object, item: str = ITEM):
        return self.page.locator(f"input[name='{item}-value'][value='{value}']")

    def field(self, part: str, item: str = ITEM):
        return self.page.locator(f"[name='{item}-{part}']")

    def comment(self, text: str, item: str = ITEM) -> None:
        """Types and leaves the field, as the Tab key does."""
        self.type(text, item)
        self.field("comment", item).blur()

    def type(self, text: str, item: str = ITEM) -> None:
        """Types, and stays in the field."""
        if not self.field("comment", item).is_visible():
            self.item(item).locator("summary").click()
        self.field("comment", item).fill(text)

    def says(self, state: str, item: str = ITEM) -> None:
        expect(self.item(item).locator(".state")).to_have_attribute("data-is", state)

    def holds(self, value: object = None, comment: str | None = None, item: str = ITEM) -> None:
        if value is not None:
            expect(self.page.locator(f"input[name='{item}-value']:checked")).to_have_value(str(value))
        if comment is not None:
            expect(self.field("comment", item)).to_have_value(comment)

    def drafts(self) -> list[str]:
        return self.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('coherence:'))")

    def has_sent_all(self) -> None:
        self.page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('coherence:'))")


@pytest.fixture
def address(begin):
    return begin() + SECTION


@pytest.fixture
def section(page, address):
    return Section(page, address)


@pytest.fixture
def stored(open_page, address):
    """The section as somebody else finds it who opens it now."""
    pages = []

    def look() -> Section:
        pages.append(pages[0] if pages else open_page())
        return Section(pages[0], address)

    return look


# Saving


def test_a_field_is_saved_when_it_is_left_and_says_when(section, stored):
    section.level(2).check()
    section.says("saved")
    expect(section.item().locator(".state")).to_have_text(re.compile(r"\d\d:\d\d$"))
    section.comment("Decree 12")
    section.says("saved")
    section.field("evidence").fill("https://example.org/decree")
    section.field("evidence").blur()
    section.has_sent_all()
    found = stored()
    found.holds(2, "Decree 12")
    expect(found.field("evidence")).to_have_value("https://example.org/decree")


def test_the_moment_is_shown_in_the_readers_own_time(section):
    section.level(2).check()
    section.says("saved")
    section.page.reload()
    time = section.item().locator("time")
    local = (
        "(at) => new Date(at).toLocaleTimeString('en-GB', {timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit'})"
    )
    expect(time).to_have_text(section.page.evaluate(local, time.get_attribute("datetime")))


def test_while_somebody_types_nothing_claims_to_be_saved(section):
    section.comment("First")
    section.says("saved")
    section.type("First, and m")
    section.says("unsaved")


def test_two_clicks_are_one_answer(section, stored):
    section.level(3).dblclick()
    section.says("saved")
    section.has_sent_all()
    assert section.field("version").input_value() == "1"
    stored().holds(3)


def test_what_is_changed_during_a_save_is_saved_after_it(section, stored, monkeypatch):
    go_on, save = threading.Event(), operations.save
    monkeypatch.setattr(operations, "save", lambda *given, **how: go_on.wait(PATIENCE) and save(*given, **how))
    section.level(1).check()
    section.says("saving")
    section.level(2).check()
    section.level(3).check()
    go_on.set()
    section.has_sent_all()
    section.says("saved")
    assert section.field("version").input_value() == "2"
    stored().holds(3)


def test_the_save_button_goes_on_only_when_all_is_saved(section, monkeypatch, watch):
    watch.expect(NOTHING_STORED)
    with monkeypatch.context() as patch:
        patch.setattr(operations, "save", full)
        section.level(2).check()
        section.page.locator("button[name=next]").click()
        expect(section.page.locator("#page-state")).to_have_attribute("data-is", "failed")
        assert section.page.url == section.address
    section.page.locator("button[name=next]").click()
    section.page.wait_for_url(re.compile("/sections/international-norms$"))
    section.page.goto(section.address)
    section.holds(2)


def test_the_enter_key_saves_and_clears_nothing(section, stored):
    section.level(2).check()
    section.says("saved")
    section.item().locator("summary").click()
    section.field("evidence").fill("Decree 12")
    section.field("evidence").press("Enter")
    expect(section.page.locator("#page-state")).to_have_attribute("data-is", "saved")
    found = stored()
    found.holds(2)
    expect(found.field("evidence")).to_have_value("Decree 12")


def test_everything_can_be_done_with_the_keyboard(section, stored):
    keys = section.page.keyboard
    section.level(0).focus()
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    section.says("saved")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("By hand")
    keys.press("Tab")
    section.has_sent_all()
    keys.press("Shift+Tab")
    stored().holds(2, "By hand")


def test_an_answer_can_be_cleared_and_the_comment_stays(section, stored):
    section.level(2).check()
    section.comment("Keep me")
    section.has_sent_all()
    section.item().locator("button[name=clear]").click()
    section.says("saved")
    section.has_sent_all()
    expect(section.item().locator("input:checked")).to_have_count(0)
    found = stored()
    expect(found.item().locator("input:checked")).to_have_count(0)
    found.holds(comment="Keep me")


def test_not_applicable_is_saved_with_its_reason(section, stored):
    expect(section.field("reason")).to_be_hidden()
    section.level("not_applicable").check()
    expect(section.field("reason")).to_be_visible()
    section.says("failed")
    section.field("reason").fill("There is no such ministry")
    section.field("reason").blur()
    section.says("saved")
    found = stored()
    found.holds("not_applicable")
    expect(found.field("reason")).to_have_value("There is no such ministry")


def test_do_not_know_is_an_answer(section, stored):
    section.level("dont_know").check()
    section.says("saved")
    stored().holds("dont_know")


def test_an_answer_the_server_refuses_says_why_and_is_kept(begin, page, watch):
    watch.expect("status of 422")
    section = Section(page, begin("conditions", {"role": ("origin",), "level": ("country",)}) + "sections/abroad")
    section.page.locator("input[value=pensions]").check()
    agreements = section.field("value", "pension-agreements")
    agreements.fill("a few")
    agreements.blur()
    section.says("refused", "pension-agreements")
    expect(section.item("pension-agreements").locator(".error")).to_be_visible()
    expect(agreements).to_have_attribute("aria-invalid", "true")
    check(page)
    page.reload()
    expect(agreements).to_have_value("a few")
    agreements.fill("1234.5")
    agreements.blur()
    section.says("saved", "pension-agreements")
    expect(section.item("pension-agreements").locator(".error")).to_have_count(0)
    page.reload()
    expect(agreements).to_have_value("1234.5")


# Mishaps


def test_what_a_closed_tab_could_not_send_is_there_and_sent_when_the_page_is_opened_again(section, watch, stored):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    section.page.context.set_offline(True)
    section.level(3).check()
    section.type("Half a sent")
    section.page.close()
    section.page.context.set_offline(False)
    again = Section(section.page.context.new_page(), section.address)
    again.holds(3, "Half a sent")
    again.says("saved")
    assert again.drafts() == []
    stored().holds(3, "Half a sent")


def test_a_reload_while_typing_loses_nothing(section):
    section.type("Not left ye")
    section.page.reload()
    section.holds(comment="Not left ye")
    section.says("saved")


def test_two_tabs_without_network_keep_what_each_has(section, watch):
    watch.expect("ERR_INTERNET_DISCONNECTED", NOTHING_STORED)
    other = Section(section.page.context.new_page(), section.address)
    section.page.context.set_offline(True)
    section.comment("From the first tab")
    other.comment("From the second tab")
    section.says("offline")
    other.says("offline")
    section.page.context.set_offline(False)
    one, two = sorted([section, other], key=lambda tab: settled(tab).count())
    one.says("saved")
    one.holds(comment=settled(two).locator("[data-theirs]").inner_text().split(" – ")[1])
    two.item().locator("[data-keep=mine]").click()
    two.says("saved")


def test_two_tabs_closed_without_network_lose_neither_text(section, watch):
    watch.expect("ERR_INTERNET_DISCONNECTED", NOTHING_STORED)
    context = section.page.context
    other = Section(context.new_page(), section.address)
    context.set_offline(True)
    section.type("From the first tab")
    other.type("From the second tab")
    section.page.close()
    other.page.close()
    context.set_offline(False)
    again = Section(context.new_page(), section.address)
    if not settled(again).count():  # one text is saved; on the next visit the other one wants its place
        again.page.reload()
    texts = again.item().locator(".conflict blockquote")
    expect(texts).to_have_count(2)
    assert {text.split(" – ")[1] for text in texts.all_inner_texts()} == {"From the first tab", "From the second tab"}


def settled(tab):
    """The question which text to keep, once the tab knows whether it has to ask it."""
    tab.page.wait_for_function(f"() => document.querySelector('[data-item={ITEM}] :is(.conflict, [data-is=saved])')")
    return tab.item().locator(".conflict")


def test_a_save_whose_answer_got_lost_is_repeated_and_stored_once(section, watch, stored):
    watch.expect("ERR_FAILED")
    lost = lose_answers(section.page)
    section.level(2).check()
    section.says("offline")
    section.page.unroute_all()
    with section.page.expect_request(SAVE) as repeated:
        section.page.evaluate("dispatchEvent(new Event('online'))")
    assert repeated.value.post_data == lost[0]
    section.says("saved")
    assert section.field("version").input_value() == "1"
    stored().holds(2)


def test_what_is_typed_after_a_lost_answer_is_no_conflict_with_oneself(section, watch, stored):
    watch.expect("ERR_FAILED")
    lose_answers(section.page)
    section.level(2).check()
    section.says("offline")
    section.page.unroute_all()
    section.comment("And a comment")
    section.says("saved")
    assert section.field("version").input_value() == "2"
    stored().holds(2, "And a comment")


def lose_answers(page):
    """The server gets and stores what is sent; its answer never arrives. Gives what was sent."""
    sent = []

    def lose(route):
        assert route.fetch().status == 200
        sent.append(route.request.post_data)
        route.abort()

    page.route(SAVE, lose)
    return sent


@pytest.mark.parametrize("status", [503, pytest.param(507, marks=pytest.mark.thorough)])
def test_a_server_that_cannot_save_says_so_and_is_asked_again(section, watch, monkeypatch, stored, status):
    watch.expect(NOTHING_STORED)
    with monkeypatch.context() as patch:
        patch.setattr(operations, "save", full if status == 507 else locked)
        with section.page.expect_response(SAVE) as refused:
            section.level(2).check()
        assert refused.value.status == status
        section.says("failed")
    with section.page.expect_response(SAVE):
        pass  # by itself, after a short while
    section.says("saved")
    stored().holds(2)


def full(*_given, **_how):
    raise OperationalError("INSERT", {}, Exception("database or disk is full"))


def locked(*_given, **_how):
    raise OperationalError("INSERT", {}, Exception("database is locked"))


def test_a_login_page_of_a_foreign_network_is_not_taken_for_a_save(section, stored):
    section.page.route(SAVE, lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Pay here"))
    section.level(2).check()
    section.says("failed")
    section.page.unroute_all()
    section.page.evaluate("dispatchEvent(new Event('online'))")
    section.says("saved")
    stored().holds(2)


def test_a_slow_server_is_shown_to_be_saving(section, monkeypatch):
    go_on, save = threading.Event(), operations.save
    monkeypatch.setattr(operations, "save", lambda *given, **how: go_on.wait(PATIENCE) and save(*given, **how))
    section.level(2).check()
    section.says("saving")
    go_on.set()
    section.says("saved")


def test_a_page_left_open_beyond_its_session_still_saves(section, watch, stored):
    watch.expect("status of 403")
    section.page.context.clear_cookies()
    section.level(2).check()
    section.comment("After the session", OTHER)
    section.says("saved")
    section.says("saved", OTHER)
    section.page.context.clear_cookies()
    section.page.locator("button[name=next]").click()
    section.page.wait_for_url(re.compile("/sections/international-norms$"))
    found = stored()
    found.holds(2)
    found.holds(comment="After the session", item=OTHER)


def test_a_browser_without_store_still_saves(page, address, stored):
    page = page.context.new_page()  # the script below stays with its page
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('switched off'); }})")
    section = Section(page, address)
    section.level(2).check()
    section.says("saved")
    stored().holds(2)


def test_a_very_long_text_is_saved(section, stored):
    longest = "政策" * 5_000  # 90 000 bytes on the way: more than a browser sends for a page that is being left
    section.comment(longest)
    section.says("saved")
    stored().holds(comment=longest)


def test_changing_the_language_keeps_the_place_and_what_is_typed(section, watch):
    watch.expect("ERR_ABORTED .*/items/")  # the save goes on, but nobody is left to hear its answer
    section.type("Not left ye", OTHER)
    section.page.locator(".languages a[hreflang=ar]").click()
    section.page.wait_for_url(re.compile(f"/ar/.*#{OTHER}$"))
    section.holds(comment="Not left ye", item=OTHER)
    # By this page, or by the one before while this one was made.
    expect(section.item(OTHER).locator(".state")).to_contain_text("حُفظ")
    section.has_sent_all()
    expect(section.item(OTHER)).to_be_in_viewport()


# Two editors


@pytest.fixture
def both(section, stored, watch):
    """Somebody else has saved an answer; this page still shows the one before."""
    watch.expect(NOTHING_STORED)
    other = stored()
    other.level(1).check()
    other.says("saved")
    other.comment("From the ministry of labour")
    other.has_sent_all()
    section.comment("From the ministry of the interior")
    section.says("refused")
    return section


def test_the_second_editor_sees_both_texts_and_keeps_ones_own(both, stored):
    panel = both.item().locator(".conflict")
    expect(panel.locator("[data-theirs]")).to_contain_text("From the ministry of labour")
    expect(panel.locator("[data-mine]")).to_contain_text("From the ministry of the interior")
    check(both.page)
    stored().holds(1, "From the ministry of labour")
    panel.locator("[data-keep=mine]").click()
    both.says("saved")
    expect(panel).to_have_count(0)
    found = stored()
    expect(found.item().locator("input:checked")).to_have_count(0)
    found.holds(comment="From the ministry of the interior")


def test_the_second_editor_keeps_what_is_stored(both, stored):
    both.item().locator("[data-keep=theirs]").click()
    both.says("saved")
    both.holds(1, "From the ministry of labour")
    assert both.drafts() == []
    both.comment("Agreed with the ministry of labour")
    both.says("saved")
    stored().holds(1, "Agreed with the ministry of labour")


def test_a_conflict_is_asked_again_after_a_reload(both, stored):
    both.page.reload()
    expect(both.item().locator("[data-mine]")).to_contain_text("From the ministry of the interior")
    expect(both.item().locator("[data-theirs]")).to_contain_text("From the ministry of labour")
    stored().holds(1, "From the ministry of labour")


def test_what_is_typed_into_an_open_conflict_belongs_to_ones_own_text(both, stored):
    both.comment("From the interior, second thoughts")
    expect(both.item().locator("[data-mine]")).to_contain_text("second thoughts")
    stored().holds(1, "From the ministry of labour")
    both.item().locator("[data-keep=mine]").click()
    both.says("saved")
    stored().holds(comment="From the interior, second thoughts")


# Conditions


@pytest.fixture
def small(begin, page):
    """The small instrument in which answers decide what is asked."""
    home = begin("conditions", {"role": ("destination",), "level": ("country",)})
    return Section(page, f"{home}sections/coordination")


def test_an_answer_brings_a_question_and_takes_it_away_without_losing_its_answer(small):
    minutes = small.item("mechanism-minutes")
    expect(minutes).to_be_hidden()
    small.level(2).check()
    expect(minutes).to_be_visible()
    numbers = small.page.locator("[data-item]:not([hidden]) .n")
    expect(numbers).to_have_text([str(number + 1) for number in range(numbers.count())])
    small.level(1, "mechanism-minutes").check()
    small.comment("On paper", "mechanism-minutes")
    small.says("saved", "mechanism-minutes")
    small.has_sent_all()
    small.level(0).check()
    expect(minutes).to_be_hidden()
    small.level(3).check()
    expect(minutes).to_be_visible()
    small.holds(1, "On paper", "mechanism-minutes")
    small.page.reload()
    small.holds(1, "On paper", "mechanism-minutes")


def test_a_heading_is_there_while_one_of_its_questions_is(begin, page):
    section = Section(page, begin(nested(), {"role": ("origin",), "level": ("country",)}) + "sections/first")
    headings = page.locator("form h2:visible")
    expect(headings).to_have_count(0)
    section.level(1, "any-steps").check()
    expect(headings).to_have_text(["After steps"])
    page.reload()
    expect(headings).to_have_text(["After steps"])
    section.level(0, "any-steps").check()
    expect(headings).to_have_count(0)


def test_a_question_appears_although_the_first_answer_of_the_server_got_lost(small, watch):
    watch.expect("ERR_FAILED")
    lose_answers(small.page)
    small.level(2).check()
    small.says("offline")
    small.page.unroute_all()
    small.page.evaluate("dispatchEvent(new Event('online'))")
    expect(small.item("mechanism-minutes")).to_be_visible()


def test_an_emptied_text_is_no_answer(small):
    remarks = small.field("value", "remarks")
    remarks.fill("Something")
    remarks.blur()
    small.says("saved", "remarks")
    expect(small.page.locator("[name=remarks-state]:checked")).to_have_value("scored")
    remarks.fill("")
    remarks.blur()
    small.has_sent_all()
    small.page.reload()
    expect(small.page.locator("[name=remarks-state]:checked")).to_have_value("not_answered")


def test_a_table_is_saved_when_each_row_has_an_answer(begin, page):
    section = Section(page, begin("decision-table", {}) + "sections/family-reunion")
    rows = section.item("pre-entry").locator(".row-of-table")
    for number in range(rows.count()):
        rows.nth(number).locator("input").last.check()
        section.says("saved" if number == rows.count() - 1 else "failed", "pre-entry")
    expect(section.item("pre-entry").locator(".error")).to_have_count(0)


# Without script


@pytest.fixture
def plain(open_page, address):
    """The section in a browser that runs no script."""
    return Section(open_page(script=False, viewport=NARROW), address)


def press_save(section):
    with section.page.expect_navigation():
        section.page.locator("button[name=stay]").click()


def test_without_script_the_save_button_saves_everything(plain, stored):
    plain.level(2).check()
    plain.comment("By button", OTHER)
    press_save(plain)
    plain.holds(2)
    found = stored()
    found.holds(2)
    found.holds(comment="By button", item=OTHER)


def test_without_script_the_enter_key_saves_and_clears_nothing(plain, stored):
    plain.level(2).check()
    plain.item(OTHER).locator("summary").click()
    plain.field("evidence", OTHER).fill("Decree 12")
    with plain.page.expect_navigation():
        plain.field("evidence", OTHER).press("Enter")
    found = stored()
    found.holds(2)
    expect(found.field("evidence", OTHER)).to_have_value("Decree 12")


def test_without_script_not_applicable_asks_for_a_reason(plain, stored, watch):
    watch.expect("status of 422")
    plain.level("not_applicable").check()
    press_save(plain)
    expect(plain.item().locator(".error")).to_be_visible()
    plain.holds("not_applicable")
    plain.field("reason").fill("There is no such ministry")
    press_save(plain)
    expect(plain.item().locator(".error")).to_have_count(0)
    stored().holds("not_applicable")


def test_without_script_the_second_editor_sees_both_texts_and_chooses(plain, stored, watch):
    watch.expect(NOTHING_STORED)
    other = stored()
    other.comment("From the ministry of labour")
    other.says("saved")
    plain.comment("From the ministry of the interior")
    press_save(plain)
    expect(plain.item().locator(".conflict")).to_contain_text("From the ministry of labour")
    plain.holds(comment="From the ministry of the interior")
    stored().holds(comment="From the ministry of labour")
    press_save(plain)
    stored().holds(comment="From the ministry of the interior")


def test_without_script_what_one_did_not_touch_is_no_conflict(plain, stored):
    other = stored()
    other.level(3).check()
    other.says("saved")
    plain.level(1, OTHER).check()
    press_save(plain)
    plain.holds(3)
    found = stored()
    found.holds(3)
    found.holds(1, item=OTHER)
