"""Conditions: truth, precedence, unanswered names, refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coherence.questionnaire.conditions import (
    And,
    Condition,
    ConditionError,
    Name,
    Not,
    NumberTest,
    OptionTest,
    Or,
    parse,
)
from scoring import DONT_KNOW, NOT_ANSWERED, NOT_APPLICABLE, Answer, scored

NAMES = {
    "role": Name("profile", ("origin", "destination", "return")),
    "size": Name("profile", ("small", "large")),
    "mechanism": Name("level", levels=(0, 1, 2, 3)),
    "cost": Name("number"),
    "mandate": Name("choice", ("law", "decree")),
    "services": Name("checklist", ("voting", "pensions")),
    "measures": Name("table"),
    "remarks": Name("text"),
}
PROFILE = {"role": ("origin", "return"), "size": ("small",)}
ANSWERS = {
    "mechanism": scored(2),
    "cost": scored(-3.5),
    "mandate": scored(("law",)),
    "services": scored(("voting",)),
}


def holds(text: str, answers: dict[str, Answer] = ANSWERS) -> bool:
    return parse(text, NAMES).holds(PROFILE, answers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("role is origin", True),
        ("role is destination", False),
        ("role is not origin", False),
        ("role is not destination", True),
        ("role in [destination, return]", True),
        ("role not in [destination]", True),
        ("role not in [destination, return]", False),
        ("size is small", True),
        ("size in [large]", False),
        ("mechanism = 2", True),
        ("mechanism != 2", False),
        ("mechanism != 1", True),
        ("mechanism < 2", False),
        ("mechanism <= 2", True),
        ("mechanism > 2", False),
        ("mechanism >= 2", True),
        ("cost < -3", True),
        ("cost = -3.5", True),
        ("mandate is law", True),
        ("mandate is not decree", True),
        ("mandate in [decree]", False),
        ("services includes voting", True),
        ("services includes pensions", False),
        ("not services includes pensions", True),
        ("(mechanism>=2)and(cost<0)", True),
    ],
)
def test_comparison(text: str, expected: bool) -> None:
    assert holds(text) is expected


@pytest.mark.parametrize("state", [NOT_ANSWERED, DONT_KNOW, NOT_APPLICABLE, None], ids=str)
@pytest.mark.parametrize(
    "text",
    [
        "mechanism = 0",
        "mechanism != 2",
        "mechanism < 9999",
        "mandate is law",
        "mandate is not law",
        "mandate not in [law]",
        "services includes voting",
    ],
)
def test_comparison_with_an_unanswered_item_does_not_hold_but_its_negation_does(
    text: str, state: Answer | None
) -> None:
    text = text.replace("9999", "3")
    answers = {} if state is None else dict.fromkeys(NAMES, state)
    assert not holds(text, answers)
    assert holds(f"not ({text})", answers)


@pytest.mark.parametrize("text", ["role is origin", "role is not origin", "role in [origin]", "role not in [origin]"])
def test_comparison_with_an_unanswered_profile_entry_does_not_hold(text: str) -> None:
    assert not parse(text, NAMES).holds({}, {})
    assert not parse(text, NAMES).holds({"role": ()}, {})


def test_checklist_in_which_nothing_is_ticked_is_answered() -> None:
    answers = {"services": scored(())}
    assert not holds("services includes voting", answers)
    assert holds("not services includes voting", answers)


@pytest.mark.parametrize("a", [True, False])
@pytest.mark.parametrize("b", [True, False])
@pytest.mark.parametrize("c", [True, False])
def test_and_binds_before_or_and_not_before_both(a: bool, b: bool, c: bool) -> None:
    names = {letter: Name("level", levels=(0, 1)) for letter in "abc"}
    answers = {letter: scored(int(value)) for letter, value in zip("abc", (a, b, c), strict=True)}

    def value(text: str) -> bool:
        for letter in "abc":
            text = text.replace(f"{letter}!", f"{letter} = 1")
        return parse(text, names).holds({}, answers)

    assert value("a! or b! and c!") is (a or (b and c))
    assert value("a! and b! or c!") is ((a and b) or c)
    assert value("(a! or b!) and c!") is ((a or b) and c)
    assert value("not a! and b!") is ((not a) and b)
    assert value("not (a! and b!)") is (not (a and b))
    assert value("not not a! or b!") is (a or b)


def test_tree_is_as_written() -> None:
    assert parse("role is origin and not mechanism >= 2", NAMES) == And(
        (OptionTest("role", "is", ("origin",)), Not(NumberTest("mechanism", ">=", 2)))
    )


def test_names_are_listed() -> None:
    assert parse("role is origin or (cost > 1 and not size is small)", NAMES).names() == {
        "role",
        "cost",
        "size",
    }


COMPARISON = st.one_of(
    st.builds(
        NumberTest,
        st.just("mechanism"),
        st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        st.integers(0, 3),
    ),
    st.builds(OptionTest, st.just("role"), st.sampled_from(["is", "is not"]), st.just(("origin",))),
    st.builds(OptionTest, st.just("role"), st.sampled_from(["in", "not in"]), st.just(("origin", "return"))),
    st.builds(OptionTest, st.just("services"), st.just("includes"), st.just(("voting",))),
)


def longer(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


@given(st.recursive(COMPARISON, longer, max_leaves=8))
def test_written_condition_reads_back_the_same(condition: Condition) -> None:
    assert parse(str(condition), NAMES) == condition


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "role",
        "role is",
        "role is [origin]",
        "role in origin",
        "role in []",
        "role in [origin",
        "role in [origin return]",
        "is origin",
        "role is origin mechanism = 1",
        "mechanism = ",
        "mechanism = x",
        "mechanism == 2",
        "mechanism => 2",
        "1 = mechanism",
        "not",
        "()",
        "(role is origin",
        "role is origin)",
        "role is origin && cost > 1",
        "role.is origin",
        "__import__('os')",
        "().__class__",
        "9**9**9**9",
        "lambda: 1",
        "cost > 1e5",
        "cost > 0x1",
        "cost > nan",
        "cost > 1_000",
        "{{7*7}}",
        "role is 'origin'",
        "not role",
        "role not origin",
        "and role is origin",
        "mechanism >= 2 or",
        "cost > 1; cost < 2",
        "(" * 30 + "cost > 1" + ")" * 30,
        "not " * 30 + "cost > 1",
        "cost > 1 and " * 200 + "cost > 1",
        "cost > \u0661",
        "r\u00f4le is origin",
    ],
)
def test_text_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(ConditionError):
        parse(text, NAMES)


def test_all_wrong_names_are_told_at_once() -> None:
    with pytest.raises(ConditionError) as error:
        parse("rolle is origin and cost is law and later > 1", NAMES, later={"later"})
    assert error.value.messages == (
        'nothing is called "rolle"; did you mean "role"?',
        '"cost" cannot be used with "is"; allowed here: = != < <= > >= and a number',
        '"later" is not asked before this; a condition can only use what is asked earlier',
    )


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        told = str(parse(text, NAMES))
    except ConditionError as error:
        told = str(error)
    assert told
