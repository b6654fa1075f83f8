"""Ranks, as intervals: of the units that may be seen by name, and of the own one among them."""

from collections.abc import Mapping

from coherence.benchmarks.model import Place
from coherence.benchmarks.report.crowd import crowded, drawn
from coherence.benchmarks.report.view import View
from coherence.documents.numbers import shown
from coherence.documents.tree import Cell, Chart, Column, Number, Paragraph, Range, Section, Table, Text
from coherence.i18n import current, gettext, ngettext
from coherence.reports.charts import Rank, RankWords, ranks

FEWEST = 3


def section(view: View) -> Section | None:
    places = view.ranking.places
    if len(places) < FEWEST:
        return None
    charts = drawn(view, lambda: [_chart(view, places)])
    blocks = (*_alike(view), *charts, _table(view, places), Paragraph(settings(view)))
    return Section("rank", gettext("Rank"), blocks, fresh=True)


def _together(view: View, unit: str) -> set[str]:
    """The units that cannot be told apart from this one, without itself."""
    return _near(view).get(unit, set()) - {unit}


def _alike(view: View) -> list[Paragraph]:
    if view.own is None or not view.ranking.alike:
        return []
    together = _together(view, view.own.code)
    others = [unit for unit in view.by_score if unit in together]
    if not others:
        return [Paragraph(gettext("It can be told apart from every unit that is shown by name."))]
    names = gettext("; ").join(view.name(unit) for unit in others)
    said = ngettext(
        "It cannot be told apart from {number} unit: {names}.",
        "It cannot be told apart from {number} units: {names}.",
        len(others),
        names=names,
    )
    return [Paragraph(said)]


def _chart(view: View, places: tuple[Place, ...]) -> Chart:
    title = gettext("Ranks and their intervals")
    description = gettext(
        "A line for each unit from its lowest to its highest rank in 90 % of the runs, a mark at its rank; 1 is best."
    )
    own = view.own.code if view.own else None
    near = _together(view, own) | {own} if own else set()
    rows = [
        Rank(
            view.name(place.unit),
            place.low,
            place.rank,
            place.high,
            1 if place.unit in near and len(near) > 1 else None,
            _span(place),
            place.unit == own,
        )
        for place in places
    ]
    words = RankWords(
        own=view.name(own) if own else "",
        rank=gettext("Rank"),
        interval=gettext("90 % of the runs"),
        group=gettext("Cannot be told apart from {unit}", unit=view.name(own)) if own and len(near) > 1 else "",
    )
    return Chart("ranks-chart", title, description, ranks(rows, title, description, view.rtl, words), "ranks")


def _span(place: Place) -> str:
    return shown(Range(place.low, place.high, 0), current().tag)


def _table(view: View, places: tuple[Place, ...]) -> Table:
    columns = (
        Column("unit", gettext("Unit"), wide=4),
        Column("rank", gettext("Rank"), numeric=True),
        Column("score", gettext("Score, 0–100"), numeric=True),
        Column("low", gettext("From rank"), numeric=True),
        Column("high", gettext("To rank"), numeric=True),
        Column("alike", gettext("Units it cannot be told apart from"), numeric=True, wide=2),
    )
    near = _near(view)
    rows = tuple(_row(view, place, near) for place in places)
    return Table("ranks", gettext("Ranks and their intervals"), columns, rows, shown=not crowded(view))


def _near(view: View) -> dict[str, set[str]]:
    """Of each unit those that it cannot be told apart from, itself among them."""
    found: dict[str, set[str]] = {}
    for group in view.ranking.alike:
        for unit in group:
            found.setdefault(unit, set()).update(group)
    return found


def _row(view: View, place: Place, near: Mapping[str, set[str]]) -> tuple[Cell, ...]:
    alike: Cell = Number(len(near.get(place.unit, {place.unit})) - 1, 0)
    if not view.ranking.alike:
        alike = Text(gettext("not worked out for so many units"))
    name = Text(view.name(place.unit), ours=False)
    return (name, Number(place.rank, 0), Number(place.value), Number(place.low, 0), Number(place.high, 0), alike)


def settings(view: View) -> str:
    """What was drawn how often, so that it can be done again."""
    found = view.benchmark.settings
    return gettext(
        "Runs: {replications} (seed {seed}). In each, the weight of every dimension is drawn within ±{spread} % of its "
        "own, and what is unanswered is left out, or taken as the lowest or as the highest. Two units are told apart "
        "when one is above the other in 95 % of the runs. This is what other choices would have given, not what "
        "other data would.",
        replications=shown(Number(found.replications, 0), current().tag),
        seed=found.seed,
        spread=shown(Number(100 * found.spread, 0), current().tag),
    )
