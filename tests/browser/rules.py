"""The rules for every page in a real browser: nothing sideways, and nothing that axe objects to."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"

FIND = """async ([parts, options]) => {
    const where = parts ? (%s)() : document;
    const found = await axe.run(where, {preload: false, selectors: false, reporter: "no-passes", ...options});
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 300)}`));
}"""
# axe looks behind each word for what is painted there, for seconds on a page with a hundred questions. Of the elements
# that are of one kind, in the same colours, on the same grounds, the first stands for all.
DRAWN_ALIKE = """() => {
    const seen = new Map();
    const look = (one) => {
        const style = getComputedStyle(one);
        return [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join();
    };
    const grounds = (one) => (one ? look(one) + grounds(one.parentElement) : "");
    const says = (one) => one.matches("input, select, textarea") || [...one.childNodes].some((node) => node.nodeType
        === Node.TEXT_NODE && node.data.trim());
    for (const one of document.body.querySelectorAll("*"))
        if (says(one) && one.checkVisibility({visibilityProperty: true})) {
            const style = getComputedStyle(one);
            const letters = [style.color, style.fill, style.fontSize, style.fontWeight, style.position];
            const key = [one.localName, one.getAttribute("class"), ...letters, grounds(one)].join("|");
            if (!seen.has(key)) seen.set(key, one);
        }
    return [...seen.values()];
}"""


def check(page: Page) -> None:
    """Holds the page to all rules at the width it has."""
    assert overflow(page) == [], page.url
    assert violations(page) == [], page.url


def check_room(page: Page) -> None:
    """Nothing goes sideways on a telephone and on a desk."""
    for width in (NARROW, WIDE):
        page.set_viewport_size(width)
        assert overflow(page) == [], page.url


def check_widths(page: Page) -> None:
    """All rules on a desk; on a telephone, where the same elements stand in the same colours, there has to be room.

    That all rules hold there too is left to `make thorough`.
    """
    check_room(page)
    check(page)


def overflow(page: Page) -> list[str]:
    """What makes the page scroll sideways; empty when it does not."""
    page.wait_for_load_state()  # with its style sheets
    return page.evaluate("""() => {
        const wide = document.documentElement.scrollWidth > innerWidth;
        const beyond = (box) => box.right > innerWidth + 1 || box.left < -1;
        return wide ? [...document.body.querySelectorAll("*")].filter((one) => beyond(one.getBoundingClientRect()))
            .map((one) => one.outerHTML.slice(0, 200)).concat("the page is too wide") : [];
    }""")


def violations(page: Page) -> list[str]:
    """What axe finds; put in as a debugger does, since the page lets in no foreign script."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"(() => {{ {AXE} }})()")
    rest = {"type": "tag", "values": RULES}
    return [
        *_found(page, runOnly=rest, rules={CONTRAST: {"enabled": False}}),
        *_found(page, parts=True, runOnly=[CONTRAST]),
    ]


def _found(page: Page, parts: bool = False, **options) -> list[str]:
    return page.evaluate(FIND % DRAWN_ALIKE, [parts, options])
