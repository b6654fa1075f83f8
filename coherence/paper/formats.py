"""The formats in which a blank questionnaire can be had."""

from collections.abc import Callable
from dataclasses import dataclass

from coherence.paper import pdf, spreadsheet, word
from coherence.paper.blank import Blank

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """`write` gives the bytes of the file; the same form gives the same bytes."""

    suffix: str
    media_type: str
    write: Callable[[Blank], bytes]


FORMATS = {
    one.suffix: one
    for one in (
        Format("pdf", "application/pdf", pdf.write),
        Format("docx", f"{OFFICE}.wordprocessingml.document", word.write),
        Format("xlsx", f"{OFFICE}.spreadsheetml.sheet", spreadsheet.write),
    )
}
