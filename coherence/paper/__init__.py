"""A questionnaire on paper: one tree of plain values, and a formatter each for PDF, Word and spreadsheet. Pure."""

from coherence.paper.blank import Blank
from coherence.paper.build import blank
from coherence.paper.formats import FORMATS, Format
from coherence.paper.glyphs import NoGlyph

__all__ = ["FORMATS", "Blank", "Format", "NoGlyph", "blank"]
