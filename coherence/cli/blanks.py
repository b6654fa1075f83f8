"""`coherence questionnaire blank`: forms to print, to mail and to fill without a network."""

from pathlib import Path

import click

from coherence.cli.exchange import questionnaire
from coherence.cli.questionnaires import loaded
from coherence.cli.tables import write_files
from coherence.editions import blanks, queries
from coherence.paper import FORMATS, NoGlyph
from coherence.questionnaire import Questionnaire

__all__ = ["questionnaire"]

ALL = "all"


@questionnaire.command()
@click.argument("name", metavar="ID")
@click.option("--format", "suffix", required=True, type=click.Choice(list(FORMATS)), help="Kind of file.")
@click.option("--lang", default=ALL, show_default=True, help="Language tag, or all.")
@click.option(
    "--out", default=".", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder; made."
)
def blank(name: str, suffix: str, lang: str, out: Path) -> None:
    """Write blank forms of the questionnaire ID (or the file ID): one for each language."""
    found = loaded(name)
    files = {out / blanks.file_name(found, tag, suffix): _made(found, tag, suffix) for tag in _chosen(found, lang)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_files(files)
    except OSError as error:
        raise click.UsageError(f"--out {out} cannot be made: {error.strerror}") from error
    for path in files:
        click.echo(path)


def _chosen(found: Questionnaire, lang: str) -> list[str]:
    known = queries.languages(found)
    if lang != ALL and lang not in known:
        raise click.UsageError(f"--lang {lang}: {found.id} can be read in {', '.join(known)}; allowed: these, or {ALL}")
    return known if lang == ALL else [lang]


def _made(found: Questionnaire, tag: str, suffix: str) -> bytes:
    try:
        return blanks.file(found, tag, suffix)
    except NoGlyph as error:
        raise click.UsageError(f"{found.id} in {tag} cannot be printed: {error}. docx and xlsx can hold it") from error
