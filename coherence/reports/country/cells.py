"""Scores as cells: a number, or words for why there is none."""

from coherence.documents.numbers import shown
from coherence.documents.tree import Cell, Column, Grade, Nothing, Number, Range, Text
from coherence.i18n import current, gettext
from coherence.questionnaire import Questionnaire
from coherence.reports.scorecard import Line
from coherence.reports.sums import WITHOUT
from scoring import Score


def value(score: Score) -> Number | Nothing:
    return why(score) if score.value is None else Number(score.value)


def why(score: Score) -> Nothing:
    return Nothing(str(WITHOUT[score.missing]) if score.missing else gettext("No score"))


def bounds(score: Score) -> Range | None:
    return None if score.low is None or score.high is None else Range(score.low, score.high)


def coverage(score: Score) -> Number | None:
    return None if score.coverage is None else Number(score.coverage, 0, share=True)


def band(line: Line) -> Grade | None:
    return Grade(line.band.name, line.band.colour, line.score.value) if line.band else None


def optional(number: float | None, digits: int = 3) -> Number | Nothing:
    """A number that some rows have no use for."""
    return none() if number is None else Number(number, digits)


def none() -> Nothing:
    return Nothing(gettext("none"))


def words(text: str, questionnaire: Questionnaire) -> Text:
    """A text of the questionnaire; it names its language where that is not the reader's."""
    here = questionnaire.language == current().tag
    return Text(text, "" if here else questionnaire.language)


def figure(number: float, digits: int = 1) -> str:
    """A number within a sentence."""
    return shown(Number(number, digits), current().tag)


def percentage(share: float) -> str:
    return shown(Number(share, 0, share=True), current().tag)


def score_columns(*, bands: bool) -> tuple[Column, ...]:
    """Score, its two bounds, coverage and, where there are any, band: the end of every table of scores."""
    columns = (
        Column("score", gettext("Score, 0–100"), numeric=True),
        Column("low", gettext("Lower bound"), numeric=True),
        Column("high", gettext("Upper bound"), numeric=True),
        Column("coverage", gettext("Coverage"), numeric=True),
    )
    return (*columns, Column("band", gettext("Band"), wide=2)) if bands else columns


def score_cells(score: Score) -> tuple[Cell, ...]:
    """The cells of `score_columns` but the band."""
    return value(score), optional(score.low, 1), optional(score.high, 1), coverage(score) or none()


def line_cells(line: Line, *, bands: bool) -> tuple[Cell, ...]:
    """The same for a named number, with its band where there are any."""
    return (*score_cells(line.score), band(line) or none()) if bands else score_cells(line.score)
