"""What a benchmark is made of, read from the database: a handful of statements a round, however many units."""

from coherence.benchmarks import queries
from coherence.benchmarks.making import Round, Taking
from coherence.benchmarks.scores import Filled
from coherence.editions import queries as editions
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.compare import SEVERITY, compare
from coherence.rounds import queries as rounds
from coherence.rounds.peers import peer_groups
from coherence.rounds.queries import Member, RoundInfo

UNCHANGED, WORDING = SEVERITY[:2]


def gathered(this: RoundInfo) -> Round:
    """The round with every unit that has an assessment in it."""
    members = [member for member in rounds.members(this.id) if member.assessment_id is not None]
    answers = rounds.answers(this.id)
    labels = _labels(members)
    return Round(
        code=this.code,
        title=this.title,
        opens=this.opens.isoformat(),
        closes=this.closes.isoformat(),
        questionnaire=this.source,
        edition_digest=editions.fingerprint(this.source),
        taking=tuple(
            Taking(
                member.code,
                member.kind,
                dict(member.names),
                member.fallback,
                member.consent,
                labels[member.code],
                Filled(member.profile, answers.get(member.code, {})),
            )
            for member in members
        ),
    )


def before(this: RoundInfo) -> list[RoundInfo]:
    """The published rounds of the same questionnaire before this one, oldest first: no other is shown beside it."""
    published = {one.code for one in queries.every_latest()}
    every = rounds.rounds_of_questionnaire(this.questionnaire_id)
    here = [one.id for one in every].index(this.id)
    return [one for one in every[:here] if one.code in published]


def alike(sources: list[Questionnaire]) -> frozenset[str] | None:
    """The items that ask the same in all of these editions, wording aside; None when it is one edition."""
    *earlier, present = sources
    others = [source for source in earlier if source.digest != present.digest]
    if not others:
        return None
    same = {item.id for item in present.items()}
    for source in others:
        same &= {change.id for change in compare(source, present) if change.kind in (UNCHANGED, WORDING)}
    return frozenset(same)


def _labels(members: list[Member]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By unit and grouping, the labels of its groups."""
    found: dict[str, dict[str, tuple[str, ...]]] = {member.code: {} for member in members}
    for grouping, groups in peer_groups(members).items():
        for label, codes in groups.items():
            for code in codes:
                found[code][grouping] = (*found[code].get(grouping, ()), label)
    return found
