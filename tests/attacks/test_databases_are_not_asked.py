"""Texts that are meant for the database reach it as texts, in every field and in every part of an address."""

import pytest

from tests.attacks.payloads import SQL
from tests.attacks.routes import one_of_each


@pytest.fixture
def app(on_each_database):
    return on_each_database


@pytest.mark.parametrize("text", SQL.values(), ids=SQL)
def test_sql_in_fields_is_stored_as_it_was_typed(work, everything, text):
    before = everything()
    saved = work.save("what-else", value=text, comment=text, evidence=text)
    assert saved.status_code == 200
    after = everything()
    assert [(row.value, row.comment, row.evidence) for row in after["ratings"]] == [(text, text, text)]
    assert {name: rows for name, rows in after.items() if name not in ("ratings", "revisions")} == {
        name: rows for name, rows in before.items() if name not in ("ratings", "revisions")
    }


@pytest.mark.parametrize("text", SQL.values(), ids=SQL)
def test_sql_in_names_and_profiles_changes_nothing_else(work, everything, text):
    work.browser.get(f"{work.home}profile")
    work.browser.send(f"{work.home}profile", unit=text, role=["origin"], level="country")
    assert [row.name for row in everything()["units"]] == [text]
    before = everything()
    work.browser.get(f"{work.home}profile")
    work.browser.send(f"{work.home}profile", 422, unit=text, role=[text], level=text)
    assert everything() == before


@pytest.mark.parametrize("text", SQL.values(), ids=SQL)
def test_sql_in_places_of_technical_values_is_refused(work, everything, text):
    before = everything()
    assert set(work.save("how-far", version=text, client_uuid=text, value="1").json["errors"]) == {
        "version",
        "client_uuid",
    }
    assert set(work.save("how-far", value=text, state=text).json["errors"]) == {"answer"}
    refused = work.post("sections/first", {"page_uuid": text, "how-far-version": "0", "how-far-value": "1"})
    assert refused.status_code == 400
    assert everything() == before


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("text", SQL.values(), ids=SQL)
def test_sql_in_any_part_of_an_address_finds_nothing(work, everything, text):
    before = everything()
    ids = {work.token, "first", "second", "how-far", "migration-development"}
    for address in one_of_each(work.addresses()):
        for part in ids & set(address.url.split("/")):
            url = address.url.replace(part, text, 1)
            assert work.browser.client.get(url).status_code == 404, url
        question = {"id": text, "sort": text, "lang": text}
        assert work.browser.client.get(address.url, query_string=question, follow_redirects=True).status_code == 200
    assert everything() == before
