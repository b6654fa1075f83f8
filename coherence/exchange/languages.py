"""The languages of a file: for each its tag, its own name, the texts by place, and the words around the questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coherence.questionnaire import Questionnaire, texts

HELPERS = ("state", "dont_know", "not_applicable", "none_of_these", "reason", "comment", "evidence")
"""What a form asks beside each question; every language needs a word for each."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a form can be shown in."""

    tag: str
    name: str
    helpers: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)


def missing(questionnaire: Questionnaire, words: Mapping[str, str]) -> list[str]:
    """The places of texts that a language does not have."""
    return [text.context for text in texts(questionnaire) if not words.get(text.context)]
