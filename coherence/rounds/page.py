"""The page of a round, as whoever manages it sees it, with what the last request said."""

from collections.abc import Sequence

from flask import render_template, request, url_for

from coherence import i18n, paging
from coherence.benchmarks import queries as benchmarks
from coherence.questionnaire.problems import Problem
from coherence.rounds import answers_file, queries, table
from coherence.rounds.consent import LABELS
from coherence.rounds.queries import RoundInfo
from coherence.units import countries, units_file
from coherence.units.kinds import KINDS
from coherence.units.names import matching

MOST_FOUND = 40
MOST_PROBLEMS = 1000


def render(this: RoundInfo, token: str, problems: Sequence[Problem] = (), **said: object) -> str:
    """The page; `problems` of a file that was refused are listed, the first thousand of them."""
    members = queries.members(this.id)
    shown = paging.part(table.by_name(members), request.args.get("page", 1, type=int))
    here = {member.code for member in members}
    sought = request.args.get("q", "").strip()[:100]
    found = [pair for pair in matching(sought, countries.codes() - here, i18n.current().tag)] if sought else []
    return render_template(
        "rounds/manage.html",
        round=this,
        token=token,
        n=len(members),
        published=benchmarks.latest(this.code) if this.closed else None,
        lines=table.lines(this, shown.rows),
        shown=shown,
        address=lambda number: url_for("rounds.manage", token=token, page=number, _anchor="units"),
        sought=sought,
        found=found[:MOST_FOUND],
        kinds=KINDS,
        labels=LABELS,
        columns=", ".join(column for column in units_file.COLUMNS if column != "consent"),
        organiser=queries.organiser_in(token),
        answer_columns=", ".join(column for column in answers_file.COLUMNS if column != "round"),
        problems=problems[:MOST_PROBLEMS],
        more_problems=max(0, len(problems) - MOST_PROBLEMS),
        stored=request.args.get("stored", type=int),
        **said,
    )
