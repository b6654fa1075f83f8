"""The charts of a scorecard, with the words and numbers of the reader's language in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from coherence import i18n
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
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
        bars=bar_chart(lines, gettext("Scores by dimension")) if lines else None,
        radar=radar_chart(lines),
        position=position_chart(card.axes),
    )


def _right_to_left() -> bool:
    return i18n.current().direction == "rtl"


BARS = _("One bar a dimension, from 0 to 100; the thin line reaches from the lower to the upper bound.")
PARTS = _("One bar a part, from 0 to 100; the thin line reaches from the lower to the upper bound.")
SPOKES = _("One spoke a dimension, 0 in the centre and 100 at the rim; a spoke without point has no score.")
CROSS = _("Horizontal coherence runs along the page, vertical coherence up the page; lines show the bounds.")


def bar_chart(lines: Sequence[Line], title: str, description: str | None = None, prefix: str = "bars") -> Markup:
    """One bar for each line."""
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
            title,
            description or str(BARS),
            _right_to_left(),
            gettext("No score"),
            prefix,
        )
    )


def radar_chart(lines: Sequence[Line], prefix: str = "radar") -> Markup | None:
    """The profile; None with fewer lines than make one."""
    if len(lines) < FEWEST_AXES:
        return None
    return Markup(
        radar(
            [line.title for line in lines],
            [line.score.value for line in lines],
            gettext("Profile over the dimensions"),
            str(SPOKES),
            _right_to_left(),
            prefix=prefix,
        )
    )


def position_chart(axes: Sequence[Line], prefix: str = "position") -> Markup | None:
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
            str(CROSS),
            horizontal.title,
            _right_to_left(),
            gettext("No score"),
            prefix,
        )
    )
