"""Blank questionnaires as files: made when somebody first asks for one, and kept for the next."""

from threading import Lock

from coherence import i18n, translation_status
from coherence.editions import queries
from coherence.i18n import gettext as _
from coherence.paper import FORMATS, Blank, blank
from coherence.questionnaire import Questionnaire, digest

MOST_KEPT = 48
_kept: dict[tuple[str, str, str], bytes] = {}
_making = Lock()


def form(source: Questionnaire, tag: str) -> Blank:
    """The form in a language; in its own where there is no translation."""
    return blank(queries.spoken(source, tag), digest(source.document), notice(source, tag))


def notice(source: Questionnaire, tag: str) -> str:
    """What has to be said of the translation, in its language; empty for the original and for reviewed ones."""
    making = translation_status.making(tag, source.id)
    if not making or not making.machine or making.reviewed or tag not in queries.languages(source):
        return ""
    with i18n.speaking(tag):
        return _(
            "This translation was made by a machine. No person has reviewed it yet; "
            "where it is unclear, the English text counts."
        )


def file(source: Questionnaire, tag: str, suffix: str) -> bytes:
    """The form as a file. One is made at a time: many who ask at once for the same one cost as much as one."""
    key = (queries.fingerprint(source), tag, suffix)
    with _making:
        if key not in _kept:
            if len(_kept) >= MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = FORMATS[suffix].write(form(source, tag))
        return _kept[key]


def file_name(source: Questionnaire, tag: str, suffix: str) -> str:
    """Letters, digits, points and hyphens only: ids and tags have no others."""
    return f"{source.id}-{source.edition}-{tag}.{suffix}"
