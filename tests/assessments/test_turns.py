"""Requests of a process take turns, and nobody waits for somebody who has none."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime

import pytest
from flask import before_render_template, template_rendered

from coherence import turns
from coherence.assessments import operations
from tests.assessments.conftest import ITEM, SECTION

LONG = 60.0
ENOUGH = 20  # seconds, for what takes none
CROWD = 12


@pytest.fixture
def crowd():
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


@pytest.fixture
def page(app, filling):
    """A function that reads the section with a client of its own; the status."""
    filling.section()
    return lambda: app.test_client().get(f"{filling.home}sections/{SECTION}").status_code


@pytest.fixture
def save(app, filling):
    """The same for a save, whose body may be a stream."""
    filling.section()
    client = filling.browser.client
    cookie, token = client.get_cookie("session").value, filling.browser.page.fields["csrf_token"]

    def send(body=None) -> int:
        form = {f"{ITEM}-version": 0, f"{ITEM}-client_uuid": str(uuid.uuid4()), f"{ITEM}-comment": "Word"}
        slowly = {"wsgi.input": body, "CONTENT_LENGTH": "100"} if body else {}
        answer = app.test_client(use_cookies=False).post(
            f"{filling.home}items/{ITEM}",
            content_type="application/x-www-form-urlencoded",
            headers={"Cookie": f"session={cookie}", "X-CSRFToken": token},
            data=form,
            environ_overrides=slowly,
        )
        return answer.status_code

    return send


class Held:
    """Holds whoever comes until they are let go."""

    def __init__(self) -> None:
        self.came = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self) -> None:
        self.came.release()
        assert self.go.wait(ENOUGH)

    def hold(self, _app, **_) -> None:
        self()

    def now(self) -> datetime:
        self()
        return datetime.now(UTC)

    def expect(self, number: int) -> None:
        for _ in range(number):
            assert self.came.acquire(timeout=ENOUGH)

    def read(self, _size: int = -1) -> bytes:
        """As a body that is sent slowly."""
        self()
        return b""

    readline = read


def test_no_more_pages_are_drawn_at_once_than_there_are_turns(app, page, crowd, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", LONG)
    drawn, most = [], []

    def begin(_app, **_):
        drawn.append(1)
        most.append(len(drawn))

    def end(_app, **_):
        drawn.pop()

    with before_render_template.connected_to(begin, app), template_rendered.connected_to(end, app):
        answers = list(crowd.map(lambda _number: page(), range(60)))
    assert set(answers) == {200}
    assert len(most) == 60
    assert max(most) <= turns.READING


def test_whoever_has_waited_long_enough_goes_on_without_a_turn(app, page, crowd, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    held = Held()
    with before_render_template.connected_to(held.hold, app):
        readers = [crowd.submit(page) for _ in range(turns.READING + 3)]
        held.expect(len(readers))
        held.go.set()
        assert {reader.result(ENOUGH) for reader in readers} == {200}


def test_reading_goes_on_while_saves_wait_for_the_disk(app, page, save, crowd, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", LONG)
    held = Held()
    with monkeypatch.context() as slow:
        slow.setattr(operations, "now", held.now)
        savers = [crowd.submit(save) for _ in range(turns.SAVING)]
        held.expect(1)
        assert page() == 200
        assert not any(saver.done() for saver in savers)
        held.go.set()
        wait(savers, ENOUGH)
    assert {saver.result() for saver in savers} <= {200, 409}


def test_a_turn_is_given_back_after_a_page_that_failed(app, page, filling, crowd, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", LONG)
    client = app.test_client()
    for _ in range(turns.READING + 1):
        assert client.get(f"{filling.home}sections/none").status_code == 404
    with before_render_template.connected_to(fail, app):
        for _ in range(turns.READING + 1):
            with pytest.raises(ZeroDivisionError):
                client.get(f"{filling.home}sections/{SECTION}")
    assert crowd.submit(page).result(ENOUGH) == 200


def fail(_app, **_):
    raise ZeroDivisionError


def test_a_request_that_is_sent_slowly_has_no_turn_yet(app, save, crowd, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", LONG)
    held = Held()
    slow = [crowd.submit(save, held) for _ in range(turns.SAVING + 1)]
    held.expect(len(slow))
    assert crowd.submit(save).result(ENOUGH) == 200
    held.go.set()
    assert {one.result(ENOUGH) for one in slow} == {400}  # cut off
