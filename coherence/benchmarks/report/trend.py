"""The trend over the rounds, on the questions that ask the same in all of them."""

from collections.abc import Sequence

from coherence.benchmarks.model import OVERALL, Alike, Figure
from coherence.benchmarks.report.crowd import crowded
from coherence.benchmarks.report.view import View, cell, known
from coherence.documents.numbers import shown
from coherence.documents.tree import Cell, Chart, Column, Native, Nothing, Number, Paragraph, Section, Table, Text
from coherence.i18n import current, gettext
from coherence.reports.charts import Middle, SlopeWords, Trend, slope

MOST_LINES = 12


def section(view: View) -> Section | None:
    if not view.benchmark.earlier:
        return None
    blocks = (Paragraph(_alike(view)), _chart(view), _units(view), _medians(view))
    return Section("rounds", gettext("Trend"), blocks)


def _rounds(view: View) -> list[str]:
    return [*(one.title for one in view.benchmark.earlier), view.benchmark.title]


def _lines(view: View) -> list[str]:
    """The own unit, then the others from the top; as many as a picture bears."""
    own = [view.own.code] if view.own else []
    return own + [unit for unit in view.by_score if unit not in own]


def _values(view: View, unit: str, node: str) -> list[float | None]:
    """On the items that are alike in every round, the present one included."""
    present = view.benchmark.present
    now = known(view.seen[unit], node) if present is None else _alike_value(view, present, unit, node)
    return [*(_alike_value(view, one, unit, node) for one in view.benchmark.earlier), now]


def _alike_value(view: View, one: Alike, unit: str, node: str) -> float | None:
    if view.own and unit == view.own.code and one.code in view.own.alike:
        return view.own.alike[one.code].get(node)
    return one.values.get(unit, {}).get(node)


def _median(view: View, node: str) -> list[Figure]:
    present = view.benchmark.present
    now = view.figure(node, "median") if present is None else _alike_median(view, present, node)
    return [*(_alike_median(view, one, node) for one in view.benchmark.earlier), now]


def _alike_median(view: View, one: Alike, node: str) -> Figure:
    return one.medians.get(view.group_text, {}).get(node, Figure(None, "too-few"))


def _chart(view: View) -> Chart:
    title = gettext("Overall score over the rounds")
    description = gettext("A line for each unit from round to round, from 0 to 100; broken where a round is missing.")
    lines = [_line(view, unit) for unit in _lines(view)[:MOST_LINES]]
    nothing: Sequence[float | None] = [None] * len(_rounds(view))
    middle = Middle(nothing, [figure.value for figure in _median(view, OVERALL)], nothing)
    words = SlopeWords(
        own=view.name(view.own.code) if view.own else "",
        others=gettext("Unit shown by name"),
        median=gettext("Median of the group"),
    )
    svg = slope(lines, _rounds(view), title, description, view.rtl, words, middle)
    native = Native("line", "unit", tuple(_column(place) for place in range(len(_rounds(view)))))
    return Chart("trend-chart", title, description, svg, "trend", native)


def _line(view: View, unit: str) -> Trend:
    values = _values(view, unit, OVERALL)
    text = "" if values[-1] is None else shown(Number(values[-1]), current().tag)
    return Trend(view.name(unit), values, text, bool(view.own and unit == view.own.code))


def _column(place: int) -> str:
    return f"round-{place + 1}"


def _columns(view: View) -> list[Column]:
    return [Column(_column(place), title, numeric=True) for place, title in enumerate(_rounds(view))]


def _units(view: View) -> Table:
    columns = (
        Column("unit", gettext("Unit"), wide=2),
        *_columns(view),
        Column("change", gettext("Change since the round before"), numeric=True),
    )
    rows = tuple((Text(view.name(unit), ours=False), *_with_change(view, unit)) for unit in _lines(view))
    return Table("trend", gettext("Overall score over the rounds"), columns, rows, shown=not crowded(view))


def _with_change(view: View, unit: str) -> list[Cell]:
    values = _values(view, unit, OVERALL)
    cells: list[Cell] = [Nothing(gettext("No score")) if one is None else Number(one) for one in values]
    before, now = values[-2:]
    changed = before is not None and now is not None
    return [*cells, Number(now - before, signed=True) if changed else Nothing(gettext("No score in both rounds"))]


def _medians(view: View) -> Table:
    columns = (Column("score", gettext("Score, 0–100"), wide=2), *_columns(view))
    rows = tuple((Text(view.title(node)), *map(cell, _median(view, node))) for node in view.top)
    return Table("trend-medians", gettext("Median of the group over the rounds"), columns, rows)


def _alike(view: View) -> str:
    alike, asked = len(view.benchmark.like_for_like), sum(1 for _ in view.items)
    if alike == asked:
        return gettext("All questions ask the same in all rounds (number of questions: {number}).", number=asked)
    return gettext(
        "Earlier rounds are compared on the questions that ask the same in all rounds: {alike} of {number}.",
        alike=alike,
        number=asked,
    )
