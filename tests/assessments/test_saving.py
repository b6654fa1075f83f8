"""Saving an item: once, durably, never over somebody else's words, with or without the page's script."""

import uuid

import pytest

from coherence.db import Database
from tests.assessments.conftest import ITEM, Filling


def test_a_saved_answer_is_there_after_a_reload(filling):
    assert filling.save_item(value=3, comment="Decree 12", evidence="https://example.org/decree").status_code == 200
    fields = filling.section().fields
    assert fields[f"{ITEM}-value"] == "3"
    assert fields[f"{ITEM}-comment"] == "Decree 12"
    assert fields[f"{ITEM}-evidence"] == "https://example.org/decree"


def test_the_save_button_saves_without_any_script(filling):
    filling.save_page(**{f"{ITEM}-value": "2", f"{ITEM}-comment": "By hand"})
    assert filling.section().fields[f"{ITEM}-value"] == "2"
    assert filling.section().fields[f"{ITEM}-comment"] == "By hand"


def test_the_same_save_sent_twice_is_one_save(filling):
    number = str(uuid.uuid4())
    first, second = filling.save_item(client_uuid=number, value=3), filling.save_item(client_uuid=number, value=3)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["version"] == second.json["version"] == 1
    assert first.json["saved_at"] == second.json["saved_at"]


def test_a_repeat_that_arrives_after_a_newer_save_does_not_undo_it(filling):
    number = str(uuid.uuid4())
    filling.save_item(client_uuid=number, value=1)
    filling.save_item(version=1, value=4)
    assert filling.save_item(client_uuid=number, value=1).json["version"] == 1
    assert filling.section().fields[f"{ITEM}-value"] == "4"


def test_a_second_editor_is_told_what_the_first_one_saved(filling):
    filling.save_item(value=1, comment="From the ministry of labour")
    refused = filling.save_item(value=4, comment="From the ministry of the interior")
    assert refused.status_code == 409
    assert refused.json["conflict"]["value"] == 1
    assert refused.json["conflict"]["comment"] == "From the ministry of labour"
    assert refused.json["conflict"]["version"] == 1
    assert filling.section().fields[f"{ITEM}-value"] == "1"


def test_two_editors_who_save_the_same_have_no_conflict(filling):
    filling.save_item(value=1)
    assert filling.save_item(value=1).status_code == 200


def test_a_save_from_a_newer_page_than_the_stored_one_is_a_conflict(filling):
    filling.save_item(value=1)
    assert filling.save_item(version=9, value=2).status_code == 409


def test_two_editors_of_different_items_do_not_meet(filling):
    assert filling.save_item(value=1).status_code == 200
    assert filling.save_item("migration-focal-point", value=2).status_code == 200


def test_without_script_a_conflict_shows_both_answers_and_lets_choose(filling):
    page = filling.section()
    stale = page.fields
    filling.save_item(value=1, comment="Stored first")
    filling.browser.page.fields = stale
    url = f"{filling.home}sections/coordination"
    shown = filling.browser.send(url, 409, **{f"{ITEM}-value": "4", f"{ITEM}-comment": "Typed second"})
    assert f"/fr{url.removeprefix('/en')}" in shown.links, "another language leads to the same section"
    assert "Stored first" in shown.text
    assert shown.fields[f"{ITEM}-comment"] == "Typed second"
    assert shown.fields[f"{ITEM}-value"] == "4"
    filling.browser.send(url)
    assert filling.section().fields[f"{ITEM}-value"] == "4"


def test_the_version_that_was_seen_is_required(filling):
    assert filling.save_item(version="", value=1).status_code == 422
    assert filling.save_item(version=-1, value=1).status_code == 422


def test_a_save_needs_a_uuid(filling):
    assert filling.save_item(client_uuid="1", value=1).status_code == 422


