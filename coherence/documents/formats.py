"""The formats in which a report can be had as a file."""

from collections.abc import Callable
from dataclasses import dataclass

from coherence.documents import csv_files, json_file, pdf, workbook
from coherence.documents.tree import Report


@dataclass(frozen=True, slots=True)
class Format:
    """`write` gives the bytes of the file; the same report gives the same bytes."""

    suffix: str
    media_type: str
    write: Callable[[Report], bytes]


FORMATS = {
    "pdf": Format("pdf", "application/pdf", pdf.write),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write),
    "json": Format("json", "application/json", json_file.write),
    "csv": Format("zip", "application/zip", csv_files.write),
}
