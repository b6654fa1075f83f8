"""One writer at a time, over all threads and processes that use one SQLite file.

SQLite's own waiting is unfair: some writers wait for seconds. Here they queue.
"""

import threading
from collections import deque
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: one process serves there, its threads queue, and SQLite's busy timeout covers the rest
    fcntl = None  # type: ignore[assignment]


class InTurn:
    """Places that threads get in the order in which they asked; of Python's own locks, some get one much later."""

    def __init__(self, places: int = 1) -> None:
        self._free = places
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self, patience: float = -1) -> bool:
        """Whether a place was had, within so many seconds if any are given."""
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        # Released by whoever leaves, with the place.
        return mine.acquire(timeout=patience) or not self._give_up(mine)

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    def _give_up(self, mine: threading.Lock) -> bool:
        """Whether this came before somebody left the place after all."""
        with self._guard:
            if waits := mine in self._waiting:
                self._waiting.remove(mine)
        return waits


class WriteLock:
    """A lock file; it is opened on first use, so that worker processes never share one open file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = InTurn()
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            self._take()
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_error: object) -> None:
        if fcntl and self._file:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take(self) -> None:
        if self._file is None:
            self._file = self._path.open("a")
        if fcntl:
            fcntl.flock(self._file, fcntl.LOCK_EX)
