"""Change over time: worked by hand, and the properties of a fair split."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import DONT_KNOW, NOT_ANSWERED, NOT_APPLICABLE, Group, Item, Rule, levels, score, scored, walk
from scoring.change import Round, causes, change

LEVELS = levels(0, 1, 2, 3, 4)  # 0, 25, 50, 75, 100


def whole(*items, rule=None, **weights):
    return Group("whole", 1, rule or Rule(), tuple(Item(id, weights.get(id, 1), LEVELS) for id in items))


def split(before, after, **options):
    found = change(before, after, **options)["whole"]
    return found.answers, found.applicability, found.method


def test_only_answers_changed():
    before = Round(whole("a", "b"), {"a": scored(1), "b": scored(1)})
    after = Round(whole("a", "b"), {"a": scored(3), "b": scored(1)})
    assert split(before, after) == (25, 0, 0)
    assert change(before, after)["a"].total == 50
    assert causes(before, after).answers == ("a",)


def test_only_applicability_changed():
    before = Round(whole("a", "b"), {"a": scored(4), "b": scored(0)})
    after = Round(whole("a", "b"), {"a": scored(4), "b": NOT_APPLICABLE})
    assert split(before, after) == (0, 50, 0)
    assert split(after, before) == (0, -50, 0)
    assert causes(before, after).applicability == ("b",)


def test_only_weights_changed():
    answers = {"a": scored(4), "b": scored(0)}
    assert split(Round(whole("a", "b"), answers), Round(whole("a", "b", a=3), answers)) == (0, 0, 25)


def test_two_reasons_share_what_they_do_together():
    # Weights 1:1, a 0 to 100: +50. Weights 3:1: +75. From 0, weights alone do nothing; after the answer, +25.
    before = Round(whole("a", "b"), {"a": scored(0), "b": scored(0)})
    after = Round(whole("a", "b", a=3), {"a": scored(4), "b": scored(0)})
    assert split(before, after) == (62.5, 0, 12.5)


def test_three_reasons_by_hand():
    # a 0 > 100, b ceases to apply (it was 0), the weight of c (0) falls from 2 to 1. Values in the eight states:
    #   nothing changed 0 and stays 0 without the answer; answers only 100/4; with applicability 100/3;
    #   with method 100/3; with both 100/2.
    before = Round(whole("a", "b", "c", c=2), {"a": scored(0), "b": scored(0), "c": scored(0)})
    after = Round(whole("a", "b", "c"), {"a": scored(4), "b": NOT_APPLICABLE, "c": scored(0)})
    # Applicability is changed over after the answer in 3 orders of 6: APM +25/3, AMP +50/3, MAP +50/3.
    other = (100 / 3 - 25 + 2 * (50 - 100 / 3)) / 6
    assert split(before, after) == pytest.approx((50 - 2 * other, other, other))


def test_new_and_gone_items_are_method():
    before = Round(whole("a", "b"), {"a": scored(2), "b": scored(0)})
    after = Round(whole("a", "c"), {"a": scored(2), "c": scored(4)})
    assert split(before, after) == (0, 0, 50)
    assert causes(before, after).method == ("c", "b")
    assert set(change(before, after)) == {"whole", "a"}


def test_items_that_are_not_alike_are_method():
    before = Round(whole("a"), {"a": scored(1)})
    after = Round(whole("a"), {"a": scored(2)})
    assert split(before, after, not_alike=["a"]) == (0, 0, 25)
    assert causes(before, after, ["a"]).method == ("a",)
    with pytest.raises(ValueError, match="change: not_alike: items of a round are needed; found x"):
        change(before, after, ["x"])


def test_an_answer_that_does_not_fit_the_other_scale_is_method():
    wider = Group("whole", 1, Rule(), (Item("a", 1, levels(*range(7))),))
    assert split(Round(whole("a"), {"a": scored(2)}), Round(wider, {"a": scored(6)})) == (0, 0, 50)
    # One that fits is scored on both: 2 of 4 and 3 of 6 are 50, 3 of 4 is 75, 2 of 6 is 33.3.
    parts = split(Round(whole("a"), {"a": scored(2)}), Round(wider, {"a": scored(3)}))
    assert parts == pytest.approx((((75 - 50) + (50 - 100 / 3)) / 2, 0, ((100 / 3 - 50) + (50 - 75)) / 2))


def test_an_item_that_comes_to_apply_has_no_earlier_answer():
    before = Round(whole("a", "b"), {"a": scored(2), "b": NOT_APPLICABLE})
    after = Round(whole("a", "b"), {"a": scored(2), "b": scored(4)})
    assert split(before, after) == (0, 25, 0)
    assert change(before, after)["b"].total is None


def test_not_known_and_not_answered_are_answers():
    before = Round(whole("a", "b"), {"a": scored(4), "b": DONT_KNOW})
    after = Round(whole("a", "b"), {"a": scored(4), "b": scored(0)})
    assert split(before, after) == (-50, 0, 0)
    assert causes(before, Round(whole("a", "b"), {"a": scored(4)})).answers == ("b",)


def test_without_a_score_in_both_rounds_there_is_no_change():
    empty, full = Round(whole("a"), {}), Round(whole("a"), {"a": scored(1)})
    found = change(empty, full)["whole"]
    assert (found.before, found.after, found.total, found.answers) == (None, 25, None, None)


def test_orders_in_which_a_mixed_state_has_no_score_are_left_out():
    # Applicability first leaves only b, which was not answered: no score. Answers first: (0 + 100) / 2, then 100.
    before = Round(whole("a", "b"), {"a": scored(0), "b": NOT_ANSWERED})
    after = Round(whole("a", "b"), {"a": NOT_APPLICABLE, "b": scored(4)})
    assert split(before, after) == (50, 50, 0)


ANSWERS = st.sampled_from([NOT_ANSWERED, DONT_KNOW, NOT_APPLICABLE, *map(scored, range(5))])
WEIGHTS = st.sampled_from([0.5, 1, 2, 7])


@st.composite
def rounds(draw, aggregation=None):
    """An instrument of two groups with some of six items, and answers to it."""
    method = aggregation or draw(st.sampled_from(["arithmetic", "geometric", "minimum", "sum-over-maximum"]))
    rule = Rule(aggregation=method, minimum_coverage=draw(st.sampled_from([0, 0, 0.5])))
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1))
    items = [Item(id, draw(WEIGHTS), LEVELS) for id in sorted(ids)]
    groups = [
        Group("first", draw(WEIGHTS), rule, tuple(item for item in items if item.id < "d")),
        Group("second", draw(WEIGHTS), rule, tuple(item for item in items if item.id >= "d")),
    ]
    return Round(Group("whole", 1, rule, tuple(groups)), {id: draw(ANSWERS) for id in ids})


@given(rounds(), rounds())
def test_the_three_sum_to_the_whole_at_every_node(before, after):
    ends = [{node.id: node.value for node in walk(score(one.framework, one.answers))} for one in (before, after)]
    for id, found in change(before, after).items():
        assert (found.before, found.after) == (ends[0][id], ends[1][id])
        if found.answers is not None:
            assert found.answers + found.applicability + found.method == pytest.approx(found.total, abs=1e-9)


@given(rounds(), rounds())
def test_the_way_back_is_the_way_there(before, after):
    there, back = change(before, after), change(after, before)
    for id, found in there.items():
        parts = [(found.answers, back[id].answers), (found.applicability, back[id].applicability)]
        for one, other in [*parts, (found.method, back[id].method)]:
            assert (one is None) == (other is None)
            assert one is None or one == pytest.approx(-other, abs=1e-9)


@given(rounds(), st.data())
def test_what_did_not_change_has_no_part(before, data):
    answers = {item.id: data.draw(ANSWERS) for item in before.framework.items()}
    found = change(before, replace(before, answers=answers))["whole"]
    assert found.method in (None, 0)
    other = data.draw(rounds())
    same = {item.id: before.answers[item.id] for item in other.framework.items() if item.id in before.answers}
    found = change(before, Round(other.framework, same))["whole"]
    turned = [id for id in causes(before, Round(other.framework, same)).applicability]
    assert turned == []
    assert found.applicability in (None, 0)


@given(rounds())
def test_nothing_changed(one):
    assert all(found.total in (None, 0) for found in change(one, one).values())
    assert causes(one, one) == type(causes(one, one))((), (), ())
