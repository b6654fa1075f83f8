"""Single answers: from text, from forms, from stored values; nothing is guessed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coherence.questionnaire import (
    Item,
    Questionnaire,
    check_answer,
    parse,
    read_answer,
    read_form,
    read_state,
    write_answer,
)
from coherence.questionnaire.numerals import number
from scoring import State

TEXT = """
id: kinds
edition: 1
language: en
title: Kinds
about: One item of each kind.
owner: The maintainers
status: original
scoring: {aggregation: arithmetic, not_answered: left-out, dont_know: left-out, not_applicable: left-out,
  minimum_coverage: 0}
groups:
  - id: g
    title: G
    items:
      - {id: level, text: L, levels: [{value: 1, text: a}, {value: 2, text: b}, {value: 5, text: c}]}
      - {id: ticks, kind: checklist, text: C, base: {id: base, text: B, points: 5},
         extras: [{id: one, text: O, points: 1}, {id: two, text: T, points: 1}]}
      - {id: rows, kind: table, text: T, rows: [{id: first, text: F, levels: [a, b]},
         {id: second, text: S, levels: [a, b, c]}]}
      - {id: number, kind: number, text: N, minimum: -10, maximum: 5000, low: 0, high: 100}
      - {id: free, kind: number, text: N, low: 0, high: 100}
      - {id: choice, kind: choice, text: C, options: [{id: law, text: L}, {id: decree, text: D}]}
      - {id: many, kind: choice, text: C, many: true, options: [{id: law, text: L}, {id: decree, text: D}]}
      - {id: words, kind: text, text: T, maximum_length: 20}
