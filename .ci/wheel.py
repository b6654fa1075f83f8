"""Builds sdist and wheel, installs the wheel into a fresh environment outside the checkout, and uses it there."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRENCH = "Commencer une évaluation"
PATIENCE = 60


def run(*command: str | Path, **options) -> str:
    print("$", *command, flush=True)
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def uv() -> str:
    return os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools/bin/uv")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(address: str) -> tuple[int, str]:
    """Status and text of a page, once the server is up."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(uv(), "build", "--out-dir", folder / "dist", cwd=ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        run(uv(), "venv", "--python", sys.executable, folder / "venv")
        run(uv(), "pip", "install", "--python", folder / "venv/bin/python", wheel)
        use(folder, folder / "venv/bin/coherence")


def use(folder: Path, coherence: Path) -> None:
    """The three things a first user does: the version, the list, a page in French."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "COHERENCE_DATA": str(folder / "data")}
    options = {"cwd": folder, "env": environment}
    assert run(coherence, "--version", **options).startswith("coherence, version ")
    assert "migration-development" in run(coherence, "questionnaire", "list", **options)
    run(coherence, "migrate", **options)
    port = free_port()
    server = subprocess.Popen([coherence, "serve", "--port", str(port)], **options)
    try:
        status, text = answer(f"http://127.0.0.1:{port}/fr/")
        assert status == 200
        assert FRENCH in text, f"no {FRENCH!r} on the page"
    finally:
        server.terminate()
        server.wait()
    print("The wheel works on its own.")


if __name__ == "__main__":
    main()
