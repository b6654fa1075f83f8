"""Where the data folders are: beside this package in a wheel, at the repository root in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    bundled = _PACKAGE / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


QUESTIONNAIRES = _folder("questionnaires")
TEMPLATES = _folder("templates")
TRANSLATIONS = _folder("translations")
MIGRATIONS = _PACKAGE / "migrations"
