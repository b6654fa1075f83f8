"""Which way the texts of a chart run."""

import unicodedata


def isolated(text: str) -> str:
    """A text in a chart from right to left: Arabic runs that way, figures (2–4) and Latin words from left to right."""
    way = "\u2067" if any(unicodedata.bidirectional(letter) == "AL" for letter in text) else "\u2066"
    return f"{way}{text}\u2069"
