"""The command line: `coherence …`. Every command says in one line what is wrong, and exits with 2."""

from importlib import import_module

import click

import coherence

__all__ = ["COMMANDS", "main"]

# The module of each command, loaded when it is called: those that compute load numpy and pandas.
COMMANDS = {
    "agreement": "agreement",
    "composite": "composite",
    "demo": "server",
    "migrate": "server",
    "questionnaire": "blanks",
    "report": "report",
    "round": "rounds",
    "score": "score",
    "serve": "server",
    "translations": "catalogs",
    "units": "units",
}


class Commands(click.Group):
    """A group whose commands are loaded by name."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        return getattr(import_module(f"{__name__}.{COMMANDS[name]}"), name) if name in COMMANDS else None


@click.group(cls=Commands)
@click.version_option(coherence.__version__, prog_name="coherence")
def main() -> None:
    """Self-assessments of policy coherence: fill them, score them, read why."""
