"""Writers queue: one at a time, in the order in which they asked."""

import threading
import time
from contextlib import closing

import pytest

from coherence.lock import WriteLock

PATIENCE = 10


def until(true) -> None:
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        threading.Event().wait(0.001)
    assert true()


@pytest.fixture
def lock(tmp_path):
    with closing(WriteLock(tmp_path / "lock")) as lock:
        yield lock


def test_writers_get_the_lock_in_the_order_in_which_they_asked(lock):
    came = []

    def write(number: int) -> None:
        with lock:
            came.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    with lock:
        for number, writer in enumerate(writers, 1):
            writer.start()
            until(lambda number=number: len(lock._threads._waiting) == number)
        assert came == []
    for writer in writers:
        writer.join(PATIENCE)
    assert came == list(range(8))


def test_no_two_threads_hold_the_lock_at_once_and_none_is_forgotten(lock):
    inside, most, done = [], [], []

    def write() -> None:
        for _ in range(50):
            with lock:
                inside.append(1)
                most.append(len(inside))
                inside.pop()
        done.append(1)

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(PATIENCE)
    assert len(done) == 8
    assert max(most) == 1
    assert len(most) == 400
