"""Server processes to measure: start, wait until they answer, read their memory and CPU time, stop, kill."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from coherence.cli.server import GUNICORN

HOST = "127.0.0.1"
ROOT = Path(__file__).parent.parent
START_SECONDS = 60
STOP_SECONDS = 30


class Server:
    """One server on this machine, with all of its processes in a group of its own."""

    def __init__(self, command: Sequence[str], port: int, log: Path, ready: str = "/", **settings: str) -> None:
        self.port = port
        self.url = f"http://{HOST}:{port}"
        self._command = command
        self._ready = ready
        self._log = log
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "the server has not been started"
        return self._process.pid

    def start(self) -> float:
        """Start it and wait for its first answer; the seconds that took."""
        began = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=os.environ | self._settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self.answers():
            if self._process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise RuntimeError(f"the server did not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.02)
        return time.perf_counter() - began

    def answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", self._ready)
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            os.kill(self.pid, signal.SIGTERM)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """As a power cut does it: no warning, for all processes at once."""
        os.killpg(self.pid, signal.SIGKILL)
        if self._process:
            self._process.wait()

    def processes(self) -> list[int]:
        return [self.pid, *below(self.pid)]

    def memory_mb(self) -> float:
        """The proportional set size of all processes: shared pages are counted once."""
        return sum(map(memory_mb, self.processes()))

    def cpu_seconds(self) -> float:
        return sum(map(_cpu_seconds, self.processes()))


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


def coherence(data: Path, port: int | None = None, workers: int = 2, **settings: str) -> Server:
    """`coherence serve` on this data folder; its log is the file beside it."""
    port = port or free_port()
    command = [sys.executable, "-m", "coherence", "serve", f"--port={port}", f"--workers={workers}"]
    given = {f"COHERENCE_{name.upper()}": value for name, value in settings.items()}
    return Server(command, port, data.with_suffix(".log"), "/en/", COHERENCE_DATA=str(data), **given)


def beside(application: str, folder: Path, workers: int = 2, **settings: str) -> Server:
    """Another application under gunicorn, with the options of `coherence serve` but nothing else of it."""
    port = free_port()
    gunicorn = shutil.which("gunicorn", path=str(Path(sys.executable).parent)) or "gunicorn"
    options = [*GUNICORN[:-1], "--worker-class=gthread", application]
    command = [gunicorn, f"--bind={HOST}:{port}", f"--workers={workers}", *options]
    return Server(command, port, folder / "beside.log", "/", **settings)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def below(pid: int) -> list[int]:
    """All processes that this one has started, and those that they have."""
    children: list[str] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    return [one for child in children for one in (int(child), *below(int(child)))]


def memory_mb(pid: int) -> float:
    """The proportional set size of a process; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
