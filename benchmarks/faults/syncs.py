"""Is every acknowledged answer on the disk? A kill cannot tell, for the system's cache survives it; this can.

Counts how often the server asks the disk to be in sync while answers are saved one after the other: at least once
a save, or answers can vanish when the power fails; much more often is slow. Needs strace, and the right to use it.
`python -m benchmarks.faults.syncs --saves 200`
"""

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.faults.target import Target, target

FEWEST, MOST = 1.0, 1.2
ATTACHING = 2  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=200)
    options = parser.parse_args()
    if not shutil.which("strace"):
        sys.exit("strace is needed")
    with tempfile.TemporaryDirectory(prefix="syncs") as folder, target(Path(folder), 1) as tried:
        tried.server.start()
        saved, synced = _count(tried, options.saves, Path(folder) / "calls")
    share = synced / saved
    good = FEWEST <= share <= MOST
    print(json.dumps({"saves": saved, "syncs": synced, "per_save": round(share, 3), "good": good}))
    sys.exit(0 if good else 1)


def _count(tried: Target, saves: int, calls: Path) -> tuple[int, int]:
    if _saved(tried, 1) != 1:
        sys.exit("the first save was refused")
    watching = _watch(tried.server.processes(), calls)
    saved = _saved(tried, saves)
    watching.send_signal(signal.SIGINT)
    watching.wait()
    return saved, len(re.findall(r"\b(?:fsync|fdatasync)\(", calls.read_text()))


def _saved(tried: Target, saves: int) -> int:
    writer = tried.writer(0)
    first = writer.open() + 1
    return sum(writer.save(first + number) == 200 for number in range(saves))


def _watch(processes: list[int], calls: Path) -> subprocess.Popen[bytes]:
    which = [f"--attach={process}" for process in processes]
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(calls), *which]
    watching = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(ATTACHING)
    if watching.poll() is not None:
        sys.exit("strace may not watch processes here")
    return watching


if __name__ == "__main__":
    main()
