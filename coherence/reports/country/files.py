"""The files of a country report: making one, and its names."""

import re
import unicodedata
from threading import Lock
from urllib.parse import quote

from coherence.documents.formats import Format
from coherence.documents.tree import Report
from coherence.reports.country.inputs import Given
from coherence.reports.country.provenance import LONGEST_NAME, file_name

_making = Lock()


def written(chosen: Format, report: Report) -> bytes:
    """The report in a format. One is made at a time: many who ask at once do not stop everybody else."""
    with _making:
        return chosen.write(report)


def download_names(given: Given, language: str, suffix: str) -> tuple[str, str]:
    """The name in the unit's own script, and the same in ASCII."""
    plain = file_name(given)
    rest = f"{given.source.id}-{given.source.edition}-{language}.{suffix}"
    return f"{_readable(given.unit) or 'unit'}-{rest}", f"{plain}-{language}.{suffix}"


def disposition(name: str, plain: str) -> str:
    """The header after RFC 6266: old programs read the plain name, all others the one in any script."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _readable(unit: str) -> str:
    """Letters with their marks, and digits; hyphens for all else."""
    letters = (one if unicodedata.category(one)[0] in "LMN" else " " for one in unicodedata.normalize("NFC", unit))
    return re.sub(r"\s+", "-", "".join(letters).strip())[:LONGEST_NAME]
