"""Charts as SVG text: values in, picture out; the same in a page, in a PDF and as an image."""

from coherence.reports.charts.bars import Bar, bars
from coherence.reports.charts.position import position
from coherence.reports.charts.radar import radar

__all__ = ["Bar", "bars", "position", "radar"]
