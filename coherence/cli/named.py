"""What a command line names, found in the database; exit 2 with what there is instead."""

import re

import click

from coherence.assessments import queries as assessments
from coherence.assessments.queries import Opened
from coherence.questionnaire.wording import listed, suggestion
from coherence.rounds import queries as rounds
from coherence.rounds.queries import RoundInfo

LINK = re.compile(r"/a/([^/?#]+)")
LARGEST_NUMBER = 2**31 - 1


def round_or_exit(code: str) -> RoundInfo:
    found = rounds.round_by_code(code)
    if found is None:
        known = [one.code for one in rounds.every_round()]
        raise click.UsageError(f"there is no round {code!r}; rounds: {listed(known) or 'none'}")
    return found


def assessments_or_exit(this: RoundInfo, unit: str | None) -> list[int]:
    """The numbers of the assessments of all units of a round, or of the one that is named."""
    every = {one.code: one.assessment_id for one in rounds.members(this.id) if one.assessment_id is not None}
    if not every:
        raise click.UsageError(f"round {this.code} has no units. Add some: coherence round add {this.code} UNIT…")
    if unit is None:
        return list(every.values())
    if unit not in every:
        raise click.UsageError(f"--unit {unit}: takes no part in round {this.code}{suggestion(unit, every)}")
    return [every[unit]]


def assessment_or_exit(given: str) -> Opened:
    """The assessment that a link, a token or a number names."""
    found = _opened(given)
    if found is None:
        raise click.UsageError(
            f"--assessment {given}: there is none. Give the whole link, its token, or the number in this database"
        )
    return found


def _opened(given: str) -> Opened | None:
    if given.isascii() and given.isdecimal():
        return assessments.numbered(int(given)) if int(given) <= LARGEST_NUMBER else None
    link = LINK.search(given)
    return assessments.find(link.group(1) if link else given)
