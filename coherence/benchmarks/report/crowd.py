"""More units than a page bears: their lists then stand in the files for further work alone, and are not drawn."""

from collections.abc import Callable, Iterable

from coherence.benchmarks.report.view import View
from coherence.documents.numbers import shown
from coherence.documents.tree import Chart, Number, Paragraph
from coherence.i18n import current, gettext

MOST = 400  # units; a row each in every list, and a dot, line or cell each in every picture


def crowded(view: View) -> bool:
    return len(view.seen) > MOST


def drawn(view: View, charts: Callable[[], Iterable[Chart]]) -> tuple[Chart | Paragraph, ...]:
    """The charts of units; in their place, where there are too many, a word that says so."""
    if not crowded(view):
        return tuple(charts())
    words = gettext(
        "Units shown by name: {number}. So many are not drawn, and are listed in the XLSX, CSV and JSON files alone.",
        number=shown(Number(len(view.seen), 0), current().tag),
    )
    return (Paragraph(words),)
