"""Peer groups: by region, income group, role and level; names in the reader's language; the number always there."""

from coherence import i18n
from coherence.rounds.peers import group_name, grouping_name, peer_groups
from coherence.rounds.queries import Member


def member(code, kind="country", region="150", income="high", roles=("origin",)):
    return Member(code, kind, None, {}, code, region, income, None, roles, "named", None, {})


MEMBERS = [
    member("FR", roles=("origin", "destination")),
    member("KE", region="002", income="lower-middle"),
    member("XA-1", "city", None, None, ()),
]


def test_a_unit_is_in_a_group_for_each_of_its_roles():
    roles = peer_groups(MEMBERS)["role"]
    assert roles == {"origin": {"FR", "KE"}, "destination": {"FR"}}


def test_what_is_not_known_of_a_unit_puts_it_in_no_group():
    groups = peer_groups(MEMBERS)
    assert groups["region"] == {"002": {"KE"}, "150": {"FR"}}
    assert groups["income"] == {"lower-middle": {"KE"}, "high": {"FR"}}
    assert groups["level"] == {"country": {"FR", "KE"}, "city": {"XA-1"}}


def test_groups_are_named_in_the_readers_language_with_their_number():
    with i18n.speaking("fr"):
        assert group_name("region", "002", 1) == "Afrique (n = 1)"
        assert group_name("role", "destination") == "Destination"
        assert group_name("income", "high") == "Revenu élevé"
        assert grouping_name("income") == "Groupe de revenu"


def test_the_order_of_members_changes_nothing():
    assert peer_groups(MEMBERS[::-1]) == peer_groups(MEMBERS)
