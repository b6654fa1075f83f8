"""What the attacks share: an assessment with every kind of item, whole databases to compare, pages read for damage."""

import shutil
import uuid
from datetime import date
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import JSON, Column, ColumnElement, Text, cast, select, update

from coherence import create_app
from coherence.assessments import operations
from coherence.benchmarks import operations as benchmarks
from coherence.db import transaction
from coherence.models import Base, Organiser, Round
from coherence.rounds import operations as rounds
from coherence.rounds import organisers
from coherence.rounds.queries import round_by_code
from coherence.tokens import hashed
from tests.attacks.instrument import ANSWERS, PROFILE, instrument
from tests.attacks.payloads import MARK
from tests.attacks.routes import Address, addresses, one_of_each, published_code
from tests.conftest import emptied
from tests.pages import Browser


class Client(FlaskClient):
    """Reads every answer to its end, also a file."""

    def open(self, *arguments, **options):
        return super().open(*arguments, **{"buffered": True} | options)


class Damage(HTMLParser):
    """What a page holds that only an attacker can have put there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        links = [given[name] for name in ("href", "src", "action", "formaction") if given.get(name)]
        self.links += links
        self.found += [f"<{tag} {name}>" for name in given if name.startswith("on") or MARK in name]
        if MARK in tag or (tag == "script" and not given.get("src", "").startswith("/static/")):
            self.found.append(f"<{tag}>")
        self.found += [link for link in links if urlsplit(link).scheme not in ("", "http", "https", "data")]


class Work:
    """An assessment of a questionnaire, and the ways into it. Rounds are made when addresses are first asked for."""

    def __init__(self, app, questionnaire=None, unit: str = "Utopia", profile=PROFILE, browser=None) -> None:
        self.app, self.questionnaire = app, questionnaire or instrument()
        self.browser = browser or Browser(app.test_client())
        with app.app_context():
            self.token = operations.start(self.questionnaire, unit, profile)
        self.home = f"/en/a/{self.token}/"
        self.in_rounds = False

    @property
    def csrf(self) -> str:
        if self.browser.page is None or not self.browser.page.fields.get("csrf_token"):
            self.section()
        return self.browser.page.fields["csrf_token"]

    def section(self, group: str | None = None, status: int = 200):
        return self.browser.get(f"{self.home}sections/{group or self.questionnaire.groups[0].id}", status)

    def save(self, item: str, **fields):
        """One item, as the page's script sends it."""
        data = {"version": 0, "client_uuid": str(uuid.uuid4())} | fields
        return self.post(f"items/{item}", {f"{item}-{name}": value for name, value in data.items()})

    def post(self, path: str, data: object, **headers: str):
        sent = {"X-CSRFToken": self.csrf, "Accept": "application/json"} | headers
        return self.browser.client.post(f"{self.home}{path}", data=data, headers=sent)

    def answer_all(self, **texts: str) -> None:
        for item, answer in ANSWERS.items():
            assert self.save(item, **answer, **texts).status_code == 200

    def addresses(self, method: str = "GET", languages: tuple[str, ...] = ("en",)) -> list[Address]:
        """Every address there is."""
        if not self.in_rounds:
            self.in_rounds = True
            with self.app.app_context():
                _round_of_the_same_token(self.questionnaire, self.token)
                _published_round(self.questionnaire, published_code(self.token))
        return addresses(self.app, method, self.token, self.questionnaire, languages)

    def urls(self, method: str = "GET") -> list[str]:
        """One address of each route."""
        return [found.url for found in one_of_each(self.addresses(method))]

    def private_urls(self, method: str = "GET") -> list[str]:
        """One address of each route that a secret opens."""
        return [found.url for found in one_of_each(self.addresses(method)) if "token" in found.arguments]

    def every_url(self, languages: tuple[str, ...]) -> list[str]:
        return [found.url for found in self.addresses(languages=languages)]


def _round_of_the_same_token(questionnaire, token: str) -> None:
    """A round whose manager's and organiser's links end as the assessment's: one secret opens every private address."""
    code = hashed(token)[:20]
    today = date(2026, 1, 1)
    organiser = organisers.behind(organisers.link(f"Organiser {code}"))
    rounds.create(questionnaire, code, f"Round {code}", today, today, organiser.id)
    with transaction() as session:
        session.execute(update(Round).where(Round.code == code).values(token_hash=hashed(token)))
        session.execute(update(Organiser).where(Organiser.id == organiser.id).values(token_hash=hashed(token)))


def _published_round(questionnaire, code: str) -> None:
    """A round without units, so that its public pages are there to be attacked."""
    today = date(2026, 1, 1)
    rounds.create(questionnaire, code, f"Round {code}", today, today)
    rounds.close(round_by_code(code))
    benchmarks.publish(round_by_code(code))


@pytest.fixture(scope="session")
def running_on_sqlite(sqlite_template, tmp_path_factory):
    data = tmp_path_factory.mktemp("attacked")
    shutil.copy(sqlite_template, data / "coherence.db")
    app = create_app(data=str(data), start_limit="1000000 per hour")
    app.test_client_class = Client
    yield app
    app.extensions["database"].close()


@pytest.fixture
def app(running_on_sqlite):
    """Most attacks do not reach the database: one is enough for them."""
    return emptied(running_on_sqlite)


@pytest.fixture
def on_each_database(running_app, monkeypatch):
    monkeypatch.setattr(running_app, "test_client_class", Client)
    return emptied(running_app)


@pytest.fixture
def work(app, browser):
    return Work(app, browser=browser)


@pytest.fixture
def everywhere(work):
    """The same when all its addresses are there."""
    work.addresses()
    return work


def rows_of(app) -> dict[str, list]:
    """Every row of every table; of editions, which are long, the text and not what it says."""
    with app.extensions["database"].engine.connect() as connection:
        return {
            table.name: connection.execute(select(*map(_as_text, table.c)).order_by(table.c[0])).all()
            for table in Base.metadata.sorted_tables
        }


def _as_text(column: Column) -> ColumnElement:
    long = column.table.name == "editions" and isinstance(column.type, JSON)
    return cast(column, Text).label(column.name) if long else column


@pytest.fixture
def everything(app):
    """A function that gives every row of every table."""
    return partial(rows_of, app)


@pytest.fixture
def make_app(sqlite_template, tmp_path):
    """A function that makes an application of its own, with other settings, on SQLite."""
    made = []

    def make(**settings: str):
        shutil.copy(sqlite_template, tmp_path / "coherence.db")
        made.append(create_app(data=str(tmp_path), **settings))
        made[-1].test_client_class = Client
        return made[-1]

    yield make
    for app in made:
        app.extensions["database"].close()