def test_an_answer_outside_the_scale_is_refused_and_nothing_stored(filling):
    for value in ("5", "-1", "1.5", "1e309", "abc", "9999999999999999999999", "true"):
        refused = filling.save_item(value=value)
        assert refused.status_code == 422, value
        assert refused.json["errors"]["answer"] == "Choose one of the answers shown."
    assert f"{ITEM}-value" not in filling.section().fields


def test_not_applicable_needs_a_reason(filling):
    refused = filling.save_item(value="not_applicable")
    assert refused.status_code == 422
    assert refused.json["errors"] == {"reason": "Say why this does not apply."}
    assert filling.save_item(value="not_applicable", reason="No such ministry").status_code == 200
    assert filling.section().fields[f"{ITEM}-reason"] == "No such ministry"


def test_do_not_know_is_an_answer_and_can_be_cleared(filling):
    assert filling.save_item(value="dont_know").status_code == 200
    assert filling.section().fields[f"{ITEM}-value"] == "dont_know"
    assert filling.save_item(version=1).status_code == 200
    assert f"{ITEM}-value" not in filling.section().fields


def test_the_clear_button_works_without_script_and_keeps_the_comment(filling):
    filling.save_item(value=2, comment="Keep me")
    filling.save_page(clear=ITEM)
    fields = filling.section().fields
    assert f"{ITEM}-value" not in fields
    assert fields[f"{ITEM}-comment"] == "Keep me"


def test_what_cannot_be_saved_on_a_page_does_not_stop_the_rest(filling):
    page = filling.save_page(status=422, **{f"{ITEM}-value": "not_applicable", "migration-focal-point-value": "1"})
    assert "Say why this does not apply." in page.text
    fields = filling.section().fields
    assert fields["migration-focal-point-value"] == "1"
    assert f"{ITEM}-value" not in fields


def test_an_unknown_item_and_an_unknown_section_do_not_exist(filling):
    assert filling.save_item("no-such-item", value=1).status_code == 404
    filling.section("no-such-section", 404)


def test_a_text_that_is_too_long_is_refused_with_the_field_named(filling):
    refused = filling.save_item(value=1, comment="x" * 10_001)
    assert refused.status_code == 422
    assert refused.json["errors"] == {"comment": "This text is too long."}


def test_a_connection_waits_for_the_disk(tmp_path):
    """As the application opens it; the other tests do not wait."""
    database = Database(f"sqlite:///{tmp_path / 'own.db'}")
    connection = database.engine.raw_connection()
    settings = [connection.cursor().execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    connection.close()
    database.close()
    assert settings == ["wal", 2]


@pytest.mark.parametrize("site", ["same-origin", "cross-site", None])
def test_a_page_whose_session_ended_comes_back_with_what_was_typed_but_only_to_its_own_site(filling, site):
    filling.save_item(value=1)
    sent = filling.section().fields.to_dict() | {f"{ITEM}-value": "4", f"{ITEM}-comment": "Typed for an hour"}
    filling.browser.client.delete_cookie("session")
    url = f"{filling.home}sections/coordination"
    answer = filling.browser.client.post(url, data=sent, headers={"Sec-Fetch-Site": site} if site else {})
    page = filling.browser._page(answer, 403)
    assert ("Typed for an hour" in page.html) == (site == "same-origin")
    if site == "same-origin":
        assert "What you typed is still here" in page.text
        assert filling.browser.client.get(url).text.count("Typed for an hour") == 0, "nothing was stored"
        filling.browser.page = page
        filling.browser.send(url)
        assert filling.section().fields[f"{ITEM}-comment"] == "Typed for an hour"
        assert filling.section().fields[f"{ITEM}-value"] == "4"


def test_a_version_that_is_no_number_is_refused_in_the_readers_language(browser):
    refused = Filling(browser, "ar").save_item(version="x", value=1)
    assert refused.status_code == 422
    assert refused.json["errors"] == {"version": "النسخة التي سبق الاطلاع عليها غير محددة."}
