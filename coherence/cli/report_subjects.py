"""What a report can be about, as few words that another process can take: it is read where the report is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from coherence import i18n
from coherence.assessments import queries as assessments
from coherence.benchmarks import files as comparison_files
from coherence.benchmarks import queries as benchmarks
from coherence.benchmarks.model import Key
from coherence.benchmarks.queries import Published
from coherence.benchmarks.report import Own, benchmark_report
from coherence.documents.tree import Report
from coherence.reports.country import provenance, read
from coherence.reports.country.report import country_report
from coherence.reports.labels import labels


class Gone(Exception):
    """What was to be reported on is no longer in the database."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A report that can be made. `stem`: the name of its files, which ends in a key of all it is made of."""

    stem: str
    made: Callable[[], Report]


@dataclass(frozen=True, slots=True)
class Country:
    """The report on one assessment."""

    assessment: int

    def ready(self) -> Ready:
        """Read in the language that is spoken."""
        opened = assessments.numbered(self.assessment)
        if opened is None:
            raise Gone(f"assessment {self.assessment}: it is no longer there")
        given, tag = read.given(opened), i18n.current().tag
        stem = f"{provenance.file_name(given)}-{tag}-{provenance.key(given, tag)}"
        return Ready(stem, lambda: country_report(given, labels()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published benchmark of a group of units; `assessment`: that of the unit that looks at it, for its own eyes."""

    code: str
    version: int
    group: Key
    assessment: int | None = None

    def ready(self) -> Ready:
        """Read in the language that is spoken."""
        found = benchmarks.version(self.code, self.version)
        group = found and found.benchmark.group(self.group)
        if found is None or group is None:
            raise Gone(f"benchmark {self.code}, version {self.version}: it is no longer there")
        view = benchmarks.view(found, group, self._own(found))
        name, tag = comparison_files.file_name(found, view), i18n.current().tag
        stem = f"{name}-{tag}-{comparison_files.key(found, view, tag)}"
        return Ready(stem, lambda: benchmark_report(view, labels(), name))

    def _own(self, found: Published) -> Own | None:
        if self.assessment is None:
            return None
        opened, stands = assessments.numbered(self.assessment), benchmarks.standing(self.assessment)
        if opened is None or stands is None or stands[0].id != found.id:
            raise Gone(f"assessment {self.assessment}: it is not in version {self.version} of {self.code}")
        return Own.of(stands[1], opened.unit)


Subject: TypeAlias = Country | Comparison
