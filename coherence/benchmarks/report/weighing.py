"""The weights of the dimensions: as published, and as the reader has changed them."""

from coherence.benchmarks.report.view import View
from coherence.documents.numbers import shown
from coherence.documents.tree import Block, Cell, Chart, Column, Number, Paragraph, Section, Table, Text
from coherence.i18n import current, gettext
from coherence.reports.charts import Weight, WeightWords, weights


def section(view: View) -> Section | None:
    """Shares, which sum to 1, whatever numbers were given."""
    if not view.benchmark.weights:
        return None
    changed = shares(view)
    blocks: tuple[Block, ...] = (_table(view, changed),)
    if view.weights is not None:
        blocks = (Paragraph(said()), _chart(view, changed), *blocks)
    return Section("weighing", gettext("Weights of the dimensions"), blocks)


def said() -> str:
    return gettext(
        "The weights were changed: ranks and scores in the list of ranks follow the changed weights. All other figures "
        "are as published; those of the group are shown with the published weights only."
    )


def shares(view: View) -> dict[str, float]:
    """The weights that are looked at, as shares."""
    found = view.benchmark.weights if view.weights is None else view.weights
    total = sum(found.values())
    return {node: found.get(node, 0.0) / total for node in view.dimensions}


def _chart(view: View, changed: dict[str, float]) -> Chart:
    title = gettext("Weights of the dimensions")
    description = gettext("A bar for each dimension: its share in the overall score; a mark at the published share.")
    rows = [
        Weight(
            view.title(node),
            view.benchmark.weights[node],
            changed[node],
            shown(Number(changed[node], 0, share=True), current().tag),
        )
        for node in view.dimensions
    ]
    words = WeightWords(gettext("Published weight"), gettext("Changed weight"))
    svg = weights(rows, title, description, view.rtl, words)
    return Chart("weights-chart", title, description, svg, "weights")


def _table(view: View, changed: dict[str, float]) -> Table:
    columns = (
        Column("dimension", gettext("Dimension"), wide=4),
        Column("published", gettext("Published weight"), numeric=True),
        *([Column("changed", gettext("Changed weight"), numeric=True)] if view.weights is not None else []),
    )
    rows = tuple(_row(view, node, changed) for node in view.dimensions)
    return Table("weights", gettext("Weights of the dimensions"), columns, rows)


def _row(view: View, node: str, changed: dict[str, float]) -> tuple[Cell, ...]:
    published = Number(view.benchmark.weights[node], 1, share=True)
    other = (Number(changed[node], 1, share=True),) if view.weights is not None else ()
    return (Text(view.title(node)), published, *other)
