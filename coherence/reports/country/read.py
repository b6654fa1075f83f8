"""Everything that a country report needs, read from the database."""

from coherence import i18n
from coherence.assessments import queries
from coherence.assessments.queries import Opened
from coherence.assessments.takeover import elsewhere
from coherence.editions import blanks
from coherence.editions import queries as editions
from coherence.reports.country.inputs import Earlier, Given, Other


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
    )


def _earlier(opened: Opened) -> Earlier | None:
    """The assessment that this one continues, if it was made with the same questionnaire."""
    number = (opened.origin or {}).get("assessment")
    found = queries.numbered(number) if isinstance(number, int) else None
    if found is None or found.source.id != opened.source.id:
        return None
    return Earlier(found.source, found.asked, found.answers, found.last_saved)


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
