"""The words that formats of a report use themselves, in the reader's language; builders put them into the report."""

from coherence.i18n import gettext as _


def labels() -> dict[str, str]:
    """By name, in the current language. `{page}` and `{pages}` in "page" are filled by the format."""
    return {
        "author": "Coherence",
        "country": _("Country report"),
        "benchmark": _("Benchmark report"),
        "contents": _("Contents"),
        "colon": _(": "),
        "page": _("Page {page} of {pages}"),
        "sheet": _("Sheet"),
        "figure": _("Figure"),
        "name": _("Name"),
        "value": _("Value"),
        "low": _("Lower bound"),
        "high": _("Upper bound"),
        "bounds": _("Bounds"),
        "band": _("Band"),
        "coverage": _("Coverage"),
        "note": _("Note"),
        "section": _("Section"),
        "number": _("No."),
        "question": _("Question"),
        "answer": _("Answer"),
        "answers": _("Answers"),
        "text": _("Text"),
        "texts": _("Texts of the report"),
        "cut": _("[The text is longer than a cell can hold; the JSON file has all of it.]"),
        "elsewhere": _("This table is in the spreadsheet, the CSV and the JSON file."),
        "provenance": _("What this report was made of"),
        "data": _("Data (SHA-256)"),
        "questionnaire": _("Questionnaire"),
        "edition": _("Edition"),
        "edition_digest": _("Edition (SHA-256)"),
        "rules": _("Rules of the score"),
        "program": _("Program"),
    }
