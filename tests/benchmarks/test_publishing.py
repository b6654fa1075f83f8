"""Publishing: not before a round is closed, for good, and anew only when something changed."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from coherence.benchmarks import operations, underway, views
from coherence.benchmarks.models import Publishing
from coherence.db import now
from coherence.rounds import queries as rounds
from tests.benchmarks.conftest import filled, held, publish

ROUND = "/en/benchmarks/trial-2026/1/"


def test_nothing_is_compared_before_it_is_published(browser, app):
    with app.app_context():
        _manager, links = filled("trial-2030", 2030)
    assert "is not published yet" in browser.get(f"/en/a/{links['FR']}/comparison/").text
    for address in ("", "1/", "1/comparison/", "1/comparison.json", "1/snapshot.json"):
        assert app.test_client().get(f"/en/benchmarks/trial-2030/{address}").status_code == 404


def test_an_open_round_cannot_be_published(app):
    with app.app_context():
        manager, _ = filled("trial-2031", 2031, close=False)
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        assert client.post(f"/en/r/{manager}/publish", data={"sure": "yes"}).status_code == 409
    finally:
        app.config["WTF_CSRF_ENABLED"] = True


def test_the_manager_publishes_from_the_page_of_the_round(browser, app):
    with app.app_context():
        manager, _ = filled("trial-2032", 2032)
    browser.get(f"/en/r/{manager}/")
    browser.send(f"/en/r/{manager}/publish", sure="yes")
    assert "Version 1" in browser.get(f"/en/r/{manager}/").text


def test_a_published_benchmark_cannot_be_changed(app):
    publish(app)
    with app.app_context():
        for table in ("publications", "standings"):
            with (
                pytest.raises(DatabaseError, match="never changes"),
                app.extensions["database"].engine.begin() as connection,
            ):
                connection.execute(text(f"UPDATE {table} SET document = '{{}}'"))


def test_publishing_again_without_a_change_gives_the_same_version(app):
    publish(app)
    with app.app_context():
        assert operations.publish(rounds.round_by_code("trial-2026")) == 1


def test_later_data_gives_a_new_version_and_leaves_the_first(app, browser):
    publish(app)
    before = app.test_client().get(f"{ROUND}snapshot.json").data
    with app.app_context():
        with app.extensions["database"].engine.begin() as connection:
            changed = connection.execute(text("UPDATE ratings SET value = '4' WHERE state = 'scored'")).rowcount
        assert changed
        assert operations.publish(rounds.round_by_code("trial-2026")) == 2
    assert app.test_client().get(f"{ROUND}snapshot.json").data == before
    assert "there is a later one" in browser.get(ROUND).text


def test_a_long_publishing_shows_how_far_it_is_and_leads_to_the_benchmark(browser, app, monkeypatch):
    monkeypatch.setattr(views, "PATIENCE", 0)
    with app.app_context():
        manager, _ = filled("trial-2033", 2033)
    with held():
        browser.get(f"/en/r/{manager}/")
        page = browser.send(f"/en/r/{manager}/publish", sure="yes")
        assert "Steps done: 0 of" in page.text
        # Another click begins no second one.
        browser.get(f"/en/r/{manager}/")
        assert "Steps done: 0 of" in browser.send(f"/en/r/{manager}/publish", sure="yes").text
        assert app.test_client().get("/en/benchmarks/trial-2033/1/").status_code == 404
    underway.POOL.submit(int).result(timeout=60)  # what was begun before it is done
    assert "Benchmark, version 1" in browser.get(f"/en/r/{manager}/publish").text
    assert app.test_client().get("/en/benchmarks/trial-2033/2/").status_code == 404


def test_a_publishing_whose_process_is_gone_can_be_begun_again(browser, app):
    with app.app_context():
        manager, _ = filled("trial-2034", 2034)
        row = {"round_id": rounds.round_by_code("trial-2034").id, "steps": 9, "heard_at": now() - timedelta(hours=1)}
        with app.extensions["database"].transaction() as session:
            session.execute(insert(Publishing).values(row))
    assert "Publishing stopped before its end" in browser.get(f"/en/r/{manager}/publish").text
    browser.get(f"/en/r/{manager}/")
    assert "Benchmark, version 1" in browser.send(f"/en/r/{manager}/publish", sure="yes").text
