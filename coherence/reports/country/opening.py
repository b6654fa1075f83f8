"""The first page: where the unit stands, what carries it, what is missing, and what changed."""

from collections.abc import Iterator

from coherence.documents.tree import (
    Block,
    Chart,
    Column,
    KeyFigure,
    KeyFigures,
    Listing,
    Native,
    Paragraph,
    Table,
    Text,
)
from coherence.i18n import gettext
from coherence.reports import pictures
from coherence.reports.country import cells
from coherence.reports.country.choice import MIDDLE, MOST, choose
from coherence.reports.country.inputs import Given
from coherence.reports.scorecard import Line, Scorecard
from coherence.reports.sums import STATES
from scoring import Score, State, walk


def key_figures(card: Scorecard) -> KeyFigures:
    """The whole and each axis."""
    labels = {"bounds": gettext("Bounds"), "band": gettext("Band"), "coverage": gettext("Coverage")}
    figures = tuple(figure_of(line) for line in (card.overall, *card.axes))
    return KeyFigures("key-figures", gettext("Key figures"), figures, labels)


def figure_of(line: Line) -> KeyFigure:
    """A number to be read from afar."""
    score = line.score
    return KeyFigure(
        line.id, line.title, cells.value(score), cells.bounds(score), cells.band(line), cells.coverage(score)
    )


def strengths_and_gaps(given: Given, card: Scorecard, numbers: dict[str, str]) -> Iterator[Block]:
    """Three questions of each, by the rule that stands below; and what is open."""
    chosen = choose(card)
    for id, title, scores, nothing in (
        ("strengths", gettext("Strengths"), chosen.strengths, gettext("No answer is above the middle of the scale.")),
        ("gaps", gettext("Gaps"), chosen.gaps, gettext("No answer is below the middle of the scale.")),
    ):
        yield _questions(given, id, title, scores, numbers) if scores else Paragraph(f"{title}{gettext(': ')}{nothing}")
    yield Paragraph(_open(card))


def _questions(given: Given, id: str, title: str, scores: tuple[Score, ...], numbers: dict[str, str]) -> Table:
    columns = (
        Column("number", gettext("No.")),
        Column("question", gettext("Question"), wide=8),
        Column("score", gettext("Score, 0–100"), numeric=True, wide=2),
    )
    rows = tuple(
        (
            Text(numbers[score.id]),
            cells.words(given.questionnaire.item(score.id).text, given.questionnaire),
            cells.value(score),
        )
        for score in scores
    )
    return Table(id, title, columns, rows)


def rule() -> str:
    """How strengths and gaps are chosen; for the note on the method."""
    return gettext(
        "Strengths are answered questions with more than {middle} of 100 points, gaps those with fewer; {most} of each "
        "at most. They are taken by their score, among equal scores by their weight in the whole, among equal weights "
        "in the order of the questionnaire. A question without an answer is open, and never a gap.",
        middle=cells.figure(MIDDLE),
        most=MOST,
    )


def _open(card: Scorecard) -> str:
    """How many questions have which kind of no answer."""
    found = [score.state for score in walk(card.overall.score) if score.rule is None]
    states = (State.NOT_ANSWERED, State.DONT_KNOW, State.NOT_APPLICABLE)
    counts = gettext("; ").join(f"{STATES[state]}{gettext(': ')}{found.count(state)}" for state in states)
    answered = gettext("{answered} of {asked} questions answered", answered=found.count(State.SCORED), asked=len(found))
    return f"{answered}{gettext('; ')}{counts}"


def axes(card: Scorecard) -> Iterator[Block]:
    """The position between horizontal and vertical coherence, and the numbers in it."""
    if not card.axes:
        return
    bands = bool(card.questionnaire.bands)
    columns = (Column("axis", gettext("Axis"), wide=4), *cells.score_columns(bands=bands))
    rows = tuple((Text(line.title), *cells.line_cells(line, bands=bands)) for line in card.axes)
    svg = pictures.position_chart(card.axes, "position")
    if svg is not None:
        title = gettext("Position between horizontal and vertical coherence")
        yield Chart("position", title, str(pictures.CROSS), str(svg), "axes", None, wide=False)
    yield Table("axes", gettext("Scores by axis"), columns, rows)


def picture(card: Scorecard) -> Iterator[Chart]:
    """All dimensions side by side, to be seen at once."""
    if not card.dimensions:
        return
    title = gettext("Scores by dimension")
    svg = str(pictures.bar_chart(card.dimensions, title, prefix="dimensions-chart"))
    native = Native("bar", "dimension", ("score",))
    yield Chart("dimensions-chart", title, str(pictures.BARS), svg, "dimensions", native, wide=False)


def profile(given: Given, card: Scorecard) -> Block:
    """The numbers of all dimensions."""
    if not card.dimensions:
        return Paragraph(gettext("Nothing asked for this profile"))
    bands = bool(card.questionnaire.bands)
    columns = (Column("dimension", gettext("Dimension"), wide=4), *cells.score_columns(bands=bands))
    rows = tuple(
        (cells.words(line.title, given.questionnaire), *cells.line_cells(line, bands=bands)) for line in card.dimensions
    )
    return Table("dimensions", gettext("Scores by dimension"), columns, rows)


def open_questions(given: Given, card: Scorecard, numbers: dict[str, str]) -> Iterator[Block]:
    """The questions that have no answer, by the kind of it."""
    for state in (State.NOT_ANSWERED, State.DONT_KNOW):
        found = [score.id for score in walk(card.overall.score) if score.state is state]
        if found:
            yield Paragraph(f"{STATES[state]}:")
            yield Listing(tuple(_listed(given, id, numbers) for id in found))


def _listed(given: Given, id: str, numbers: dict[str, str]) -> Text:
    return cells.words(f"{numbers[id]}. {given.questionnaire.item(id).text}", given.questionnaire)
