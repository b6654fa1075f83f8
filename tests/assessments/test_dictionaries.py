"""A section that is opened again travels without the words that the browser already has."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from coherence.assessments.dictionaries import zstd
from tests.assessments.conftest import ITEM, SECTION

WORDS = re.compile(r'<link rel="compression-dictionary" href="([^"]+)">')
BROWSERS = "gzip, deflate, br, zstd, dcb, dcz"
NEW_EACH_TIME = re.compile(r'(name="page_uuid" value=")[^"]+')


class Reader:
    """A browser that keeps dictionaries."""

    def __init__(self, filling, language: str = "en") -> None:
        self.client = filling.browser.client
        self.address = re.sub("^/en/", f"/{language}/", f"{filling.home}sections/{SECTION}")
        self.plain = self.client.get(self.address).text
        self.dictionary_address = WORDS.search(self.plain).group(1)
        self.dictionary = self.client.get(self.dictionary_address)

    def ask(self, known: bytes | None = None, encodings: str = BROWSERS):
        digest = b64encode(sha256(self.dictionary.data if known is None else known).digest()).decode()
        headers = {"Accept-Encoding": encodings, "Available-Dictionary": f":{digest}:"}
        return self.client.get(self.address, headers=headers)

    def unfold(self, body: bytes) -> str:
        assert body[:8] == bytes.fromhex("5e2a4d1820000000")
        assert body[8:40] == sha256(self.dictionary.data).digest()
        return zstd.decompress(body[40:], zstd_dict=zstd.ZstdDict(self.dictionary.data, is_raw=True).as_prefix).decode()


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_with_its_dictionary_a_page_is_the_same_in_half_the_bytes(filling, language):
    filling.save_item(state="scored", value="2", comment="The committee meets monthly")
    reader = Reader(filling, language)
    short = reader.ask()
    assert short.headers["Content-Encoding"] == "dcz"
    assert short.headers["Cache-Control"] == "no-store"
    assert NEW_EACH_TIME.sub(r"\1", reader.unfold(short.data)) == NEW_EACH_TIME.sub(r"\1", reader.plain)
    ordinary = reader.ask(encodings="br")
    assert ordinary.headers["Content-Encoding"] == "br"
    assert 2 * len(short.data) < len(ordinary.data)


def test_who_has_another_dictionary_or_none_gets_the_page_as_ever(filling):
    reader = Reader(filling)
    assert reader.ask(known=b"another").headers["Content-Encoding"] == "br"
    assert reader.ask(encodings="gzip, br").headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in reader.ask(encodings="identity").headers
    for header in ("", ":", "::", ":!:", "x" * 5000):
        answer = reader.client.get(reader.address, headers={"Accept-Encoding": "dcz", "Available-Dictionary": header})
        assert NEW_EACH_TIME.sub("", answer.text) == NEW_EACH_TIME.sub("", reader.plain)


def test_a_dictionary_is_kept_and_says_for_which_pages(filling):
    dictionary = Reader(filling).dictionary
    assert dictionary.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert dictionary.headers["Use-As-Dictionary"] == f'match="/en/a/*/sections/{SECTION}", match-dest=("document")'


def test_a_dictionary_holds_nothing_of_an_assessment(filling):
    before = Reader(filling).dictionary
    filling.save_item(state="scored", value="2", comment="Only for us", evidence="https://example.org/only-for-us")
    after = Reader(filling).dictionary
    assert "Only for us" in Reader(filling).plain
    assert before.data == after.data
    assert ITEM in after.text
    assert not [secret for secret in ("Utopia", filling.token, "csrf", "page_uuid") if secret in after.text]


def test_nobody_finds_a_dictionary_without_having_seen_its_section(filling):
    reader = Reader(filling)
    start, edition, group, digest = reader.dictionary_address.rsplit("/", 3)
    for wrong in (
        f"{start}/{edition}/{group}/{'0' * 64}",
        f"{start}/{edition}/{group}/",
        f"{start}/{edition}/no-such-group/{digest}",
        f"{start}/{int(edition) + 1}/{group}/{digest}",
        f"{start}/{2**31}/{group}/{digest}",
        f"{start}/{10**30}/{group}/{digest}",
        reader.dictionary_address.replace("/en/", "/fr/"),
    ):
        answer = reader.client.get(wrong)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store"), wrong
