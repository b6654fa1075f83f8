"""The formats in which a blank questionnaire can be had. What writes them is loaded when the first is wanted."""

from collections.abc import Callable
from dataclasses import dataclass

from coherence.paper.blank import Blank

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """`write` gives the bytes of the file; the same form gives the same bytes."""

    suffix: str
    media_type: str
    write: Callable[[Blank], bytes]


def _pdf(form: Blank) -> bytes:
    from coherence.paper import pdf

    return pdf.write(form)


def _word(form: Blank) -> bytes:
    from coherence.paper import word

    return word.write(form)


def _spreadsheet(form: Blank) -> bytes:
    from coherence.paper import spreadsheet

    return spreadsheet.write(form)


FORMATS = {
    one.suffix: one
    for one in (
        Format("pdf", "application/pdf", _pdf),
        Format("docx", f"{OFFICE}.wordprocessingml.document", _word),
        Format("xlsx", f"{OFFICE}.spreadsheetml.sheet", _spreadsheet),
    )
}
