"""`coherence translations update|status|check`: for those who change texts or translate them."""

import sys

import click

from coherence import catalogs, glossary, translation_status


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
def status() -> None:
    """Say how far each instrument is in each language."""
    for one in translation_status.statuses():
        percent = int(100 * one.share)
        stale = f", {one.stale} of an earlier wording" if one.stale else ""
        click.echo(f"{one.domain:<30} {one.language}  {percent:>3} %  {one.done}/{one.total}{stale}  {_making(one)}")


def _making(one: translation_status.Status) -> str:
    if one.making is None:
        return ""
    made = "machine" if one.making.machine else "person"
    read = "reviewed by a second person" if one.making.reviewed else "not reviewed by a person"
    return f"{made}, {read}" + (", back-translated" if one.making.back_translated else "")


@translations.command()
def check() -> None:
    """List what is missing, wrong or against the glossary in the catalogs; exit 2 if anything is."""
    faults = [
        fault
        for tag in catalogs.TRANSLATED
        for domain in catalogs.domains()
        if domain == catalogs.INTERFACE or catalogs.file(tag, domain).exists()
        for fault in catalogs.faults(tag, domain)
    ]
    faults += glossary.faults()
    for fault in faults:
        click.echo(fault)
    sys.exit(2 if faults else 0)
