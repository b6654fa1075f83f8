"""The charts of a scorecard, with the words and numbers of the reader's language in them."""

from dataclasses import dataclass

from markupsafe import Markup

from coherence import i18n
from coherence.i18n import gettext
from coherence.pages import number
from coherence.reports.charts import Bar, bars, position, radar
from coherence.reports.scorecard import Line, Scorecard

FEWEST_AXES = 3


@dataclass(frozen=True)
class Pictures:
    """SVG of each chart; None where there is too little to draw."""

    bars: Markup | None
    radar: Markup | None
    position: Markup | None


def of(card: Scorecard) -> Pictures:
    lines = card.dimensions
    return Pictures(
        bars=_bars(lines) if lines else None,
        radar=_radar(lines) if len(lines) >= FEWEST_AXES else None,
        position=_position(card.axes),
    )


def _right_to_left() -> bool:
    return i18n.current().direction == "rtl"


def _bars(lines: list[Line]) -> Markup:
    rows = [
        Bar(
            line.title,
            line.score.value,
            line.score.low,
            line.score.high,
            line.band.colour if line.band else None,
            "" if line.score.value is None else number(line.score.value),
        )
        for line in lines
    ]
    return Markup(
        bars(
            rows,
            gettext("Scores by dimension"),
            gettext("One bar a dimension, from 0 to 100; the thin line reaches from the lower to the upper bound."),
            _right_to_left(),
            gettext("No score"),
        )
    )


def _radar(lines: list[Line]) -> Markup:
    return Markup(
        radar(
            [line.title for line in lines],
            [line.score.value for line in lines],
            gettext("Profile over the dimensions"),
            gettext("One spoke a dimension, 0 in the centre and 100 at the rim; a spoke without point has no score."),
            _right_to_left(),
        )
    )


def _position(axes: list[Line]) -> Markup | None:
    """Horizontal coherence against each of the vertical ones: these two are never mixed in one number."""
    horizontal = next((line for line in axes if line.id == "horizontal"), None)
    verticals = [line for line in axes if line.id != "horizontal"]
    if horizontal is None or not verticals:
        return None
    return Markup(
        position(
            (horizontal.score.value, horizontal.score.low, horizontal.score.high),
            [(line.title, line.score.value, line.score.low, line.score.high) for line in verticals],
            gettext("Position between horizontal and vertical coherence"),
            gettext("Horizontal coherence runs along the page, vertical coherence up the page; lines show the bounds."),
            horizontal.title,
            _right_to_left(),
            gettext("No score"),
        )
    )
