"""Everything that a country report needs, read from the database."""

from coherence import i18n
from coherence.assessments import queries
from coherence.assessments.queries import Opened
from coherence.assessments.takeover import elsewhere
from coherence.editions import blanks
from coherence.editions import queries as editions
from coherence.reports.country.inputs import Earlier, Given, Other
from coherence.rounds import queries as rounds


def given(opened: Opened) -> Given:
    """What was answered, in the reader's language."""
    tag = i18n.current().tag
    return Given(
        unit=opened.unit,
        fictional=opened.fictional,
        profile=opened.profile,
        source=opened.source,
        questionnaire=editions.spoken(opened.source, tag),
        edition_digest=editions.fingerprint(opened.source),
        asked=opened.asked,
        ratings=opened.ratings,
        created_at=opened.created_at,
        earlier=_earlier(opened),
        others=_others(opened),
        notice=blanks.notice(opened.source, tag),
        code=opened.code,
    )


def _earlier(opened: Opened) -> Earlier | None:
    """The assessment that this one continues, if it is of the same questionnaire; else that of the round before."""
    found = _continued(opened) or _round_before(opened)
    return found and Earlier(found.source, found.asked, found.answers, found.last_saved)


def _continued(opened: Opened) -> Opened | None:
    number = (opened.origin or {}).get("assessment")
    found = queries.numbered(number) if isinstance(number, int) else None
    return found if found and found.source.id == opened.source.id else None


def _round_before(opened: Opened) -> Opened | None:
    """The same unit's assessment in the last earlier round of the questionnaire."""
    number = rounds.assessment_before(opened.id) if opened.taking_part else None
    return None if number is None else queries.numbered(number)


def _others(opened: Opened) -> tuple[Other, ...]:
    return tuple(
        Other(
            found.target.title,
            found.target.edition,
            len(found.scored),
            found.complete,
            len(found.proposals) - found.complete,
        )
        for found in elsewhere(opened)
    )
