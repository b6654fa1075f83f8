"""A real server, and a real Chromium with windows to open its pages in."""

import os
import re
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from waitress import wasyncore

from coherence import create_app
from coherence.assessments import operations
from coherence.editions import queries as editions
from coherence.questionnaire import Questionnaire, load
from tests.browser.rules import WIDE

# The first draws the same pages, but no window around them: half the work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])
# All pages are of one server: one process draws them all, and keeps the scripts it has read.
ONE_PROCESS = ["--disable-site-isolation-trials", "--renderer-process-limit=1"]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", *ONE_PROCESS]
QUESTIONNAIRE = "migration-development"
PROFILE = {"role": ("origin", "destination"), "level": ("country",)}
INSTRUMENTS = Path(__file__).parents[1] / "questionnaire" / "instruments"
PATIENCE = 10_000

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of a process."""
    if not shutil.which(CHROMIUM):
        pytest.skip(f"no Chromium: {CHROMIUM} does not exist; install it or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(app):
    """The address of a real server for the application, in a thread of this process."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=16)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # Closed by its own thread: a loop whose socket another thread closes dies with an error.
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="session")
def live_server(running_app):
    with serving(running_app) as address:
        yield address


@pytest.fixture(scope="session")
def laptop_app(sqlite_template, tmp_path_factory):
    """For tests of what happens in the browser: one kind of database is enough."""
    folder = tmp_path_factory.mktemp("laptop")
    shutil.copy(sqlite_template, folder / "coherence.db")
    app = create_app(data=str(folder))
    yield app
    app.extensions["database"].close()


@pytest.fixture(scope="session")
def laptop(laptop_app):
    with serving(laptop_app) as address:
        yield address


class Watch:
    """Everything that goes wrong in the pages of a test, but for what the test brings about itself."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.expected: list[str] = []

    def expect(self, *patterns: str) -> None:
        self.expected += patterns

    def check(self) -> None:
        assert [text for text in self.problems if not any(re.search(known, text) for known in self.expected)] == []


class Windows:
    """Browser windows with cookies and a store of their own each, like so many computers.

    They are used again by the next test: opening one takes a second.
    """

    def __init__(self, chromium) -> None:
        self.chromium = chromium
        self.watch = Watch()
        self.taken: list[tuple[bool, BrowserContext]] = []
        self.free: list[tuple[bool, BrowserContext]] = []

    def take(self, script: bool) -> BrowserContext:
        known = next((window for window in self.free if window[0] == script), None)
        if known:
            self.free.remove(known)
        self.taken.append(known or (script, self._new(script)))
        return self.taken[-1][1]

    def _new(self, script: bool) -> BrowserContext:
        context = self.chromium.new_context(java_script_enabled=script, locale="en-GB", timezone_id="Asia/Tokyo")
        context.set_default_timeout(PATIENCE)
        context.on("page", self._follow)
        return context

    def _follow(self, page: Page) -> None:
        page.on("console", lambda message: self._note("console", message.text, message.type in ("error", "warning")))
        page.on("pageerror", lambda error: self._note("script", str(error)))
        # A page that is left does not wait for the words that its browser fetches in idle time.
        page.on(
            "requestfailed",
            lambda request: self._note("request", f"{request.failure} {request.url}", "/words/" not in request.url),
        )

    def _note(self, kind: str, text: str, bad: bool = True) -> None:
        if bad:
            self.watch.problems.append(f"{kind}: {text}")

    def give_back(self) -> None:
        """Empties the windows of a test, for the next one."""
        self.watch = Watch()
        for script, context in self.taken:
            context.set_offline(False)
            context.unroute_all()
            context.clear_cookies()
            for page in context.pages[1:]:
                page.close()
            for page in context.pages:
                page.unroute_all()
                if script and page.url.startswith("http"):
                    page.evaluate("localStorage.clear()")
                page.goto("about:blank")
            self.free.append((script, context))
        self.taken = []


@pytest.fixture(scope="session")
def windows(chromium):
    return Windows(chromium)


@pytest.fixture
def watch(windows):
    windows.watch = watched = Watch()
    yield watched
    watched.check()


@pytest.fixture
def open_page(windows, watch):
    """A page in a window of its own."""

    def new(script: bool = True, viewport=WIDE) -> Page:
        context = windows.take(script)
        page = context.pages[0] if context.pages else context.new_page()
        page.set_viewport_size(viewport)
        return page

    yield new
    windows.give_back()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def begin(laptop_app, laptop):
    """Begins an assessment of an instrument; gives the address of its pages, without the language."""

    def new(instrument: str | Questionnaire = QUESTIONNAIRE, profile=PROFILE, language: str = "en") -> str:
        with laptop_app.app_context():
            source = instrument if isinstance(instrument, Questionnaire) else editions.library().get(instrument)
            source = source or load(INSTRUMENTS / instrument / "questionnaire.yaml")
            return f"{laptop}/{language}/a/{operations.start(source, 'Utopia', profile)}/"

    return new
