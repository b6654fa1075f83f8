"""A spreadsheet filled without a network comes back: compared first, stored when somebody says so, never unseen."""

import io

import pytest
from werkzeug.datastructures import MultiDict

from coherence.editions import queries as editions
from tests.assessments.conftest import ITEM, QUESTIONNAIRE
from tests.paper.filled import Spreadsheet

OTHER = "migration-focal-point"
LIBRARY = editions.library()


@pytest.fixture
def sheet():
    source = LIBRARY[QUESTIONNAIRE]
    return Spreadsheet(source)


def bring(filling, data: bytes, status: int = 200, name: str = "filled.xlsx"):
    browser = filling.browser
    browser.get(f"{filling.home}offline")
    sent = {"csrf_token": browser.page.fields["csrf_token"], "file": (io.BytesIO(data), name)}
    answer = browser.client.post(f"{filling.home}offline", data=sent, content_type="multipart/form-data")
    return browser._page(answer, status)


def store(filling, status: int = 200, **choices: str):
    """Sends the form of the comparison as it stands, but with these choices, as a browser does: in parts."""
    browser = filling.browser
    values = MultiDict(browser.page.fields)
    for item, what in choices.items():
        values[f"{item}-take"] = what
    url = f"{filling.home}offline/take"
    answer = browser.client.post(url, data=values, content_type="multipart/form-data", follow_redirects=True)
    return browser._page(answer, status)


def test_the_page_of_an_assessment_leads_to_its_own_form(filling):
    page = filling.browser.get(filling.home)
    assert f"{filling.home}offline" in page.links
    page = filling.browser.get(f"{filling.home}offline")
    assert f"{filling.home}blank.xlsx" in page.links
    form = filling.browser.client.get(f"{filling.home}blank.xlsx")
    assert form.headers["Content-Disposition"] == f"attachment; filename={QUESTIONNAIRE}-1-en.xlsx"
    bring(filling, form.data)
    assert "0 answers are new here or differ" in filling.browser.page.text


def test_what_is_new_is_shown_and_stored_only_on_the_word(filling, sheet):
    sheet.fill(ITEM, answer=3, comment="Decree 12", evidence="https://example.org/").fill(OTHER, state="Don’t know")
    page = bring(filling, sheet.data)
    assert "2 answers are new here or differ" in page.text
    assert "Decree 12" in page.text
    assert f"{ITEM}-value" not in filling.section().fields
    bring(filling, sheet.data)
    assert "2 answers were taken over from the file." in store(filling).text
    page = filling.section()
    assert page.fields[f"{ITEM}-value"] == "3"
    assert page.fields[f"{ITEM}-comment"] == "Decree 12"
    assert page.fields[f"{OTHER}-value"] == "dont_know"
    assert "Taken over from the file “filled.xlsx”." in page.text


def test_an_answer_that_somebody_then_saves_is_no_longer_marked_as_taken_over(filling, sheet):
    bring(filling, sheet.fill(ITEM, answer=3).data)
    store(filling)
    assert filling.save_item(version=1, value=2).status_code == 200
    assert "Taken over" not in filling.section().text


def test_what_differs_stays_as_it_is_unless_the_file_is_chosen(filling, sheet):
    filling.save_item(value=1, comment="Typed here")
    filling.save_item(OTHER, value=1)
    page = bring(filling, sheet.fill(ITEM, answer=3, comment="From the file").fill(OTHER, answer=1).data)
    assert "Typed here" in page.text
    assert "From the file" in page.text
    assert "1 answer is the same here" in page.text
    assert "0 answers were taken over" in store(filling).text
    assert filling.section().fields[f"{ITEM}-comment"] == "Typed here"
    bring(filling, sheet.data)
    store(filling, **{ITEM: "file"})
    assert filling.section().fields[f"{ITEM}-comment"] == "From the file"
    assert filling.section().fields[f"{ITEM}-version"] == "2"


def test_what_is_refused_is_named_with_its_cell_and_the_rest_can_be_stored(filling, sheet):
    page = bring(filling, sheet.fill(ITEM, answer=9).fill(OTHER, answer=1).data)
    assert sheet.cell(ITEM, "answer") in page.text
    assert "Allowed here: 0; 1; 2; 3; 4" in page.text
    assert "1 cell is refused" in page.text
    store(filling)
    fields = filling.section().fields
    assert fields[f"{OTHER}-value"] == "1"
    assert f"{ITEM}-value" not in fields


