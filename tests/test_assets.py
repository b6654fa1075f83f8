"""The files that pages load."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from coherence import paths

STATIC = Path(paths.__file__).parent / "static"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def style(browser, language: str) -> str:
    return re.search(r'<link rel="stylesheet" href="([^"]+)">', browser.get(f"/{language}/").html).group(1)


@pytest.mark.parametrize(("language", "framework"), [("en", "bootstrap.min.css"), ("ar", "bootstrap.rtl.min.css")])
def test_a_page_has_one_style_sheet_with_our_rules_after_the_framework(browser, language, framework):
    sheet = browser.client.get(style(browser, language)).data
    assert sheet == b"\n".join((STATIC / name).read_bytes() for name in (f"vendor/{framework}", "css/app.css"))


@pytest.mark.parametrize("encodings", ["br", "gzip", "gzip, deflate, br, zstd", "gzip;q=1, br;q=0"])
def test_a_file_travels_as_small_as_the_browser_can_read_it(browser, encodings):
    address = style(browser, "en")
    plain = browser.client.get(address)
    packed = browser.client.get(address, headers={"Accept-Encoding": encodings})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == ("gzip" if "br;q=0" in encodings or encodings == "gzip" else "br")
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert UNPACK[packed.headers["Content-Encoding"]](packed.data) == plain.data
    assert 6 * len(packed.data) < len(plain.data)


def test_a_browser_that_has_the_file_is_sent_nothing(browser):
    address = style(browser, "en")
    mark = browser.client.get(address).headers["ETag"]
    again = browser.client.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    assert browser.client.get(address, headers={"If-None-Match": mark, "Accept-Encoding": "br"}).status_code == 200


@pytest.mark.parametrize(
    ("name", "kind"), [("css/report.css", "text/css"), ("js/app.js", "text/javascript"), ("site.css", "text/css")]
)
def test_each_file_says_what_it_is(browser, name, kind):
    assert browser.client.get(f"/static/{name}").content_type == f"{kind}; charset=utf-8"


@pytest.mark.parametrize("name", ["vendor/bootstrap-LICENSE", "css", "none.css", "css//app.css", "./css/app.css"])
def test_nothing_else_is_served(browser, name):
    assert browser.client.get(f"/static/{name}", follow_redirects=True).status_code == 404
