"""From a view to the tree of the report, in the language that is spoken when it is made."""

import hashlib
import json
from collections.abc import Mapping

from coherence import i18n
from coherence.benchmarks.report import heat, method, opening, peers, plane, ranks, standing, trend, weighing
from coherence.benchmarks.report.view import View
from coherence.documents.tree import Cell, Facts, Number, Provenance, Report, Text
from coherence.i18n import gettext

PARTS = (standing.section, ranks.section, peers.section, trend.section, heat.section, plane.section, weighing.section)


def benchmark_report(view: View, labels: Mapping[str, str], name: str) -> Report:
    """The same view gives the same tree. `name` is for files: see `Report`."""
    language = i18n.current()
    sections = [part(view) for part in PARTS]
    return Report(
        kind="benchmark",
        name=name,
        title=view.name(view.own.code) if view.own else view.benchmark.title,
        subtitle=_subtitle(view),
        language=language.tag,
        direction="rtl" if view.rtl else "ltr",
        facts=_facts(view),
        opening=opening.blocks(view),
        sections=(*(section for section in sections if section is not None), *method.sections(view)),
        provenance=_provenance(view),
        notice=view.notice,
        labels=labels,
    )


def _subtitle(view: View) -> str:
    if view.own:
        return gettext("{round}: compared with {group}", round=view.benchmark.title, group=view.group_name)
    return gettext("{questionnaire}: {group}", questionnaire=view.questionnaire.title, group=view.group_name)


def _facts(view: View) -> Facts:
    benchmark, group = view.benchmark, view.group
    rows: list[tuple[str, Cell]] = [
        (gettext("Round"), Text(benchmark.title, ours=False)),
        (gettext("Questionnaire"), Text(view.questionnaire.title)),
        (gettext("Edition"), Text(str(benchmark.edition))),
        (gettext("Period"), Text(method.period(view))),
        (gettext("Peer group"), Text(view.group_name)),
        (gettext("Units in the group"), Number(group.n, 0)),
        (gettext("of these, shown by name"), Number(len(group.named), 0)),
    ]
    return Facts("about", gettext("About this report"), tuple(rows))


def _provenance(view: View) -> Provenance:
    benchmark = view.benchmark
    rules = [method.settings(view), view.weights and dict(view.weights)]
    return Provenance(
        data=benchmark.data,
        questionnaire=benchmark.questionnaire,
        edition=benchmark.edition,
        edition_digest=benchmark.digest,
        rules=hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest(),
        program=benchmark.program,
    )