def test_an_answer_that_was_saved_meanwhile_is_shown_and_not_overwritten(filling, sheet):
    bring(filling, sheet.fill(ITEM, answer=3).fill(OTHER, answer=1).data)
    seen = filling.browser.page.fields
    filling.save_item(value=1, comment="Meanwhile")
    filling.browser.page.fields = seen
    page = store(filling, 409)
    assert "somebody else has changed an answer" in page.text
    assert "Meanwhile" in page.text
    assert filling.section().fields[f"{ITEM}-value"] == "1"
    assert filling.section().fields[f"{OTHER}-value"] == "1"


def test_after_such_a_conflict_the_file_can_still_be_chosen(filling, sheet):
    bring(filling, sheet.fill(ITEM, answer=3).data)
    seen = filling.browser.page.fields
    filling.save_item(value=1)
    filling.browser.page.fields = seen
    store(filling, 409)
    store(filling, **{ITEM: "file"})
    assert filling.section().fields[f"{ITEM}-value"] == "3"


def test_the_same_confirmation_sent_twice_is_one_save(filling, sheet):
    bring(filling, sheet.fill(ITEM, answer=3).data)
    seen = filling.browser.page.fields
    store(filling)
    filling.browser.page.fields = seen
    store(filling)
    assert filling.section().fields[f"{ITEM}-version"] == "1"


def test_an_answer_that_this_unit_is_not_asked_is_said_to_be_so(filling, sheet):
    unasked = next(item.id for item in LIBRARY[QUESTIONNAIRE].items() if str(item.applies_when) == "role is return")
    assert "Not asked for this profile" in bring(filling, sheet.fill(unasked, answer=1).data).text


def test_more_than_one_request_can_carry_is_stored_in_parts(filling, sheet):
    items = [item.id for item in LIBRARY[QUESTIONNAIRE].items()][:12]
    for item in items:
        sheet.fill(item, answer=1, comment="語" * 9_000)
    assert "This is more than can be decided at once." in bring(filling, sheet.data).text
    assert "7 answers were taken over" in store(filling).text
    assert "This is more" not in bring(filling, sheet.data).text
    assert "5 answers were taken over" in store(filling).text
    assert "12 answers are the same here" in bring(filling, sheet.data).text


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("sdg-17-14-1", "This file belongs to another questionnaire: sdg-17-14-1."),
        ("migration-development-core", "This file belongs to another questionnaire: migration-development-core."),
    ],
)
def test_the_form_of_another_instrument_is_refused(filling, other, message):
    assert message in bring(filling, Spreadsheet(LIBRARY[other]).data, 422).text


def test_another_edition_is_refused(filling, sheet):
    assert "This file belongs to edition 7." in bring(filling, sheet.identity(3, "7").data, 422).text


def test_no_file_and_what_is_no_spreadsheet_are_refused(filling):
    assert "Choose the spreadsheet that you filled." in bring(filling, b"", 422, name="").text
    page = bring(filling, b"item,answer\n", 422, name="answers.csv")
    assert "This file cannot be read." in page.text
    assert "answers.csv: the file is not a readable .xlsx workbook. Allowed" in page.text


def test_what_is_wrong_with_a_spreadsheet_is_said_in_the_language_of_the_page(filling, sheet):
    filling.home = filling.home.replace("/en/", "/ar/")
    data = sheet.fill(ITEM, answer="=1+1").data
    page = bring(filling, data, 422)
    place, title = sheet.cell(ITEM, "answer"), sheet.page.title
    where = f'الورقة \u2068"{title}"\u2069، الخلية \u2068{place}\u2069'
    assert f"{where}: لا يُسمح بالصيغ الحسابية. اكتب القيمة نفسها" in page.text


def test_a_form_filled_in_arabic_comes_back_on_a_french_page(filling):
    sheet = Spreadsheet(LIBRARY[QUESTIONNAIRE], "ar").fill(ITEM, state="لا ينطبق", reason="لا توجد وزارة")
    filling.home = filling.home.replace("/en/", "/fr/")
    assert "لا توجد وزارة" in bring(filling, sheet.data).text
    store(filling)
    assert filling.section().fields[f"{ITEM}-reason"] == "لا توجد وزارة"
