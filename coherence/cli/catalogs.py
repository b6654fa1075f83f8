"""`coherence translations update|check`: for those who change texts or translate them."""

import sys

import click

from coherence import catalogs


@click.group()
def translations() -> None:
    """Keep the translation catalogs in step with the texts."""


@translations.command()
def update() -> None:
    """Write every catalog anew: new texts empty, changed ones marked fuzzy, unused ones dropped."""
    for tag in catalogs.TRANSLATED:
        for domain in catalogs.domains():
            if domain == catalogs.INTERFACE or catalogs.file(tag, domain).exists():
                catalogs.update(tag, domain)
                click.echo(catalogs.file(tag, domain))


@translations.command()
def check() -> None:
    """List what is missing or wrong in the catalogs; exit 2 if anything is."""
    faults = [
        fault
        for tag in catalogs.TRANSLATED
        for domain in catalogs.domains()
        if domain == catalogs.INTERFACE or catalogs.file(tag, domain).exists()
        for fault in catalogs.faults(tag, domain)
    ]
    for fault in faults:
        click.echo(fault)
    sys.exit(2 if faults else 0)
