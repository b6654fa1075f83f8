"""One answer in words: the level and what it says, the boxes ticked, the number; or which kind of no answer."""

from collections.abc import Callable, Mapping

from coherence.assessments.queries import Stored
from coherence.documents.tree import Cell, Entry, Grade, Nothing, Text
from coherence.i18n import gettext
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.model import Checklist, Choice, LevelScale, Number, Table
from coherence.questionnaire.model import Text as FreeText
from coherence.reports.country.cells import figure, words
from coherence.reports.country.inputs import Given
from coherence.reports.sums import STATES, note
from scoring import Score, State

Details = tuple[tuple[str, Text], ...]


def entry(given: Given, item: Item, number: str, score: Score | None) -> Entry:
    """The question with its answer in short, then in full. `score` is None for questions that are context only."""
    rating = given.rating(item)
    full = (
        () if rating.state is not State.SCORED else ((gettext("Answer"), _in_full(given.questionnaire, item, rating)),)
    )
    return Entry(
        item.id,
        number,
        words(item.text, given.questionnaire),
        in_short(item, rating, score),
        (*full, *_counted(score), *_said(rating)),
    )


def in_short(item: Item, rating: Stored, score: Score | None) -> Cell:
    """The level, or the points; which kind of no answer; that there is a text."""
    if rating.state is not State.SCORED:
        return Nothing(str(STATES[rating.state]))
    if score is None:
        return Text(str(STATES[State.SCORED]))
    if isinstance(item.answer, LevelScale):
        return Grade(gettext("Level {level}", level=rating.value), value=score.value)
    return Text(_points(score))


def _in_full(questionnaire: Questionnaire, item: Item, rating: Stored) -> Text:
    text = SPOKEN[type(item.answer)](item, rating.value)
    return Text(text, ours=False) if isinstance(item.answer, FreeText) else words(text, questionnaire)


def _level(item: Item, value: object) -> str:
    assert isinstance(item.answer, LevelScale)
    return next(level.text for level in item.answer.levels if level.value == value)


def _ticked(item: Item, value: object) -> str:
    assert isinstance(item.answer, Checklist)
    assert isinstance(value, tuple)
    chosen = [tick.text for tick in item.answer.ticks if tick.id in value]
    return _joined(chosen) or gettext("None of these")


def _chosen(item: Item, value: object) -> str:
    assert isinstance(item.answer, Choice)
    assert isinstance(value, tuple)
    return _joined([option.text for option in item.answer.options if option.id in value])


def _rows(item: Item, value: object) -> str:
    assert isinstance(item.answer, Table)
    assert isinstance(value, Mapping)
    levels = {(row.id, level.value): level.text for row in item.answer.rows for level in row.levels}
    pairs = ((row.text, levels[row.id, value[row.id]]) for row in item.answer.rows)
    return _joined([gettext("{row}: {level}", row=row, level=level) for row, level in pairs])


def _number(item: Item, value: object) -> str:
    assert isinstance(item.answer, Number)
    assert isinstance(value, int | float)
    return f"{figure(value, 6)} {item.answer.unit or ''}".strip()


def _text(_item: Item, value: object) -> str:
    return str(value)


def _joined(texts: list[str]) -> str:
    """Whole sentences among them lose their full stop, but for the last."""
    return gettext("; ").join([*(text.rstrip(".。") for text in texts[:-1]), *texts[-1:]])


SPOKEN: dict[type[object], Callable[[Item, object], str]] = {
    LevelScale: _level,
    Checklist: _ticked,
    Choice: _chosen,
    Table: _rows,
    Number: _number,
    FreeText: _text,
}


def _counted(score: Score | None) -> Details:
    """What the answer brings; and how an answer that was not given is counted."""
    if score is None:
        return ((gettext("In the score"), Text(gettext("Not scored: it explains other answers."))),)
    if score.value is None:
        return ()
    if score.state is not State.SCORED:
        return ((gettext("In the score"), Text(note(score))),)
    return ((gettext("Score, 0–100"), Text(f"{figure(score.value)} ({_points(score)})")),)


def _points(score: Score) -> str:
    points, maximum = figure(score.points or 0, 3), figure(score.maximum or 0, 3)
    return gettext("{points} of {maximum} points", points=points, maximum=maximum)


def _said(rating: Stored) -> Details:
    """What people wrote, word for word."""
    labelled = (
        (gettext("Comment"), rating.comment),
        (gettext("Evidence"), rating.evidence),
        (gettext("Reason"), rating.reason if rating.state is State.NOT_APPLICABLE else ""),
    )
    return tuple((label, Text(text, ours=False)) for label, text in labelled if text)
