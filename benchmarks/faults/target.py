"""What the faults are tried on: `coherence serve` on a data folder of its own, and writers who save and read."""

import contextlib
import html
import re
import sqlite3
import uuid
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

from benchmarks import assessments, databases, servers
from benchmarks.browser import Browser

ITEM = "pre-departure-orientation"
DATA = "data"
LOST = (OSError, HTTPException)  # what a browser sees of a server that is gone


class Torn(Exception):
    """An answer that nobody gave: parts of two different saves."""


class Target:
    """The server, its SQLite file, and one assessment for each writer."""

    def __init__(self, folder: Path, url: str, writers: int, **settings: str) -> None:
        self.file = folder / "coherence.db"
        self.tokens = assessments.start(url, folder, writers, answered=False)
        self.server = servers.coherence(folder, **settings)

    def writer(self, number: int) -> "Writer":
        return Writer(self.server.port, self.tokens[number])

    def faults_in_file(self) -> list[str]:
        """What SQLite finds broken, and answers that do not fit their own history."""
        with contextlib.closing(sqlite3.connect(self.file)) as connection:
            damage = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
            return damage + [f"{row} does not fit its history" for row in connection.execute(MISFITS)]


# The present answer is the newest of its versions, and no version is missing or there twice.
MISFITS = """
SELECT body_id, item, version FROM ratings AS present
WHERE version != (SELECT count(*) FROM revisions AS r WHERE r.body_id = present.body_id AND r.item = present.item)
OR comment != (SELECT comment FROM revisions AS r
               WHERE r.body_id = present.body_id AND r.item = present.item AND r.version = present.version)
"""


@contextlib.contextmanager
def target(folder: Path, writers: int, **settings: str) -> Iterator[Target]:
    """A target in this folder, not yet started; stopped at the end whatever happens."""
    data = folder / DATA
    data.mkdir(exist_ok=True)
    with databases.database("sqlite", data) as url:
        found = Target(data, url, writers, **settings)
        try:
            yield found
        finally:
            found.server.stop()


class Writer:
    """Somebody who saves 1, 2, 3, … as comment and evidence of one question, each time with a longer text."""

    def __init__(self, port: int, token: str) -> None:
        self._browser = Browser(port)
        self._home = f"/en/a/{token}"

    def open(self) -> int:
        """Open the page: the number stored now, 0 for none. Raises Torn for half of one."""
        page = self._browser.get(f"{self._home}/sections/{assessments.SECTION}")
        if page.status != 200:
            raise OSError(f"the page answers {page.status}")
        self._csrf = _field(page.text, "csrf_token")
        self._version = _field(page.text, f"{ITEM}-version")
        comment = re.search(rf'name="{ITEM}-comment"[^>]*>([^<]*)<', page.text)
        words = html.unescape(comment[1]).split() if comment else []
        evidence = _field(page.text, f"{ITEM}-evidence")
        if words and (len(words) != 2 or words[0] != evidence or words[1].strip("x")):
            raise Torn(f"{evidence!r}, {words!r}")
        return int(evidence or 0)

    def save(self, number: int, length: int = 100) -> int:
        """Save this number; the status of the answer, 200 when it is stored."""
        values = {
            "version": self._version,
            "client_uuid": str(uuid.uuid4()),
            "value": str(number % 4),
            "evidence": str(number),
            "comment": f"{number} {'x' * length}",
        }
        fields = {f"{ITEM}-{name}": value for name, value in values.items()}
        headers = {"X-CSRFToken": self._csrf, "Accept": "application/json"}
        answer = self._browser.post(f"{self._home}/items/{ITEM}", fields, **headers)
        if answer.status == 200:
            self._version = str(int(self._version) + 1)
        return answer.status


def _field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""
