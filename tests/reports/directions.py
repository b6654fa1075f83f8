"""Which way the texts of a chart run."""


def isolated(text: str) -> str:
    """A text in a chart from right to left: words run that way, figures by themselves from left to right (2–4)."""
    way = "\u2067" if any(map(str.isalpha, text)) else "\u2066"
    return f"{way}{text}\u2069"
