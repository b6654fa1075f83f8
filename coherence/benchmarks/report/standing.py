"""Where the unit stands: the distribution of every score over the group, and the own one in it."""

from collections.abc import Sequence

from coherence.benchmarks.report.crowd import crowded
from coherence.benchmarks.report.view import View, known, why
from coherence.documents.numbers import shown
from coherence.documents.tree import Cell, Chart, Column, Nothing, Number, Section, Table, Text
from coherence.i18n import current, gettext
from coherence.reports.charts import Distribution, DotWords, dots

FIGURES = ("n", "lower_quartile", "median", "upper_quartile")


def section(view: View) -> Section:
    chart = dots_chart(view, view.dimensions, "dots-dimensions", "standing")
    blocks = (table(view, view.top, "standing", gettext("Scores in the group")), *([chart] if chart else []))
    return Section("where", gettext("Where the unit stands") if view.own else gettext("Scores"), blocks)


def dots_chart(view: View, nodes: Sequence[str], id: str, of: str) -> Chart | None:
    if not nodes:
        return None
    title = gettext("Scores of the group") if id == "dots-axes" else gettext("Scores of the group by dimension")
    description = _described(view)
    words = DotWords(
        own=view.name(view.own.code) if view.own else "",
        units="" if crowded(view) else gettext("Unit shown by name"),
        middle_half=gettext("Middle half of the units"),
        median=gettext("Median"),
    )
    rows = [_row(view, node) for node in nodes]
    return Chart(id, title, description, dots(rows, title, description, view.rtl, words, id), of)


def _described(view: View) -> str:
    if crowded(view):
        return gettext("For each score, from 0 to 100: the middle half of the units as a box, the median as a line.")
    return gettext(
        "For each score, from 0 to 100: the middle half of the units as a box, the median as a line, "
        "a dot for each unit that is shown by name."
    )


def _row(view: View, node: str) -> Distribution:
    lower, median, upper = (view.figure(node, name) for name in FIGURES[1:])
    seen = () if crowded(view) else view.seen
    others = [unit for unit in seen if view.own is None or unit != view.own.code]
    values = [value for unit in others if (value := known(view.seen[unit], node)) is not None]
    own = known(view.own.values, node) if view.own else None
    lacking = next((figure for figure in (median, lower, upper) if figure.value is None), None)
    return Distribution(
        view.title(node),
        lower.value,
        median.value,
        upper.value,
        values,
        own,
        _own_text(view, own),
        why(lacking) if lacking else "",
    )


def _own_text(view: View, own: float | None) -> str:
    if view.own is None:
        return ""
    return gettext("No score") if own is None else shown(Number(own), current().tag)


def table(view: View, nodes: Sequence[str], id: str, title: str, *, numbers: bool = False) -> Table:
    """A row a score: the own one, the figures of the group, and the gap between them."""
    columns = (
        *([Column("number", gettext("No."))] if numbers else []),
        Column("score", gettext("Question") if numbers else gettext("Score, 0–100"), wide=5),
        *([Column("own", view.name(view.own.code), numeric=True, wide=2)] if view.own else []),
        Column("n", gettext("Units"), numeric=True, wide=2),
        Column("lower_quartile", gettext("Lower quartile"), numeric=True, wide=2),
        Column("median", gettext("Median"), numeric=True, wide=2),
        Column("upper_quartile", gettext("Upper quartile"), numeric=True, wide=2),
        *([Column("gap", gettext("Gap to the median"), numeric=True, wide=2)] if view.own else []),
    )
    rows = tuple(((Text(view.numbers[node]),) if numbers else ()) + _cells(view, node) for node in nodes)
    return Table(id, title, columns, rows, notes(view, nodes))


def _cells(view: View, node: str) -> tuple[Cell, ...]:
    group = (view.cell(node, "n", 0), *(view.cell(node, name) for name in FIGURES[1:]))
    if view.own is None:
        return (Text(view.title(node)), *group)
    own = known(view.own.values, node)
    median = view.figure(node, "median")
    gap: Cell = Nothing(gettext("No score")) if own is None else Nothing(why(median))
    if own is not None and median.value is not None:
        gap = Number(own - median.value, signed=True)
    number: Cell = Nothing(gettext("No score")) if own is None else Number(own)
    return (Text(view.title(node)), number, *group, gap)


def notes(view: View, nodes: Sequence[str]) -> tuple[str, ...]:
    """Whose figures they are, where they are not those of the whole group."""
    if any(view.figure(node, "n").reason == "public" for node in nodes) and view.group.n != len(view.group.named):
        return (
            gettext(
                "Where the figures of all units of the group cannot be shown, they are those of the units alone that "
                "are shown by name; “units” says how many these are."
            ),
        )
    return ()
