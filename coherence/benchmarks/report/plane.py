"""The position of the units between horizontal and vertical coherence. The two vertical axes are never mixed."""

from coherence.benchmarks.report.crowd import crowded, drawn
from coherence.benchmarks.report.view import View, known
from coherence.documents.tree import Cell, Chart, Column, Native, Nothing, Number, Section, Table, Text
from coherence.i18n import gettext
from coherence.reports.charts import PlaneWords, Reach, Spot, plane

ACROSS = "horizontal"


def section(view: View) -> Section | None:
    upwards = [axis for axis in view.axes if axis != ACROSS]
    if ACROSS not in view.axes or not upwards or not view.seen:
        return None
    charts = drawn(view, lambda: (_chart(view, axis) for axis in upwards))
    return Section("position", gettext("Horizontal and vertical coherence"), (*charts, _table(view)), fresh=True)


def _chart(view: View, axis: str) -> Chart:
    title = gettext("{across} and {up}", across=view.title(ACROSS), up=view.title(axis))
    description = gettext(
        "A mark for each unit: {across} along the page, {up} up the page, from 0 to 100; the lines are the medians.",
        across=view.title(ACROSS),
        up=view.title(axis),
    )
    spots = [
        Spot(
            view.name(unit),
            known(view.seen[unit], ACROSS),
            known(view.seen[unit], axis),
            bool(view.own and unit == view.own.code),
        )
        for unit in view.by_score
    ]
    words = PlaneWords(
        x=view.title(ACROSS),
        y=view.title(axis),
        own=view.name(view.own.code) if view.own else "",
        others=gettext("Unit shown by name"),
        median=gettext("Median of the group"),
        not_placed=gettext("Without a score:"),
    )
    medians = view.figure(ACROSS, "median").value, view.figure(axis, "median").value
    id, native = f"plane-{axis}", Native("scatter", "unit", (ACROSS, axis))
    svg = plane(spots, title, description, view.rtl, words, medians, _reach(view, axis), id)
    return Chart(id, title, description, svg, "plane", native, wide=False)


def _reach(view: View, axis: str) -> Reach:
    own = view.own.values if view.own else {}
    across, up = own.get(ACROSS), own.get(axis)
    return Reach(
        across.low if across else None,
        across.high if across else None,
        up.low if up else None,
        up.high if up else None,
    )


def _table(view: View) -> Table:
    columns = (
        Column("unit", gettext("Unit"), wide=3),
        *(Column(axis, view.title(axis), numeric=True, wide=2) for axis in view.axes),
    )
    rows = tuple(
        (Text(view.name(unit), ours=False), *(_cell(known(view.seen[unit], axis)) for axis in view.axes))
        for unit in view.by_score
    )
    return Table("plane", gettext("Scores by axis"), columns, rows, shown=not crowded(view))


def _cell(value: float | None) -> Cell:
    return Nothing(gettext("No score")) if value is None else Number(value)
