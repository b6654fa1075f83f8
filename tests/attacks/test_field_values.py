# ruff: noqa: RUF001
"""Every field of every form takes what it is for and nothing else: the field is named, and nothing is stored."""

import uuid

import pytest

from coherence.questionnaire import load
from tests.attacks.conftest import Work
from tests.attacks.instrument import ANSWERS, instrument
from tests.attacks.payloads import NO_NUMBERS, NUMBERS
from tests.questionnaire.conftest import INSTRUMENTS

WRONG_TYPES = (
    "[]",
    "{}",
    '{"$gt": ""}',
    "null",
    "true",
    "1.0",
    "1e309",
    "-1",
    "NaN",
    "0x1",
    "",
    " ",
    "\x00",
    "0\x00",
    "١,٥",
)
WRONG_ANSWERS = {
    "how-far": ["2", "-1", "1.5", "99", "plan", "true", "1e309", "9" * 30, "١٢", ["0", "1"], ["1", "dont_know"]],
    "which-steps": ["parliament", "1", ["plan", "x"], ["plan", "plan"], "plan,law", "plan;law", "__proto__"],
    "how-many": [*NO_NUMBERS, ["1", "2"]],
    "who-decides": ["plan", "1", "parliament;cabinet", ["parliament", "cabinet"], "parliament\u202e"],
    "what-else": ["x" * 2001, ["a", "b"], "a\x00b", "a\x1bb", "a\x7fb", "a\u0085b"],
}
WRONG_ROWS = (
    *({"value.health": "1"}, {"value.health": "2", "value.labour": "0"}, {"value.health": "x", "value.labour": "0"}),
    *(
        {"value.health": ["0", "1"], "value.labour": "0"},
        {"value.health": "1", "value.labour": "0", "value.other": "0"},
    ),
    *({"value.health": "1", "value.": "0"}, {"value.__proto__": "1"}, {"value.labour": "1e0", "value.health": "1"}),
)


@pytest.fixture
def app(on_each_database):
    return on_each_database


@pytest.fixture
def unchanged(work, everything):
    """Fails a test after which anything is stored that was not before."""
    before = everything()
    yield
    assert everything() == before


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("item", WRONG_ANSWERS)
def test_an_answer_of_another_kind_is_refused(work, item):
    for value in WRONG_ANSWERS[item]:
        refused = work.save(item, value=value)
        assert refused.status_code == 422, value
        assert set(refused.json["errors"]) == {"answer"}, value


@pytest.mark.usefixtures("unchanged")
def test_a_table_with_wrong_or_missing_rows_is_refused(work):
    for rows in WRONG_ROWS:
        refused = work.save("each-sector", **rows)
        assert refused.status_code == 422, rows
        assert refused.json["errors"] == {"answer": "Choose an answer in each row."}, rows


@pytest.mark.usefixtures("unchanged")
def test_a_state_that_does_not_exist_is_refused(work):
    for item, answer in ANSWERS.items():
        for state in ("unknown", "SCORED", "1", "not_applicable ", ["scored", "dont_know"]):
            assert set(work.save(item, state=state, **answer).json["errors"]) == {"answer"}, (item, state)


@pytest.mark.usefixtures("unchanged")
def test_a_technical_value_of_another_kind_is_refused(work):
    for wrong in (*WRONG_TYPES, "9" * 30, "9" * 5000, str(2**31), str(2**63), ["0", "0"], ["0", "1"]):
        assert set(work.save("how-far", version=wrong, value="1").json["errors"]) == {"version"}, wrong
    number = str(uuid.uuid4())
    for wrong in (*WRONG_TYPES, "x" * 36, "-" * 36, number[:-1], f"{number}0", [number, number], "é" * 36):
        assert set(work.save("how-far", client_uuid=wrong, value="1").json["errors"]) == {"client_uuid"} or not wrong, (
            wrong
        )


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("field", ["version", "client_uuid", "comment", "evidence", "reason"])
def test_a_field_sent_twice_is_refused_and_named(work, field):
    one = {"version": "0", "client_uuid": str(uuid.uuid4())}.get(field, "One text")
    assert set(work.save("how-far", value="1", **{field: [one, one]}).json["errors"]) == {field}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("field", ["version", "client_uuid"])
