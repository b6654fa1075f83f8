"""Only the link opens an assessment: every other token is a page that does not exist, on every route and method."""

import hashlib

import pytest

from tests.attacks.conftest import Work
from tests.attacks.instrument import instrument
from tests.attacks.routes import one_of_each

CHANGING = ("POST", "PUT", "PATCH", "DELETE")
UNKNOWN = {
    "short": lambda token: "x",
    "a number": lambda token: "1",
    "one letter less": lambda token: token[:-1],
    "one letter more": lambda token: f"{token}a",
    "other case": lambda token: token.swapcase(),
    "a NUL at the end": lambda token: f"{token}%00",
    "a space at the end": lambda token: f"{token}%20",
    "a dot at the end": lambda token: f"{token}.",
    "what is stored of it": lambda token: hashlib.sha256(token.encode()).hexdigest(),
    "half a character": lambda token: "%ED%A0%80",
    "no UTF-8": lambda token: "%ff%fe",
    "a folder up": lambda token: "..%2f..%2f",
    "very long": lambda token: "x" * 5000,
    "another alphabet": lambda token: "عربي",
}


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("kind", UNKNOWN)
def test_another_token_opens_nothing(app, work, everything, kind):
    headers = {"X-CSRFToken": work.csrf, "Accept": "text/html"}
    before = everything()
    for method in ("GET", "HEAD", "POST"):
        urls = work.private_urls(method)
        assert urls
        for url in urls:
            other = url.replace(work.token, UNKNOWN[kind](work.token))
            response = work.browser.client.open(other, method=method, headers=headers)
            assert response.status_code == 404, (method, other)
            assert "Utopia" not in response.text
    assert everything() == before


def test_a_token_that_never_was_and_a_number_that_never_was_look_the_same(work):
    client = work.browser.client
    unknown, known = client.get("/en/a/x/result/x").text, client.get(f"{work.home}result/x").text
    assert unknown.replace("/a/x/", "/a/T/") == known.replace(work.token, "T")


@pytest.mark.usefixtures("everywhere")
def test_a_method_that_a_route_does_not_have_is_refused(app, work, everything):
    before = everything()
    for address in one_of_each(work.addresses()):
        for method in (*CHANGING, "TRACE", "CONNECT", "PROPFIND", "FOO"):
            if method in methods(app, address.url):
                continue
            headers = {"X-CSRFToken": work.csrf, "X-Probe": "echoed"}
            response = work.browser.client.open(address.url, method=method, headers=headers)
            assert response.status_code == 405, (method, address.url)
            assert "GET" in response.headers["Allow"]
            assert "echoed" not in response.text
    assert everything() == before


def methods(app, url: str) -> set[str]:
    return set(app.url_map.bind("localhost").allowed_methods(url))


def test_head_says_what_get_says_without_a_body(work):
    for url in work.urls("HEAD"):
        head, got = work.browser.client.head(url), work.browser.client.get(url)
        assert (head.status_code, head.data) == (got.status_code, b"")
        assert head.headers["Cache-Control"] == got.headers["Cache-Control"]


def test_a_part_of_another_questionnaire_does_not_exist_here(app, work):
    first = work.questionnaire.document["groups"][0]
    ours = {"groups": [first | {"id": "theirs", "items": [first["items"][0] | {"id": "their-item"}]}]}
    theirs = Work(app, instrument(**ours))
    assert theirs.section("theirs").fields["their-item-version"] == "0"
    for path in ("sections/theirs", "result/theirs", "result/their-item"):
        assert work.browser.client.get(f"{work.home}{path}").status_code == 404
    for path in ("sections/theirs", "items/their-item", "items/first", "sections/how-far"):
        assert work.post(path, {"their-item-version": 0}).status_code == 404, path


def test_a_page_of_one_assessment_never_changes_another(app, work, everything):
    other = Work(app, work.questionnaire, unit="Elsewhere")
    work.save("how-far", value="1", comment="Ours")
    fields = {"assessment_id": "2", "body_id": "2", "token": other.token, "id": "2"}
    assert work.save("how-many", value="5", **fields).status_code == 200
    owners = {row.body_id for row in everything()["ratings"]}
    assert len(owners) == 1
    assert "value" not in other.section().fields.get("how-far-value", "")
    assert other.section().fields["how-many-value"] == ""


@pytest.mark.parametrize(
    "field", ["fictional", "id", "edition_id", "created_at", "token_hash", "saved_at", "score", "assessment_id"]
)
def test_a_field_that_no_form_has_sets_nothing(work, everything, field):
    work.browser.get(f"{work.home}profile")
    before = everything()
    work.browser.send(f"{work.home}profile", **{field: "1"})
    assert everything() == before


@pytest.mark.parametrize(
    "name", ["x.css", "x.js", "coordination.css", "overall.png", "%0a.css", ";x.css", "..%2fx.css"]
)
def test_a_private_page_does_not_answer_as_a_file(work, name):
    for page in ("", "result/", "sections/", "questions/", "profile/"):
        response = work.browser.client.get(f"{work.home}{page}{name}")
        assert response.status_code == 404, response.request.path
        assert response.headers["Cache-Control"] == "no-store"
