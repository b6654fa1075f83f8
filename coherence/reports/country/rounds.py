"""What changed since the round before, on questions that ask the same in both."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from coherence.documents.tree import Block, Cell, Column, Nothing, Number, Paragraph, Table, Text
from coherence.i18n import gettext
from coherence.questionnaire.compare import compare
from coherence.reports.country.cells import words
from coherence.reports.country.inputs import Earlier, Given
from coherence.reports.scorecard import Line, Scorecard
from scoring import Group, axis_groups
from scoring.change import Change, Round, change

Changes: TypeAlias = dict[str, Change]


def earlier_card(given: Given) -> Scorecard | None:
    """The scores of the round before, by the rules that it had."""
    found = given.earlier
    return Scorecard(found.source, found.asked, dict(found.answers)) if found else None


def changes(given: Given, card: Scorecard, before: Scorecard | None) -> Changes:
    """By id of the whole, of each axis, dimension and question that is in both rounds."""
    if before is None or given.earlier is None:
        return {}
    unlike = not_alike(given, given.earlier, card, before)
    found = change(_round(before.framework, before), _round(card.framework, card), unlike)
    old, new = axis_groups(before.framework), axis_groups(card.framework)
    for axis in [axis for axis in new if axis in old]:
        both = {item.id for group in (old[axis], new[axis]) for item in group.items()}
        found[axis] = change(_round(old[axis], before), _round(new[axis], card), unlike & both)[axis]
    return found


def not_alike(given: Given, earlier: Earlier, card: Scorecard, before: Scorecard) -> frozenset[str]:
    """The questions scored in either round that are not the same question in both.

    Compared in the words they were written in: a corrected translation is no other question.
    """
    asked = {item.id for one in (card, before) for item in one.framework.items()}
    return frozenset(one.id for one in compare(earlier.source, given.source) if not one.like_for_like) & asked


def _round(group: Group, card: Scorecard) -> Round:
    inside = {item.id for item in group.items()}
    return Round(group, {id: answer for id, answer in card.answers.items() if id in inside})


def blocks(given: Given, id: str, lines: Sequence[Line], found: Changes) -> tuple[Block, ...]:
    """The changes of these numbers as a table; words where there is no earlier round."""
    if given.earlier is None:
        return (
            Paragraph(gettext("No earlier round of this questionnaire is known for this unit: no change is shown.")),
        )
    columns = (
        Column("part", gettext("Part"), wide=3),
        Column("before", gettext("Round before"), numeric=True),
        Column("now", gettext("Now"), numeric=True),
        Column("change", gettext("Change"), numeric=True),
        Column("answers", gettext("By other answers"), numeric=True),
        Column("applicability", gettext("By what applies"), numeric=True),
        Column("method", gettext("By the questionnaire"), numeric=True),
    )
    rows = tuple((_title(given, line), *_cells(found.get(line.id))) for line in lines)
    title = gettext("Change since the round before") if id == "change" else gettext("Change by dimension")
    return (Table(id, title, columns, rows, tuple(_notes(given))),)


def _title(given: Given, line: Line) -> Text:
    return words(line.title, given.questionnaire) if line.language == given.questionnaire.language else Text(line.title)


def _cells(found: Change | None) -> Iterator[Cell]:
    if found is None:
        yield from [Nothing(gettext("Not in the round before")), *[Nothing(gettext("none"))] * 5]
        return
    for number in (found.before, found.after):
        yield Nothing(gettext("No score")) if number is None else Number(number)
    for part in (found.total, found.answers, found.applicability, found.method):
        yield Nothing(gettext("none")) if part is None else Number(part, signed=True)


def _notes(given: Given) -> Iterator[str]:
    yield gettext(
        "“By other answers” compares like with like: only questions that ask the same in both rounds count in it. "
        "The three parts make up the change."
    )
    earlier = given.earlier
    assert earlier is not None
    if earlier.source.edition != given.source.edition:
        yield gettext(
            "The round before used edition {before}, this one uses edition {after}.",
            before=earlier.source.edition,
            after=given.source.edition,
        )


def unlike_questions(unlike: Collection[str], numbers: dict[str, str]) -> str:
    """Which questions are not compared, by number; empty if all are."""
    listed = [numbers[id] for id in numbers if id in unlike]
    gone = len(set(unlike) - numbers.keys())
    if not listed and not gone:
        return ""
    return gettext(
        "Not compared, because they are new or no longer ask the same: {questions}. No longer asked: {gone}.",
        questions=gettext(", ").join(listed) or gettext("none"),
        gone=gone,
    )
