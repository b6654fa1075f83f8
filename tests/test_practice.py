"""The practice rounds: forty fictional countries, made once, the same for everybody."""

import csv
from collections import Counter

import pytest
from babel import Locale

from coherence import create_app, paths, practice
from coherence.benchmarks import queries as benchmarks
from coherence.i18n import LANGUAGES
from coherence.practice import folder, making
from coherence.questionnaire.framework import asked
from coherence.rounds import queries
from coherence.rounds.peers import peer_groups
from coherence.units.kinds import INCOME_GROUPS, REGIONS, ROLES
from scoring import State
from tests.pages import Browser

CLOSED = ["practice-2022", "practice-2024", "practice-2026"]
OPEN = "practice-2027"


@pytest.fixture(scope="session")
def said():
    return []


@pytest.fixture(scope="session")
def made(tmp_path_factory, said):
    """A folder as `coherence demo` makes it."""
    return folder.ready(tmp_path_factory.mktemp("demo"), said.append)


@pytest.fixture(scope="session")
def demo(made):
    app = create_app(**folder.settings(made))
    app.config["PRACTICE"] = folder.links(made)
    yield app
    app.extensions["database"].close()


@pytest.fixture
def rounds(demo):
    with demo.app_context():
        yield {one.code: one for one in queries.every_round()}


def members(rounds, code):
    return {member.code: member for member in queries.members(rounds[code].id)}


def countries(rounds, code):
    return {one.code for one in members(rounds, code).values() if one.kind == "country"}


def test_there_are_forty_countries_over_three_closed_rounds_and_an_open_one(rounds):
    assert [code for code, one in rounds.items() if one.closed] == CLOSED
    assert [code for code, one in rounds.items() if not one.closed] == [OPEN]
    assert len(set().union(*(countries(rounds, code) for code in rounds))) == 40
    assert all(30 <= len(countries(rounds, code)) < 40 for code in CLOSED)


def test_cities_and_regions_lie_in_countries_and_in_regions(rounds):
    last = members(rounds, CLOSED[-1])
    assert Counter(one.kind for one in last.values() if one.parent) == {"city": 10, "region": 3}
    above = {last[one.parent].kind for one in last.values() if one.kind == "city"}
    assert above == {"country", "region"}


def test_every_region_income_group_and_role_has_peers(rounds):
    groups = peer_groups(queries.members(rounds[CLOSED[-1]].id))
    assert set(groups["region"]) == set(REGIONS)
    assert set(groups["income"]) == set(INCOME_GROUPS)
    assert set(groups["role"]) == set(ROLES)
    assert all(len(codes) >= 5 for name in ("region", "income", "role") for codes in groups[name].values())


def test_units_refuse_change_their_minds_and_skip_rounds(rounds):
    taking = {code: members(rounds, code) for code in CLOSED}
    for here in taking.values():
        share = Counter(one.consent for one in here.values())
        assert 0.5 <= share["named"] / len(here) <= 0.65
        assert 0.2 <= share["anonymous"] / len(here) <= 0.35
        assert 0.05 <= share["mine-only"] / len(here) <= 0.2
    first, _, last = taking.values()
    both = first.keys() & last.keys()
    assert any(first[code].consent != last[code].consent for code in both)
    assert first.keys() - last.keys()
    assert last.keys() - first.keys()


def test_some_answers_are_missing_for_each_reason(rounds):
    for code in CLOSED:
        given = queries.answers(rounds[code].id)
        states = Counter(answer.state for answers in given.values() for answer in answers.values())
        assert states[State.DONT_KNOW] > 50
        assert states[State.NOT_APPLICABLE] > 30
        assert 0.5 < shares_answered(rounds[code], given)["all"] < 0.98


def test_some_assessments_are_half_filled_and_one_is_empty(rounds):
    shares = Counter()
    for code in CLOSED:
        found = shares_answered(rounds[code], queries.answers(rounds[code].id))
        del found["all"]
        shares["empty"] += sum(share == 0 for share in found.values())
        shares["half"] += sum(0.3 < share < 0.7 for share in found.values())
    assert shares["empty"] == 1
    assert shares["half"] >= 4


