"""Nothing changes but by a form of our own page: no forged, foreign or unsigned request, and never by reading."""

import uuid

import pytest
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner

from tests.attacks.conftest import Work

VALID = {
    "unit": "Forged",
    "role": "origin",
    "level": "country",
    "page_uuid": str(uuid.uuid4()),
    "begin": "1",
    **{f"{item}-{name}": value for item in ("how-far", "other") for name, value in (("version", "0"), ("value", "1"))},
    **{f"{item}-client_uuid": str(uuid.uuid4()) for item in ("how-far", "other")},
}


def forged(client, url: str, token: str | None, where: str, **headers: str):
    data = VALID | ({"csrf_token": token} if token is not None and where == "field" else {})
    sent = headers | ({"X-CSRFToken": token} if token is not None and where == "header" else {})
    return client.post(url, data=data, headers=sent)


@pytest.fixture
def stranger_token(app):
    """The token of a page that somebody else has opened."""
    return Work(app).csrf


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("where", ["field", "header"])
@pytest.mark.parametrize("token", [None, "", "wrong", "of a stranger", "of a stranger's cookie too late"])
def test_every_change_needs_the_token_of_its_own_session(app, work, everything, stranger_token, token, where):
    given = stranger_token if token and token.startswith("of a stranger") else token
    own = app.test_client() if token and token.endswith("too late") else work.browser.client
    before = everything()
    for url in work.urls("POST"):
        assert forged(own, url, given, where).status_code == 403, url
    assert everything() == before


def test_the_forged_requests_would_be_accepted_with_the_right_token(work, everything):
    for address in work.addresses("POST"):
        status = forged(work.browser.client, address.url, work.csrf, "field").status_code
        assert status in (200, 303, 400, 422), address
    assert {row.item for row in everything()["ratings"]} == {"how-far", "other"}


def test_a_token_that_was_good_once_is_good_for_no_other_session(app, work, everything):
    assert work.save("how-far", value="1").status_code == 200
    other, before = Work(app), everything()
    assert other.save("how-far", value="1").status_code == 200
    after = everything()
    for client in (other.browser.client, app.test_client()):
        for where in ("field", "header"):
            assert forged(client, f"{work.home}items/how-far", work.csrf, where).status_code == 403
    assert everything() == after != before


@pytest.mark.parametrize(("days", "status"), [(30, 200), (32, 403)])
def test_a_session_ends_after_a_month_whatever_its_signature(app, work, days, status):
    class Earlier(TimestampSigner):
        def get_timestamp(self):
            return super().get_timestamp() - days * 24 * 60 * 60

    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    serializer.signer = Earlier
    work.section()
    with work.browser.client.session_transaction() as session:
        cookie = serializer.dumps(dict(session))
    data = {"how-far-version": "0", "how-far-client_uuid": "0" * 32, "how-far-value": "0"}
    headers = {"Cookie": f"session={cookie}", "X-CSRFToken": work.csrf, "Accept": "application/json"}
    for _ in range(2):
        sent = app.test_client(use_cookies=False).post(f"{work.home}items/how-far", data=data, headers=headers)
        assert sent.status_code == status


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "image/png", ""])
def test_a_request_of_another_kind_is_no_way_around_the_token(work, everything, kind):
    before = everything()
    body = '{"csrf_token": "x", "how-far-version": 0, "how-far-value": 1}'
    for url in work.urls("POST"):
        assert work.browser.client.post(url, data=body, content_type=kind).status_code == 403, url
    assert everything() == before


@pytest.mark.parametrize("referrer", ["https://attack.example/", "https://good.example.attack.example/", None])
def test_over_https_a_form_on_another_site_is_refused_even_with_a_token(make_app, referrer):
    work = Work(make_app(https="on"))
    client, secure = work.app.test_client(), {"base_url": "https://good.example"}
    page = client.get(f"{work.home}profile", **secure).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    headers = {"Referer": referrer} if referrer else {}
    data = VALID | {"csrf_token": token}
    assert client.post(f"{work.home}profile", data=data, headers=headers, **secure).status_code == 403
    own = {"Referer": "https://good.example/en/"}
    assert client.post(f"{work.home}profile", data=data, headers=own, **secure).status_code == 303
    assert client.post(f"{work.home}profile", data=data, headers=headers, **secure).status_code == 403


@pytest.mark.usefixtures("everywhere")
def test_reading_changes_nothing(work, everything):
    work.answer_all(comment="Read me")
    before = everything()
    for method in ("GET", "HEAD", "OPTIONS"):
        for url in work.urls(method):
            work.browser.client.open(url, method=method, query_string=VALID, data=VALID)
    assert everything() == before


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_header_does_not_make_reading_a_change(work, everything, name):
    before = everything()
    for url in work.urls("POST"):
        work.browser.client.get(url, query_string=VALID | {"_method": "POST"}, headers={name: "POST"})
    assert everything() == before
