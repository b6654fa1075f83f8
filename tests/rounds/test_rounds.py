"""A round on its pages: its manager's, and those of its units."""

import pytest
from sqlalchemy import event, select

from coherence.models import Assessment, Unit
from coherence.rounds import queries
from coherence.units import countries
from coherence.units.kinds import UnitProfile
from scoring import Answer, State
from tests.assessments.conftest import ITEM, Filling
from tests.rounds.conftest import Running


def test_the_manager_sees_the_units_and_how_much_they_have_answered(running):
    running.unit("KE").save_item(value=3)
    page = running.browser.get(running.home)
    assert "Units n = 2" in page.text
    assert (
        "Kenya KE Country Mine only 0% 1 of" in page.text
        or "Kenya KE Country Mine only 1% 1 of" in page.text
        or "Kenya KE Country Mine only 2% 1 of" in page.text
    )
    assert "Kenia" in running.browser.get(running.home.replace("/en/", "/es/")).text


@pytest.mark.parametrize("kind", ["another", "assessment", "hash", "short"])
def test_only_its_own_link_opens_a_round(running, kind):
    other = {"another": "x" * 27, "assessment": running.tokens["FR"], "hash": "0" * 64, "short": running.token[:-1]}
    running.browser.get(f"/en/r/{other[kind]}/", 404)


def test_a_link_of_a_round_opens_no_assessment(running):
    running.browser.get(f"/en/a/{running.token}/", 404)


def test_another_rounds_link_changes_nothing_here(app, browser, running):
    other = Running(app, browser, "second", units=())
    browser.get(other.home)
    browser.send(f"{other.home}close", sure="y")
    with app.app_context():
        assert not running.info.closed
        assert other.info.closed


def test_a_country_is_found_by_its_name_in_the_readers_language_and_added(running):
    running.browser.get(f"/fr/r/{running.token}/?q=allem")
    page = running.browser.send(f"/fr/r/{running.token}/countries", country="DE")
    link = next(text for text in page.texts if "/a/" in text)
    hub = running.browser.get(link.removeprefix("http://localhost").replace("/fr/", "/en/"))
    assert hub.headings[0] == (1, "Germany")
    assert "The profile is not complete" in hub.text
    assert len(running.read(queries.members)) == 3


def test_a_country_that_takes_part_is_not_offered_and_not_added_again(running):
    page = running.browser.get(f"{running.home}?q=france")
    assert "No country of this name that is not in the round" in page.text
    assert "in this round already" in running.browser.send(f"{running.home}countries", 409, country="FR").text
    running.browser.send(f"{running.home}countries", 422, country="XX")


def test_a_manager_brings_units_in_a_file(running):
    running.send_file("units", "unit,kind,parent,name_en\nXA,country,,Valdoria\nXA-1,city,XA,Harbour\n")
    assert running.member("XA-1").parent == "XA"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("NL,,,,named", "column consent</bdi> – &#34;named&#34; is not known; allowed: mine-only"),
        ("XA,country,,Elsewhere,", "column unit</bdi> – XA is stored with another place, name or profile"),
        ("FR,,,,", "FR is in this round already"),
    ],
)
def test_a_managers_file_gives_no_consent_and_changes_no_stored_unit(running, row, said):
    other = UnitProfile("XA", "country", names={"en": "Valdoria"})
    Running(running.app, running.browser, "second", units=(other,))
    rows = f"unit,kind,parent,name_en,consent\nNL,,,,\n{row}\n".replace("NL,,,,\nNL", "NL")
    assert said in running.send_file("units", rows, 422)
    assert len(running.read(queries.members)) == 2


def test_a_file_that_is_too_large_is_refused(running):
    running.send_file("units", "x" * 2_000_000, 413)


@pytest.mark.parametrize("consent", ["mine-only", "anonymous", "named"])
def test_a_unit_says_itself_what_may_be_published(running, consent):
    assert running.member("FR").consent == "mine-only"
    running.unit("FR")
    home = f"/en/a/{running.tokens['FR']}/"
    page = running.browser.send(f"{home}consent", consent=consent, unit="KE", assessment_id="2", token=running.token)
    assert page.fields["consent"] == consent
    assert (running.member("FR").consent, running.member("KE").consent) == (consent, "mine-only")


def test_a_consent_that_there_is_not_and_one_without_a_round_are_refused(running, browser):
    running.unit("FR")
    page = browser.page
    browser.send(f"/en/a/{running.tokens['FR']}/consent", 422, consent="everything")
    browser.page = page
    browser.send(f"/en/a/{running.tokens['FR']}/consent", 422, consent=None)
    assert running.member("FR").consent == "mine-only"


