"""The pictures of the documents, made anew: `make pictures`. Needs Chromium (CHROMIUM is its path).

A temporary database with the practice rounds is filled; pages are photographed, pages of PDFs drawn by the
typesetter itself. The practice rounds are the same each time, so that a picture changes when a page does.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import waitress
from playwright.sync_api import Browser, Page, sync_playwright

from coherence import create_app, i18n
from coherence.assessments import queries as assessments
from coherence.benchmarks import queries
from coherence.benchmarks.report import Own, benchmark_report
from coherence.documents import pdf
from coherence.documents.tree import Report
from coherence.practice import folder
from coherence.practice.making import Practice
from coherence.reports.country import read
from coherence.reports.country.report import country_report
from coherence.reports.labels import labels

FOLDER = Path(__file__).parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])
LARGEST = 150_000  # bytes of a picture: the documents are read over slow lines
ROUND = "/benchmarks/practice-2026/1/"
# Picture: language, address, and the part of the page; without a part, its upper end.
PAGES = {
    "round": ("en", ROUND, ""),
    "own-comparison": ("en", "{own}", ""),
    "own-comparison-arabic": ("ar", "{own}", ""),
    "distribution": ("en", "{own}", "#chart-dots-axes"),
    "ranks": ("en", "{own}", "#chart-ranks-chart"),
    "trend": ("en", "{own}", "#chart-trend-chart"),
    "heat": ("en", "{own}?group=income:high", "#chart-heat-chart"),
    "plane": ("en", "{own}", ".charts:has(#chart-plane-vertical-local)"),
    "weights": ("en", "{own}?w0=20&w1=20", "#chart-weights-chart"),
}
DESK, TABLET = {"width": 1100, "height": 860}, {"width": 700, "height": 860}
SHEETS = {
    "benchmark-pdf": ("en", "benchmark"),
    "benchmark-pdf-arabic": ("ar", "benchmark"),
    "country-pdf-chinese": ("zh", "country"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        made = folder.ready(Path(place), print)
        app = create_app(**folder.settings(made))
        app.config["PRACTICE"] = practice = folder.links(made)
        with app.app_context():
            for name, (language, kind) in SHEETS.items():
                i18n.use(language)
                keep(name, pdf.pictures(report(kind, practice))[0])
        with serving(app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            photograph(browser, address, practice)
            browser.close()
        app.extensions["database"].close()


def report(kind: str, practice: Practice) -> Report:
    """That of the practice country, in the language in use."""
    opened = assessments.open_or_404(practice.complete)
    if kind == "country":
        return country_report(read.given(opened), labels())
    found = queries.standing(opened.id)
    assert found is not None, "the practice country takes part in a published round"
    published, standing = found
    view = queries.view(published, published.benchmark.groups[0], Own.of(standing, opened.unit))
    return benchmark_report(view, labels(), "practice")


def photograph(browser: Browser, address: str, practice: Practice) -> None:
    page = browser.new_page(viewport=DESK)
    for name, (language, path, part) in PAGES.items():
        page.set_viewport_size(TABLET if part else DESK)
        page.goto(f"{address}/{language}{path.format(own=f'/a/{practice.complete}/comparison/')}")
        keep(name, shot(page, part))


def shot(page: Page, part: str) -> bytes:
    return page.locator(part).screenshot() if part else page.screenshot()


def keep(name: str, picture: bytes) -> None:
    if len(picture) > LARGEST:
        raise SystemExit(f"{name}: {len(picture)} bytes; at most {LARGEST} are wanted")
    (FOLDER / f"{name}.png").write_bytes(picture)
    print(f"docs/pictures/{name}.png", len(picture))


@contextmanager
def serving(app: object) -> Iterator[str]:
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"


if __name__ == "__main__":
    main()
