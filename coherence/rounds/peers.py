"""Peer groups: the units of a round by what they have in common, and the words for it. Pure: members in, codes out."""

from collections.abc import Callable, Iterable

from coherence import i18n
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.rounds.queries import Member
from coherence.units.kinds import INCOME_GROUPS, KINDS, REGIONS, ROLES
from coherence.units.names import territory_name

PeerGroups = dict[str, dict[str, frozenset[str]]]

GROUPINGS = {
    "region": _("Region of the world"),
    "income": _("Income group"),
    "role": _("Role in migration"),
    "level": _("Level of government"),
}
ORDER: dict[str, tuple[str, ...]] = {
    "region": REGIONS,
    "income": tuple(INCOME_GROUPS),
    "role": tuple(ROLES),
    "level": tuple(KINDS),
}
LABELS: dict[str, Callable[[Member], tuple[str | None, ...]]] = {
    "region": lambda member: (member.region,),
    "income": lambda member: (member.income_group,),
    "role": lambda member: member.roles,
    "level": lambda member: (member.kind,),
}


def peer_groups(members: Iterable[Member]) -> PeerGroups:
    """For each grouping, the codes of the units by label, in a fixed order.

    A unit can have several roles, and so be in several groups; one of which something is not known is in no
    group of that grouping. A group's size is its n; groups of nobody are left out.
    """
    present = list(members)
    return {grouping: _grouped(present, grouping) for grouping in GROUPINGS}


def _grouped(members: list[Member], grouping: str) -> dict[str, frozenset[str]]:
    labels = {member.code: LABELS[grouping](member) for member in members}
    groups = {label: frozenset(code for code, own in labels.items() if label in own) for label in ORDER[grouping]}
    return {label: codes for label, codes in groups.items() if codes}


WORDS = {"income": INCOME_GROUPS, "role": ROLES, "level": KINDS}


def group_name(grouping: str, label: str, n: int | None = None) -> str:
    """A group in the reader's language, with the number of its units if it is given."""
    name = territory_name(label, i18n.current().tag) or label if grouping == "region" else str(WORDS[grouping][label])
    return name if n is None else gettext("{group} (n = {n})", group=name, n=n)


def grouping_name(grouping: str) -> str:
    return str(GROUPINGS[grouping])
