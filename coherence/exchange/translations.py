"""The sheet with every text beside its translations, one language in each column."""

import re
from collections.abc import Mapping

from coherence.exchange.records import Place
from coherence.exchange.sheets import Sheet
from coherence.questionnaire import Questionnaire, texts
from coherence.questionnaire.schema import LANGUAGE
from coherence.questionnaire.wording import shown


def translations_sheet(questionnaire: Questionnaire, words: Mapping[str, Mapping[str, str]], name: str,
                       without: frozenset[str] = frozenset()) -> Sheet:  # fmt: skip
    """Every text beside its translations, but those whose place is named in `without`."""
    body = [
        [text.context, text.message, *(words[tag].get(text.context) for tag in words)]
        for text in texts(questionnaire)
        if text.context not in without
    ]
    return Sheet(name, [["Place", questionnaire.language, *words], *body])


def _tags(sheet: Sheet, name: str, notes: list[str]) -> dict[int, str]:
    """The language of each column after the first two; what is no language tag is left out."""
    tags: dict[int, str] = {}
    for column, title in enumerate(sheet.rows[0]):
        tag = str(title)
        if column < 2 or title is None:
            continue
        if re.fullmatch(LANGUAGE, tag) and tag not in tags.values():
            tags[column] = tag
        else:
            place = Place(sheet.name, 1, column + 1, tag[:60])
            notes.append(f"{name}: {place}: is no language tag such as fr, or stands twice; the column is left out")
    return tags


def translations(
    sheet: Sheet | None, found: Questionnaire, name: str, notes: list[str]
) -> tuple[dict[str, dict[str, str]], dict[str, frozenset[str]]]:
    """The translations by language, and the places whose text has changed since; `notes` says what is left out."""
    if sheet is None or not sheet.rows:
        return {}, {}
    originals = {text.context: text.message for text in texts(found)}
    tags = _tags(sheet, name, notes)
    words: dict[str, dict[str, str]] = {tag: {} for tag in tags.values()}
    outdated: set[str] = set()
    for number, row in enumerate(sheet.rows[1:], start=2):
        context, original = (*row, None, None)[:2]
        found_here = {tag: str(row[i]) for i, tag in tags.items() if i < len(row) and row[i] is not None}
        if found_here and context not in originals:
            place = Place(sheet.name, number, 1, "Place")
            notes.append(f"{name}: {place}: there is no text at {shown(context)}; its translation is left out")
            continue
        if found_here and original != originals[str(context)]:
            outdated.add(str(context))
        for tag, text in found_here.items():
            words[tag][str(context)] = text
    return words, {tag: frozenset(outdated & set(words[tag])) for tag in words}
