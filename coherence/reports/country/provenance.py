"""What a report was made of, as digests; and the name of its files. The same answers give the same of both."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from importlib.metadata import version

from coherence.assessments.queries import Stored
from coherence.documents.tree import Provenance
from coherence.questionnaire.canonical import canonical, sha256
from coherence.questionnaire.framework import framework
from coherence.reports.country.inputs import Earlier, Given
from scoring import Answer

LONGEST_NAME = 40
UNNAMED = "unit"
KEY_LENGTH = 12


def provenance(given: Given) -> Provenance:
    return Provenance(
        data=digest(_data(given)),
        questionnaire=given.source.id,
        edition=given.source.edition,
        edition_digest=given.edition_digest,
        rules=digest(framework(given.source, given.asked)),
        program=version("coherence"),
    )


def file_name(given: Given) -> str:
    """Lower-case ASCII letters, digits and hyphens: nothing that a path or a header could take for its own.

    The code of a unit begins it: names in other scripts leave nothing else of a unit.
    """
    return f"{slug(f'{given.code} {given.unit}')}-{given.source.id}-{given.source.edition}"


def download_names(given: Given, language: str, suffix: str) -> tuple[str, str]:
    """The name in ASCII, and the same with the unit in its own script."""
    rest = f"{given.source.id}-{given.source.edition}-{language}.{suffix}"
    return f"{file_name(given)}-{language}.{suffix}", f"{_readable(given.unit) or UNNAMED}-{rest}"


def _readable(unit: str) -> str:
    """Letters with their marks, and digits; hyphens for all else."""
    letters = (one if unicodedata.category(one)[0] in "LMN" else " " for one in unicodedata.normalize("NFC", unit))
    return re.sub(r"\s+", "-", "".join(letters).strip())[:LONGEST_NAME]


def key(given: Given, language: str) -> str:
    """Short for all that decides what is in the files: another key, another report."""
    saved = [one and one.last_saved and one.last_saved.isoformat() for one in (given, given.earlier)]
    beside = [given.code, given.fictional, given.others, given.notice]
    return digest([provenance(given), saved, given.created_at.isoformat(), beside, language])[:KEY_LENGTH]


def slug(text: str) -> str:
    """The text in letters of a file name; "unit" where nothing of it is left, as of names in other scripts."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-") or UNNAMED


def _data(given: Given) -> Mapping[str, object]:
    ratings = {item: rating for item, rating in given.ratings.items() if item in given.asked}
    return {
        "unit": given.unit,
        "profile": {name: sorted(chosen) for name, chosen in given.profile.items()},
        "answers": {item: _rating(rating) for item, rating in ratings.items()},
        "earlier": _earlier(given.earlier),
    }


def _rating(rating: Stored) -> list[object]:
    return [rating.state.value, rating.value, rating.comment, rating.evidence, rating.reason]


def _earlier(earlier: Earlier | None) -> object:
    if earlier is None:
        return None
    answers: dict[str, Answer] = {item: one for item, one in earlier.answers.items() if item in earlier.asked}
    return [earlier.source.digest, {item: [one.state.value, one.value] for item, one in answers.items()}]


def digest(value: object) -> str:
    """SHA-256 of canonical JSON."""
    return sha256(canonical(_plain(value)))


def _plain(value: object) -> object:
    """Dataclasses by the names of their fields; mappings as pairs, whose keys need not be texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return [type(value).__name__, _plain(fields)]
    if isinstance(value, Mapping):
        return sorted(([_plain(key), _plain(one)] for key, one in value.items()), key=repr)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
