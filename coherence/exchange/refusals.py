"""What is said when a spreadsheet is refused."""

ALLOWED = "Allowed: a plain .xlsx workbook with texts and numbers"


class SheetError(Exception):
    """A spreadsheet that is refused; the message says where, what, and what is allowed."""
