"""`coherence demo|serve|migrate`: running it, on a laptop and for many."""

import os
import shutil
import socket
import sys
from pathlib import Path

import click
import waitress

from coherence import create_app
from coherence import migrate as migrations
from coherence.cli.settings import app_or_exit, settings_or_exit
from coherence.db import Database
from coherence.editions import queries as editions
from coherence.practice import folder

THREADS = 16
CONNECTIONS = 1000


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("instance/demo"),
    show_default=True,
    help="Folder for the practice data; made if missing.",
)
def demo(port: int, data: Path) -> None:
    """Serve forty fictional countries over three rounds and what is published of them, on this machine only."""
    _free_or_exit("127.0.0.1", port)
    settings_or_exit(data=str(data))
    made = folder.ready(data, click.echo)
    app = create_app(**folder.settings(made))
    migrations.upgrade(app.extensions["database"].engine)
    app.config["PRACTICE"] = folder.links(made)
    click.echo(f"The practice countries are ready: http://127.0.0.1:{port}/   (stop with Ctrl+C)")
    waitress.serve(
        app,
        host="127.0.0.1",
        port=port,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        ident=None,
        _quiet=True,
    )


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Server processes (gunicorn only).")
def serve(host: str, port: int, workers: int) -> None:
    """Serve assessments, with gunicorn if it is installed (coherence[server]), else with waitress."""
    app = app_or_exit()
    editions.library()
    gunicorn = shutil.which("gunicorn", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    _free_or_exit(host, port)
    click.echo(f"Serving on http://{host}:{port}/")
    if gunicorn:
        app.extensions["database"].engine.dispose()
        command = [gunicorn, f"--bind={host}:{port}", f"--workers={workers}", *GUNICORN]
        os.execve(gunicorn, command, SURROUNDINGS | os.environ)
    waitress.serve(app, host=host, port=port, threads=THREADS, connection_limit=CONNECTIONS, ident=None, _quiet=True)


# Many threads, made when needed: a slow client holds one each, and all of them may have come to the same process.
# No control socket: nobody asked for one in the home folder.
# What proxies say is read in one place, by COHERENCE_PROXIES: gunicorn itself would believe every local client.
GUNICORN = (
    "--worker-class=coherence.cli.worker.Worker",
    "--threads=128",
    "--preload",
    "--no-control-socket",
    "--forwarded-allow-ips=",
    "--graceful-timeout=20",
    "coherence.wsgi:app",
)


# With a pool of memory for each of many threads, and with all that was once in use, the C library keeps several times
# what is in use. Products of matrices are small here, and threads of their own for each would wait for each other
# beside other requests.
SURROUNDINGS = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": str(256 * 1024),
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024 * 1024),
    "OPENBLAS_NUM_THREADS": "1",
}


@click.command()
def migrate() -> None:
    """Bring the database to the tables this version needs; safe to repeat."""
    settings = settings_or_exit()
    engine = Database(settings.database_url).engine
    before = migrations.present(engine)
    migrations.upgrade(engine)
    after = migrations.present(engine)
    click.echo(f"Already at {after}." if before == after else f"From {before or 'an empty database'} to {after}.")


def _free_or_exit(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.UsageError(
                f"port {port} on {host} cannot be used: {error.strerror}. Choose another with --port."
            ) from error
