"""The limit to compare with: Flask, a plain template and the database's own driver, and nothing else.

The page has as many questions, options and fields as a section of Coherence, and as many bytes; the save is one
durable upsert. Server: `gunicorn "benchmarks.bare:create_app()"` with BARE_DATABASE=<SQLAlchemy address>.
"""

import contextlib
import fcntl
import os
import queue
import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

import psycopg
from flask import Flask, Response, jsonify, request
from flask_compress import Compress
from sqlalchemy import make_url

PAGE = """<!doctype html>
<html lang="fr" dir="ltr">
<head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/static/app.css"></head>
<body><main><h1>{{ title }}</h1>
<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf }}">
{% for question, text, help in questions %}
{% set value, comment, version = answers.get(question, ("", "", 0)) %}
<fieldset class="item" id="{{ question }}" data-item="{{ question }}"><legend>{{ loop.index }} {{ text }}</legend>
<p>{{ help }}</p><input type="hidden" name="{{ question }}-version" value="{{ version }}">
{% for number, label in options[question] %}
<label class="option"><input type="radio" name="{{ question }}-value" value="{{ number }}"
{%- if value == number %} checked{% endif %}><span>{{ label }}</span></label>
{% endfor %}
<label for="{{ question }}-reason">Reason</label>
<textarea id="{{ question }}-reason" name="{{ question }}-reason" rows="2"></textarea>
<label for="{{ question }}-evidence">Evidence</label>
<input id="{{ question }}-evidence" name="{{ question }}-evidence" value="">
<label for="{{ question }}-comment">Comment</label>
<textarea id="{{ question }}-comment" name="{{ question }}-comment" rows="3">{{ comment }}</textarea>
</fieldset>
{% endfor %}
<button>Save</button></form></main></body></html>
"""
TABLES = (
    "CREATE TABLE bare_questions (id text PRIMARY KEY, place int, text text, help text)",
    "CREATE TABLE bare_options (question text, number text, label text)",
    "CREATE TABLE bare_answers (person text, question text, value text, comment text, version int,"
    " PRIMARY KEY (person, question))",
)
SAVE = (
    "INSERT INTO bare_answers VALUES (?, ?, ?, ?, 1) ON CONFLICT (person, question) DO UPDATE"
    " SET value = excluded.value, comment = excluded.comment, version = bare_answers.version + 1 RETURNING version"
)
CONNECTIONS = 10
NO_ESCAPES = str.maketrans(dict.fromkeys("&<>\"'", " "))
Rows = list[tuple[Any, ...]]
Question = tuple[str, str, list[str]]  # id, text, options


class Sqlite:
    """A file, with the same journal and durability as Coherence uses, and one writer at a time as there."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._threads = threading.Lock()
        self._own = threading.local()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with self._threads, open(f"{self._file}.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._own, "connection"):
            self._own.connection = sqlite3.connect(self._file, isolation_level=None)
            for setting in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 10000"):
                self._own.connection.execute(f"PRAGMA {setting}")
        return self._own.connection

    def read(self, query: str, *values: object) -> Rows:
        return self._connection().execute(query, values).fetchall()

    def write(self, query: str, *values: object) -> Rows:
        connection = self._connection()
        with self._alone():
            connection.execute("BEGIN IMMEDIATE")
            rows = connection.execute(query, values).fetchall()
            connection.execute("COMMIT")
        return rows


class Postgresql:
    """A server, which answers a write when it is on disk. Few connections: it has a hundred for everybody."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._free: queue.LifoQueue[psycopg.Connection[tuple[Any, ...]] | None] = queue.LifoQueue()
        for _ in range(CONNECTIONS):
            self._free.put(None)

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        connection = psycopg.connect(self._address, autocommit=True)
        connection.execute("SET synchronous_commit = on")
        return connection

    def read(self, query: str, *values: object) -> Rows:
        connection = self._free.get() or self._connect()
        try:
            found = connection.execute(query.replace("?", "%s"), values)
            return found.fetchall() if found.description else []
        finally:
            self._free.put(connection)

    write = read


def _store(url: str) -> Sqlite | Postgresql:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Sqlite(f"{address.database}.bare")
    return Postgresql(address.set(drivername="postgresql").render_as_string(hide_password=False))


def create_app(url: str | None = None) -> Flask:
    app = Flask(__name__)
    app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4, COMPRESS_LEVEL=5)
    Compress(app)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    template = app.jinja_env.from_string(PAGE)
    store = _store(url or os.environ["BARE_DATABASE"])

    @app.get("/")
    def ready() -> str:
        return "ready"

    @app.get("/<person>/page")
    def page(person: str) -> str:
        options: dict[str, list[tuple[str, str]]] = {}
        for question, number, label in store.read("SELECT question, number, label FROM bare_options"):
            options.setdefault(question, []).append((number, label))
        answers = store.read("SELECT question, value, comment, version FROM bare_answers WHERE person = ?", person)
        return template.render(
            title="Protection",
            csrf="x" * 91,
            questions=store.read("SELECT id, text, help FROM bare_questions ORDER BY place"),
            options=options,
            answers={question: rest for question, *rest in answers},
        )

    @app.post("/<person>/items/<item>")
    def save(person: str, item: str) -> Response:
        form = request.form
        [(version,)] = store.write(SAVE, person, item, form[f"{item}-value"], form[f"{item}-comment"])
        return jsonify(version=version)

    return app


def prepare(url: str, questions: list[Question], people: list[str], size: int, words: str) -> None:
    """Tables with these questions, answered by these people; help texts made of `words` bring the page to `size`."""
    store = _store(url)
    for table in TABLES:
        store.write(table)
    for place, (question, text, labels) in enumerate(questions):
        store.write("INSERT INTO bare_questions VALUES (?, ?, ?, '')", question, place, text)
        for number, label in enumerate(labels):
            store.write("INSERT INTO bare_options VALUES (?, ?, ?)", question, str(number), label)
        for person in people:
            store.write(SAVE, person, question, "2", "Agreed in meeting 000000")
    missing = (size - _size(url, people[0])) // len(questions)
    prose = words.translate(NO_ESCAPES).encode() * (size // len(words) + 1)
    for place, (question, _, _) in enumerate(questions):
        help_text = prose[place * missing : (place + 1) * missing].decode(errors="ignore")
        store.write("UPDATE bare_questions SET help = ? WHERE id = ?", help_text, question)


def _size(url: str, person: str) -> int:
    return len(create_app(url).test_client().get(f"/{person}/page").data)
