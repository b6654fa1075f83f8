"""The folder with the practice rounds: made whole, or not at all."""

import contextlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from coherence import create_app, migrate
from coherence.lock import WriteLock
from coherence.practice.making import Practice, make

# Another number when what is kept in it has another shape: a folder of an earlier version is left alone.
MADE, MAKING = "practice-2", "practice-2.making"
FILE = "practice.json"


def settings(folder: Path) -> dict[str, str]:
    """What the application is given so that it works on such a folder."""
    return {"data": str(folder), "database_url": f"sqlite:///{folder.resolve() / 'coherence.db'}"}


def ready(data: Path, say: Callable[[str], None]) -> Path:
    """The folder inside `data`, made if it is not there. An interrupted making is begun anew."""
    data.mkdir(parents=True, exist_ok=True)
    lock = WriteLock(data / f"{MADE}.lock")
    with contextlib.closing(lock), lock:
        if not (data / MADE).exists():
            shutil.rmtree(data / MAKING, ignore_errors=True)
            _fill(data / MAKING, say)
            (data / MAKING).rename(data / MADE)
    return data / MADE


def links(folder: Path) -> Practice:
    """The links that were kept when the folder was made."""
    return Practice(**json.loads((folder / FILE).read_text(encoding="utf-8")))


def _fill(folder: Path, say: Callable[[str], None]) -> None:
    app = create_app(**settings(folder))
    database = app.extensions["database"]
    try:
        migrate.upgrade(database.engine)
        with app.app_context():
            made = make(say)
    finally:
        database.close()
    (folder / FILE).write_text(json.dumps(asdict(made)), encoding="utf-8")
