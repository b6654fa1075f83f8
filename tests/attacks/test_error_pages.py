"""What goes wrong is said in the reader's language, to a person as a page and to a script as JSON, without a trace."""

import sqlite3

import pytest
from flask import abort
from sqlalchemy import event
from werkzeug.exceptions import HTTPException

from coherence import i18n, limits
from coherence.db import Database
from coherence.errors import TEXTS
from tests.attacks.conftest import Work, rows_of
from tests.pages import Page

INSIDES = (
    "Traceback",
    "File ",
    "line ",
    "sqlite",
    "psycopg",
    "SELECT",
    "SQLAlchemy",
    "werkzeug",
    "flask",
    "secret words",
)
ADDRESS = {"REMOTE_ADDR": "203.0.113.7"}


def told(response, status: int, language: str) -> None:
    """Whether an answer is our error page for this status in this language, as HTML or as JSON."""
    i18n.use(language)
    title, advice = map(str, TEXTS[status])
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert not [word for word in INSIDES if word in response.text]
    if response.mimetype == "application/json":
        assert response.json == {"error": title, "advice": advice}
        return
    page = Page(response.text)
    page.check()
    assert page.root["lang"] == language
    assert title in page.title
    assert {title, advice} <= set(page.texts)


@pytest.fixture
def failing(make_app):
    """An application with a page for each status, and one that breaks."""
    app = make_app()

    @app.get("/<lang>/fail/<int:status>")
    def fail(status):
        raise type("Failure", (HTTPException,), {"code": status, "description": "secret words"})

    @app.get("/<lang>/break")
    def broken():
        raise RuntimeError("secret words")

    return app


@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*", ""])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_error_is_told_in_every_language(failing, language, accept):
    client, headers = failing.test_client(), {"Accept": accept}
    for status in TEXTS:
        told(client.get(f"/{language}/fail/{status}", headers=headers), status, language)
    told(client.get(f"/{language}/break", headers=headers), 500, language)
    told(client.get(f"/{language}/no-such-page", headers=headers), 404, language)
    told(client.delete(f"/{language}/", headers=headers), 405, language)
    told(client.post(f"/{language}/start/migration-development", headers=headers), 403, language)
    large = client.post(
        f"/{language}/start/migration-development", data={"a": "x" * limits.LARGEST_BODY}, headers=headers
    )
    told(large, 413, language)


@pytest.mark.parametrize("language", [tag for tag in i18n.LANGUAGES if tag != i18n.DEFAULT])
def test_no_error_is_told_in_another_language(language):
    english = {str(text) for words in TEXTS.values() for text in words}
    i18n.use(language)
    assert not english & {str(text) for words in TEXTS.values() for text in words}


@pytest.mark.parametrize("status", [401, 406, 410, 411, 415, 418, 421, 428, 431, 451, 501, 502, 504, 599])
def test_an_error_without_words_of_its_own_gets_general_ones(failing, status):
    response = failing.test_client().get(f"/en/fail/{status}")
    assert response.status_code == status
    assert str(TEXTS[400 if status < 500 else 500][0]) in response.text
    assert "secret words" not in response.text


def test_an_error_page_of_a_page_in_no_language_is_in_the_browsers(app):
    told(app.test_client().get("/no-such-page", headers={"Accept-Language": "xx, fr-CA;q=0.8"}), 404, "fr")
    told(app.test_client().get("/no-such-page", headers={"Accept-Language": "xx"}), 404, "en")
    told(app.test_client().get("/xx/start/y", headers={"Accept-Language": "ar"}), 404, "ar")


def test_an_abort_with_an_answer_of_its_own_is_left_alone(failing):
    @failing.get("/own")
    def own():
        abort(failing.response_class("own words", 451))

    assert failing.test_client().get("/own").text == "own words"


def test_somebody_who_starts_too_many_is_asked_to_wait(make_app):
    work = Work(make_app(start_limit="2 per hour"))
    url = "/fr/start/migration-development"
    page = work.browser.client.get(url)
    token = Page(page.text).fields["csrf_token"]
    given = {"csrf_token": token, "unit": "Utopia", "role": "origin", "level": "country"}
    forwarded = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(4)]
    answers = [
        work.browser.client.post(url, data=given, headers=headers, environ_base=ADDRESS) for headers in forwarded
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 429, 429]
    told(answers[-1], 429, "fr")
    script = {"Accept": "application/json"}
    told(work.browser.client.post(url, data=given, headers=script, environ_base=ADDRESS), 429, "fr")
    assert work.browser.client.get(url, environ_base=ADDRESS).status_code == 200
    assert work.browser.client.post(url, data=given, environ_base={"REMOTE_ADDR": "203.0.113.8"}).status_code == 303


