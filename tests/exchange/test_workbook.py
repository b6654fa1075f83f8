"""The authoring workbook: what is written in a spreadsheet is the same questionnaire, and errors name the cell."""

import pytest

from coherence.exchange import sheets, workbook
from coherence.exchange.columns import BY_NAME, SETTINGS
from coherence.exchange.documents import TableError
from coherence.exchange.sheets import Sheet
from coherence.questionnaire import schema
from tests.exchange.conftest import ALL, whole, words


def pages(questionnaire, known=None):
    data = sheets.write(workbook.export(questionnaire, known or {}))
    return {page.name: [list(row) for row in page.rows] for page in sheets.read(data, "book.xlsx")}


def read(found):
    return workbook.read([Sheet(name, rows) for name, rows in found.items()], "book.xlsx")


def column(rows, title):
    return rows[0].index(title)


def problems(found):
    with pytest.raises(TableError) as refused:
        read(found)
    return refused.value.problems


def test_a_round_trip_keeps_everything_in_all_languages(key):
    back = read(pages(ALL[key], words(key)))
    assert whole(back.questionnaire) == whole(ALL[key])
    assert back.words == words(key)


def test_the_first_sheet_explains():
    assert next(iter(pages(ALL["conditions"]))) == "Read me"


def test_a_changed_cell_changes_the_question_and_makes_its_translation_outdated():
    found = pages(ALL["conditions"], words("conditions"))
    found["Items"][1][column(found["Items"], "Question")] = "Is there now a standing mechanism?"
    back = read(found)
    assert back.questionnaire.item("standing-mechanism").text == "Is there now a standing mechanism?"
    assert back.outdated["fr"] == {"standing-mechanism.text"}


@pytest.mark.parametrize(
    ("sheet", "title", "value", "message"),
    [
        ("Items", "Weight", "much", "sheet Items, row 2, column Weight (J2): must be a number, such as 0.5; found"),
        ("Items", "Core", "perhaps", 'column Core (I2): must be yes or no; found "perhaps"'),
        ("Items", "SDG", 17.1, "column SDG (N2): is a number and must be text"),
        ("Items", "Axis", "diagonal", "column Axis (K2): standing-mechanism: axis: must be one of"),
        ("Items", "Asked when", "role is moon", "sheet Items, row 3, column Asked when (P3):"),
        ("Items", "Group", "nowhere", 'column Group (A2): belongs to "nowhere", which is not there'),
        ("Items", "Group", None, "row 2: the cell Group is empty; write the id of what the row belongs to"),
        ("Levels", "Item", "nothing", 'sheet Levels, row 2, column Item (A2): belongs to "nothing"'),
        ("Groups", "Inside", "coordination", 'column Inside (B2): belongs to "coordination"'),
        ("Bands", "From", 5, "sheet Bands, row 2, column From (C2): scoring: bands: no. 1: from: the first band must"),
        ("Settings", "Value", "Conditions!", 'sheet Settings, row 2, column Value (B2): id: must be lower-case words'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_sheet_row_and_column(sheet, title, value, message):
    found = pages(ALL["conditions"])
    row = 2 if title == "Asked when" else 1
    found[sheet][row][column(found[sheet], title)] = value
    assert any(message in problem for problem in problems(found)), problems(found)


def test_sheets_and_columns_that_are_not_known_are_refused():
    found = pages(ALL["conditions"])
    found["Itmes"] = [["Id"]]
    found["Items"][0][column(found["Items"], "Minutes")] = "Time"
    for row in found["Items"]:
        row.append(None if row[1] == "Id" else "alone")
    told = "\n".join(problems(found))
    assert 'unknown sheet "Itmes"; did you mean "Items"?' in told
    assert 'column Time (H1): unknown column "Time". Allowed: Group, Id, Kind' in told
    assert '"alone" stands in a column without a known title' in told


def test_a_base_that_is_given_twice_is_refused():
    found = pages(ALL["sdg-17-14-1-like"])
    found["Ticks"][2][column(found["Ticks"], "Base")] = "yes"
    assert "sheet Ticks, row 3, column Base (B3): there is one base already" in problems(found)[0]


def test_a_column_for_something_that_is_no_language_is_left_out_and_said_so():
    found = pages(ALL["conditions"], words("conditions"))
    found["Translations"][0][2] = "../../etc"
    back = read(found)
    assert list(back.words) == ["fr"]
    assert "is no language tag" in back.notes[0]


IN_SHEETS_OF_THEIR_OWN = {
    "levels",
    "options",
    "base",
    "extras",
    "rows",
    "decisions",
    "scoring",
    "items",
    "groups",
    "bands",
}


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (schema.QuestionnaireFile, {*(c.key for c in SETTINGS), *(name.lower() for name in BY_NAME), "selection"}),
        (schema.GroupFile, {c.key for c in BY_NAME["Groups"].columns}),
        (schema.RulesFile, {c.key for c in SETTINGS}),
        (schema.BandFile, {c.key for c in BY_NAME["Bands"].columns}),
        (schema.ProfileFile, {c.key for c in BY_NAME["Profile"].columns}),
        *((kind, {c.key for c in BY_NAME["Items"].columns}) for kind in schema.ITEM_FILES.values()),
        (schema.RowFile, {c.key for c in BY_NAME["Rows"].columns}),
        (schema.TickFile, {c.key for c in BY_NAME["Ticks"].columns}),
        (schema.FullLevelFile, {c.key for c in BY_NAME["Levels"].columns}),
        (schema.OptionFile, {c.key for c in BY_NAME["Options"].columns}),
        (schema.DecisionFile, {c.key for c in BY_NAME["Decisions"].columns}),
        (schema.SourceFile, {c.key for c in BY_NAME["Sources"].columns}),
        (schema.TermFile, {c.key for c in BY_NAME["Terms"].columns}),
        (schema.BodyFile, {c.key for c in BY_NAME["Bodies"].columns}),
        (schema.ChangesFile, {"since", "items"}),
    ],
)
def test_every_key_of_the_format_has_a_column(model, columns):
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert keys - columns - IN_SHEETS_OF_THEIR_OWN == set()
