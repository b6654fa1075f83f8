"""A full disk: saves are refused and say so, pages can still be read, and saving works again once there is space.

Mounts a small disk in memory below the temporary folder, so it needs root.
`python -m benchmarks.faults.diskfull`
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.target import DATA, LOST, Target, Torn, Writer, target

REFUSALS = (503, 507)
LONG = 9_000  # letters in a comment, so that the last free pages are soon used
BLOCK = b"x" * 4096
PATIENCE = 15  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=8, help="size of the disk")
    parser.add_argument("--saves", type=int, default=100, help="how often saving is tried while it is full")
    options = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("only root can mount a disk")
    with tempfile.TemporaryDirectory(prefix="full") as name:
        data = Path(name, DATA)
        with _small_disk(data, options.megabytes), target(Path(name), 1) as tried:
            tried.server.start()
            found = _try(tried, data / "padding", options.saves)
    print(json.dumps(found))
    sys.exit(0 if found["good"] else 1)


@contextlib.contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def _try(tried: Target, padding: Path, saves: int) -> dict[str, object]:
    writer = tried.writer(0)
    writer.open()
    numbers = range(1, 4)
    before = [writer.save(number) for number in numbers]
    _fill(padding)
    answers, last = _save_while_full(writer, numbers[-1], saves)
    read = _read(tried)
    padding.unlink()
    seconds = _seconds_until_saved(tried, last + saves + 1)
    after, faults = _read(tried), tried.faults_in_file()
    good = (
        before == [200, 200, 200]
        and read == last
        and any(status in answers for status in REFUSALS)
        and set(answers) <= {200, *REFUSALS}
        and after == last + saves + 1
        and not faults
    )
    return {
        "answers_while_full": answers,
        "last_acknowledged": last,
        "read_while_full": read,
        "seconds_until_saved_again": seconds,
        "faults_in_file": faults,
        "good": good,
    }


def _fill(padding: Path) -> None:
    with contextlib.suppress(OSError), padding.open("wb", buffering=0) as file:
        while file.write(BLOCK):
            pass


def _save_while_full(writer: Writer, last: int, saves: int) -> tuple[Counter[int | str], int]:
    """How the saves were answered, and the last number that was acknowledged."""
    answers: Counter[int | str] = Counter()
    for number in range(last + 1, last + saves + 1):
        try:
            status: int | str = writer.save(number, LONG)
        except LOST as error:
            status = type(error).__name__
        answers[status] += 1
        last = number if status == 200 else last
    return answers, last


def _read(tried: Target) -> int | str:
    try:
        return tried.writer(0).open()
    except (*LOST, Torn) as error:
        return str(error)


def _seconds_until_saved(tried: Target, number: int) -> float | None:
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        with contextlib.suppress(*LOST):
            writer = tried.writer(0)
            writer.open()
            if writer.save(number) == 200:
                return round(time.perf_counter() - began, 2)
        time.sleep(0.1)
    return None


if __name__ == "__main__":
    main()
