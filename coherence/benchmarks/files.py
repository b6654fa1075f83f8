"""The names of a comparison's files."""

from coherence.benchmarks.queries import Published
from coherence.benchmarks.report import View
from coherence.reports.country.provenance import slug


def file_name(found: Published, view: View) -> str:
    """Round, version, group and unit in lower-case ASCII letters, digits and hyphens; "custom" for other weights."""
    parts = [found.code, f"v{found.version}", slug("-".join(filter(None, view.group.key)))]
    parts += [slug(view.own.code)] if view.own else []
    return "-".join([*parts, *(["custom"] if view.weights else [])])
