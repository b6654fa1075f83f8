"""`coherence questionnaire export|import|schema`: instruments as files for other tools."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from coherence import catalogs, i18n
from coherence.cli.questionnaires import loaded, questionnaire
from coherence.cli.tables import write_files
from coherence.editions import queries as editions
from coherence.exchange import catalog, sheets, workbook, xlsform_reader, xlsform_writer, yaml_file
from coherence.exchange.documents import TableError
from coherence.exchange.json_schema import schema_text
from coherence.exchange.languages import HELPERS, Language, missing
from coherence.exchange.sheets import Sheet, SheetError
from coherence.exchange.workbook import Read
from coherence.i18n import lazy_gettext as _
from coherence.questionnaire import Questionnaire

__all__ = ["questionnaire"]

FOLDER = "translations"
READERS: dict[str, Callable[[Sequence[Sheet], str], Read]] = {
    "xlsform": xlsform_reader.read,
    "workbook": workbook.read,
}
# The same words as on the pages, in every language of the interface.
WORDS = {
    "state": _("State of the answer"),
    "dont_know": _("Don’t know"),
    "not_applicable": _("Not applicable"),
    "none_of_these": _("None of these"),
    "reason": _("If not applicable: why?"),
    "comment": _("Comment"),
    "evidence": _("Evidence: link or document"),
}
Words = dict[str, dict[str, str]]


@questionnaire.command()
@click.argument("name", metavar="ID_OR_FILE")
@click.option("--to", "form", required=True, type=click.Choice(["xlsform", "workbook"]), help="Kind of file.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The .xlsx file.")
@click.option(
    "--lang", "wanted", multiple=True, default=["all"], show_default=True, help="Language tag; may be repeated."
)
def export(name: str, form: str, out: Path, wanted: Sequence[str]) -> None:
    """Write the questionnaire ID_OR_FILE as a spreadsheet for other tools."""
    found = loaded(name)
    known = _translations(found, None if name in editions.library() else Path(name))
    chosen = _chosen(found, known, wanted, complete=form == "xlsform")
    if form == "workbook":
        pages = workbook.export(found, chosen)
    else:
        pages = xlsform_writer.export(found, [_language(tag, chosen.get(tag, {})) for tag in (found.language, *chosen)])
    _write({out: sheets.write(pages)})
    click.echo(f"{out}: {found.id}, edition {found.edition}, in {', '.join((found.language, *chosen))}")


def _translations(found: Questionnaire, path: Path | None) -> Words:
    """The translations by language: those that come with the program, or those beside the file."""
    names = [name for name in (found.id, found.selection_of) if name and path is None]
    kept: dict[str, list[Catalog]] = {}
    for tag in catalogs.TRANSLATED:
        kept[tag] = [catalogs.present(tag, name) for name in names if i18n.has_catalog(tag, name)]
    for file in sorted(((path if path.is_dir() else path.parent) / FOLDER).glob("*.po")) if path else ():
        with file.open("rb") as stream:
            kept[file.stem] = [read_po(stream, locale=Locale.parse(file.stem, sep="-"))]
    return {tag: catalog.words(found, held) for tag, held in kept.items() if held and tag != found.language}


def _chosen(found: Questionnaire, known: Words, wanted: Sequence[str], complete: bool) -> Words:
    """The languages asked for. A form needs complete ones: what is asked for by name must be, the rest is left out."""
    chosen: Words = {}
    for tag in known if "all" in wanted else wanted:
        lost = missing(found, known.get(tag, {}))
        if tag == found.language:
            continue
        if tag not in known:
            raise click.UsageError(f"{found.id} is not translated into {tag}. Languages: {', '.join(known) or 'none'}")
        if not lost or not complete:
            chosen[tag] = known[tag]
            continue
        what = f"{tag}: texts without translation: {len(lost)}, the first at {lost[0]}"
        if "all" not in wanted:
            raise click.UsageError(f"{what}. A form needs complete languages")
        click.echo(f"{what}; the language is left out", err=True)
    return chosen


def _language(tag: str, texts: Mapping[str, str]) -> Language:
    """A language with its own name and the words of the interface; English ones where the interface has none."""
    with i18n.speaking(tag if tag in i18n.LANGUAGES else i18n.DEFAULT):
        helpers = {key: str(WORDS[key]) for key in HELPERS}
    own = i18n.LANGUAGES.get(tag)
    name = own.name if own else Locale.parse(tag, sep="-").get_display_name() or tag
    return Language(tag, name, helpers, texts)


@questionnaire.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "form", required=True, type=click.Choice(list(READERS)), help="Kind of file.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder named as the id.")
@click.option("--partial", is_flag=True, help="Write what was taken although something was refused.")
@click.option("--overwrite", is_flag=True, help="Replace the files that are there.")
def import_(file: Path, form: str, out: Path, partial: bool, overwrite: bool) -> None:
    """Read the spreadsheet FILE and write it as questionnaire.yaml with its translations, or say what is wrong."""
    read = _read(file, form)
    for line in (*read.notes, *(f"refused: {line}" for line in read.refused)):
        click.echo(line)
    if read.refused and not partial:
        click.echo(f"Nothing is written: {len(read.refused)} refused. --partial writes the rest.", err=True)
        sys.exit(2)
    files = _files(read, out)
    there = [path for path in files if path.exists()]
    if there and not overwrite:
        raise click.UsageError(f"{there[0]} is there already; --overwrite replaces it")
    _write(files)
    groups, items = len(list(read.questionnaire.all_groups())), len(list(read.questionnaire.items()))
    click.echo(f"{read.questionnaire.id}: {groups} groups, {items} items")
    for path in files:
        click.echo(f"written: {path}")


def _read(file: Path, form: str) -> Read:
    try:
        return READERS[form](sheets.load(file), file.name)
    except SheetError as error:
        raise click.UsageError(str(error)) from error
    except TableError as error:
        raise click.UsageError(f"{file.name} is no questionnaire yet:\n{error}") from error


def _files(read: Read, out: Path) -> dict[Path, str | bytes]:
    if out.resolve().name != read.questionnaire.id:
        message = f'--out: the folder must be named as the questionnaire, "{read.questionnaire.id}"; found "{out.name}"'
        raise click.UsageError(message)
    files: dict[Path, str | bytes] = {out / yaml_file.FILE: yaml_file.written(read.questionnaire)}
    for tag, words in read.words.items():
        if words:
            found = catalog.catalog(read.questionnaire, tag, words, read.outdated.get(tag, frozenset()))
            files[out / FOLDER / f"{tag}.po"] = catalogs.written(found)
    return files


def _write(files: Mapping[Path, str | bytes]) -> None:
    """All files or none; their folders are made."""
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be made: {error.strerror}") from error
    write_files(files)


@questionnaire.command()
def schema() -> None:
    """Print the JSON Schema of questionnaire.yaml, for editors that complete and check."""
    click.echo(schema_text(), nl=False)
