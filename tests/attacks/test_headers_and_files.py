"""Every answer, also an error or a file, tells browsers what they may not do; other files are no pages."""

import pytest

from tests.attacks.conftest import Work

REQUIRED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HIDDEN = (
    *(
        "/.git/HEAD",
        "/.git/config",
        "/.env",
        "/.well-known/x",
        "/config.py",
        "/console",
        "/debug",
        "/metrics",
        "/admin",
    ),
    *(
        "/instance/coherence.db",
        "/coherence.db",
        "/secret-key",
        "/practice.json",
        "/db.sqlite3",
        "/backup.sql",
        "/server-status",
    ),
    *("/static/", "/static", "/static/css", "/static/css/", "/static//etc/passwd", "/static/.git/HEAD", "/static/%00"),
    *("/static/../config.py", "/static/%2e%2e/config.py", "/static/..%2fconfig.py", "/static/..%5cconfig.py"),
    *("/static/css/../../config.py", "/static/....//config.py", "/static/%252e%252e/config.py", "/static/" + "a" * 300),
    *(
        "/static/css/app.css/x",
        "/static/C:/windows/win.ini",
        "/templates/base.html",
        "/en/templates",
        f"/en/benchmarks/none/{10**30}/",
        f"/en/benchmarks/none/{2**63}/comparison/",
    ),
)


def answers(work):
    """Pages, files, redirects and all kinds of refusals."""
    client = work.browser.client
    for url in work.urls():
        yield client.get(url)
        yield client.options(url)
        yield client.delete(url)
    yield client.get("/no-such-page")
    yield client.get("/static/no-such-file.css")
    yield client.get("/en/", headers={"Host": "x" * 500})
    yield client.get("/en/", headers={"Accept-Encoding": "gzip, br"})
    for url in work.urls("POST"):
        yield client.post(url)
        yield client.post(url, headers={"X-CSRFToken": work.csrf})
        yield client.post(url, data=b"x" * 300_000, content_type="application/x-www-form-urlencoded")


def policy(response) -> dict[str, set[str]]:
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: set(values) for name, *values in parts}


def test_every_answer_has_the_headers(make_app):
    work = Work(make_app(https="on"))
    seen = set()
    for response in answers(work):
        seen.add(response.status_code)
        assert REQUIRED.items() <= dict(response.headers).items(), response.request.url
        assert int(response.headers["Strict-Transport-Security"].partition("max-age=")[2]) >= 31536000
        given = policy(response)
        assert (
            given["default-src"] == given["object-src"] == given["base-uri"] == given["frame-ancestors"] == {"'none'"}
        )
        assert given["script-src"] == given["style-src"] == given["form-action"] == {"'self'"}
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(response.headers.keys())
    assert seen == {200, 302, 400, 403, 404, 405, 413, 422}


def test_only_what_has_its_version_in_the_address_is_kept_by_browsers(work):
    (words,) = (url for url in work.urls() if "/words/" in url)
    kept = {
        (response.request.method, response.request.path)
        for response in answers(work)
        if response.headers["Cache-Control"] != "no-store"
    }
    assert kept == {("GET", words), ("OPTIONS", words)}
    versioned = next(link for link in work.browser.get("/en/").html.split('"') if link.startswith("/static/site.css"))
    assert "immutable" in work.browser.client.get(versioned).headers["Cache-Control"]
    assert work.browser.client.get("/static/no-such-file.css?v=1").headers["Cache-Control"] == "no-store"
    assert work.browser.client.get(f"{work.home}?v=1").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("origin", ["https://attack.example", "null", "http://localhost.attack.example"])
def test_no_other_site_may_read_an_answer(work, origin):
    asks = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "X-CSRFToken"}
    for url in work.urls():
        for method in ("GET", "OPTIONS"):
            response = work.browser.client.open(url, method=method, headers=asks)
            assert [name for name, _ in response.headers if name.startswith("Access-Control")] == []


@pytest.mark.parametrize("https", ["on", "off"])
def test_the_cookie_is_for_this_server_only(make_app, https):
    response = Work(make_app(https=https)).browser.client.get("/en/start/migration-development")
    (cookie,) = response.headers.getlist("Set-Cookie")
    name, *flags = cookie.split("; ")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert not any(flag.startswith("Domain") for flag in flags)
    assert ("Secure" in flags) == name.startswith("__Host-session=") == (https == "on")
    assert len(cookie) < 4096


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("cookie", ["x", "e30.e30.e30", ".", "\x7f", "x" * 4000, '{"csrf_token": "x"}', "é"])
def test_a_forged_cookie_is_no_session(work, everything, cookie):
    before = everything()
    headers = {"Cookie": f"session={cookie}", "X-CSRFToken": work.csrf}
    for url in work.urls("POST"):
        assert work.app.test_client(use_cookies=False).post(url, headers=headers).status_code == 403
    assert work.app.test_client(use_cookies=False).get(work.home, headers=headers).status_code == 200
    assert everything() == before


def test_nothing_but_pages_and_static_files_is_served(app):
    for path in HIDDEN:
        response = app.test_client().get(path, follow_redirects=True)
        assert response.status_code == 404, path
        assert "Error 404" in response.text, path


def test_a_request_for_many_languages_or_odd_headers_is_answered(work):
    for value in (
        ",".join(f"zz-{n};q=0.{n % 9}" for n in range(900)),
        "*",
        ";q=x",
        "é",
        "../../etc/passwd",
        "",
        "x" * 60_000,
    ):
        for name in (
            "Accept-Language",
            "Accept",
            "Accept-Encoding",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Cookie",
        ):
            response = work.browser.client.get("/", headers={name: value}, follow_redirects=True)
            assert response.status_code == 200, (name, value[:20])
