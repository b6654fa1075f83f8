"""The glossary: one term in six languages, and where a translation departs from it.

A departure is no error yet: a word has more than one meaning. It is looked at once and then listed with its
reason in `departures.csv`; what is not listed is reported.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from coherence import catalogs, paths, translation_checks
from coherence.i18n import DEFAULT, INTERFACE

FILE = paths.TRANSLATIONS / "glossary.csv"
KNOWN = paths.TRANSLATIONS / "departures.csv"
# Everywhere in running text; or only where the text is the term and nothing else.
SCOPES = ("text", "label")
# How much of a word stays the same when it is inflected.
STEM, SHORTEST_STEM, SHORTEST_WORD = 0.6, 3, 4
# Letters that are written in more than one way, and what goes before and after a noun.
ARABIC_LETTERS = str.maketrans("أإآىة", "ااايه")
ARABIC_FRONT = re.compile("^(وال|بال|كال|فال|لل|ال)")
ARABIC_END = re.compile("(ات|ون|ين|ان|ها|يه|ه|ي)$")
ARABIC_STEM = 4
WORDS = re.compile(r"[^\W\d_]+")


ADVICE = {
    "numbers": "has other numbers than the English",
    "copy": "is the English text",
    "markup": "has other markup than the English",
    "direction": "holds invisible marks of direction",
    "length": "is much longer than the English and may not fit",
}


@dataclass(frozen=True)
class Term:
    """A term: its English form, and the allowed forms by language."""

    id: str
    english: str
    scope: str
    forms: dict[str, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True, order=True)
class Departure:
    """A text whose English holds a term and whose translation does not hold the glossary's word for it.

    `term` is the term's id, or the name of one of the checks in `translation_checks`.
    """

    language: str
    domain: str
    context: str
    term: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms; the longest first, so that a term inside another one is not looked for there."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        found = [_term(row) for row in csv.DictReader(rows)]
    return tuple(sorted(found, key=lambda term: -len(term.english)))


def _term(row: dict[str, str]) -> Term:
    forms = {tag: tuple(part.strip() for part in row[tag].split("|")) for tag in catalogs.TRANSLATED}
    return Term(row["id"], row[DEFAULT], row["scope"], forms)


@cache
def _any_term() -> re.Pattern[str]:
    """Finds every term; each in a group of its own, named by its number."""
    forms = "|".join(f"(?P<t{number}>{_singular_or_plural(term.english)})" for number, term in enumerate(terms()))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def _singular_or_plural(english: str) -> str:
    *first, last = english.split()
    end = f"{re.escape(last[:-1])}(?:y|ies)" if last.endswith("y") else f"{re.escape(last)}(?:s|es)?"
    return "".join(f"{re.escape(word)} " for word in first) + end


def departures(tag: str, domain: str) -> Iterator[Departure]:
    """All departures of an instrument's catalog, listed or not: from the glossary, and from what can be counted."""
    for message in catalogs.present(tag, domain):
        if message.id and message.string:
            english, translation = str(message.id), str(message.string)
            names = (*_missing(tag, english, translation), *translation_checks.faults(tag, english, translation))
            yield from (Departure(tag, domain, message.context, name) for name in names)


def _missing(tag: str, english: str, translation: str) -> Iterator[str]:
    said = _plain(tag, translation)
    for term in _named_in(english):
        if not any(_holds(tag, said, form) for form in term.forms[tag]):
            yield term.id


@cache
def _named_in(english: str) -> tuple[Term, ...]:
    """The terms that stand in a text, but for those that count only as the whole text."""
    found = [(terms()[int(match.lastgroup[1:])], match) for match in _any_term().finditer(english)]
    whole = english.strip(" .")
    return tuple({term: None for term, match in found if term.scope == "text" or match.group() == whole})


def _holds(tag: str, said: str, form: str) -> bool:
    return all(stem in said for stem in _stems(tag, form))


def _plain(tag: str, text: str) -> str:
    return text.lower().translate(ARABIC_LETTERS) if tag == "ar" else text.lower()


@cache
def _stems(tag: str, form: str) -> tuple[str, ...]:
    """What of each word of a term has to stand in a text; the term itself in a language that does not inflect."""
    if tag == "zh":
        return (form,)
    words = WORDS.findall(_plain(tag, form))
    if tag == "ar":
        bare = (ARABIC_END.sub("", ARABIC_FRONT.sub("", word)) for word in words)
        return tuple(word[:ARABIC_STEM] for word in bare if len(word) > 1)
    return tuple(word[: max(SHORTEST_STEM, round(len(word) * STEM))] for word in words if len(word) >= SHORTEST_WORD)


@cache
def listed() -> dict[Departure, str]:
    """The departures that somebody has looked at, each with its reason."""
    with KNOWN.open(encoding="utf-8", newline="") as rows:
        return {
            Departure(row["language"], row["domain"], row["context"], row["term"]): row["reason"]
            for row in csv.DictReader(rows)
        }


def faults() -> Iterator[str]:
    """Departures that nobody has looked at, and listed ones that no longer exist."""
    found = {
        departure
        for tag in catalogs.TRANSLATED
        for domain in catalogs.domains()
        if domain != INTERFACE and catalogs.file(tag, domain).exists()
        for departure in departures(tag, domain)
    }
    for one in sorted(found - listed().keys()):
        what = ADVICE.get(one.term) or f"does not use the glossary's word for “{one.term}”"
        yield f"{one.language}/{one.domain}: {one.context}: {what}"
    for one in sorted(listed().keys() - found):
        yield f"departures.csv: {one.language}/{one.domain}: {one.context}: {one.term}: no longer a departure"
