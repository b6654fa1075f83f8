"""Strengths and gaps against the peers: the questions on which the unit is furthest above and below the median."""

from collections.abc import Sequence

from coherence.benchmarks.report.standing import table
from coherence.benchmarks.report.view import View, known
from coherence.documents.tree import Block, Paragraph, Section
from coherence.i18n import gettext

MOST = 5


def section(view: View) -> Section:
    """Without a unit of one's own, all questions only."""
    every = table(view, [item.id for item in view.items], "questions", gettext("All questions"), numbers=True)
    inner = Section("all-questions", gettext("All questions"), (every,))
    if view.own is None:
        return inner
    blocks: tuple[Block, ...] = (
        *_chosen(view, "above", gettext("Furthest above the median"), 1),
        *_chosen(view, "below", gettext("Furthest below the median"), -1),
    )
    return Section("against-peers", gettext("Strengths and gaps against the peers"), blocks, (inner,))


def _chosen(view: View, id: str, title: str, sign: int) -> Sequence[Block]:
    """Ties stand in the order of the questionnaire."""
    gaps = {node: gap for node in (item.id for item in view.items) if (gap := _gap(view, node)) is not None}
    wanted = sorted((node for node, gap in gaps.items() if sign * gap > 0), key=lambda node: -sign * gaps[node])[:MOST]
    if not wanted:
        return [Paragraph(gettext("{title}: no question.", title=title))]
    return [table(view, wanted, id, title, numbers=True)]


def _gap(view: View, node: str) -> float | None:
    own = known(view.own.values, node) if view.own else None
    median = view.figure(node, "median").value
    return None if own is None or median is None else own - median
