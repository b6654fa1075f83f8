"""A spreadsheet that was filled without a network is read back as it was meant, or refused cell by cell."""

import pytest

from coherence.exchange.sheets import SheetError
from coherence.paper.read_back import NotThisForm, read_back
from coherence.questionnaire import digest
from scoring import State
from tests.attacks.instrument import document
from tests.paper.filled import Spreadsheet
from tests.paper.forms import LIBRARY, every_kind

SOURCE = every_kind()
ANSWERS = {
    "how-far": 1,
    "which-steps": ("law", "plan"),
    "each-sector": {"health": 1, "labour": 0},
    "how-many": 12.5,
    "who-decides": ("cabinet",),
    "what-else": "=1+1 is no formula here",
}
FAULTS = {
    "a level that is not there": ("how-far", {"answer": "7"}, "answer", "Allowed here: 0; 1"),
    "words for a level": ("how-far", {"answer": "A text"}, "answer", "Allowed here: 0; 1"),
    "a state that is not there": ("how-far", {"state": "Perhaps"}, "state", "Allowed here: Don’t know; Not applicable"),
    "nothing ticked where a level is asked for": (
        "how-far", {"state": "None of these"}, "state", "Allowed here: Don’t know; Not applicable"),
    "an answer and a state": ("how-far", {"answer": 1, "state": "Don’t know"}, "state", "There is an answer as well."),
    "not applicable without reason": ("how-far", {"state": "Not applicable"}, "reason", "Say why this does not apply."),
    "a reason for nothing": ("how-far", {"answer": 1, "reason": "So"}, "reason", "A reason belongs to"),
    "long evidence": ("how-far", {"answer": 1, "evidence": "x" * 2001}, "evidence", "This text is too long."),
    "a tick that is none": ("which-steps#plan", {"answer": "maybe"}, "answer", "Allowed here: x"),
    "an answer beside the boxes": ("which-steps", {"answer": "x"}, "answer", "Nothing is read from this cell."),
    "a comment beside a box": ("which-steps#plan", {"comment": "x"}, "comment", "Nothing is read from this cell."),
    "a number out of range": ("how-many", {"answer": 101}, "answer", "Write a number from 0 to 100."),
    "a number that could be two": ("how-many", {"answer": "1,000"}, "answer", "Write a number from 0 to 100."),
    "an option that is not there": ("who-decides", {"answer": 3}, "answer", "Allowed here: 1; 2"),
    "a long text": ("what-else", {"answer": "x" * 2001}, "answer", "Write a text of at most 2000 characters."),
}  # fmt: skip


def read(sheet: Spreadsheet, source=SOURCE):
    return read_back(sheet.data, "filled.xlsx", source, digest(source.document))


def filled() -> Spreadsheet:
    sheet = Spreadsheet(SOURCE).fill("how-far", answer=1, comment="Decree 12", evidence="https://example.org/")
    sheet.fill("which-steps#plan", answer="x").fill("which-steps#law", answer="Х")  # noqa: RUF001
    sheet.fill("each-sector#health", answer="1").fill("each-sector#labour", answer=0)
    sheet.fill("how-many", answer="12,5").fill("who-decides", answer=2)
    sheet.fill("other", state="Not applicable", reason="No such thing")
    sheet.fill("what-else", answer="=1+1 is no formula here")
    sheet.page[sheet.cell("what-else", "answer")].data_type = "s"
    return sheet


def test_every_kind_of_answer_comes_back():
    found = read(filled())
    assert found.faults == ()
    values = {one.item: one.value for one in found.answers if one.state is State.SCORED}
    assert values == ANSWERS | {"which-steps": ("plan", "law")}
    first, *_, last = found.answers
    assert (first.comment, first.evidence) == ("Decree 12", "https://example.org/")
    assert (last.item, last.state, last.reason) == ("other", State.NOT_APPLICABLE, "No such thing")


def test_an_empty_form_says_nothing():
    assert read(Spreadsheet(SOURCE)) == read(Spreadsheet(SOURCE))
    assert read(Spreadsheet(SOURCE)).answers == ()


def test_a_comment_alone_is_kept_without_an_answer():
    (only,) = read(Spreadsheet(SOURCE).fill("how-far", comment="To be asked")).answers
    assert (only.state, only.value, only.comment) == (State.NOT_ANSWERED, None, "To be asked")


