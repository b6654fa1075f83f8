"""How the spreadsheet is laid out: what its writer and its reader have to agree on."""

FORMAT = 1
IDENTITY = "coherence"
"""The hidden sheet that says which questionnaire this is."""
KEY = "coherence item"
"""The head of the hidden first column, by which the sheet with the answers is known."""
ID, NUMBER, QUESTION, ANSWER, STATE, REASON, EVIDENCE, COMMENT = range(8)
WIDTHS = (1, 7, 80, 14, 18, 30, 40, 40)
TICK = "x"
TICKED = frozenset({"x", "х", "×", "✓", "✔", "1", "true"})  # noqa: RUF001 (a Cyrillic keyboard has its own x)
PART = "#"
"""Between the id of an item and that of its row or box. No id holds it."""


def part(item: str, of: str) -> str:
    """The id of a row or box of an item."""
    return f"{item}{PART}{of}"
