"""What a unit allows to be published of its result, in the words of the page where it decides."""

from coherence.i18n import lazy_gettext as _

MINE_ONLY, ANONYMOUS, NAMED = "mine-only", "anonymous", "named"
DEFAULT = MINE_ONLY
LABELS = {
    MINE_ONLY: _("Mine only"),
    ANONYMOUS: _("Anonymous"),
    NAMED: _("Named"),
}
MEANINGS = {
    MINE_ONLY: _("The result is shown to whoever has this link, and to nobody else. It enters no comparison."),
    ANONYMOUS: _("The result counts in groups of units, without the name. Groups that are too small are withheld."),
    NAMED: _("The result may be shown with the name beside those of other units."),
}
CONSENTS = tuple(LABELS)
