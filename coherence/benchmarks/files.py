"""The names of a comparison's files."""

from importlib.metadata import version

from coherence.benchmarks.queries import Published
from coherence.benchmarks.report import View
from coherence.editions import queries as editions
from coherence.reports.country.provenance import KEY_LENGTH, digest, slug


def file_name(found: Published, view: View) -> str:
    """Round, version, group and unit in lower-case ASCII letters, digits and hyphens; "custom" for other weights."""
    parts = [found.code, f"v{found.version}", slug("-".join(filter(None, view.group.key)))]
    parts += [slug(view.own.code)] if view.own else []
    return "-".join([*parts, *(["custom"] if view.weights else [])])


def key(found: Published, view: View, language: str) -> str:
    """Short for all that decides what is in the files: another key, another report."""
    words = [language, editions.fingerprint(editions.edition(found.edition_id)), view.notice, view.names]
    seen = [found.digest, view.group.key, view.group.named, view.own, view.weights]
    return digest([seen, words, version("coherence")])[:KEY_LENGTH]
