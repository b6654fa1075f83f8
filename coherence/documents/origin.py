"""What a report was made of, as facts that every format sets at its end."""

from coherence.documents.tree import Cell, Facts, Report, Text


def facts(report: Report) -> Facts:
    """The provenance with names in the language of the report."""
    made, labels = report.provenance, report.labels
    rows: tuple[tuple[str, Cell], ...] = (
        (labels["data"], Text(made.data)),
        (labels["questionnaire"], Text(made.questionnaire)),
        (labels["edition"], Text(str(made.edition))),
        (labels["edition_digest"], Text(made.edition_digest)),
        (labels["rules"], Text(made.rules)),
        (labels["program"], Text(made.program)),
    )
    return Facts("provenance", labels["provenance"], rows)
