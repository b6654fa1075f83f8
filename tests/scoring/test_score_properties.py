"""What must hold for every framework and every set of answers."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring import (
    DONT_KNOW,
    METHODS,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Answer,
    Checklist,
    DecisionTable,
    Group,
    Item,
    Node,
    Number,
    Rule,
    Scale,
    Score,
    State,
    Treatment,
    WeightedTable,
    axis_scores,
    effective_weights,
    levels,
    score,
    scored,
    walk,
)

NOISE = 1e-9
DECISIONS = {(a, b): 3 * a + b for a in range(3) for b in range(2)}

# Each scale with its answers from worst to best.
LADDERS = [
    (levels(0, 5, 10), [0, 1, 2]),
    (levels(1, 2, 3, 4, 5, start=1), [1, 2, 3, 4, 5]),
    (levels(0.1, 0.2, 0.1 + 0.2), [0, 1, 2]),
    (
        Checklist(("base", 5), {"x": 2, "y": 1}, cap=2),
        [(), ("y",), ("x",), ("base", "x"), ("y", "base", "x")],
    ),
    (
        WeightedTable({"r": (0.67, levels(0, 7)), "s": (0.33, levels(1, 2, 3))}),
        [{"r": 0, "s": 0}, {"r": 0, "s": 1}, {"r": 1, "s": 1}, {"s": 2, "r": 1}],
    ),
    (
        DecisionTable({"r": levels(0, 1, 2), "s": levels(0, 1)}, DECISIONS),
        [{"r": 0, "s": 0}, {"r": 0, "s": 1}, {"r": 1, "s": 0}, {"r": 2, "s": 0}, {"r": 2, "s": 1}],
    ),
    (Number(3, 10), [0, 3, 4.5, 9, 10, 12]),
    (Number(-1, 1, lower_is_better=True), [7.5, 1, 0.3, -0.2, -1]),
]
TREATMENTS = st.sampled_from(Treatment)
WEIGHTS = st.floats(0.01, 100)


def ladder(scale: Scale) -> list:
    return next(answers for known, answers in LADDERS if known is scale)


def rules(**fixed) -> st.SearchStrategy[Rule]:
    choices = {
        "aggregation": st.sampled_from(sorted(METHODS)),
        "not_answered": TREATMENTS,
        "dont_know": TREATMENTS,
        "not_applicable": TREATMENTS,
        "minimum_coverage": st.sampled_from([0, 0, 0.25, 0.5, 0.67, 1]),
    }
    return st.builds(Rule, **(choices | fixed))


@st.composite
def frameworks(draw, rule=None, depth=3) -> Group:
    """A tree of up to `depth` levels, with ids that are unique in it."""
    count = iter(range(1000))
    rule = rules() if rule is None else rule

    def node(depth: int) -> Node:
        id, weight = f"n{next(count)}", draw(WEIGHTS)
        if depth == 0 or draw(st.booleans()):
            return Item(id, weight, draw(st.sampled_from(LADDERS))[0], draw(st.sampled_from([None, "x", "y"])))
        return group(id, weight, depth)

    def group(id: str, weight: float, depth: int) -> Group:
        children = tuple(node(depth - 1) for _ in range(draw(st.integers(1, 3))))
        return Group(id, weight, draw(rule), children)

    return group("overall", 1, depth)


@st.composite
def answered(draw, rule=None) -> tuple[Group, dict[str, Answer]]:
    """A framework with an answer in any state to each of its items."""
    group = draw(frameworks(rule))
    return group, {item.id: draw(answers_to(item, tuple(State))) for item in group.items()}


@st.composite
def answers_to(draw, item: Item, states) -> Answer:
    state = draw(st.sampled_from(states))
    return scored(draw(st.sampled_from(ladder(item.scale)))) if state is State.SCORED else Answer(state)


def rebuilt(group: Group, change: Callable[[Node], Node]) -> Group:
    """`group` with every node below changed, from the leaves up."""
    children = (rebuilt(child, change) if isinstance(child, Group) else child for child in group.children)
    return replace(group, children=tuple(change(child) for child in children))


def values(result: Score) -> dict[str, tuple[float | None, ...]]:
    return {node.id: (node.value, node.low, node.high, node.coverage, node.share) for node in walk(result)}


def same(one: Score, other: Score) -> bool:
    first, second = values(one), values(other)
    return first.keys() == second.keys() and all(
        (a is None) == (b is None) and (a is None or math.isclose(a, b, rel_tol=1e-9, abs_tol=NOISE))
        for id in first
        for a, b in zip(first[id], second[id], strict=True)
    )


@given(answered())
def test_values_lie_within_bounds_and_bounds_within_0_and_100(case):
    for node in walk(score(*case)):
        if node.low is None:
            assert (node.value, node.high, node.coverage) == (None, None, None)
        else:
            assert node.high is not None
            assert node.coverage is not None
            assert 0 <= node.low <= node.high <= 100
            assert 0 <= node.coverage <= 1
            assert node.value is None or node.low <= node.value <= node.high


@given(answered())
def test_a_node_has_either_a_value_or_a_reason(case):
    for node in walk(score(*case)):
        assert (node.value is None) == (node.missing is not None)


@given(frameworks())
def test_nothing_but_highest_answers_is_exactly_100(group):
    best = {item.id: scored(ladder(item.scale)[-1]) for item in group.items()}
    result = score(group, best)
    assert {(node.value, node.low, node.high, node.coverage) for node in walk(result)} == {(100, 100, 100, 1)}


@given(frameworks())
def test_nothing_but_lowest_answers_is_the_lower_bound_of_an_empty_form(group):
    worst = {item.id: scored(ladder(item.scale)[0]) for item in group.items()}
    left_out = rebuilt(replace(group, rule=Rule(aggregation=group.rule.aggregation)), without_treatments)
    assert score(group, worst).value == pytest.approx(score(left_out, {}).low, abs=NOISE)


def without_treatments(node: Node) -> Node:
    return replace(node, rule=Rule(aggregation=node.rule.aggregation)) if isinstance(node, Group) else node


@given(answered(), st.floats(0.001, 1000))
def test_multiplying_the_weights_of_siblings_changes_nothing(case, factor):
    group, answers = case
    scaled = rebuilt(group, lambda node: replace(node, weight=node.weight * factor))
    assert same(score(group, answers), score(scaled, answers))


@given(answered(), st.randoms())
def test_the_order_of_children_changes_no_number(case, random):
    group, answers = case

    def shuffled(node: Node) -> Node:
        if isinstance(node, Item):
            return node
        return replace(node, children=tuple(random.sample(node.children, len(node.children))))

    first, second = values(score(group, answers)), values(score(shuffled(rebuilt(group, shuffled)), answers))
    # Exactly equal, not nearly: but of several smallest parts the first has the share.
    assert {id: numbers[:4] for id, numbers in first.items()} == {id: numbers[:4] for id, numbers in second.items()}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.sampled_from(sorted(METHODS)), st.randoms())
def test_equal_answers_give_exactly_equal_scores_whoever_gave_them(chosen, aggregation, random):
    items = tuple(Item(str(place), 1, levels(0, 1, 2, 3, 4)) for place in range(len(chosen)))
    group = Group("whole", 1, Rule(aggregation=aggregation), items)
    other = random.sample(chosen, len(chosen))
    results = [score(group, {str(place): scored(level) for place, level in enumerate(row)}) for row in (chosen, other)]
    assert results[0].value == results[1].value


@given(answered(), st.data())
def test_a_better_answer_never_lowers_a_score(case, data):
    group, answers = case
    given_answers = [item for item in group.items() if answers[item.id].state is State.SCORED]
    assume(given_answers)
    item = data.draw(st.sampled_from(given_answers))
    steps = ladder(item.scale)
    better = data.draw(st.sampled_from(steps[steps.index(answers[item.id].value) :]))
    before, after = values(score(group, answers)), values(score(group, answers | {item.id: scored(better)}))
    for id in before:
        for old, new in zip(before[id][:4], after[id][:4], strict=True):
            assert (old is None) == (new is None)
            assert old is None or new >= old - NOISE


@given(answered(rule=rules(aggregation=st.just("arithmetic"), minimum_coverage=st.just(0))))
def test_a_geometric_mean_is_never_above_the_arithmetic_one(case):
    group, answers = case
    geometric = rebuilt(group, lambda node: with_method(node, "geometric"))
    low, high = score(with_method(geometric, "geometric"), answers), score(group, answers)
    for below, above in zip(walk(low), walk(high), strict=True):
        assert (below.value is None) == (above.value is None)
        assert below.value is None or below.value <= above.value + NOISE


def with_method(node, aggregation: str):
    return replace(node, rule=replace(node.rule, aggregation=aggregation)) if isinstance(node, Group) else node


@given(answered())
def test_every_value_can_be_worked_out_again_from_its_parts(case):
    for node in walk(score(*case)):
        counted = [part for part in node.parts if part.share is not None]
        assert bool(counted) == (bool(node.parts) and node.value is not None)
        if not counted:
            continue
        assert math.fsum(part.share for part in counted) == pytest.approx(1)
        assert all(part.value is not None for part in counted)
        if node.rule.aggregation != "geometric":
            again = math.fsum(part.share * part.value for part in counted)
            assert again == pytest.approx(node.value, abs=NOISE)
        if node.points is not None:
            assert 100 * node.points / node.maximum == pytest.approx(node.value, abs=NOISE)


@given(answered())
def test_a_part_without_share_has_no_value_or_its_group_has_none(case):
    for node in walk(score(*case)):
        for part in node.parts:
            assert (part.share is None) == (part.value is None or node.value is None)


@given(answered())
def test_only_a_rule_turns_a_missing_answer_into_a_number(case):
    group, answers = case
    for node in walk(score(group, answers)):
        if node.state not in (None, State.SCORED):
            assert (node.value is None) == (node.treated is Treatment.LEFT_OUT)
            assert node.value is None or node.treated is Treatment.LOWEST or node.value == 0


@given(answered(), WEIGHTS)
def test_an_unanswered_item_that_is_left_out_might_as_well_not_be_there(case, weight):
    group, answers = case
    open_rule = replace(group.rule, not_answered=Treatment.LEFT_OUT, minimum_coverage=0)
    group = replace(group, rule=open_rule)
    more = replace(group, children=(*group.children, Item("open", weight, levels(0, 1))))
    assert score(more, answers).value == score(group, answers).value


@given(answered(), st.data())
def test_complete_answers_land_within_the_bounds(case, data):
    group, answers = case
    before = score(group, answers)
    filled = {
        item.id: data.draw(answers_to(item, [State.SCORED]))
        for item in group.items()
        if answers[item.id] in (NOT_ANSWERED, DONT_KNOW)
    }
    after = score(group, answers | filled)
    assert (after.value is None) == (before.low is None)
    assert after.value is None or before.low - NOISE <= after.value <= before.high + NOISE


@given(answered(), WEIGHTS)
def test_an_item_that_does_not_apply_might_as_well_not_be_there(case, weight):
    group, answers = case
    group = replace(group, rule=replace(group.rule, not_applicable=Treatment.LEFT_OUT))
    more = replace(group, children=(Item("gone", weight, levels(0, 1)), *group.children))
    before, after = score(group, answers), score(more, answers | {"gone": NOT_APPLICABLE})
    assert values(before) == {id: numbers for id, numbers in values(after).items() if id != "gone"}


@given(frameworks())
def test_effective_weights_sum_to_1_over_all_items(group):
    weights = effective_weights(group)
    assert list(weights) == [item.id for item in group.items()]
    assert math.fsum(weights.values()) == pytest.approx(1)


@given(answered(rule=rules(aggregation=st.sampled_from(["arithmetic", "sum-over-maximum"]))))
def test_with_everything_answered_the_shares_down_the_path_are_the_effective_weights(case):
    group, answers = case
    answers |= {item.id: scored(ladder(item.scale)[0]) for item in group.items()}

    def products(node: Score, share: float = 1) -> dict[str, float]:
        if not node.parts:
            return {node.id: share}
        return {id: got for part in node.parts for id, got in products(part, share * part.share).items()}

    assert products(score(group, answers)) == pytest.approx(effective_weights(group))


@given(answered(rule=st.just(Rule())))
def test_an_axis_over_all_items_is_the_whole_when_everything_is_answered(case):
    group, answers = case
    answers |= {item.id: scored(ladder(item.scale)[1]) for item in group.items()}
    on_axis = rebuilt(group, lambda node: replace(node, axis="all") if isinstance(node, Item) else node)
    assert axis_scores(on_axis, answers)["all"].value == pytest.approx(score(group, answers).value)


@given(answered())
def test_scoring_twice_gives_the_same_tree_and_leaves_the_answers_alone(case):
    group, answers = case
    before = dict(answers)
    assert score(group, answers) == score(group, answers)
    assert answers == before


def test_every_ladder_climbs_from_the_lowest_to_the_highest_points():
    for scale, answers in LADDERS:
        points = [scale.points(answer) for answer in answers]
        assert points == sorted(points)
        assert (points[0], points[-1]) == (scale.lowest, scale.highest)