def test_nothing_is_saved_into_a_closed_round(running):
    filling = running.unit("FR")
    filling.save_item(value=2)
    before = running.read(queries.answers)
    running.close()
    refused = filling.save_item(value=4, version=1)
    assert (refused.status_code, refused.json["error"]) == (403, "This round is closed")
    assert filling.browser.send(f"{filling.home}consent", 403, consent="named").headings[0][1] == "This round is closed"
    profile = {"unit": "Elsewhere", "role": ["donor"], "level": "city"}
    filling.browser.get(f"{filling.home}profile")
    filling.browser.send(f"{filling.home}profile", 403, **profile)
    filling.section()
    filling.browser.send(f"{filling.home}sections/coordination", 403, **{f"{ITEM}-value": "4"})
    assert running.read(queries.answers) == before
    assert running.member("FR").consent == "mine-only"
    assert running.member("FR").roles == ("origin",)


def test_a_closed_round_takes_no_units_and_is_not_closed_again(running):
    running.browser.get(running.home)
    page = running.browser.page
    running.close()
    for path, fields in (("countries", {"country": "DE"}), ("close", {"sure": "y"})):
        running.browser.page = page
        running.browser.send(f"{running.home}{path}", 403, **fields)
    assert "Add units" not in running.browser.get(running.home).text


def test_a_closed_assessment_can_be_read_and_offers_nothing_to_save(running):
    running.unit("FR").save_item(value=2)
    running.close()
    page = running.unit("FR").section()
    assert "no longer changed" in page.text
    assert "filling.js" not in page.html
    assert "Save and go on" not in page.text


def test_closing_has_to_be_confirmed(running):
    running.browser.get(running.home)
    assert "Tick the box" in running.browser.send(f"{running.home}close", 422).text
    assert "Closed" in running.browser.send(f"{running.home}close", sure="y").text


def test_the_name_of_a_unit_with_a_code_stays_as_others_have_it_too(running):
    running.unit("FR")
    running.browser.get(f"/en/a/{running.tokens['FR']}/profile")
    running.browser.send(f"/en/a/{running.tokens['FR']}/profile", unit="Elsewhere", role=["donor"])
    assert (running.member("FR").name("ru"), running.member("FR").roles) == ("Франция", ("donor",))


def test_the_answers_of_all_units_come_in_one_statement(running):
    running.unit("FR").save_item(value=2)
    running.unit("KE").save_item(value="dont_know")
    engine, seen = running.app.extensions["database"].engine, []
    event.listen(engine, "before_cursor_execute", record := lambda *given: seen.append(given[2]))
    with running.app.app_context():
        this = running.info.id
        seen.clear()
        assert queries.answers(this) == {"FR": {ITEM: Answer(State.SCORED, 2)}, "KE": {ITEM: Answer(State.DONT_KNOW)}}
        assert len(seen) == 1
        queries.members(this)
        assert len(seen) == 2
    event.remove(engine, "before_cursor_execute", record)


def test_a_unit_has_one_assessment_in_each_round_and_the_one_before_is_found(app, browser, running):
    third = Running(app, browser, "third", 2028)
    second = Running(app, browser, "second", 2027, units=("FR",))
    other = Running(app, browser, "other", 2027, questionnaire="pcsd-principles")
    with app.app_context():
        codes = [one.code for one in queries.rounds_of_questionnaire("migration-development")]
        assert codes == ["first", "second", "third"]
        before = queries.assessment_before
        assert before(third.member("FR").assessment_id) == second.member("FR").assessment_id
        assert before(third.member("KE").assessment_id) == running.member("KE").assessment_id
        assert before(running.member("FR").assessment_id) is None
        assert before(other.member("FR").assessment_id) is None
        assert queries.round_of_assessment(second.member("FR").assessment_id).code == "second"


def test_an_assessment_started_by_itself_is_in_no_round(app, browser):
    filling = Filling(browser)
    with app.app_context():
        number = app.extensions["database"].engine.connect().scalar(select(Assessment.id))
        assert queries.round_of_assessment(number) is None
    assert "What may be published" not in filling.browser.get(filling.home).text


def test_units_of_one_code_are_one_unit(app, browser, running):
    Running(app, browser, "second")
    with app.app_context(), app.extensions["database"].engine.connect() as connection:
        assert sorted(connection.scalars(select(Unit.code))) == ["FR", "KE"]


def test_a_long_list_of_units_has_pages_of_a_hundred(running):
    with running.app.app_context():
        more = sorted(countries.codes() - {"FR", "KE"})[:148]
    running.add(*more)
    first = running.browser.get(running.home)
    assert "n = 150" in first.text
    assert "Page 1 of 2" in first.text
    assert f"{running.home}?page=2#units" in first.links
    second = running.browser.get(f"{running.home}?page=2")
    assert "Page 2 of 2" in second.text
    both = first.html.count('<th scope="row">'), second.html.count('<th scope="row">')
    assert both == (100, 50)
    # A page that is not there is the nearest one.
    assert "Page 2 of 2" in running.browser.get(f"{running.home}?page=9").text
