"""The guard: worked cases, and attacks with everything that was released."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.benchmarks import differencing
from scoring.benchmarks.guard import guard
from scoring.benchmarks.peers import Peers, peer_groups
from scoring.benchmarks.policy import Policy, Reason, Release
from scoring.benchmarks.table import guarded_table

ALL = {f"u{number}": float(value) for number, value in enumerate([12, 31, 44, 47, 52, 58, 66, 71, 75, 83, 90, 97])}
UNITS = sorted(ALL, key=lambda unit: int(unit[1:]))
POLICY = Policy()


def peers(units, name="group", measure="overall", values=ALL, weights=()):
    return Peers(name, measure, {unit: values[unit] for unit in units}, dict(weights))


def shown(group, *before, policy=POLICY):
    return guard(group, policy, [guard(one, POLICY).release for one in before])


def test_five_units_are_shown_and_four_are_not():
    assert shown(peers(UNITS[:5])).decision.reason is Reason.SHOWN
    few = shown(peers(UNITS[:4]))
    assert few.decision.reason is Reason.TOO_FEW
    assert {figure.value for figure in few.figures.values()} == {None}
    assert few.release is None


def test_units_without_a_value_are_not_counted():
    values = {**ALL, "u0": math.nan}
    assert shown(peers(UNITS[:5], values=values)).decision.reason is Reason.TOO_FEW


def test_the_mean_and_the_quantiles_that_may_be_shown():
    six = shown(peers(UNITS[:6])).figures
    assert six["mean"].value == pytest.approx((12 + 31 + 44 + 47 + 52 + 58) / 6)
    assert six["median"].value == 45.5  # 6 x 1/2 = 3 units on either side
    assert (six["lower_quartile"].value, six["lower_quartile"].reason) == (None, Reason.TOO_FEW)
    assert shown(peers(UNITS[:5])).figures["median"].reason is Reason.TOO_FEW
    assert shown(peers(UNITS)).figures["lower_quartile"].value == 46.25  # place 2.75: 44 + 0.75 x 3


def test_a_unit_with_most_of_the_weight_shows_through():
    weights = dict.fromkeys(UNITS, 1) | {"u3": 12}  # 12 of 23
    group = shown(peers(UNITS, weights=weights.items()))
    assert group.decision.reason is Reason.DOMINANCE
    assert group.decision.detail == "u3 has 52% of the weight; at most 50% is allowed"
    weights["u3"] = 11  # 11 of 22
    assert shown(peers(UNITS, weights=weights.items())).decision.shown


def test_a_unit_with_most_of_the_sum_shows_through():
    values = {"u0": 60.0, "u1": 20.0, "u2": 15.0, "u3": 10.0, "u4": 14.0}  # 60 of 119
    assert shown(peers(UNITS[:5], values=values)).decision.reason is Reason.DOMINANCE


@pytest.mark.parametrize("values", [[100] * 5, [40, 40, 40, 40, 41], [0] * 5])
def test_a_value_that_all_others_have_shows_through(values):
    group = peers(UNITS[:5], values=dict(zip(UNITS, values, strict=False)))
    assert shown(group).decision.reason is Reason.DOMINANCE


def test_all_less_a_group_that_leaves_few_is_refused_either_way_round():
    for first, second in ((UNITS, UNITS[:8]), (UNITS[:8], UNITS)):
        refused = shown(peers(second), peers(first))
        assert refused.decision.reason is Reason.DIFFERENCING
        assert "u10, u11, u8, u9 alone" in refused.decision.detail
    assert shown(peers(UNITS[:7]), peers(UNITS)).decision.shown  # leaves five


def test_all_less_two_groups_that_leave_one_out_is_refused():
    # Any two of the three differ by six units or more: only together do they give away u11.
    groups = [peers(UNITS), peers(UNITS[:6]), peers(UNITS[6:11])]
    for last in range(3):
        before = [group for place, group in enumerate(groups) if place != last]
        assert shown(groups[last], *before).decision.reason is Reason.DIFFERENCING
        assert shown(before[0], before[1]).decision.shown


def test_a_weighted_combination_is_found():
    # Any two differ by six units, but AB + BC - CA = 2 B: three units.
    a, b, c = UNITS[:3], UNITS[3:6], UNITS[6:9]
    assert shown(peers(b + c), peers(a + b)).decision.shown
    refused = shown(peers(c + a), peers(a + b), peers(b + c))
    assert refused.decision.reason is Reason.DIFFERENCING
    assert "a sum of u0, u1, u2 alone" in refused.decision.detail


def test_a_corrected_value_is_not_released_again():
    before = guard(peers(UNITS), POLICY).release
    corrected = peers(UNITS, values={**ALL, "u4": 53.0})
    assert guard(corrected, POLICY, [before]).decision.reason is Reason.DIFFERENCING
    all_anew = peers(UNITS, values={unit: value - 1 for unit, value in ALL.items()})
    assert guard(all_anew, POLICY, [before]).decision.shown


def test_the_same_release_again_and_other_measures_are_no_news():
    before = guard(peers(UNITS), POLICY).release
    assert guard(peers(UNITS), POLICY, [before]).decision.shown
    assert guard(peers(UNITS[:8], measure="overall 2028"), POLICY, [before]).decision.shown


def test_units_that_publish_protect_nobody():
    policy = Policy(public=frozenset(UNITS[:2]))
    assert guard(peers(UNITS[:6]), policy).decision.reason is Reason.TOO_FEW
    assert guard(peers(UNITS[:7]), policy).decision.shown
    # u0 and u1 do not make the difference of four units any larger.
    release = guard(peers(UNITS[2:8]), policy).release
    assert guard(peers(UNITS), policy, [release]).decision.reason is Reason.DIFFERENCING


def test_where_all_publish_everything_is_shown():
    public = guard(peers(UNITS[:2]), Policy(public=frozenset(UNITS)), reader="u0")
    assert public.decision.reason is Reason.PUBLIC
    assert public.figures["highest"].value == 31
    assert public.figures["gap_highest"].value == -19


def test_nobody_is_too_few():
    assert guard(peers([]), POLICY).decision.reason is Reason.TOO_FEW
    assert guard(peers([]), Policy(public=frozenset(UNITS))).decision.reason is Reason.TOO_FEW


def test_a_reader_sees_its_own_place_and_no_single_value_of_others():
    figures = guard(peers(UNITS), POLICY, reader="u3", target=60).figures
    assert figures["rank"].value == 9
    assert figures["percentile"].value == pytest.approx(100 * 3.5 / 12)
    assert figures["gap_median"].value == 47 - 62
    assert figures["gap_target"].value == -13
    for name in ("lowest", "highest", "gap_highest"):
        assert (figures[name].value, figures[name].reason) == (None, Reason.SINGLE_VALUE)


def test_the_decision_does_not_depend_on_the_reader():
    for count in (4, 5, 12):
        group = peers(UNITS[:count])
        assert guard(group, POLICY).decision == guard(group, POLICY, reader="u1", target=3).decision
    assert all(figure.value is None for figure in guard(peers(UNITS[:4]), POLICY, reader="u1").figures.values())


def test_a_group_withheld_for_dominance_is_not_given_away_by_the_others():
    # All less A is B, in which one unit has most of the sum.
    values = {**ALL, **dict.fromkeys(UNITS[6:11], 1.0), "u6": 2.0, "u7": 3.0, "u11": 97.0}
    label = {unit: "A" if unit in UNITS[:6] else "B" for unit in UNITS}
    table = guarded_table(peer_groups("overall", values, {"half": label}), POLICY)
    assert [row["reason"] for row in table.rows()] == ["shown", "differencing", "dominance"]
    # Nor later, from what was kept.
    later = guard(peers(UNITS[:6], values=values), POLICY, table.releases)
    assert later.decision.reason is Reason.DIFFERENCING


def test_units_without_a_label_make_a_group():
    labels = {unit: "A" for unit in UNITS[:6]} | {"u6": ""}
    groups = peer_groups("overall", ALL, {"region": labels})
    assert [(group.name, len(group.values)) for group in groups] == [("all", 12), ("region: A", 6), ("region: -", 6)]


def test_a_table_says_what_it_withholds_and_keeps_what_it_shows():
    table = guarded_table([peers(UNITS, "all"), peers(UNITS[:8], "eight"), peers(UNITS[:2], "two")], POLICY)
    assert [(row["group"], row["shown"], row["reason"]) for row in table.rows()] == [
        ("all", True, "shown"),
        ("eight", False, "differencing"),
        ("two", False, "too-few"),
    ]
    assert [row["n"] for row in table.rows()] == [12, None, None]
    assert [release.values for release in table.releases] == [ALL]


def test_too_many_sets_to_try_is_refused(monkeypatch):
    monkeypatch.setattr(differencing, "MOST_SETS", 2)
    refused = shown(peers(UNITS[3:9]), peers(UNITS[1:7]))
    assert refused.decision.reason is Reason.DIFFERENCING
    assert refused.decision.detail.startswith("too many overlapping groups")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Policy(least=2), "least: a whole number of at least 3 is needed; found 2"),
        (lambda: Policy(part=0), "part: a whole number of at least 1 is needed; found 0"),
        (lambda: Policy(largest_share=1.2), "largest_share: a number from 0 to 1 is needed; found 1.2"),
        (
            lambda: peers(["u0"], weights={"u1": 2}.items()),
            "a weight for every unit with a value is needed; none for u0",
        ),
        (lambda: peers(["u0"], weights={"u0": 0}.items()), "group: u0: weight: a number above 0 is needed; found 0"),
        (lambda: guard(peers(UNITS), POLICY, reader="XX"), "reader: a unit with a value in the group is needed"),
    ],
)
def test_what_the_guard_cannot_use_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


# Attacks. An attacker has every released mean and number of units, knows who is in which group, may be one of them,
# and adds and subtracts as it likes.


def learned(releases: list[Release], least: int) -> list[tuple[str, ...]]:
    """Every set of fewer than `least` units of which a weighted sum follows, found by trying them all."""
    units = sorted({unit for release in releases for unit in release.values})
    matrix = np.array([[float(unit in release.values) for unit in units] for release in releases])
    rank = np.linalg.matrix_rank(matrix)
    found = []
    for size in range(1, least):
        for places in combinations(range(len(units)), size):
            rest = np.delete(matrix, places, axis=1)
            if np.linalg.matrix_rank(rest) < rank:  # some combination has nothing left but these units
                found.append(tuple(units[place] for place in places))
    return found


GROUPS = st.lists(st.frozensets(st.sampled_from(UNITS), min_size=1), min_size=1, max_size=7)


@given(GROUPS, st.integers(3, 5))
def test_no_combination_of_what_was_shown_gives_away_few_units(groups, least):
    table = guarded_table([peers(sorted(units)) for units in groups], Policy(least=least))
    releases = [release for release in table.releases if release.shown]
    assert not releases or learned(releases, least) == []


@given(GROUPS, st.integers(3, 4))
def test_what_is_refused_for_differencing_would_have_given_away_few_units(groups, least):
    kept: list[Release] = []
    for units in groups:
        asked = guard(peers(sorted(units)), Policy(least=least), kept)
        if asked.decision.reason is Reason.DIFFERENCING:
            assert learned([*kept, Release("overall", peers(sorted(units)).values)], least)
        kept += [asked.release] if asked.decision.shown else []


@given(st.frozensets(st.sampled_from(UNITS)), st.sampled_from(UNITS))
def test_taking_away_its_own_value_leaves_a_reader_four_others_at_least(units, reader):
    group = guard(peers(sorted(units)), POLICY)
    if group.decision.shown:
        assert len(units - {reader}) >= 4


@given(st.frozensets(st.sampled_from(UNITS)), st.sampled_from(UNITS))
def test_lowest_highest_and_what_gives_them_away_are_never_in_a_file(units, reader):
    found = guard(peers(sorted(units)), POLICY, reader=reader if reader in units else None)
    withheld = [found.figures[name].value for name in ("lowest", "highest", "gap_highest") if name in found.figures]
    assert set(withheld) == {None}


@given(st.lists(st.sampled_from(UNITS), unique=True, min_size=1))
def test_the_order_of_units_does_not_matter_to_the_guard(units):
    one, other = guard(peers(units), POLICY), guard(peers(units[::-1]), POLICY)
    assert one.decision == other.decision
    assert one.figures == other.figures


def test_many_overlapping_groups_are_shown_where_each_unit_is_one_of_many():
    many = {f"c{number:03}": float(number * 37 % 101) for number in range(180)}
    groupings = {
        name: {unit: str(int(unit[1:]) // step % parts) for unit in many}
        for name, step, parts in (("region", 1, 6), ("income", 6, 4), ("role", 24, 3))
    }
    groups = peer_groups("overall", many, groupings)
    table = guarded_table(groups, POLICY)
    assert [row["reason"] for row in table.rows()] == ["shown"] * 14
    # One of them again, without two of its units.
    fewer = dict(list(groups[1].values.items())[2:])
    assert guard(Peers("fewer", "overall", fewer), POLICY, table.releases).decision.reason is Reason.DIFFERENCING
