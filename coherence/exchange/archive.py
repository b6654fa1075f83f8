"""Looks into a spreadsheet file from a stranger before any library does, and refuses what could do harm.

A spreadsheet is a zip of XML parts. Every part is unpacked here once, with limits, so that the library that
reads the cells never meets a bomb, an entity, a macro or a million rows.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from coherence.exchange.refusals import NO_WORKBOOK, PLAIN, SheetError, megabytes, refused
from coherence.exchange.scan import Cells
from coherence.questionnaire.wording import said, untranslated

MAX_FILE = 10_000_000
MAX_UNPACKED = 20_000_000
MAX_RATIO = 200
MAX_ENTRIES = 500
MAX_OTHER_PART = 1_000_000  # styles and the like; only cells and their texts may be larger
SMALL = 100_000  # small parts may compress to nothing
CELLS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
MARKUP = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""", re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>", re.IGNORECASE)
MACROS = untranslated("the file holds macros ({part})")
CONNECTIONS = untranslated("the file holds connections to data elsewhere ({part})")
# What a part's name says that has no place in a table of texts.
ACTIVE = {
    "vbaproject": MACROS,
    "xl/macrosheets/": MACROS,
    "xl/externallinks/": untranslated("the file holds links to other files ({part})"),
    "xl/embeddings/": untranslated("the file holds embedded files ({part})"),
    "xl/activex/": untranslated("the file holds active controls ({part})"),
    "xl/connections.xml": CONNECTIONS,
    "xl/querytables/": CONNECTIONS,
}


def check(data: bytes, name: str) -> None:
    """SheetError unless `data` is a harmless .xlsx file."""
    if len(data) > MAX_FILE:
        raise refused(name, said("the file is too large"), megabytes(MAX_FILE))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _entries(archive.infolist(), name)
            parts = _unpacked(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise refused(name, NO_WORKBOOK, PLAIN) from error
    _kind(parts, name)
    cells = Cells(name)
    for part, content in parts.items():
        if part.lower().endswith((".xml", ".rels", ".vml")):
            _markup(part, content, name)
        if part.lower().endswith((".xml", ".rels")):
            cells.scan(part, content)


def _entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    """What the directory of the archive says, before anything is unpacked."""
    if len(entries) > MAX_ENTRIES:
        raise refused(
            name,
            said("the file holds {number} parts", number=len(entries)),
            said("Allowed: at most {number} parts", number=MAX_ENTRIES),
        )
    seen: set[str] = set()
    for entry in entries:
        _entry_name(entry.filename, entry.orig_filename, name)
        if entry.filename.lower() in seen:
            raise refused(name, said("the part {part} is there twice", part=entry.filename), PLAIN)
        seen.add(entry.filename.lower())
        if entry.flag_bits & 1:
            raise refused(name, said("the file is encrypted"), said("Allowed: a file without a password"))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused(name, said("the part {part} is packed in an unusual way", part=entry.filename), PLAIN)
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            words = said(
                "the part {part} unpacks to more than {number} times its size", part=entry.filename, number=MAX_RATIO
            )
            raise refused(name, words, PLAIN)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise _too_much(name)


def _too_much(name: str) -> SheetError:
    return refused(name, said("the file is too large when it is unpacked"), megabytes(MAX_UNPACKED))


def _entry_name(shown: str, original: str, name: str) -> None:
    path = PurePosixPath(shown)
    if path.is_absolute() or ".." in path.parts or "\\" in original or ":" in shown or "\0" in original:
        words = said("the part {part} has a path that leads elsewhere", part=repr(shown))
        raise refused(name, words, PLAIN)
    for mark, what in ACTIVE.items():
        if mark in shown.lower():
            raise refused(name, said(what, part=shown), PLAIN, said("Save it anew without them"))


def _unpacked(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Every part; what the directory declares is not believed."""
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _too_much(name)
        if len(content) > MAX_OTHER_PART and entry.filename.endswith(".xml") and not CELLS.fullmatch(entry.filename):
            words = said("the part {part} is too large", part=entry.filename)
            raise refused(name, words, megabytes(MAX_OTHER_PART))
        parts[entry.filename] = content
    return parts


def _kind(parts: dict[str, bytes], name: str) -> None:
    types = parts.get("[Content_Types].xml")
    if types is None or "xl/workbook.xml" not in parts:
        raise refused(name, NO_WORKBOOK, PLAIN)
    if b"macroenabled" in types.lower():
        raise refused(name, said("the file is a workbook with macros"), PLAIN, said("Save it as .xlsx"))


def _markup(part: str, content: bytes, name: str) -> None:
    """XML in UTF-8 without definitions of its own and without links to other files."""
    declared = ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    foreign = declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii")
    if foreign or content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content:
        raise refused(name, said("the part {part} is not UTF-8 text", part=part), PLAIN)
    if MARKUP.search(content):
        raise refused(name, said("the part {part} defines entities (DOCTYPE)", part=part), PLAIN)
    for link in _external(content) if part.endswith(".rels") else ():
        words = said("the part {part} links to another file ({link})", part=part, link=link)
        raise refused(name, words, PLAIN)


def _external(content: bytes) -> Iterator[str]:
    """Targets outside of the file; the address behind a typed-in e-mail or web address is only text."""
    for relation in RELATION.findall(content):
        lower = relation.lower()
        if re.search(rb"targetmode\s*=\s*[\"']external", lower) and b"/hyperlink" not in lower:
            yield relation.decode("utf-8", "replace")[:200]