def test_behind_a_proxy_each_address_has_its_own_limit(make_app):
    work = Work(make_app(start_limit="1 per hour", proxies="1"))
    url = "/en/start/migration-development"
    given = {"csrf_token": work.csrf, "unit": "Utopia", "role": "origin", "level": "country"}
    addresses = ("198.51.100.77", "attack, 198.51.100.78", "198.51.100.77", "198.51.100.1, 198.51.100.78")
    answers = [work.browser.client.post(url, data=given, headers={"X-Forwarded-For": name}) for name in addresses]
    assert [answer.status_code for answer in answers] == [303, 303, 429, 429]


def hasty(app) -> None:
    """Connections that do not wait for a lock."""
    event.listen(app.extensions["database"].engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 0"))


def test_while_the_database_is_locked_nothing_is_stored_and_all_can_be_read(make_app, tmp_path):
    work = Work(make_app())
    forms = work.private_urls("POST")
    hasty(work.app)
    work.app.extensions["database"].engine.dispose()
    token, before = work.csrf, rows_of(work.app)
    lock = sqlite3.connect(tmp_path / "coherence.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    told(work.save("how-far", value="1", comment="Kept"), 503, "en")
    for url in forms:
        data = {"page_uuid": "0" * 32, "unit": "Elsewhere", "role": "origin", "level": "country", "begin": "1"}
        data |= {
            f"how-far-{name}": value for name, value in (("version", "0"), ("value", "1"), ("client_uuid", "0" * 32))
        }
        response = work.browser.client.post(url, data=data, headers={"X-CSRFToken": token})
        assert response.status_code in (503, 303, 422, 400)
    assert work.browser.client.get(work.home).status_code == 200
    assert rows_of(work.app) == before
    lock.execute("ROLLBACK")
    lock.close()
    assert work.save("how-far", value="1", comment="Kept").status_code == 200


def test_when_the_disk_is_full_nothing_is_stored_and_all_can_be_read(make_app):
    work = Work(make_app())
    engine = work.app.extensions["database"].engine
    full = {"now": True}

    def limit(raw, _record):
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages if full['now'] else 1_000_000}")

    event.listen(engine, "connect", limit)
    work.section()
    engine.dispose()
    version = 0
    while (answer := work.save("how-far", version=version, value="1", comment="x" * 9000)).status_code == 200:
        version = answer.json["version"]
    told(answer, 507, "en")
    held = rows_of(work.app)
    assert len(held["revisions"]) == version == (held["ratings"][0].version if version else 0)
    assert work.browser.client.get(f"{work.home}questions").status_code == 200
    full["now"] = False
    engine.dispose()
    assert work.save("how-far", version=version, value="1", comment="x" * 9000).status_code == 200


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_database_every_page_says_so(make_app, language):
    pytest.importorskip("psycopg")
    app = make_app(database_url="postgresql+psycopg://nobody:nothing@127.0.0.1:1/none")
    client = app.test_client()
    told(client.get(f"/{language}/a/x/"), 503, language)
    told(client.get(f"/{language}/a/x/result/", headers={"Accept": "application/json"}), 503, language)
    told(client.get(f"/{language}/"), 503, language)
    told(client.get(f"/{language}/start/migration-development"), 503, language)
    told(client.get(f"/{language}/nowhere"), 404, language)


def break_connections(app) -> None:
    """From outside: the application still holds them, and does not know."""
    url = app.extensions["database"].engine.url
    if url.get_backend_name() == "postgresql":
        other = Database(url.render_as_string(hide_password=False))
        with other.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        other.close()


def test_a_connection_that_broke_is_replaced(on_each_database):
    work = Work(on_each_database)
    assert work.browser.client.get(work.home).status_code == 200
    break_connections(work.app)
    statuses = [work.browser.client.get(work.home).status_code for _ in range(3)]
    assert set(statuses[:1]) <= {200, 503}
    assert statuses[1:] == [200, 200]


def test_a_save_on_a_connection_that_broke_is_refused_and_the_next_is_stored(on_each_database):
    work = Work(on_each_database)
    assert work.save("how-far", value="1").status_code == 200
    break_connections(work.app)
    first = work.save("how-far", version=1, value="0").status_code
    assert first == (503 if work.app.extensions["database"].engine.dialect.name == "postgresql" else 200)
    seen = 1 if first == 503 else 2
    assert work.save("how-far", version=seen, value="0").get_json()["version"] == seen + 1


@pytest.mark.parametrize("reply", ["", "{}"])
def test_a_session_that_ended_takes_nothing_with_it(work, everything, reply):
    work.save("how-far", value="1", comment="Stored")
    before = everything()
    ended = work.app.test_client()
    script = {"X-CSRFToken": work.csrf, "Accept": "application/json"}
    told(ended.post(f"{work.home}items/how-far", data=reply, headers=script), 403, "en")
    assert everything() == before
    fresh = Page(ended.get(f"{work.home}sections/first").text).fields["csrf_token"]
    data = {"how-far-version": "1", "how-far-client_uuid": "0" * 32, "how-far-value": "0"}
    again = ended.post(f"{work.home}items/how-far", data=data, headers=script | {"X-CSRFToken": fresh})
    assert again.status_code == 200
