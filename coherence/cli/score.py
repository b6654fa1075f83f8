"""`coherence score`: answers in a CSV file, scores of every node out."""

import json
import sys
from pathlib import Path

import click

from coherence.cli.questionnaires import loaded
from coherence.questionnaire import Questionnaire, QuestionnaireError
from coherence.questionnaire.answer_file import read_answers
from coherence.questionnaire.framework import asked, framework
from scoring import Answer, Score, axis_scores, walk
from scoring import score as score_of

COLUMNS = ("unit", "node", "value", "low", "high", "coverage")


class ProfileOption(click.Command):
    """Lets --unit-profile be followed by several key=value, as people type it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        expanded: list[str] = []
        reading = False
        for word in args:
            if reading and "=" in word and not word.startswith("-"):
                expanded += ["--unit-profile", word]
            elif word != "--unit-profile":
                expanded.append(word)
            reading = word == "--unit-profile" or (reading and "=" in word and not word.startswith("-"))
        return super().parse_args(ctx, expanded)


@click.command(cls=ProfileOption)
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--questionnaire", "name", required=True, metavar="ID_OR_FILE", help="Which questionnaire.")
@click.option(
    "--unit-profile", "profile", multiple=True, metavar="KEY=VALUE …", help="role=origin,return level=country"
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    help="Form of the output.",
)
def score(answers: Path, name: str, profile: tuple[str, ...], shape: str) -> None:
    """Score the ANSWERS, a CSV file with columns item,answer[,state][,unit].

    Prints value, lower and upper bound (0-100) and coverage (0-1) of each node. A node without score is
    left empty. Whatever is wrong in the file is listed with its line, and nothing is scored (exit 2).
    """
    questionnaire = loaded(name)
    chosen = _profile(questionnaire, profile)
    try:
        units = read_answers(questionnaire, answers)
    except QuestionnaireError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    trees = {unit: _scores(questionnaire, chosen, given) for unit, given in units.items()}
    click.echo(SHAPES[shape](trees), nl=shape != "csv")


def _profile(questionnaire: Questionnaire, given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What was given; where nothing was, every role and the first of the single choices, and a word on it."""
    chosen = dict(_profile_entry(questionnaire, entry) for entry in given)
    for question in questionnaire.profile:
        if question.id not in chosen:
            options = tuple(option.id for option in question.options)
            chosen[question.id] = options if question.many else options[:1]
            click.echo(f"{question.id} not given: taken as {','.join(chosen[question.id])}", err=True)
    return chosen


def _profile_entry(questionnaire: Questionnaire, entry: str) -> tuple[str, tuple[str, ...]]:
    key, _, text = entry.partition("=")
    question = next((question for question in questionnaire.profile if question.id == key), None)
    if question is None:
        known = ", ".join(question.id for question in questionnaire.profile) or "none"
        raise click.UsageError(f"--unit-profile: there is no {key!r}; allowed: {known}")
    values = tuple(text.split(","))
    allowed = [option.id for option in question.options]
    if any(value not in allowed for value in values) or (len(values) > 1 and not question.many):
        raise click.UsageError(f"--unit-profile: {key} is {text!r}; allowed: {', '.join(allowed)}")
    return key, values


def _scores(questionnaire: Questionnaire, profile: dict[str, tuple[str, ...]], given: dict[str, Answer]) -> list[Score]:
    """The whole tree, then the axes."""
    root = framework(questionnaire, asked(questionnaire, profile, given))
    counted = {item.id for item in root.items()}
    answers = {item: answer for item, answer in given.items() if item in counted}
    return [score_of(root, answers), *axis_scores(root, answers).values()]


def _rows(trees: dict[str, list[Score]]) -> list[tuple[object, ...]]:
    return [
        (unit, node.id, node.value, node.low, node.high, node.coverage)
        for unit, (whole, *axes) in trees.items()
        for node in (*walk(whole), *axes)
    ]


def _csv(trees: dict[str, list[Score]]) -> str:
    import pandas  # loads in most of a second: only where used

    return pandas.DataFrame(_rows(trees), columns=list(COLUMNS)).to_csv(index=False, lineterminator="\n")


def _table(trees: dict[str, list[Score]]) -> str:
    import pandas

    rows = pandas.DataFrame(_rows(trees), columns=list(COLUMNS))
    shown = rows.drop(columns="unit") if list(trees) == [""] else rows
    return shown.to_string(index=False, na_rep="–", justify="left", float_format="{:.2f}".format)


def _json(trees: dict[str, list[Score]]) -> str:
    return json.dumps(
        [
            {"unit": unit, "overall": _plain(whole), "axes": [_plain(axis) for axis in axes]}
            for unit, (whole, *axes) in trees.items()
        ],
        ensure_ascii=False,
        indent=2,
    )


def _plain(node: Score) -> dict[str, object]:
    """A node with everything needed to compute it again."""
    keys = (
        "id",
        "value",
        "low",
        "high",
        "coverage",
        "weight",
        "share",
        "points",
        "maximum",
        "state",
        "answer",
        "missing",
    )
    plain: dict[str, object] = {key: getattr(node, key) for key in keys if getattr(node, key) is not None}
    plain |= {"value": node.value}
    if node.rule:
        plain["aggregation"] = node.rule.aggregation
        plain["minimum_coverage"] = node.rule.minimum_coverage
    if node.parts:
        plain["parts"] = [_plain(part) for part in node.parts]
    return plain


SHAPES = {"table": _table, "csv": _csv, "json": _json}