def shares_answered(this, given):
    """By unit, and of all together, the share of what is asked that was answered."""
    found, answered, wanted = {}, 0, 0
    for member in queries.members(this.id):
        items = asked(this.source, member.profile, given.get(member.code, {}))
        count = len(items & given.get(member.code, {}).keys())
        found[member.code] = count / len(items)
        answered, wanted = answered + count, wanted + len(items)
    return found | {"all": answered / wanted}


def test_some_units_improve_some_stay_and_one_falls_back(rounds):
    def mean(code):
        given = queries.answers(rounds[code].id)
        levels = {unit: [one.value for one in found.values() if one.value is not None] for unit, found in given.items()}
        return {unit: sum(values) / len(values) for unit, values in levels.items() if values}

    first, last = mean(CLOSED[0]), mean(CLOSED[-1])
    moved = {unit: last[unit] - first[unit] for unit in first.keys() & last.keys()}
    assert sum(change > 0.5 for change in moved.values()) >= 10
    assert sum(abs(change) < 0.15 for change in moved.values()) >= 5
    assert [unit for unit, change in moved.items() if change < -0.5] == ["XG"]


def test_every_closed_round_is_published_and_says_that_it_is_fictional(rounds):
    published = benchmarks.every_latest()
    assert [one.code for one in reversed(published)] == CLOSED
    assert all("fictional" in one.title for one in published)
    assert [len(one.benchmark.earlier) for one in reversed(published)] == [0, 1, 2]


def test_the_country_of_the_start_page_has_its_written_answers_in_the_last_closed_round(rounds):
    given = queries.answers(rounds[CLOSED[-1]].id)[making.COUNTRY]
    with (paths.QUESTIONNAIRES / practice.QUESTIONNAIRE / "practice.csv").open(encoding="utf-8") as rows:
        written = {row["item"]: row["answer"] for row in csv.DictReader(rows)}
    assert given
    assert all(str(answer.value or 0) == (written[item] or "0") for item, answer in given.items())


def test_names_are_complete_unique_and_no_real_country_s(demo):
    with demo.app_context():
        units = making.taking_part()
    for tag in LANGUAGES:
        names = [one.unit.names[tag].casefold() for one in units]
        assert all(names)
        assert len(set(names)) == len(names)
        for known in LANGUAGES:
            assert not set(names) & {name.casefold() for name in Locale.parse(known).territories.values()}


def test_the_same_answers_are_invented_each_time(rounds):
    taking = making.in_round(making.taking_part(), "2024")
    stored = queries.answers(rounds["practice-2024"].id)
    for one in taking:
        again = {answer.item: answer.level for answer in making.answers(one, practice.ROUNDS[1])}
        assert again == {item: answer.value for item, answer in stored.get(one.unit.code, {}).items()}


def test_a_second_start_makes_nothing_new(made, said):
    before = (made / folder.FILE).read_bytes(), (made / "coherence.db").stat().st_size, len(said)
    assert folder.ready(made.parent, said.append) == made
    assert ((made / folder.FILE).read_bytes(), (made / "coherence.db").stat().st_size, len(said)) == before


def test_an_interrupted_making_leaves_nothing_that_is_taken_for_whole(tmp_path):
    def stop(_word):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.ready(tmp_path, stop)
    assert not (tmp_path / folder.MADE).exists()


def test_the_start_page_leads_to_the_country_the_comparisons_and_the_managers_pages(demo):
    browser = Browser(demo.test_client())
    start = browser.get("/en/")
    links = demo.config["PRACTICE"]
    managed = [f"/en/r/{links.organiser}.{code}/" for _, code in links.rounds]
    own = [f"/en/a/{links.complete}/{page}" for page in ("", "result/", "comparison/")]
    wanted = [f"/en/a/{links.begun}/", *own, "/en/benchmarks/", f"/en/o/{links.organiser}/", *managed]
    assert not set(wanted) - set(start.links)
    for address in wanted:
        assert "ictional" in browser.get(address).text
    assert "Valdorie" in browser.get("/fr/").text


def test_the_half_filled_assessment_can_be_changed_and_the_complete_one_read(demo):
    browser, links = Browser(demo.test_client()), demo.config["PRACTICE"]
    half, complete = (browser.get(f"/en/a/{token}/").text for token in (links.begun, links.complete))
    assert "Complete" in half
    assert "Not started" in half
    assert "In progress" not in complete
    assert "The round is closed" in complete
    assert "The round is closed" not in half
