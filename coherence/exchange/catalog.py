"""Translations between files and catalogs: the texts of a questionnaire by their place."""

from collections.abc import Mapping, Set

from babel import Locale
from babel.messages.catalog import Catalog

from coherence.questionnaire import Questionnaire, texts


def catalog(questionnaire: Questionnaire, tag: str, words: Mapping[str, str], outdated: Set[str]) -> Catalog:
    """The catalog of a language: untranslated texts empty, those whose original has changed marked fuzzy."""
    found = Catalog(locale=Locale.parse(tag, sep="-"), project="Coherence", fuzzy=False)
    for text in texts(questionnaire):
        flags = ["fuzzy"] if text.context in outdated else []
        found.add(
            text.message,
            words.get(text.context, ""),
            context=text.context,
            auto_comments=[text.comment],
            flags=flags,
        )
    return found


def words(questionnaire: Questionnaire, catalogs: list[Catalog]) -> dict[str, str]:
    """The translations of a language by place, from the first catalog that has one; fuzzy ones count as none."""
    known: dict[tuple[str | None, object], str] = {}
    for one in reversed(catalogs):
        known.update({(m.context, m.id): str(m.string) for m in one if m.id and m.string and not m.fuzzy})
    found = {text.context: known.get((text.context, text.message), "") for text in texts(questionnaire)}
    return {context: text for context, text in found.items() if text}