def test_nothing_ticked_is_an_answer_when_somebody_says_so():
    (only,) = read(Spreadsheet(SOURCE).fill("which-steps", state="None of these")).answers
    assert (only.state, only.value) == (State.SCORED, ())


@pytest.mark.parametrize(("tag", "state"), [("fr", "Ne sait pas"), ("ar", "لا أعرف"), ("zh", "Don’t know")])
def test_a_form_in_any_language_comes_back(tag, state):
    source = LIBRARY["sdg-10-7-2"]
    first, second = [item.id for item in source.items()][:2]
    sheet = Spreadsheet(source, tag).fill(first, answer="٢").fill(second, state=state)
    found = read(sheet, source)
    assert found.faults == ()
    assert [(one.state, one.value) for one in found.answers] == [(State.SCORED, 2), (State.DONT_KNOW, None)]


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named_with_its_cell_and_what_is_allowed(what):
    line, values, where, message = FAULTS[what]
    sheet = Spreadsheet(SOURCE).fill(line, **values).fill("other", answer=1)
    found = read(sheet)
    (fault,) = found.faults
    assert (fault.sheet, fault.cell) == (sheet.page.title, sheet.cell(line, where))
    assert fault.item == line.partition("#")[0]
    assert fault.message.startswith(message)
    assert [one.item for one in found.answers] == ["other"]


def test_a_row_of_a_table_that_is_left_out_is_a_fault():
    found = read(Spreadsheet(SOURCE).fill("each-sector#health", answer=1))
    assert [fault.message for fault in found.faults] == ["Choose an answer in each row."]
    assert found.answers == ()


def test_what_stands_where_nothing_is_read_is_not_dropped_in_silence():
    sheet = filled()
    sheet.page["D2"], sheet.page["K9"] = "in a heading", "beside the table"
    assert [(fault.cell, fault.message[:15]) for fault in read(sheet).faults] == [
        ("D2", "Nothing is read"), ("K9", "Nothing is read"),
    ]  # fmt: skip


def test_lines_that_are_copied_or_made_up_are_faults():
    sheet = filled()
    sheet.page.append(["how-far", "", "", "0"])
    sheet.page.append(["no-such-question", "", "", "0"])
    assert [fault.message for fault in read(sheet).faults] == [
        "This question stands here a second time.", "This question is not one of the questionnaire.",
    ]  # fmt: skip
    assert read(sheet).answers[0].value == 1


def test_answers_whose_question_was_deleted_are_faults():
    sheet = filled()
    sheet.page.cell(sheet.rows["which-steps"], 1).value = None
    assert {fault.message for fault in read(sheet).faults} == {"The line of its question is missing."}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "every-other"}, "This file belongs to another questionnaire: every-kind. This assessment uses"),
        ({"edition": 2}, "This file belongs to edition 1. This assessment uses edition 2."),
        ({"about": "Other words"}, "The words of the questions have changed since this file was made."),
    ],
)
def test_a_form_of_another_questionnaire_or_edition_is_refused(changes, message):
    other = every_kind(**changes)
    with pytest.raises(NotThisForm) as refused:
        read(filled(), other)
    assert str(refused.value).startswith(message)


def test_another_spreadsheet_is_refused_and_so_is_a_form_without_its_questions():
    plain = Spreadsheet(SOURCE)
    del plain.book["coherence"]
    with pytest.raises(NotThisForm, match="This is no form of this program"):
        read(plain)
    empty = Spreadsheet(SOURCE)
    empty.page["A1"] = "id"
    with pytest.raises(NotThisForm, match="The sheet with the questions is missing"):
        read(empty)
    with pytest.raises(NotThisForm, match="This is no form of this program"):
        read(Spreadsheet(SOURCE).identity(1, "2"))


def test_a_formula_or_date_is_refused_with_its_cell():
    sheet = Spreadsheet(SOURCE).fill("how-far", answer="=1+1")
    with pytest.raises(SheetError, match=f"cell {sheet.cell('how-far', 'answer')}: a formula is not allowed"):
        read(sheet)


@pytest.mark.parametrize("cut", [0, 10, 1000, -100])
def test_a_damaged_file_is_refused(cut):
    with pytest.raises(SheetError, match=r"^filled.xlsx: the file is not a readable"):
        read_back(filled().data[:cut], "filled.xlsx", SOURCE, digest(SOURCE.document))


def test_the_instrument_of_these_tests_is_the_one_in_the_files():
    assert digest(SOURCE.document) == digest(document())
