"""gunicorn's worker with threads, which now and then gives memory back."""

import time

from gunicorn.workers.gthread import ThreadWorker

from coherence.memory import give_back

EVERY = 1.0  # seconds


class Worker(ThreadWorker):
    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self._given_back = time.monotonic()

    def notify(self) -> None:
        """Called at least once a second, also while nothing is asked."""
        super().notify()
        if time.monotonic() - self._given_back > EVERY:
            give_back()
            self._given_back = time.monotonic()
