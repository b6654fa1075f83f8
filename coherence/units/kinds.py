"""What a unit can be: its code, its level, and the groups it can belong to. Words for them in the reader's language."""

import re
from dataclasses import dataclass, field

from coherence.i18n import lazy_gettext as _

COUNTRY, REGION, CITY = "country", "region", "city"
KINDS = {COUNTRY: _("Country"), REGION: _("Region"), CITY: _("City")}
PARENTS = {COUNTRY: (), REGION: (COUNTRY,), CITY: (COUNTRY, REGION)}
ROLES = {
    "origin": _("Origin"),
    "transit": _("Transit"),
    "destination": _("Destination"),
    "return": _("Return"),
    "donor": _("Donor"),
}
INCOME_GROUPS = {
    "low": _("Low income"),
    "lower-middle": _("Lower middle income"),
    "upper-middle": _("Upper middle income"),
    "high": _("High income"),
}
REGIONS = ("002", "009", "019", "142", "150")
"""The regions of UN M49: Africa, Oceania, Americas, Asia, Europe."""

CODE_LENGTH = 32
CODE = re.compile("[A-Z0-9]+(-[A-Z0-9]+)*")
# Codes of two letters that ISO 3166 leaves to its users: they will never be a country's.
FREE = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")
TWO_LETTERS = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """What is to be known of a unit; of a country with an ISO code only code and roles."""

    code: str
    kind: str = COUNTRY
    parent: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    region: str | None = None
    income_group: str | None = None
    population: int | None = None
    roles: tuple[str, ...] = ()


def is_code(text: str) -> bool:
    """Whether a text can be a unit's code: capital ASCII letters and digits, hyphens between them."""
    return len(text) <= CODE_LENGTH and CODE.fullmatch(text) is not None


def is_free(code: str) -> bool:
    """Whether a code can be given to a unit that is no country of ISO 3166."""
    return TWO_LETTERS.fullmatch(code) is None or FREE.fullmatch(code) is not None
