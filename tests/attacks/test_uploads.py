"""A file that comes back is refused when it is hostile, too large or not ours to send; and words in it stay words."""

import time

import pytest

from tests.attacks.conftest import Damage, Work
from tests.attacks.payloads import MARKUP
from tests.attacks.test_forged_requests import stranger_token  # noqa: F401 (a fixture)
from tests.exchange.test_sheets import HOSTILE
from tests.paper.filled import Spreadsheet

LARGEST = 1024 * 1024
NAMES = ("../../etc/passwd", "a\u202excod.exe", "<script>x()</script>.xlsx", "x" * 5000)


@pytest.fixture
def work(app, browser):
    return Work(app, browser=browser)


def send(work, data: bytes, name: str = "filled.xlsx", token: str | None = None, path: str = "offline"):
    head = 'Content-Disposition: form-data; name="'
    body = (
        f'--x\r\n{head}csrf_token"\r\n\r\n{work.csrf if token is None else token}\r\n'
        f'--x\r\n{head}file"; filename="{name}"\r\n\r\n'
    ).encode()
    return work.browser.client.post(
        f"{work.home}{path}", data=body + data + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x"
    )


def filled(work, **values: object) -> bytes:
    return Spreadsheet(work.questionnaire).fill("how-far", **values).data


@pytest.mark.parametrize("what", [name for name in HOSTILE if len(HOSTILE[name][0]) < LARGEST])
def test_a_hostile_file_is_refused_in_words_and_nothing_is_stored(work, everything, what):
    token, before, begin = work.csrf, everything(), time.perf_counter()
    refused = send(work, HOSTILE[what][0], token=token)
    assert refused.status_code == 422
    assert "This file cannot be read." in refused.text or "This is no form of this program." in refused.text
    assert time.perf_counter() - begin < 2
    assert everything() == before


def test_a_file_of_more_than_a_megabyte_is_refused_before_it_is_read(work, everything):
    before = everything()
    refused = send(work, b"x" * (LARGEST + 5_000))
    assert refused.status_code == 413
    assert everything() == before


def test_a_file_of_nearly_a_megabyte_is_looked_at(work):
    assert send(work, b"x" * LARGEST).status_code == 422


FOR_FILES = ("offline", "national/file")


def test_only_the_routes_for_files_take_that_much(work):
    others = [url.removeprefix(work.home) for url in work.urls("POST") if url.startswith(work.home)]
    assert "offline/take" in others
    for path in others:
        assert send(work, b"x" * 300_000, path=path).status_code == (422 if path in FOR_FILES else 413), path


def test_comparing_stores_nothing(work, everything):
    data, token = filled(work, answer=1, comment="Compared"), work.csrf
    before = everything()
    answer = send(work, data, token=token)
    assert answer.status_code == 200
    assert "Compared" in answer.text
    assert everything() == before


@pytest.mark.parametrize("token", ["", "wrong", "of a stranger"])
def test_an_upload_needs_the_token_of_its_own_session(work, everything, stranger_token, token):  # noqa: F811
    given = stranger_token if token == "of a stranger" else token
    data, before = filled(work, answer=1), everything()
    assert send(work, data, token=given).status_code == 403
    assert everything() == before


def test_the_link_of_another_assessment_does_not_exist(work):
    work.home = "/en/a/not-a-token/"
    assert (
        send(work, b"x", token=work.browser.get("/en/start/migration-development").fields["csrf_token"]).status_code
        == 404
    )
    for path in ("offline", "blank.xlsx"):
        assert work.browser.client.get(work.home + path).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_the_file_is_only_a_name(work, name):
    work.browser.get(f"{work.home}offline")
    answer = send(work, filled(work, answer=1), name)
    assert answer.status_code == 200
    assert Damage(answer.text).found == []
    assert "\u202e" not in answer.text
    assert "Set-Cookie: x" not in str(answer.headers)
    assert "x" * 200 not in answer.text


@pytest.mark.parametrize("name", MARKUP)
def test_words_in_the_file_stay_words(work, name):
    answer = send(work, filled(work, answer=1, comment=f" {MARKUP[name]}", evidence=f" {MARKUP[name]}"))
    assert answer.status_code == 200
    assert Damage(answer.text).found == []


def test_what_is_confirmed_is_checked_like_any_other_answer(work, everything):
    before = everything()
    wrong = {"how-far-version": "0", "how-far-client_uuid": "no", "how-far-value": "1", "how-far-take": "file"}
    for changes in ({}, {"how-far-value": "99"}, {"how-far-version": "-1"}):
        sent = {"csrf_token": work.csrf} | wrong | changes
        assert work.browser.client.post(f"{work.home}offline/take", data=sent).status_code == 422
    assert everything() == before
