"""`coherence questionnaire check|list|show`: for those who write instruments."""

import sys
from pathlib import Path

import click

from coherence import i18n
from coherence.editions import queries as editions
from coherence.questionnaire import Questionnaire, QuestionnaireError, load
from coherence.questionnaire.examples import differences, load_examples
from coherence.questionnaire.show import show as in_words

EXAMPLES = "examples.yaml"


@click.group()
def questionnaire() -> None:
    """Check, list and show questionnaires."""


def loaded(name: str) -> Questionnaire:
    """A questionnaire by its id, or by the path of its file or folder; exit 2 with all that is wrong."""
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
