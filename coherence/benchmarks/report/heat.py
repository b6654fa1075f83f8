"""The heat map: units that may be seen by name, down; dimensions, across."""

from coherence.benchmarks.model import OVERALL
from coherence.benchmarks.report.crowd import drawn
from coherence.benchmarks.report.view import View, known
from coherence.documents.numbers import shown
from coherence.documents.tree import Chart, Column, Nothing, Number, Section, Table, Text
from coherence.i18n import current, gettext
from coherence.reports.charts import Cell, HeatRow, HeatWords, Step, heat
from coherence.reports.charts.heat import FIFTHS, MOST_NAMED

FEWEST = 2


def section(view: View) -> Section | None:
    if len(view.seen) < FEWEST or not view.dimensions:
        return None
    return Section(
        "units", gettext("Units and dimensions"), (*drawn(view, lambda: [_chart(view)]), _table(view)), fresh=True
    )


def _chart(view: View) -> Chart:
    title = gettext("Scores of units by dimension")
    description = gettext(
        "A row for each unit, a column for each dimension; the darker the cell, the higher the score."
    )
    rows = [_row(view, unit) for unit in view.by_score]
    words = HeatWords(gettext("No score"), gettext("Withheld"))
    names = [view.title(node) for node in view.dimensions]
    return Chart(
        "heat-chart", title, description, heat(rows, names, title, description, view.rtl, words, _steps(view)), "heat"
    )


def _steps(view: View) -> tuple[Step, ...]:
    """The bands of the instrument where it has any."""
    bands = view.questionnaire.bands
    return tuple(Step(band.name, band.start, band.colour) for band in bands) if bands else FIFTHS


def _row(view: View, unit: str) -> HeatRow:
    cells = [_colour(view, known(view.seen[unit], node)) for node in view.dimensions]
    return HeatRow(view.name(unit), cells, bool(view.own and unit == view.own.code))


def _colour(view: View, value: float | None) -> Cell:
    """With its number, unless there are so many rows that none is written."""
    written = value is not None and len(view.seen) <= MOST_NAMED
    return Cell(value, shown(Number(value, 0), current().tag) if written else "")


def _table(view: View) -> Table:
    nodes = (OVERALL, *view.dimensions)
    columns = (
        Column("unit", gettext("Unit"), wide=3),
        *(Column(node, view.title(node), numeric=True) for node in nodes),
    )
    rows = tuple(
        (Text(view.name(unit), ours=False), *(_cell(known(view.seen[unit], node)) for node in nodes))
        for unit in view.by_score
    )
    return Table("heat", gettext("Scores of units by dimension"), columns, rows, shown=False)


def _cell(value: float | None) -> Number | Nothing:
    return Nothing(gettext("No score")) if value is None else Number(value)
