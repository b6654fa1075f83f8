"""Publishing that nobody has to wait for: in a thread of its own, with its progress in the database.

There every process of a server sees it, and a process that ends in the middle leaves a trace.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from coherence.benchmarks.models import Publishing
from coherence.db import database, now, reading, writing
from coherence.rounds.queries import RoundInfo

BEAT = timedelta(seconds=1)
LOST = timedelta(minutes=5)  # longer than the longest part in which no step is counted
POOL = ThreadPoolExecutor(1, "publishing")  # its thread starts with the first publishing, after servers have forked
TABLE = Publishing.__table__


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done of all steps. `stopped`: it failed, or its process is gone; nothing was published."""

    done: int
    steps: int
    stopped: bool


def progress(round_id: int) -> Progress | None:
    """How far the publishing of a round is; None when there is none that has not ended well."""
    columns = (Publishing.done, Publishing.steps, Publishing.stopped, Publishing.heard_at)
    row = reading().execute(select(*columns).where(Publishing.round_id == round_id)).first()
    return row and Progress(row.done, row.steps, row.stopped or now() - row.heard_at > LOST)


def begin(this: RoundInfo) -> "Future[int] | None":
    """The version that will be published; None while another publishing of the round is underway.

    NotPublished while the round is open.
    """
    from coherence.benchmarks import operations

    operations.refuse_open(this)
    if not _claimed(this.id, operations.steps(this)):
        return None
    return POOL.submit(_publish, current_app._get_current_object(), this)  # type: ignore[attr-defined]


def _claimed(round_id: int, steps: int) -> bool:
    """Whether this publishing is the one; not if another is underway, or was begun in the same moment."""
    try:
        with writing() as connection:
            present = progress(round_id)
            if present and not present.stopped:
                return False
            connection.execute(delete(TABLE).where(TABLE.c.round_id == round_id))
            connection.execute(insert(Publishing).values(round_id=round_id, steps=steps))
    except IntegrityError:
        return False
    return True


def _publish(app: Flask, this: RoundInfo) -> int:
    """In a thread of its own, so with a connection of its own."""
    from coherence.benchmarks import operations

    with app.app_context():
        try:
            version = operations.publish(this, _Steps(this.id).step)
        except BaseException:
            _store(this.id, stopped=True)
            raise
        with database().transaction() as session:
            session.execute(delete(TABLE).where(TABLE.c.round_id == this.id))
        return version


class _Steps:
    """Counts steps, and stores their number now and then: storing takes longer than many a step."""

    def __init__(self, round_id: int) -> None:
        self._round_id, self._done, self._stored_at = round_id, 0, now()

    def step(self) -> None:
        self._done += 1
        if now() - self._stored_at >= BEAT:
            self._stored_at = now()
            _store(self._round_id, done=self._done)


def _store(round_id: int, **values: int) -> None:
    """On a connection beside that on which the publishing reads."""
    with database().transaction() as session:
        session.execute(update(TABLE).where(TABLE.c.round_id == round_id).values(**values, heard_at=now()))
