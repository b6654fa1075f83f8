"""What is said when a spreadsheet is refused: where, what, and what is allowed."""

from coherence.questionnaire.wording import said

PLAIN = said("Allowed: a plain .xlsx workbook with texts and numbers")
NO_WORKBOOK = said("the file is not a readable .xlsx workbook")


class SheetError(Exception):
    """A spreadsheet that is refused; the message is for people, and can be said in other languages."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refused(place: str, fault: str, *advice: str) -> SheetError:
    """To be raised. Each sentence comes without its full stop."""
    for sentence in advice:
        fault = said("{fault}. {advice}", fault=fault, advice=sentence)
    return SheetError(said("{place}: {fault}", place=place, fault=fault))


def megabytes(most: int) -> str:
    return said("Allowed: at most {number} MB", number=most // 1_000_000)