"""
KINDS: Questionnaire = parse(TEXT, "questionnaire.yaml")


def item(id: str) -> Item:
    return KINDS.item(id)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("-3", -3),
        ("+3", 3),
        ("\u22123", -3),
        (" 7 ", 7),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5),
        ("0,125", 0.125),
        ("1.000", 1),
        ("3.125", 3.125),
        ("1234,567", 1234.567),
        ("1,0000", 1),
        ("\u0663\u066b\u0665", 3.5),
        ("\u0663\u060c\u0665", 3.5),
        ("\u06f1\u06f2", 12),
        ("\u0969.\u096b", 3.5),
        ("\uff13\uff0e\uff15", 3.5),
        ("1e-05", 1e-05),
        ("2.5E3", 2500),
        ("00012", 12),
    ],
)
def test_number_is_read(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "0x1F",
        "1e309",
        "9" * 400,
        "1,000",
        "-1,000",
        "12,500",
        "\u0661\u060c\u0660\u0660\u0660",
        "1,000,000",
        "1,000.5",
        "1.000,5",
        "1'234",
        "1 234",
        "1\u00a0234",
        "1\u066c000",
        "1_000",
        "--1",
        "1-",
        "1:30",
        "12%",
        "1e",
        "1e5e5",
        "=1+1",
        "\u00bd",
        "\u2167",
        "\u00b2",
        "1\x002",
        "true",
        ".",
    ],
)
def test_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"12\.5|could mean"):
        number(text)


def test_ambiguous_number_says_how_to_write_either() -> None:
    with pytest.raises(ValueError, match=r'"1,000" could mean 1000 or 1\.000; write 1000 or 1\.000'):
        number("1,000")


@given(st.floats(-10, 5000))
def test_written_number_reads_back_the_same(value: float) -> None:
    text = write_answer(item("number"), value)
    assert read_answer(item("number"), text) == value


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("level", "5", 5),
        ("level", " \u0662 ", 2),
        ("ticks", "one;base", ("base", "one")),
        ("ticks", "none", ()),
        ("rows", "second=2; first=0", {"first": 0, "second": 2}),
        ("number", "12,5", 12.5),
        ("choice", "decree", ("decree",)),
        ("many", "decree;law", ("law", "decree")),
        ("words", " {{7*7}}\r\n<b> ", "{{7*7}}\n<b>"),
    ],
)
def test_answer_is_read_from_text_and_written_back(id: str, text: str, value: object) -> None:
    read = read_answer(item(id), text)
    assert read == value
    assert read_answer(item(id), write_answer(item(id), read)) == read


@pytest.mark.parametrize(
    ("id", "text", "message"),
    [
        ("level", "", "an answer is needed; allowed: 1, 2, 5"),
        ("level", "3", "there is no level 3; allowed: 1, 2, 5"),
        ("level", "2.0", 'a whole number is needed; found "2.0"; allowed: 1, 2, 5'),
        ("level", "-1", 'a whole number is needed; found "-1"; allowed: 1, 2, 5'),
        ("ticks", " ", "an answer is needed; allowed: base, one, two, or none"),
        ("ticks", "one;three", 'unknown: "three"; allowed: base, one, two, or none'),
        ("ticks", "one;one", "something is given twice; allowed: base, one, two, or none"),
        ("ticks", "one;none", 'unknown: "none"; allowed: base, one, two, or none'),
        (
            "rows",
            "first=1",
            "a level for each row is needed; missing: second; allowed: first=0|1, second=0|1|2",
        ),
        (
            "rows",
            "first=1;second=3",
            'a level for each row is needed; wrong: "second"; allowed: first=0|1, second=0|1|2',
        ),
        ("rows", "first=1;first=1;second=0", "a row is given twice; allowed: first=0|1, second=0|1|2"),
        ("rows", "first", 'a whole number is needed; found ""; allowed: first=0|1, second=0|1|2'),
        ("number", "5000.5", "5000.5 is outside of what is possible; allowed: a number from -10 to 5000"),
        ("number", "-11", "-11 is outside of what is possible; allowed: a number from -10 to 5000"),
        ("choice", "law;decree", "exactly one option is needed; found 2; allowed: law, decree"),
        ("choice", "practice", 'unknown: "practice"; allowed: law, decree'),
        ("words", "x" * 21, "the text is too long; allowed: at most 20 characters; found 21"),
        ("words", "a\x00b", "the character U+0000 is invisible and not allowed; remove it"),
        ("words", "a\ud800b", "the character U+D800 is invisible and not allowed; remove it"),
    ],
)
def test_answer_is_refused_with_what_is_allowed(id: str, text: str, message: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole message is compared
        read_answer(item(id), text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("id", "fields", "value"),
    [
        ("level", {"value": ["2"]}, 2),
        ("level", {"value": ["2"], "state": ["scored"], "comment": ["x"], "version": ["1"]}, 2),
        ("level", {}, None),
        ("level", {"value": [""]}, None),
        ("level", {"state": ["scored"]}, None),
        ("level", {"value": ["2"], "state": ["dont_know"]}, None),
        ("level", {"value": ["not_applicable"]}, None),
        ("ticks", {"value": ["two", "one"]}, ("one", "two")),
        ("ticks", {"state": ["scored"]}, ()),
        ("ticks", {"value": ["none"]}, ()),
        ("ticks", {}, None),
        ("rows", {"value.second": ["2"], "value.first": ["1"]}, {"first": 1, "second": 2}),
        ("rows", {"value.first": [""], "value.second": [""]}, None),
        ("number", {"value": ["12,5"]}, 12.5),
        ("number", {"value": [" "]}, None),
        ("choice", {"value": ["law"]}, ("law",)),
        ("many", {"value": ["law", "decree"]}, ("law", "decree")),
        ("words", {"value": ["hello"]}, "hello"),
    ],
)
def test_form_is_read(id: str, fields: dict[str, list[str]], value: object) -> None:
    assert read_form(item(id), fields) == value


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("level", {"value": ["99"]}),
        ("level", {"value": ["1", "2"]}),
        ("level", {"value": ["__proto__"]}),
        ("level", {"value": ["1"], "state": ["lost"]}),
        ("level", {"value": ["1"], "state": ["scored", "dont_know"]}),
        ("ticks", {"value": ["one", "one"]}),
        ("ticks", {"value": ["law"]}),
        ("rows", {"value.first": ["1"]}),
        ("rows", {"value.first": ["1"], "value.second": ["1"], "value.third": ["1"]}),
        ("rows", {"value.first": ["1", "0"], "value.second": ["1"]}),
        ("number", {"value": ["NaN"]}),
        ("number", {"value": ["1,000"]}),
        ("choice", {"value": ["law", "decree"]}),
        ("words", {"value": ["x" * 21]}),
    ],
)
def test_form_is_refused(id: str, fields: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=r"needed|no level|unknown|twice|long|must be|could mean"):
        read_form(item(id), fields)


def test_state_is_read_from_either_field() -> None:
    assert read_state({"state": ["dont_know"]}) is State.DONT_KNOW
    assert read_state({"value": ["not_applicable"]}) is State.NOT_APPLICABLE
    assert read_state({"value": ["2"]}) is None


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("level", True),
        ("level", 1.0),
        ("level", "1"),
        ("level", None),
        ("ticks", [1]),
        ("ticks", {"one": 1}),
        ("rows", [1, 2]),
        ("rows", {"first": True, "second": 1}),
        ("rows", {1: 1}),
        ("number", True),
        ("number", math.nan),
        ("free", math.inf),
        ("free", -math.inf),
        ("free", math.nan),
        ("number", "1"),
        ("choice", []),
        ("many", []),
        ("words", 1),
        ("words", ""),
    ],
)
def test_stored_value_of_the_wrong_kind_is_refused(id: str, value: object) -> None:
    with pytest.raises(ValueError, match="allowed"):
        check_answer(item(id), value)


def test_stored_lists_become_the_same_values_again() -> None:
    assert check_answer(item("ticks"), ["two", "base"]) == ("base", "two")
    assert check_answer(item("rows"), {"second": 1, "first": 0}) == {"first": 0, "second": 1}
    assert check_answer(item("free"), 3) == 3.0
