"""`coherence units`: the reference data on countries."""

from pathlib import Path

import click

from coherence.cli.settings import settings_or_exit
from coherence.cli.tables import write_files
from coherence.csv_tables import Refused
from coherence.units.countries import SHIPPED, read_countries


@click.group()
def units() -> None:
    """The reference data on countries: regions, income groups, population."""


@units.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load_reference(file: Path) -> None:
    """Use the countries in FILE from now on, a CSV file of the shape that `coherence units show` prints.

    The file is checked whole and copied into the data folder; whatever is wrong is listed and nothing changes.
    """
    content = file.read_bytes()
    try:
        found = read_countries(file.name, content)
    except Refused as error:
        raise click.UsageError(str(error)) from error
    write_files({settings_or_exit().data / "countries.csv": content})
    click.echo(f"{len(found)} countries, {sum(one.population is not None for one in found.values())} with population.")


@units.command()
def show() -> None:
    """Print the reference data that is in use."""
    own = settings_or_exit().data / "countries.csv"
    click.echo((own if own.exists() else SHIPPED).read_text(encoding="utf-8"), nl=False)
