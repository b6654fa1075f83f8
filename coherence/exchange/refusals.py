"""What is said when a spreadsheet is refused, in the language that is spoken: where, what, and what is allowed."""

from coherence.i18n import apart
from coherence.i18n import gettext as _


class SheetError(Exception):
    """A spreadsheet that is refused; the message is for people."""


def refused(place: str, fault: str, *advice: str) -> SheetError:
    """To be raised: the place keeps its own direction, and each sentence comes without its full stop."""
    for sentence in advice:
        fault = _("{fault}. {advice}", fault=fault, advice=sentence)
    return SheetError(_("{place}: {fault}", **apart(place=place), fault=fault))


def a_plain_workbook() -> str:
    return _("Allowed: a plain .xlsx workbook with texts and numbers")


def megabytes(most: int) -> str:
    return _("Allowed: at most {number} MB", number=most // 1_000_000)


def unreadable(place: str) -> SheetError:
    return refused(place, _("the file is not a readable .xlsx workbook"), a_plain_workbook())
