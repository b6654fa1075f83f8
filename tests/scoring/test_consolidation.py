"""Several ratings, one answer: every rule by hand, and its trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    DONT_KNOW,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Answer,
    Group,
    Item,
    Rule,
    State,
    axis_scores,
    levels,
    score,
    scored,
)
from scoring.agreement.bodies import leniencies
from scoring.consolidation import (
    RULES,
    Counted,
    agree,
    consolidate,
    consolidate_corrected,
    lower_median,
    mode,
    nearest,
    recomputed,
)


def said(*given: int | Answer) -> dict[str, Answer]:
    return {body: own if isinstance(own, Answer) else scored(own) for body, own in zip("ABCDEF", given, strict=False)}


@pytest.mark.parametrize(
    ("values", "middle", "most"),
    [([3], 3, 3), ([2, 3], 2, 2), ([3, 2, 2, 3], 2, 2), ([0, 4, 4], 4, 4), ([1, 2, 4, 4], 2, 4), ([4, 0, 1], 1, 0)],
)
def test_the_lower_median_and_the_lowest_mode(values, middle, most):
    assert lower_median(values) == middle
    assert mode(values) == most


def test_bodies_without_a_level_do_not_count_and_stay_in_the_trace():
    found = consolidate(said(3, DONT_KNOW, 2, NOT_APPLICABLE, 0))
    assert found.answer == scored(2)
    assert found.rule == "lower-median"
    assert found.counted == (Counted("E", 0, 0), Counted("C", 2, 2), Counted("A", 3, 3))
    assert {body: own.state for body, own in found.ratings.items() if own.value is None} == {
        "B": State.DONT_KNOW,
        "D": State.NOT_APPLICABLE,
    }


@pytest.mark.parametrize(
    ("ratings", "answer"),
    [
        ((DONT_KNOW, NOT_APPLICABLE, NOT_ANSWERED), DONT_KNOW),
        ((NOT_APPLICABLE, NOT_ANSWERED), NOT_APPLICABLE),
        ((NOT_ANSWERED,), NOT_ANSWERED),
        ((), NOT_ANSWERED),
    ],
)
@pytest.mark.parametrize("rule", RULES)
def test_without_a_level_there_is_no_zero(rule, ratings, answer):
    assert consolidate(said(*ratings), rule).answer == answer
    assert consolidate_corrected(said(*ratings), {}, [0, 1]).answer == answer


def test_the_answer_of_a_rule_can_be_scored():
    found = consolidate(said(3, 2, 2, 1))
    whole = Group("whole", 1, Rule(), (Item("a", 1, levels(0, 1, 2, 3)),))
    assert score(whole, {"a": found.answer}).value == pytest.approx(200 / 3)


def test_a_lenient_body_is_brought_down_before_the_median():
    # C is two levels more lenient than A and B: 4 counts as 8/3, A's 1 as 5/3; the lower of the two is nearest to 2.
    leniency = {"A": -2 / 3, "B": -2 / 3, "C": 4 / 3}
    found = consolidate_corrected({"A": scored(1), "C": scored(4)}, leniency, range(5))
    assert found.answer == scored(2)
    assert [(one.body, one.level) for one in found.counted] == [("A", 1), ("C", 4)]
    assert [one.counts_as for one in found.counted] == pytest.approx([5 / 3, 8 / 3])
    assert found.levels == (0, 1, 2, 3, 4)
    assert found.rule == "leniency-corrected"


def test_half_way_is_the_lower_level_and_no_level_is_left():
    assert nearest(1.5, [0, 1, 2]) == 1
    assert nearest(1.5 + 1e-12, [2, 1, 0]) == 1  # compared to 9 decimals
    assert nearest(-1, [0, 1, 2]) == 0
    assert consolidate_corrected({"A": scored(4)}, {"A": -0.9}, range(5)).answer == scored(4)


def test_leniencies_of_the_agreement_are_what_the_rule_takes():
    rated = [[4, 2, 1], [2, 2, 1]]
    bodies = dict(zip("ABC", (one.value for one in leniencies(rated)), strict=True))  # 1, 0, -1
    assert consolidate_corrected(said(4, 2, 1), bodies, range(5)).answer == scored(2)  # 3, 2, 2


def test_people_agree_on_what_they_want_and_say_why():
    found = agree(
        said(3, 1), scored(2), by="committee, 3 May", reason="law in force, no budget", reservations=["B", "B"]
    )
    assert (found.answer, found.rule, found.counted) == (scored(2), "agreed", ())
    assert (found.by, found.reason, found.reservations) == ("committee, 3 May", "law in force, no budget", ("B",))
    assert agree({"A": scored(("x",))}, scored(("x", "y")), by="both", reason="seen").answer == scored(("x", "y"))


def test_agreeing_without_name_reason_or_answer_is_refused():
    with pytest.raises(ValueError, match="who decided and why"):
        agree(said(1), scored(1), by=" ", reason="because")
    with pytest.raises(ValueError, match="who decided and why"):
        agree(said(1), scored(1), by="all", reason="")
    with pytest.raises(ValueError, match="an answer is needed"):
        agree(said(1), NOT_ANSWERED, by="all", reason="because")
    with pytest.raises(ValueError, match="did not rate: Z"):
        agree(said(1), scored(1), by="all", reason="because", reservations=["Z"])


@pytest.mark.parametrize("value", [("tick",), {"row": 1}, True, float("nan")])
def test_what_has_no_middle_is_left_to_people(value):
    with pytest.raises(ValueError, match=r"B: a rule needs a level or a number.*by hand"):
        consolidate({"A": scored(1), "B": scored(value)})


def test_wrong_rules_leniencies_and_levels_are_refused():
    with pytest.raises(ValueError, match="one of lower-median, mode is needed; found 'mean'"):
        consolidate(said(1), "mean")
    with pytest.raises(ValueError, match="no leniency for B"):
        consolidate_corrected(said(1, 2), {"A": 0.0}, range(5))
    with pytest.raises(ValueError, match="leniency of A: a finite number"):
        consolidate_corrected(said(1), {"A": float("nan")}, range(5))
    with pytest.raises(ValueError, match="A: one of the levels 0, 1, 2 is needed; found 7"):
        consolidate_corrected(said(7), {"A": 0.0}, range(3))
    with pytest.raises(ValueError, match="the levels of the scale are needed"):
        consolidate_corrected(said(1), {"A": 0.0}, [])


answers = st.one_of(st.integers(0, 4).map(scored), st.sampled_from([DONT_KNOW, NOT_ANSWERED, NOT_APPLICABLE]))
rated = st.dictionaries(st.sampled_from("ABCDEF"), answers, max_size=6)


@given(rated, st.sampled_from(sorted(RULES)))
def test_a_rule_gives_a_level_that_somebody_gave_and_can_be_done_again(ratings, rule):
    found = consolidate(ratings, rule)
    assert found == consolidate(dict(reversed(ratings.items())), rule)
    assert recomputed(found) == found.answer
    assert not ratings or found.answer in ratings.values()


@given(rated, st.lists(st.floats(-2, 2), min_size=6, max_size=6))
def test_a_corrected_answer_is_on_the_scale_and_can_be_done_again(ratings, leniency):
    found = consolidate_corrected(ratings, dict(zip("ABCDEF", leniency, strict=True)), range(5))
    assert recomputed(found) == found.answer
    assert found.answer.value is None or 0 <= found.answer.value <= 4
    without = consolidate_corrected(ratings, dict.fromkeys("ABCDEF", 0.0), range(5))
    assert without.answer == consolidate(ratings).answer


def test_the_trace_of_a_score_leads_on_to_the_ratings_of_the_bodies():
    items = tuple(Item(name, 1, levels(0, 1, 2, 3, 4), "horizontal") for name in ("one", "two"))
    framework = Group("all", 1, Rule(), items)
    made = consolidate(said(3, 2, DONT_KNOW), "lower-median")
    found = score(framework, {"one": made, "two": scored(4)})
    one, two = found.parts
    assert (one.answer, one.value, one.consolidated) == (2, 50, made)
    assert recomputed(one.consolidated) == scored(2)
    assert (two.answer, two.consolidated) == (4, None)
    assert found.value == 75
    assert axis_scores(framework, {"one": made})["horizontal"].parts[0].consolidated == made


def test_a_consolidation_without_a_level_is_scored_as_its_state_says():
    framework = Group("all", 1, Rule(), (Item("one", 1, levels(0, 1, 2, 3, 4)),))
    found = score(framework, {"one": consolidate(said(DONT_KNOW, NOT_APPLICABLE), "mode")})
    assert (found.parts[0].state, found.parts[0].value) == (State.DONT_KNOW, None)
