"""Answers that the manager of a round brings in from a file: all or none, and never a look at what others gave."""

import csv

import pytest

from coherence.rounds import importing, queries
from scoring import Answer, State
from tests.assessments.conftest import ITEM
from tests.rounds.conftest import Running, everything

HEAD = "unit,item,answer,state,comment,evidence,reason\n"
OTHER = "joint-strategy"
ROWS = f"{HEAD}FR,{ITEM},3,,“so”,https://example.org,\nKE,{OTHER},,dont_know,,,\nKE,{ITEM},,not_applicable,,,Not ours\n"


def exported(running, name):
    response = running.browser.client.get(f"{running.home}{name}.csv")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f"attachment; filename={running.code}-{name}.csv"
    return list(csv.DictReader(response.text.splitlines()))


def test_answers_come_in_on_the_page_and_the_unit_sees_from_where(running):
    assert "3 answers were stored" in running.send_file("answers", ROWS)
    assert running.read(queries.answers)["FR"] == {ITEM: Answer(State.SCORED, 3)}
    assert "Taken over from the file “u.csv”" in running.unit("FR").browser.page.text


def test_what_was_brought_in_is_taken_out_and_could_be_brought_in_again(running):
    running.send_file("answers", ROWS)
    given = list(csv.DictReader(ROWS.splitlines()))
    found = exported(running, "answers")
    assert [{name: row[name] for name in given[0]} for row in found] == given
    before = everything(running.app)
    assert "0 answers were stored" in running.send_file("answers", ROWS)
    assert everything(running.app) == before


def test_every_refused_row_is_listed_and_nothing_is_stored(running):
    before = everything(running.app)
    text = f"{ROWS}DE,{ITEM},3,,,,\nFR,nothing,1,,,,\nFR,{OTHER},9,,,,\n"
    said = running.send_file("answers", text, 422)
    for line, column in (5, "unit"), (6, "item"), (7, "answer"):
        assert f"u.csv:{line}</bdi> – <bdi>column {column}</bdi>" in said
    assert everything(running.app) == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "colonne item</bdi> – il n’y a pas de question"),
        ("es", "columna item</bdi> – no hay ninguna pregunta"),
        ("ar", "العمود \u2068item\u2069</bdi> – لا يوجد سؤال"),
        ("ru", "столбец item</bdi> – вопроса"),
        ("zh", "item 列</bdi> – migration-development 第 1 版中没有问题"),
    ],
)
def test_refused_rows_are_named_in_the_language_of_the_page(running, language, said):
    running.home = running.home.replace("/en/", f"/{language}/")
    assert f'<bdi dir="ltr">u.csv:2</bdi> – <bdi>{said}' in running.send_file(
        "answers", f"{HEAD}FR,nothing,1,,,,\n", 422
    )


def test_of_very_many_refused_rows_the_rest_is_counted(running):
    said = running.send_file("answers", HEAD + f"DE,{ITEM},3,,,,\n" * 1002, 422)
    assert said.count("column unit") == 1000
    assert "2 more are not listed" in said


@pytest.mark.parametrize("guess", ["3", "1"])
def test_no_guess_tells_the_manager_what_a_unit_has_answered(running, guess):
    running.unit("FR").save_item(value=3)
    before = everything(running.app)
    for item in (ITEM, OTHER):
        said = running.send_file("answers", f"{HEAD}FR,{item},{guess},,,,\n", 422)
        assert "FR has answers that were not brought in here; nothing more is brought in for it" in said
    assert everything(running.app) == before


def test_an_answer_that_a_unit_gave_or_changed_is_not_taken_out(running):
    running.send_file("answers", ROWS)
    running.unit("FR").save_item(value=1, version=1)
    running.unit("KE").save_item("mandate-division", value=2)
    assert [(row["unit"], row["item"]) for row in exported(running, "answers")] == [("KE", OTHER), ("KE", ITEM)]


def test_answers_of_the_command_line_are_not_taken_out(running):
    with running.app.app_context():
        importing.bring_in(running.info, None, importing.File("a.csv", ROWS.encode()))
    assert exported(running, "answers") == []
    assert "not brought in here" in running.send_file("answers", ROWS, 422)


def test_the_units_are_taken_out_with_what_each_allows_and_no_link(running):
    running.unit("FR")
    running.browser.send(f"/en/a/{running.tokens['FR']}/consent", consent="anonymous")
    found = exported(running, "units")
    assert [(row["unit"], row["consent"]) for row in found] == [("FR", "anonymous"), ("KE", "mine-only")]
    assert "token" not in found[0]


def test_a_closed_round_takes_no_answers_and_still_gives_them(running):
    running.send_file("answers", ROWS)
    running.close()
    before = everything(running.app)
    running.send_file("answers", f"{HEAD}FR,{OTHER},3,,,,\n", 403)
    assert everything(running.app) == before
    assert len(exported(running, "answers")) == 3


def test_a_file_of_answers_belongs_to_one_round(app, browser, running):
    other = Running(app, browser, "second", units=("DE",))
    other.send_file("answers", f"{HEAD}DE,{ITEM},3,,,,\n")
    assert "FR takes no part in this round" in other.send_file("answers", ROWS, 422).replace("&#34;", "").replace(
        "&quot;", ""
    )
    assert exported(running, "answers") == []


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [("", 422, "is missing"), ("x" * 3_000_000, 413, ""), ("unit,item\nFR,a\n", 422, "the column")],
)
def test_what_is_no_file_of_answers_is_refused(running, text, status, said):
    assert said in running.send_file("answers", text, status)


def test_a_form_without_a_file_says_so(running):
    running.browser.get(running.home)
    assert "Choose the CSV file with the answers" in running.browser.send(f"{running.home}answers", 422).text