def test_a_field_that_is_missing_is_named(work, field):
    assert set(work.save("how-far", value="1", **{field: []}).json["errors"]) == {field}


@pytest.mark.usefixtures("unchanged")
def test_names_with_brackets_set_nothing(work):
    for name in ("value[]", "value[0]", "value[$gt]", "Value", "value.", ".value", "VALUE", "value\x00"):
        assert work.save("how-far", version=-1, **{name: "1"}).status_code == 422
    assert work.post("items/how-far", {"value": "1", "version": "0", "how-far[version]": "0"}).status_code == 422


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("version", [str(2**31), "9" * 30, "-1", "x", ""])
def test_without_script_a_wrong_version_is_refused_too(work, version):
    data = {"page_uuid": str(uuid.uuid4()), "how-far-version": version, "how-far-value": "1"}
    assert work.post("sections/first", data).status_code == 422


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("number", ["", "x", "1", "é" * 36, "\x00"])
def test_without_script_a_page_needs_its_number(work, number):
    data = {"page_uuid": number, "how-far-version": "0", "how-far-value": "1"}
    assert work.post("sections/first", data).status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        "e" + "\u0301" * 6000,
        "\u202eevil\u202c \u2067iso\u2069 \u200b\u200f",
        "Zu\u0308rich Zürich ﬁ Å",
        "𐤊𐤍𐤏𐤍 🏳️‍🌈 \U0010fffd",
        "\ufeff\ufffe\uffff\ufffd",
        "a\u2028b\u2029c\u0085d",
        "a\nb\tc",
    ],
)
def test_odd_but_possible_texts_are_stored_unchanged_and_shown_apart_from_the_page(work, everything, text):
    assert (
        work.save("what-else", comment=text, evidence="x", value="A text", client_uuid=str(uuid.uuid4())).status_code
        == 200
    )
    assert [row.comment for row in everything()["ratings"]] == [text.strip()]
    html = work.browser.get(f"{work.home}questions").html
    before = html[: html.index(text.strip())]
    assert before.endswith('dir="auto">')


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x08b", "\x00"])
def test_control_characters_are_not_stored(work, everything, text):
    assert work.save("how-far", value="1", comment=text, evidence=text).status_code == 200
    assert [(row.comment, row.evidence) for row in everything()["ratings"]] == [
        (text.strip("\x00").replace(text[1:2], ""),) * 2
    ]


def test_numbers_of_all_scripts_are_the_number_that_was_typed(work, everything):
    for version, (typed, number) in enumerate(NUMBERS.items()):
        assert work.save("how-many", version=version, value=typed).status_code == 200, typed
        assert everything()["ratings"][0].value == number, typed


@pytest.mark.parametrize("typed", ["1e300", "-1e300", "1e-300", "-0", "123456789012345"])
def test_a_number_without_limits_takes_any_finite_number(app, browser, typed):
    work = Work(app, load(INSTRUMENTS / "numbers" / "questionnaire.yaml"), profile={}, browser=browser)
    assert work.save("agreements", value=typed).status_code == 200
    for path in ("questions", "sections/costs", "result/", "result/costs", "result/agreements"):
        work.browser.get(f"{work.home}{path}")
    assert work.save("agreements", version=1, value="1e309").json["errors"] == {
        "answer": "Type a number, such as 12.5."
    }


def test_a_row_of_a_table_may_be_called_version_and_can_be_cleared(app, browser):
    rows = [{"id": row, "text": row, "levels": ["No", "Yes"]} for row in ("first-version", "other")]
    table = {"id": "each", "kind": "table", "text": "Each?", "rows": rows}
    work = Work(app, instrument(groups=[{"id": "first", "title": "First", "items": [table]}]), browser=browser)
    work.section()
    url = f"{work.home}sections/first"
    browser.send(url, **{"each-value.first-version": "1", "each-value.other": "0"})
    assert work.section().fields["each-value.first-version"] == "1"
    browser.send(url, clear="each")
    assert "each-value.first-version" not in work.section().fields
