"""The first page: the own numbers beside those of the group, and where the unit stands; or the group by itself."""

from collections.abc import Iterator

from coherence.benchmarks.model import OVERALL
from coherence.benchmarks.report.standing import dots_chart
from coherence.benchmarks.report.view import View, known, why
from coherence.documents.numbers import shown
from coherence.documents.tree import Block, Grade, KeyFigure, KeyFigures, Nothing, Number, Paragraph, Range
from coherence.i18n import current, gettext
from scoring import band_of


def blocks(view: View) -> tuple[Block, ...]:
    figures = (OVERALL, *view.axes)
    chart = dots_chart(view, figures, "dots-axes", "standing")
    return (_own(view) if view.own else _group(view), *_sentences(view), *([chart] if chart else []))


def _own(view: View) -> KeyFigures:
    labels = {"bounds": gettext("Bounds"), "band": gettext("Band"), "coverage": gettext("Coverage")}
    figures = tuple(_own_figure(view, node) for node in (OVERALL, *view.axes))
    return KeyFigures("key-figures", gettext("Key figures"), figures, labels)


def _own_figure(view: View, node: str) -> KeyFigure:
    values = view.own.values if view.own else {}
    value = known(values, node)
    own = values.get(node)
    bounds = Range(own.low, own.high) if own and own.low is not None and own.high is not None else None
    number = Nothing(gettext("No score")) if value is None else Number(value)
    return KeyFigure(node, view.title(node), number, bounds, _band(view, value), note=_median(view, node))


def _band(view: View, value: float | None) -> Grade | None:
    band = None if value is None else band_of(value, view.questionnaire.bands)
    return Grade(band.name, band.colour, value) if band else None


def _median(view: View, node: str) -> str:
    figure = view.figure(node, "median")
    if figure.value is None:
        return gettext("Median of the group: {why}", why=why(figure))
    return gettext("Median of the group: {median}", median=shown(Number(figure.value), current().tag))


def _group(view: View) -> KeyFigures:
    """Of the group: the median, and the middle half of the units."""
    labels = {"bounds": gettext("Middle half of the units"), "band": gettext("Band"), "coverage": gettext("Coverage")}
    figures = tuple(_group_figure(view, node) for node in (OVERALL, *view.axes))
    return KeyFigures("key-figures", gettext("Median of the group"), figures, labels)


def _group_figure(view: View, node: str) -> KeyFigure:
    lower, upper = (view.figure(node, name).value for name in ("lower_quartile", "upper_quartile"))
    half = None if lower is None or upper is None else Range(lower, upper)
    median = view.figure(node, "median").value
    return KeyFigure(node, view.title(node), view.cell(node, "median"), half, _band(view, median))


def _sentences(view: View) -> Iterator[Paragraph]:
    if view.own is None:
        return
    rank = view.own.ranks.get(view.group_text, {}).get(OVERALL)
    if rank and rank.value is not None:
        yield Paragraph(_rank(view, rank.value, among_all=rank.reason == "shown"))
    elif not view.own.counted:
        yield Paragraph(gettext("This unit keeps its results to itself: it is counted in no figure of the group."))
    place = next((one for one in view.ranking.places if one.unit == view.own.code), None)
    if place:
        yield Paragraph(
            gettext(
                "Rank among the units shown by name: {rank} of {n}; with other weights, and with open questions taken "
                "low or high, from {low} to {high}.",
                rank=_whole(place.rank),
                n=len(view.ranking.places),
                low=_whole(place.low),
                high=_whole(place.high),
            )
        )


def _rank(view: View, rank: float, *, among_all: bool) -> str:
    if among_all:
        n = view.figure(OVERALL, "n").value or 0
        return gettext("Overall rank in the group: {rank} of {n}.", rank=_whole(rank), n=_whole(n))
    return gettext("Overall rank among the units of the group that are shown by name: {rank}.", rank=_whole(rank))


def _whole(value: float) -> str:
    return shown(Number(value, 0), current().tag)
