"""The page of a country report and its files, as a browser gets them."""

import json
import re
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from coherence.assessments import queries
from coherence.documents.formats import FORMATS
from coherence.i18n import LANGUAGES
from tests.assessments.conftest import Filling
from tests.attacks.conftest import Work
from tests.attacks.instrument import instrument

STARTS = {"pdf": b"%PDF-", "xlsx": b"PK", "json": b"{", "csv": b"PK"}
# What a start form refuses cannot come from there, but from a file or an older program.
UNITS = [
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a\r\nSet-Cookie: x=1",
    "مملكة",
    'a"; x="',
]


@pytest.fixture
def work(app, browser):
    made = Work(app, instrument(), browser=browser)
    assert made.save("how-far", value="1", comment="Seen by all").status_code == 200
    return made


def download(work, format, language="en"):
    return work.browser.client.get(f"/{language}/a/{work.token}/report.{format}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_was_answered_in_every_language(work, language):
    page = work.browser.get(f"/{language}/a/{work.token}/report/")
    assert "Seen by all" in page.text
    assert [link for link in page.links if link.endswith("/report.pdf")]


def test_the_result_and_the_overview_lead_to_the_report(work):
    for place in ("", "result/"):
        assert f"{work.home}report/" in work.browser.get(f"{work.home}{place}").links


@pytest.mark.parametrize("format", STARTS)
def test_every_format_can_be_kept_and_is_not_cached(work, format):
    answer = download(work, format)
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS[format])
    assert answer.mimetype == FORMATS[format].media_type
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'filename="utopia-every-kind-1-en.{FORMATS[format].suffix}"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("format", ["exe", "html", "PDF", "pdf.", "..", "json%00"])
def test_other_formats_do_not_exist(work, format):
    assert download(work, format).status_code == 404


@pytest.mark.parametrize("address", ["report/", "report.pdf", "report.json"])
def test_nothing_leads_to_a_report_but_the_link(browser, address):
    browser.get(f"/en/a/no-such-token/{address}", 404)


@pytest.mark.parametrize("unit", UNITS)
def test_no_name_of_a_unit_breaks_a_header_or_a_file(app, browser, unit):
    work = Work(app, instrument(), unit=unit, browser=browser)
    answer = download(work, "csv")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers or "x=1" not in answer.headers["Set-Cookie"]
    (plain, starred) = answer.headers["Content-Disposition"].removeprefix("attachment; filename=").split("; ")
    assert not set(plain.strip('"')) & set("/\\\"'<>|= \r\n")
    name = unquote(starred.removeprefix("filename*=UTF-8''"))
    assert not set(name) & set("/\\\"'<>|=; \r\n")
    inside = ZipFile(BytesIO(answer.data)).namelist()
    assert all(re.fullmatch("([a-z0-9-]+/)?[a-z0-9-]+[.][a-z]+", inner) for inner in inside), inside
    assert "<script>alert" not in browser.client.get(f"{work.home}report/").text


def test_a_name_in_another_script_is_kept_in_the_name_of_the_file(app, browser):
    work = Work(app, instrument(), unit="المملكة الأردنية", browser=browser)
    header = download(work, "json", "ar").headers["Content-Disposition"]
    assert 'filename="unit-every-kind-1-ar.json"' in header
    assert unquote(header.split("''")[1]) == "المملكة-الأردنية-every-kind-1-ar.json"


def test_a_character_without_a_glyph_is_named_and_other_formats_hold_it(work):
    assert work.save("how-far", version=1, value="1", comment="Seen 𓀀").status_code == 200
    answer = download(work, "pdf")
    assert answer.status_code == 422
    assert "𓀀" in answer.text
    assert "𓀀" in json.dumps(download(work, "json").json, ensure_ascii=False)


def test_the_next_cycle_is_compared_with_the_round_before(app, browser):
    filling = Filling(browser)
    filling.save_item(value="1")
    before = filling.token
    browser.get(filling.home)
    browser.send(f"{filling.home}next", begin="1")
    after = browser.url.split("/a/")[1].strip("/")
    with app.app_context():
        opened = queries.find(after)
        assert opened.origin["assessment"] == queries.find(before).id
    filling.token, filling.home = after, f"/en/a/{after}/"
    filling.save_item(version=1, value="3")
    report = browser.client.get(f"/en/a/{after}/report.json").json
    change = json.dumps(report)
    assert "annex-earlier-questions" in change
