"""Translation catalogs: one .po file for each language and domain, kept in step with the texts.

The domain `messages` is the interface, extracted from code and templates. Each questionnaire is a domain
of its own; the context of a text there is the place it has in the questionnaire.
"""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from coherence import paths
from coherence.editions import queries as editions
from coherence.i18n import CROSSWALKS, DEFAULT, INTERFACE, LANGUAGES
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.translate import texts

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext", "said", "untranslated")),
    **dict.fromkeys(("_n", "ngettext"), (1, 2)),
}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
TRANSLATED = [tag for tag in LANGUAGES if tag != DEFAULT]


def domains() -> list[str]:
    return [INTERFACE, CROSSWALKS, *editions.library()]


def file(tag: str, domain: str) -> Path:
    return paths.TRANSLATIONS / tag / "LC_MESSAGES" / f"{domain}.po"


def source(domain: str) -> Catalog:
    """The texts to translate, as they are in code, templates or questionnaire."""
    if domain == INTERFACE:
        return _interface()
    if domain == CROSSWALKS:
        return _crosswalks()
    return _questionnaire(editions.library()[domain])


@cache
def _interface() -> Catalog:
    """The same for every language: reading all the code takes seconds."""
    catalog = Catalog()
    package = Path(__file__).parent
    for folder, methods in (
        (package, [("**.py", "python")]),
        (paths.TEMPLATES, [("**.html", "jinja2.ext:babel_extract")]),
    ):
        for _name, _line, message, comments, context in extract_from_dir(folder, methods, {}, KEYWORDS, ("i18n:",)):
            catalog.add(message, context=context, auto_comments=comments)
    return catalog


def _crosswalks() -> Catalog:
    catalog = Catalog()
    for link in (link for one in editions.crosswalks() for link in one.links):
        catalog.add(link.because, context=link.context, auto_comments=[f"{link.surely}, if {link.when}"])
    return catalog


def _questionnaire(questionnaire: Questionnaire) -> Catalog:
    catalog = Catalog()
    base = editions.library().get(questionnaire.selection_of or "")
    elsewhere = set(texts(base)) if base else set()
    for text in texts(questionnaire):
        if text in elsewhere:
            continue
        catalog.add(text.message, context=text.context, auto_comments=[text.comment])
    return catalog


def present(tag: str, domain: str) -> Catalog:
    """The catalog on disk; an empty one when there is none yet."""
    path = file(tag, domain)
    if not path.exists():
        return Catalog(locale=tag)
    with path.open("rb") as stream:
        return read_po(stream, locale=tag)


def updated(tag: str, domain: str) -> Catalog:
    """The catalog with the present texts: new ones empty, changed ones marked fuzzy, gone ones dropped."""
    old = present(tag, domain)
    new = Catalog(
        locale=tag,
        project="Coherence",
        copyright_holder="",
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    before = {(message.context, message.id): message for message in old if message.id}
    by_context = {message.context: message for message in old if message.id and message.context}
    for message in source(domain):
        if message.id:
            new[message.id] = _carried(message, before.get((message.context, message.id)), by_context)
    return new


def _carried(message: Message, same: Message | None, by_context: dict[str, Message]) -> Message:
    """The message with its translation; with the one of the earlier wording, marked fuzzy, if it changed."""
    earlier = same or by_context.get(message.context or "")
    string = earlier.string if earlier else ""
    kept = Message(message.id, string, auto_comments=message.auto_comments, context=message.context)
    kept.flags |= {flag for flag in (earlier.flags if same else ()) if flag in ("fuzzy",)}
    if earlier and not same:
        kept.flags.add("fuzzy")
    return kept


def written(catalog: Catalog) -> bytes:
    """The file's bytes: without line numbers and dates, so that a difference is a difference in words."""
    target = BytesIO()
    write_po(target, catalog, no_location=True, omit_header=False, width=0)
    lines = target.getvalue().decode().splitlines(keepends=True)
    dates = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Report-Msgid",
        "Language-Team",
    )
    return "".join(
        line
        for line in lines
        if (not line.lstrip('"').startswith(dates) and line[:1] != "#") or line[:2] in ("#.", "#,")
    ).encode()


def update(tag: str, domain: str) -> None:
    path = file(tag, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(updated(tag, domain)))


def faults(tag: str, domain: str) -> Iterator[str]:
    """What is wrong with a catalog: missing, outdated or fuzzy texts, lost placeholders, empty forms."""
    old = {(message.context, message.id): message for message in present(tag, domain) if message.id}
    new = {(message.context, message.id) for message in source(domain) if message.id}
    for context, text in sorted(new - old.keys(), key=str):
        yield f"{tag}/{domain}: missing: {_short(context, text)}"
    for context, text in sorted(old.keys() - new, key=str):
        yield f"{tag}/{domain}: no longer used: {_short(context, text)}"
    for key, message in old.items():
        for fault in _message_faults(message):
            yield f"{tag}/{domain}: {fault}: {_short(*key)}"


def _message_faults(message: Message) -> Iterator[str]:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(strings):
        yield "not translated"
    if "fuzzy" in message.flags:
        yield "fuzzy"
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    for string in filter(None, strings):
        found = set(PLACEHOLDER.findall(string))
        # A plural form for one number only may leave the number out.
        if found - wanted or (wanted - found) - ({"{number}"} if len(strings) > 1 else set()):
            yield f"placeholders {sorted(found)} instead of {sorted(wanted)}"


def _short(context: str | None, text: str | tuple[str, ...]) -> str:
    words = text[0] if isinstance(text, tuple) else text
    return f"{context}: {words[:60]}" if context else words[:60]
