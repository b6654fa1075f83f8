"""Many units scored at once have the scores that each has alone."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import DONT_KNOW, Answer, Group, Item, Rule, State, levels, score, scored, walk
from scoring.many import score_many
from tests.scoring.test_score_properties import NOISE, answers_to, frameworks


@st.composite
def filled(draw) -> tuple[Group, list[dict[str, Answer]]]:
    """A framework, and some units that answered any part of it."""
    group = draw(frameworks())
    answers = st.fixed_dictionaries({}, optional={item.id: answers_to(item, tuple(State)) for item in group.items()})
    return group, draw(st.lists(answers, max_size=4))


def plain(number: float | None) -> float:
    return math.nan if number is None else number


@given(filled())
def test_each_unit_has_the_scores_it_has_alone(case):
    group, units = case
    found = score_many(group, units)
    assert list(found)[-1] == group.id
    assert found.keys() == set(group.ids())
    for place, answers in enumerate(units):
        for node in walk(score(group, answers)):
            expected = [plain(number) for number in (node.value, node.low, node.high, node.coverage)]
            np.testing.assert_allclose(found[node.id][:, place], expected, rtol=0, atol=NOISE, err_msg=node.id)


def test_a_group_without_questions_has_no_scores():
    (found,) = score_many(Group("overall", 1, Rule(), ()), [{}]).values()
    assert np.isnan(found).all()


@pytest.mark.parametrize(
    ("units", "problem"),
    [
        ([{}, {"b": DONT_KNOW}], "overall: answers to items that are not in it: b"),
        ([{"a": scored(1)}, {"a": scored(True)}], "a: one of the levels 0, 1, 2 is needed; found True"),
        ([{"a": scored(1)}, {"a": scored(3)}], "a: one of the levels 0, 1, 2 is needed; found 3"),
    ],
)
def test_what_is_no_answer_is_refused(units, problem):
    with pytest.raises(ValueError, match=problem):
        score_many(Group("overall", 1, Rule(), (Item("a", 1, levels(0, 1, 2)),)), units)
