"""Forms for other programs: they accept them without a warning, and nothing is lost on the way back."""

import io
from functools import cache

import pytest
from pyxform.xls2xform import convert

from coherence.exchange import sheets, xlsform_reader, xlsform_writer
from coherence.exchange.documents import TableError
from coherence.exchange.sheets import Sheet
from tests.exchange.conftest import ALL, language, whole, words

SURVEY = ["type", "name", "label::English (en)", "label::French", "relevant", "appearance"]
CHOICES = [["list_name", "name", "label::English (en)", "label::French"],
           ["yn", "yes", "Yes", "Oui"], ["yn", "no", "No", "Non"],
           ["steps", "0", "None", "Aucun"], ["steps", "1", "Some", "Un peu"]]  # fmt: skip


@cache
def form(key):
    """The bytes of a form, and the translations in it."""
    questionnaire, known = ALL[key], words(key)
    spoken = [language(questionnaire.language, {}), *(language(tag, texts) for tag, texts in known.items())]
    return sheets.write(xlsform_writer.export(questionnaire, spoken)), known


def read(data):
    return xlsform_reader.read(sheets.read(data, "form.xlsx"), "form.xlsx")


def foreign(*rows, choices=CHOICES, settings=(("form_title", "form_id", "version"), ("A survey", "a-survey", "1"))):
    """A form as other people make it."""
    pages = [Sheet("survey", [SURVEY, *rows]), Sheet("choices", choices), Sheet("settings", settings)]
    return xlsform_reader.read(pages, "form.xlsx")


def changed(data, sheet, find, column, value):
    """The form with one cell changed, as somebody would in a spreadsheet program."""
    pages = sheets.read(data, "form.xlsx")
    at = next(i for i, page in enumerate(pages) if page.name == sheet)
    head = list(pages[at].rows[0])
    rows = [list(row) + [None] * (len(head) - len(row)) for row in pages[at].rows]
    (row,) = [row for row in rows if row[head.index("name")] == find]
    row[head.index(column)] = value
    pages[at] = Sheet(sheet, rows)
    return sheets.write(pages)


def test_other_programs_accept_the_form_without_a_warning(key):
    assert convert(io.BytesIO(form(key)[0]), file_type=".xlsx").warnings == []


def test_a_round_trip_keeps_everything_in_all_languages(key):
    data, known = form(key)
    back = read(data)
    assert whole(back.questionnaire) == whole(ALL[key])
    assert back.words == known
    assert (list(back.refused), list(back.notes)) == ([], [])


def test_the_form_asks_for_all_four_states():
    survey = next(page for page in sheets.read(form("sdg-17-14-1-like")[0], "x") if page.name == "survey")
    rows = {row[1]: row for row in survey.rows}
    assert rows["highest_level__state"][:3] == (
        "select_one coherence__state_of_checklist", "highest_level__state", "${highest_level} = ''",
    )  # fmt: skip
    assert rows["highest_level__reason"][2] == "${highest_level__state} = 'not_applicable'"


def test_a_condition_that_was_changed_in_the_form_is_the_condition():
    data = changed(form("conditions")[0], "survey", "coordination", "relevant", "selected(${role}, 'return')")
    assert str(read(data).questionnaire.group("coordination").applies_when) == "role is return"


def test_a_form_made_elsewhere_is_read():
    back = foreign(
        ["begin group", "Money", "Money", "Argent"],
        ["select_one yn", "Q1", "A law?", "Une loi ?"],
        ["select_one steps", "plan", "A plan?", "Un plan ?", "${Q1} = 'yes'"],
        ["select_multiple yn", "both", "Both?", "Les deux ?", "${plan} >= 1"],
        ["text", "why", "Why?", "Pourquoi ?"],
        ["end group"],
    )
    items = {item.id: item for item in back.questionnaire.items()}
    assert {id: item.kind for id, item in items.items()} == {
        "q1": "choice",
        "plan": "level",
        "both": "choice",
        "why": "text",
    }
    assert (str(items["plan"].applies_when), str(items["both"].applies_when)) == ("q1 is yes", "plan >= 1")
    assert back.words["fr"]["plan.level.1"] == "Un peu"
    assert list(back.refused) == []
    assert 'form.xlsx: sheet survey, row 3, column name (B3): the name "Q1" became the id q1' in back.notes


REFUSED = {
    "a type": (["geopoint", "where", "Where?"], 'row 3, column type (A3): the type "geopoint" has no counterpart'),
    "a calculation": (["calculate", "sum"], 'row 3, column type (A3): the type "calculate" has no counterpart'),
    "a note": (["note", "hello", "Hello"], 'the type "note" has no counterpart'),
    "a number without a scale": (["integer", "n", "How many?"], "a number needs coherence_low and coherence_high"),
    "a list that is not there": (["select_one gone", "g", "Which?"], "has 0 answers in the sheet choices"),
    "an open list": (["select_one yn or_other", "o", "Which?"], "has no counterpart"),
    "no label": (["text", "silent"], "the label is missing"),
    "a label with an answer in it": (["text", "t", "You said ${first}?"], "holds ${…}"),
    "a broken condition": (["text", "t", "Why?", None, "${first} >= "], "column relevant (E3): a number or a text"),
    "a condition on what was refused": (["text", "t", "Why?", None, "${where} != ''"], "is called where"),
    "an appearance": (["text", "t", "Why?", None, None, "multiline"], "an item holds no appearance"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_has_no_counterpart_is_refused_by_row_and_column_and_the_rest_taken(what):
    row, message = REFUSED[what]
    back = foreign(["select_one yn", "first", "First?", "Premier ?"], row)
    assert len(back.refused) == 1
    assert message in back.refused[0]
    assert back.refused[0].startswith("form.xlsx: sheet survey, ")
    assert "first" in {item.id for item in back.questionnaire.items()}


def test_nothing_inside_a_repeat_is_taken():
    back = foreign(
        ["select_one yn", "first", "First?"], ["begin_repeat", "r", "R"], ["text", "t", "T?"], ["end_repeat"]
    )
    assert [item.id for item in back.questionnaire.items()] == ["first"]
    assert ["row 3" in back.refused[0], "row 4" in back.refused[1]] == [True, True]


def test_columns_and_settings_without_a_counterpart_are_refused():
    choices = [[*CHOICES[0], "media::image"], [*CHOICES[1], "yes.png"], *CHOICES[2:]]
    settings = (("form_title", "style"), ("A survey", "pages"))
    back = foreign(["select_one yn", "first", "First?"], choices=choices, settings=settings)
    assert ["column style (B2)" in back.refused[0], "column media::image (E1)" in back.refused[1]] == [True, True]


def test_a_group_of_which_nothing_is_left_is_left_out():
    back = foreign(["select_one yn", "first", "First?"], ["begin_group", "g", "G"], ["image", "i", "I"], ["end_group"])
    assert "nothing in the group g was taken" in back.refused[1]


def test_a_form_of_which_nothing_can_be_used_says_why():
    with pytest.raises(TableError) as refused:
        foreign(["geopoint", "where", "Where?"])
    assert "geopoint" in refused.value.problems[0]


def test_what_is_wrong_with_the_questionnaire_is_named_by_sheet_row_and_column():
    with pytest.raises(TableError) as refused:
        foreign(["text", "same", "One?"], ["text", "same", "Two?"])
    assert refused.value.problems == [
        'form.xlsx: sheet survey, row 3, column name (B3): same: id: the id "same" is already used for an item; '
        "ids must be unique"
    ]
