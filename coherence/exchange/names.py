"""Names in a form made of ids, and back: ids hold no underscore, so that `a_b` is `a-b` and `a_b__comment` is ours."""

import re

PREFIX = "coherence_"
ROW = "__row_"
STATES = "coherence__state"
STATES_OF_CHECKLIST = "coherence__state_of_checklist"
DONT_KNOW, NOT_APPLICABLE, NONE_OF_THESE = "dont_know", "not_applicable", "none_of_these"
LANGUAGE = re.compile(r"(?P<name>.*?)\s*\((?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)")


def to_name(id: str) -> str:
    """`standing-mechanism` is called `standing_mechanism` in a form: hyphens trouble statistics programs."""
    return id.replace("-", "_")


def to_id(name: str) -> str:
    """The id for a name from any form; the same that it was made of, if it was made of one."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return words if words[:1].isalpha() else f"q-{words}".rstrip("-")


def language_column(what: str, name: str, tag: str) -> str:
    """`label::Français (fr)`"""
    return f"{what}::{name} ({tag})"
