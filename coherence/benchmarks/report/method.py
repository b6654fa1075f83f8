"""Who is compared and by which rules; generated from what was set."""

from datetime import date

from babel.dates import format_date

from coherence.benchmarks.report.crowd import crowded
from coherence.benchmarks.report.ranks import settings as of_ranks
from coherence.benchmarks.report.view import View
from coherence.documents.numbers import shown
from coherence.documents.tree import Block, Number, Paragraph, Section
from coherence.i18n import current, gettext, ngettext


def sections(view: View) -> tuple[Section, ...]:
    return (
        Section("who", gettext("Who is compared"), tuple(_who(view))),
        Section("method", gettext("How the figures come about"), tuple(map(Paragraph, _rules(view)))),
    )


def period(view: View) -> str:
    from_, to = (_date(day) for day in (view.benchmark.opens, view.benchmark.closes))
    return f"{from_} – {to}"


def _date(day: str) -> str:
    return str(format_date(date.fromisoformat(day), "long", locale=current().tag))


def settings(view: View) -> dict[str, float]:
    found = view.benchmark.settings
    return {name: getattr(found, name) for name in type(found).__dataclass_fields__}


def _who(view: View) -> list[Block]:
    group = view.group
    unnamed = group.n - len(group.named)
    blocks: list[Block] = [
        Paragraph(
            gettext(
                "{group}. Counted: {number}; of these shown by name: {named}; counted without a name: {unnamed}.",
                group=view.group_name,
                number=group.n,
                named=len(group.named),
                unnamed=unnamed,
            )
        )
    ]
    if group.named and not crowded(view):
        names = sorted(view.name(unit) for unit in group.named)
        blocks.append(Paragraph(gettext("; ").join(names)))
    if view.benchmark.kept_back:
        blocks.append(
            Paragraph(
                ngettext(
                    "{number} unit of the round keeps its results to itself and is counted nowhere.",
                    "{number} units of the round keep their results to themselves and are counted nowhere.",
                    view.benchmark.kept_back,
                )
            )
        )
    return blocks


def _rules(view: View) -> list[str]:
    found = view.benchmark.settings
    whole = {name: shown(Number(getattr(found, name), 0), current().tag) for name in ("least", "part")}
    return [
        gettext(
            "Units without a name are shown only in figures of groups: at least {least} of them in a group, none with "
            "more than {share} of the sum, at least {part} on either side of a quartile or median, and no set of "
            "figures, old and new together, from which fewer than {least} units can be worked out.",
            share=shown(Number(found.largest_share, 0, share=True), current().tag),
            **whole,
        ),
        gettext("Quartiles and medians count every unit once. A unit without a score is in no figure of that score."),
        of_ranks(view),
    ]
