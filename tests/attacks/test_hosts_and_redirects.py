"""Links and redirects lead to this server, whatever a request says about hosts, proxies and paths."""

from urllib.parse import urlsplit

import pytest

from coherence.cli.server import GUNICORN
from tests.attacks.conftest import Damage, Work

FORWARDED = {
    "X-Forwarded-Host": "attack.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "//attack.example",
    "X-Forwarded-Port": "666",
    "X-Forwarded-For": "203.0.113.9",
    "X-Original-URL": "/attack",
    "X-Rewrite-URL": "/attack",
    "Forwarded": "host=attack.example;proto=gopher",
}
PATHS = (
    *("//attack.example", "//attack.example/", "//attack.example/en/a/x", "///attack.example", "/\\attack.example"),
    *(
        "/en//attack.example",
        "/en/a//attack.example",
        "/%2f%2fattack.example",
        "/en/../../attack.example",
        "/@attack.example",
    ),
    *("/\t/attack.example", "/en/a/x\r\nLocation: http://attack.example", "/en/start//attack.example/"),
)


@pytest.mark.parametrize(
    "host",
    ["attack.example", "good.example.attack.example", "good.example@attack.example", "<attack>", "", "x" * 500, "a b"],
)
def test_a_host_that_is_not_ours_gets_no_page(make_app, host):
    work = Work(make_app(hosts="good.example"))
    for url in (*work.urls(), "/no-such-page"):
        refused = work.app.test_client().get(url, headers={"Host": host})
        assert refused.status_code == 400, url
        assert "attack" not in refused.text
        assert "Utopia" not in refused.text
        assert refused.headers["X-Content-Type-Options"] == "nosniff"
    assert work.app.test_client().get(work.home, headers={"Host": "good.example"}).status_code == 200


@pytest.mark.parametrize("host", ["<attack>", "a b", "x" * 500, "[::1", "h:1:2", "http://attack.example", "\x01"])
def test_a_host_that_cannot_be_one_never_breaks_a_page(work, host):
    for url in (work.home, "/", "/en/", "/no-such-page", work.home.rstrip("/")):
        response = work.browser.client.get(url, headers={"Host": host})
        assert response.status_code in (200, 302, 308, 400, 404)
        assert Damage(response.text).found == []


def test_what_proxies_say_counts_for_nothing_without_proxies(work):
    for url in work.urls():
        plain, forwarded = work.browser.client.get(url), work.browser.client.get(url, headers=FORWARDED)
        assert (plain.status_code, plain.headers.get("Location")) == (
            forwarded.status_code,
            forwarded.headers.get("Location"),
        )
        assert b"attack" not in forwarded.data
    assert f"http://localhost{work.home}" in work.browser.client.get(work.home, headers=FORWARDED).text


def test_behind_one_proxy_its_scheme_counts_and_its_host_does_not(make_app):
    work = Work(make_app(proxies="1"))
    page = work.app.test_client().get(work.home, headers=FORWARDED | {"X-Forwarded-Proto": "https"}).text
    assert f"https://localhost{work.home}" in page
    assert "attack" not in page


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_another_server(app, path):
    environment = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "RAW_URI": path, "REQUEST_URI": path}
    response = app.test_client().open("/", environ_overrides=environment)
    assert response.status_code in (302, 308, 404)
    assert urlsplit(response.headers.get("Location", "")).netloc in ("", "localhost")


@pytest.mark.parametrize("name", ["next", "url", "return", "redirect", "continue", "lang", "page"])
@pytest.mark.parametrize(
    "target", ["//attack.example/", "https://attack.example/", "/\\attack.example", "javascript:attack()"]
)
def test_a_parameter_does_not_choose_where_a_redirect_leads(work, name, target):
    work.section()
    answers = [work.browser.client.get(url, query_string={name: target}) for url in ("/", work.home.rstrip("/"))]
    answers.append(work.post(f"sections/first?{name}={target}", dict(work.browser.page.fields) | {name: target}))
    for answer in answers:
        assert answer.status_code in (302, 303, 308)
        assert urlsplit(answer.headers["Location"]).path.startswith("/en/")
        assert urlsplit(answer.headers["Location"]).netloc in ("", "localhost")


def test_the_server_itself_believes_no_client_about_hosts_and_paths():
    gunicorn = pytest.importorskip("gunicorn.config")
    given = gunicorn.Config().parser().parse_args(GUNICORN)
    settings = gunicorn.Config()
    settings.set("forwarded_allow_ips", given.forwarded_allow_ips)
    assert settings.forwarded_allow_ips == []
