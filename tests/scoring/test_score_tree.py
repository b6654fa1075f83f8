"""The tree of scores: what stands where, and how to walk it."""

import dataclasses
import pickle

import pytest

from scoring import Group, Item, Missing, Rule, State, find, levels, score, scored, walk

RUBRIC = levels(0, 5, 10)
INNER_RULE = Rule(aggregation="minimum")
INNER = Group("inner", 3, INNER_RULE, (Item("b", 1, RUBRIC), Item("c", 2, RUBRIC)))
RESULT = score(Group("overall", 1, Rule(), (Item("a", 2, RUBRIC), INNER)), {"a": scored(1), "b": scored(2)})


def test_walking_goes_depth_first_in_the_order_of_the_framework():
    assert [node.id for node in walk(RESULT)] == ["overall", "a", "inner", "b", "c"]


def test_finding_gives_the_node_or_says_that_it_is_not_there():
    assert find(RESULT, "c").missing is Missing.NOT_ANSWERED
    with pytest.raises(KeyError, match="overall: no node 'z'"):
        find(RESULT, "z")


def test_an_item_shows_its_answer_and_its_points():
    item = find(RESULT, "a")
    assert (item.state, item.answer, item.points, item.maximum, item.value) == (State.SCORED, 1, 5, 10, 50)
    assert (item.weight, item.rule, item.treated, item.parts) == (2, None, None, ())


def test_an_item_left_out_has_no_points_but_a_maximum():
    assert (find(RESULT, "c").points, find(RESULT, "c").maximum) == (None, 10)


def test_a_group_shows_its_rule_and_no_answer():
    group = find(RESULT, "inner")
    assert (group.weight, group.rule, group.state, group.answer) == (3, INNER_RULE, None, None)
    assert (group.points, group.maximum) == (None, None)


def test_the_root_has_no_share():
    assert RESULT.share is None


def test_a_score_is_a_value():
    assert pickle.loads(pickle.dumps(RESULT)) == RESULT
    with pytest.raises(dataclasses.FrozenInstanceError):
        RESULT.value = 100
