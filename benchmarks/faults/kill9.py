"""kill -9 while answers are being saved: every acknowledged answer must be there after the restart, whole.

`python -m benchmarks.faults.kill9 --rounds 100 --writers 8`
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.faults.target import LOST, Target, Torn, Writer, target

SHORTEST, LONGEST = 0.3, 1.5


@dataclass
class Found:
    """Over all rounds. An answer may be stored without having been acknowledged, never the other way round."""

    rounds: int = 0
    acknowledged: int = 0
    stored_unacknowledged: int = 0
    lost: int = 0
    torn: int = 0
    damaged: list[str] = field(default_factory=list)
    restarts: list[float] = field(default_factory=list)

    def good(self) -> bool:
        return not (self.lost or self.torn or self.damaged)


class Busy(threading.Thread):
    """A writer who saves one number after the other until the server is gone."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(daemon=True)
        self._writer = writer
        self.first = self.acknowledged = self.sent = writer.open()

    def run(self) -> None:
        try:
            while True:
                self.sent += 1
                if self._writer.save(self.sent) == 200:
                    self.acknowledged = self.sent
        except LOST:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which the server is killed")
    options = parser.parse_args()
    random.seed(options.seed)
    found = Found()
    with tempfile.TemporaryDirectory(prefix="kill9") as folder, target(Path(folder), options.writers) as tried:
        tried.server.start()
        for _ in range(options.rounds):
            _round(tried, found)
    print(json.dumps(_summary(found)))
    sys.exit(0 if found.good() else 1)


def _round(tried: Target, found: Found) -> None:
    busy = [Busy(tried.writer(number)) for number in range(len(tried.tokens))]
    for writer in busy:
        writer.start()
    time.sleep(random.uniform(SHORTEST, LONGEST))
    tried.server.kill()
    for writer in busy:
        writer.join()
    found.damaged += tried.faults_in_file()
    found.restarts.append(tried.server.start())
    found.rounds += 1
    for number, writer in enumerate(busy):
        _compare(tried.writer(number), writer, found)


def _compare(reader: Writer, writer: Busy, found: Found) -> None:
    found.acknowledged += writer.acknowledged - writer.first
    try:
        stored = reader.open()
    except Torn:
        found.torn += 1
        return
    found.lost += max(0, writer.acknowledged - stored)
    found.torn += stored > writer.sent
    found.stored_unacknowledged += writer.acknowledged < stored <= writer.sent


def _summary(found: Found) -> dict[str, object]:
    times = sorted(found.restarts)
    middle = {"median": times[len(times) // 2], "longest": times[-1]}
    return asdict(found) | {"restarts": {name: round(seconds, 2) for name, seconds in middle.items()}}


if __name__ == "__main__":
    main()
