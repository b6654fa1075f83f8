"""The texts of a questionnaire, each with a context of its own, and a copy in another language.

Only texts change: ids, numbers, conditions and the digest stay, so that a translation is the same edition.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from coherence.questionnaire.build import build
from coherence.questionnaire.model import Questionnaire
from coherence.questionnaire.places import Document, Json
from coherence.questionnaire.schema import QuestionnaireFile
from coherence.questionnaire.source import MAX_TEXT, REFUSED

Gettext: TypeAlias = Callable[[str, str], str]
"""From context and message to the translation; the message itself, or nothing, when there is none."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate: where it stands, the words, and help for the translator."""

    context: str
    message: str
    comment: str


@dataclass(slots=True)
class _Place:
    """Where a text stands in the document: a mapping or list, and the key or number in it."""

    text: Text
    holder: dict[str, Json] | list[Json]
    key: str | int

    def put(self, message: str) -> None:
        if isinstance(self.holder, dict):
            self.holder[str(self.key)] = message
        else:
            self.holder[int(self.key)] = message


def texts(questionnaire: Questionnaire) -> Iterator[Text]:
    """Every text, in the order of the file."""
    return (place.text for place in _places(questionnaire.document))


def translated(questionnaire: Questionnaire, gettext: Gettext, language: str) -> Questionnaire:
    """The questionnaire in another language, with the same digest.

    A text without translation stays as it is, and so does one whose translation is too long or holds
    invisible characters: a faulty catalogue must not make a questionnaire unreadable.
    """
    document = _copied(questionnaire.document)
    for place in list(_places(document)):
        message = gettext(place.text.context, place.text.message).strip()
        if message and len(message) <= MAX_TEXT and not REFUSED.search(message):
            place.put(message)
    document["language"] = language
    file = QuestionnaireFile.model_validate(document)
    return build(file, document, questionnaire.digest)


def _copied(document: Document) -> Document:
    return {key: _copy(value) for key, value in document.items()}


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return _copied(value)
    return [_copy(part) for part in value] if isinstance(value, list) else value


def _places(document: Document) -> Iterator[_Place]:
    """Walks the document; the context of a text is the ids that lead to it, joined by dots."""
    for key in ("title", "about"):
        yield from _own(document, key, f"questionnaire.{key}", f"{key} of the questionnaire")
    for term in _mappings(document, "terms"):
        yield from _own(term, "term", f"term.{term['id']}.term", "a term as written in the texts")
        yield from _own(term, "definition", f"term.{term['id']}.definition", f'definition of "{term["term"]}"')
    for body in _mappings(document, "bodies"):
        yield from _own(body, "name", f"body.{body['id']}", "a ministry or other body")
    for entry in _mappings(document, "profile"):
        yield from _texts_of(entry, ("text", "guidance"), "asked about the unit before the start")
        yield from _options(entry)
    yield from _bands(document, "")
    for group in _mappings(document, "groups"):
        yield from _group(group)


def _own(holder: dict[str, Json], key: str, context: str, comment: str) -> Iterator[_Place]:
    """One text, when it is there."""
    message = holder.get(key)
    if isinstance(message, str):
        yield _Place(Text(context, message, comment), holder, key)


def _mappings(holder: dict[str, Json], key: str) -> list[dict[str, Json]]:
    """The mappings in a list of the document; none when it is left out."""
    entries = holder.get(key, [])
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _texts_of(holder: dict[str, Json], keys: tuple[str, ...], comment: str) -> Iterator[_Place]:
    for key in keys:
        yield from _own(
            holder, key, f"{holder['id']}.{key}", comment if key == "text" else f"{key} to: {_about(holder)}"
        )


def _about(holder: dict[str, Json]) -> str:
    """The question, for a comment."""
    return str(holder.get("text", ""))[:120]


def _options(holder: dict[str, Json]) -> Iterator[_Place]:
    for option in _mappings(holder, "options"):
        yield from _own(option, "text", f"{holder['id']}.option.{option['id']}", f"option of: {_about(holder)}")


def _bands(holder: dict[str, Json], prefix: str) -> Iterator[_Place]:
    """The names of bands; those of a group carry its id in front."""
    rules = holder.get("scoring")
    for band in _mappings(rules, "bands") if isinstance(rules, dict) else []:
        yield from _own(band, "name", f"{prefix}band.{band['id']}", f"name of the band that begins at {band['from']}")


def _group(group: dict[str, Json]) -> Iterator[_Place]:
    yield from _own(group, "title", f"{group['id']}.title", "title of a group of questions")
    yield from _own(group, "about", f"{group['id']}.about", f"about the group: {group['title']}")
    yield from _bands(group, f"{group['id']}.")
    for item in _mappings(group, "items"):
        yield from _item(item)
    for inner in _mappings(group, "groups"):
        yield from _group(inner)


def _item(item: dict[str, Json]) -> Iterator[_Place]:
    id = str(item["id"])
    yield from _texts_of(item, ("text", "guidance", "evidence"), "a question")
    yield from _own(item, "unit", f"{id}.unit", f"unit of the number in: {_about(item)}")
    yield from _levels(item, id, _about(item))
    yield from _options(item)
    base = item.get("base")
    if isinstance(base, dict):
        yield from _own(base, "text", f"{id}.base.{base['id']}", f"to tick in: {_about(item)}")
    for extra in _mappings(item, "extras"):
        yield from _own(extra, "text", f"{id}.extra.{extra['id']}", f"to tick in: {_about(item)}")
    for row in _mappings(item, "rows"):
        context = f"{id}.row.{row['id']}"
        yield from _own(row, "text", f"{context}.text", f"row of: {_about(item)}")
        yield from _levels(row, context, _about(row))


def _levels(holder: dict[str, Json], context: str, about: str) -> Iterator[_Place]:
    """Levels, each under its number; a level may be a text alone."""
    levels = holder.get("levels", [])
    if not isinstance(levels, list):
        return
    for place, level in enumerate(levels):
        comment = f"level {place + 1} of {len(levels)} of: {about}"
        if isinstance(level, str):
            yield _Place(Text(f"{context}.level.{place}", level, comment), levels, place)
        elif isinstance(level, dict):
            yield from _own(level, "text", f"{context}.level.{level.get('value', place)}", comment)
