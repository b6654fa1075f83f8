"""Charts as SVG text: values in, picture out; the same in a page, in a PDF and as an image."""

from coherence.reports.charts.bars import Bar, bars
from coherence.reports.charts.dots import Distribution, DotWords, dots
from coherence.reports.charts.heat import FIFTHS, Cell, HeatRow, HeatWords, Step, heat
from coherence.reports.charts.plane import PlaneWords, Reach, Spot, plane
from coherence.reports.charts.position import position
from coherence.reports.charts.radar import radar
from coherence.reports.charts.ranks import Rank, RankWords, ranks
from coherence.reports.charts.slope import Middle, SlopeWords, Trend, slope
from coherence.reports.charts.weights import Weight, WeightWords, weights

__all__ = [
    "FIFTHS",
    "Bar",
    "Cell",
    "Distribution",
    "DotWords",
    "HeatRow",
    "HeatWords",
    "Middle",
    "PlaneWords",
    "Rank",
    "RankWords",
    "Reach",
    "SlopeWords",
    "Spot",
    "Step",
    "Trend",
    "Weight",
    "WeightWords",
    "bars",
    "dots",
    "heat",
    "plane",
    "position",
    "radar",
    "ranks",
    "slope",
    "weights",
]
