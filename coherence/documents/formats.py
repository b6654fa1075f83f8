"""The formats in which a report can be had as a file.

What writes PDF and spreadsheets is loaded when the first is wanted: most of a server's memory would lie idle else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coherence.documents import csv_files, json_file
from coherence.documents.tree import Report


@dataclass(frozen=True, slots=True)
class Format:
    """`write` gives the bytes of the file; the same report gives the same bytes."""

    suffix: str
    media_type: str
    write: Callable[[Report], bytes]


def _pdf(report: Report) -> bytes:
    from coherence.documents import pdf

    return pdf.write(report)


def _workbook(report: Report) -> bytes:
    from coherence.documents import workbook

    return workbook.write(report)


FORMATS = {
    "pdf": Format("pdf", "application/pdf", _pdf),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
    "json": Format("json", "application/json", json_file.write),
    "csv": Format("zip", "application/zip", csv_files.write),
}
