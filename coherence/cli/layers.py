"""`coherence questionnaire layer check`: for those who prepare a country's additions outside."""

import sys
from pathlib import Path

import click

from coherence.cli.blanks import questionnaire
from coherence.cli.questionnaires import loaded
from coherence.questionnaire import QuestionnaireError
from coherence.questionnaire.layer_file import read_layer

__all__ = ["questionnaire"]


@questionnaire.group()
def layer() -> None:
    """What a country adds to a questionnaire, in a file."""


@layer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--questionnaire", "name", required=True, metavar="ID", help="The questionnaire, its file, or ID@2.")
def check(file: Path, name: str) -> None:
    """Say what is wrong with FILE, with line and place; exit 2 if anything is."""
    try:
        found = read_layer(file.read_bytes(), file.name, loaded(name))
    except QuestionnaireError as error:
        click.echo(error)
        sys.exit(2)
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from error
    counts = f"{len(found.notes)} notes, {len(found.institutions)} institutions, {len(found.questions)} own questions"
    click.echo(f"{file}: {found.questionnaire}, in {found.language}: {counts}: in order")
