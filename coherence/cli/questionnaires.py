"""`coherence questionnaire check|list|show|diff|publish`: for those who write instruments."""

import sys
from collections import Counter
from pathlib import Path

import click

from coherence import i18n, translation_status
from coherence.cli.settings import app_or_exit
from coherence.db import transaction
from coherence.editions import operations
from coherence.editions import queries as editions
from coherence.questionnaire import Questionnaire, QuestionnaireError, load
from coherence.questionnaire.compare import SEVERITY, compare
from coherence.questionnaire.examples import differences, load_examples
from coherence.questionnaire.show import show as in_words

EXAMPLES = "examples.yaml"


@click.group()
def questionnaire() -> None:
    """Check, list, show, compare and publish questionnaires."""


def loaded(name: str) -> Questionnaire:
    """A questionnaire by its id, id@edition, or the path of its file or folder; exit 2 with all that is wrong."""
    if "@" in name and not Path(name).exists():
        return _published(*name.rsplit("@", 1))
    known = editions.library()
    if name in known:
        return known[name]
    path = Path(name)
    file = path / "questionnaire.yaml" if path.is_dir() else path
    if not file.is_file():
        raise click.UsageError(f"{name} is no questionnaire and no file. Questionnaires: {', '.join(known)}")
    try:
        return load(file)
    except QuestionnaireError as error:
        raise click.UsageError(f"{name} cannot be used:\n{error}") from error


def _published(name: str, number: str) -> Questionnaire:
    """A published edition of this installation's database."""
    with app_or_exit().app_context():
        found = editions.published(name)
        edition = next((one for one in found if str(one.number) == number), None)
        if edition is None:
            numbers = ", ".join(str(one.number) for one in found) or "none"
            raise click.UsageError(f"{name} has no published edition {number}. Published: {numbers}")
        return editions.edition(edition.id)


@questionnaire.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say what is wrong with FILES (questionnaire.yaml, or its folder), with line and item; run the examples."""
    problems = [problem for file in files for problem in _problems(file)]
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(2)


def _problems(path: Path) -> list[str]:
    file = path / "questionnaire.yaml" if path.is_dir() else path
    try:
        found = load(file)
    except QuestionnaireError as error:
        return [f"{file.parent}/{problem}" for problem in error.problems]
    except OSError as error:
        return [f"{file}: {error.strerror}"]
    examples = file.with_name(EXAMPLES)
    try:
        worked = load_examples(examples, found) if examples.exists() else []
    except QuestionnaireError as error:
        return [f"{file.parent}/{problem}" for problem in error.problems]
    wrong = [f"{examples}: {one.name}: {text}" for one in worked for text in differences(found, one)]
    if not wrong:
        items = len(list(found.items()))
        click.echo(f"{file}: {found.id}, edition {found.edition}: {items} items, {len(worked)} examples: in order")
    return wrong


@questionnaire.command("list")
def list_() -> None:
    """List the questionnaires that come with the program."""
    for found in editions.library().values():
        items = list(found.items())
        core = sum(item.core for item in items)
        click.echo(f"{found.id}  edition {found.edition}  {len(items)} items, {core} core  {found.title}")


@questionnaire.command()
@click.argument("name", metavar="ID")
@click.option("--lang", default=i18n.DEFAULT, type=click.Choice(list(i18n.LANGUAGES)), help="Language.")
def show(name: str, lang: str) -> None:
    """Show the whole questionnaire ID (or the file ID) in plain text."""
    click.echo(in_words(editions.spoken(loaded(name), lang)))


@questionnaire.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
def diff(before: str, after: str) -> None:
    """Say what happened to each item between A and B: ids, files, or id@2 for a published edition.

    unchanged and wording: earlier answers still hold. scope: asked of others. scale: other answers or points.
    """
    changes = compare(loaded(before), loaded(after))
    for change in changes:
        mark = "" if change.confirmed else "  (to be confirmed under `changes` in the later edition)"
        if change.kind != "unchanged":
            click.echo(f"{change.kind:<10} {change.id}{mark}")
    counts = Counter(change.kind for change in changes)
    click.echo(", ".join(f"{counts[kind]} {kind}" for kind in (*SEVERITY, "new", "gone")))


@questionnaire.command()
@click.argument("name", metavar="ID")
def publish(name: str) -> None:
    """Publish the edition of ID that comes with the program: from now on it is offered, and never changes."""
    known = editions.library()
    if name not in known:
        raise click.UsageError(f"{name} is no questionnaire. Questionnaires: {', '.join(known)}")
    app = app_or_exit()
    with app.app_context():
        try:
            with transaction() as session:
                edition = operations.publish(session, known[name])
                number, digest = edition.number, edition.digest
        except operations.NotPublished as error:
            raise click.UsageError(f"{name} is not published: {error}") from error
    app.extensions["database"].close()
    click.echo(f"{name}, edition {number}, is published. SHA-256 {digest}")
    missing = [tag for tag in i18n.LANGUAGES if tag not in editions.languages(known[name])]
    if missing:
        click.echo(f"Not complete, so not offered in: {', '.join(_lacking(tag, name) for tag in missing)}")


def _lacking(tag: str, name: str) -> str:
    """What a language lacks, in words."""
    found = translation_status.status(tag, name)
    stale = f", {found.stale} of them of an earlier wording" if found.stale else ""
    return f"{tag} ({found.total - found.done} of {found.total} texts to translate{stale})"
