"""The command line: `coherence …`. Every command says in one line what is wrong, and exits with 2."""

import click

import coherence
from coherence.cli.agreement import agreement
from coherence.cli.catalogs import translations
from coherence.cli.composite import composite
from coherence.cli.questionnaires import questionnaire
from coherence.cli.score import score
from coherence.cli.server import demo, migrate, serve

__all__ = ["main"]


@click.group()
@click.version_option(coherence.__version__, prog_name="coherence")
def main() -> None:
    """Self-assessments of policy coherence: fill them, score them, read why."""


for command in (questionnaire, score, agreement, composite, demo, serve, migrate, translations):
    main.add_command(command)
