"""The reference data on countries, their names in six languages, and tables that go out and come in."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from coherence import i18n, migrate
from coherence.cli import main
from coherence.csv_tables import guarded, unguarded
from coherence.db import Database
from coherence.units.countries import SHIPPED, read_countries
from coherence.units.kinds import INCOME_GROUPS, REGIONS
from coherence.units.names import matching, territory_name, unit_name
from tests.conftest import created


@pytest.fixture(scope="module")
def countries():
    return read_countries("countries.csv", SHIPPED.read_bytes())


def test_every_country_and_region_has_a_name_in_every_language(countries):
    for language in i18n.LANGUAGES:
        assert [code for code in (*countries, *REGIONS) if not territory_name(code, language)] == []


def test_the_groups_are_as_large_as_they_were_published(countries):
    sizes = {group: sum(one.income_group == group for one in countries.values()) for group in INCOME_GROUPS}
    # Kosovo, upper middle, has no code in ISO 3166; the Channel Islands, high, have two.
    assert sizes == {"low": 25, "lower-middle": 50, "upper-middle": 54 - 1, "high": 87 + 1}
    assert len(countries) == 249
    assert [one.alpha2 for one in countries.values() if not one.region] == ["AQ"]


def test_what_nobody_has_measured_is_missing_and_not_zero(countries):
    assert {code for code, one in countries.items() if one.population is None} == {"AQ", "BV", "GS", "HM", "TF", "UM"}
    assert countries["ET"].income_group is None
    assert countries["FR"].income_year == 2025


def test_people_are_counted_with_source_and_year(countries):
    counted = [one for one in countries.values() if one.population]
    assert {(one.population_source, one.population_year) for one in counted} == {
        ("Unicode CLDR 48.2, territory information", 2025)
    }
    # The United Nations count 8.1 to 8.2 billion in 2024 and 2025; two of the largest stand for the column.
    assert 8.0e9 < sum(one.population for one in counted) < 8.3e9
    assert [round(countries[code].population / 1e6) for code in ("FR", "IN")] == [68, 1409]


def test_a_country_is_found_without_accents_and_by_its_code():
    assert matching("reunion", ["RE", "FR"], "fr") == [("RE", "La Réunion")]
    assert [code for code, _ in matching("fr", ["RE", "FR", "DE"], "en")] == ["FR"]


def test_a_unit_without_a_name_in_the_language_keeps_the_one_it_has():
    assert unit_name("XA", {"fr": "Valdorie"}, "Valdorie", "ru") == "Valdorie"
    assert unit_name(None, {}, "Utopia", "ru") == "Utopia"
    assert unit_name("DE", {}, "Germany", "zh") == "德国"


def run(*words, **environment):
    return CliRunner().invoke(main, ["units", *map(str, words)], env=environment)


def test_newer_data_is_checked_whole_and_then_used(tmp_path):
    here = {"COHERENCE_DATA": str(tmp_path)}
    newer = SHIPPED.read_text(encoding="utf-8").replace(",high,", ",low,", 1)
    (tmp_path / "newer.csv").write_text(newer, encoding="utf-8")
    assert "249 countries, 243 with population" in run("load", tmp_path / "newer.csv", **here).stdout
    assert run("show", **here).stdout == newer


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",high,", ",rich,", 'newer.csv:2: column income_group: "rich" is not known; allowed: low'),
        ("AD,AND,020,150", "AD,AND,020,999", 'column region: "999" is not known'),
        (",85370,", ",0,", 'column population: "0" is no whole number above 0'),
        (
            '85370,"Unicode CLDR 48.2, territory information",2025',
            "85370,,",
            "column population_source: a value needs its source and its year",
        ),
        ("AD,AND", "XA,AND", "these countries are missing: AD"),
        ("alpha3", "alpha4", 'the column "alpha3" is missing'),
    ],
)
def test_data_with_a_fault_changes_nothing(tmp_path, old, new, said):
    (tmp_path / "newer.csv").write_text(SHIPPED.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = run("load", tmp_path / "newer.csv", COHERENCE_DATA=str(tmp_path))
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "countries.csv").exists()


@given(st.text())
def test_a_guarded_cell_comes_back_and_starts_no_formula(cell):
    assert unguarded(guarded(cell)) == cell
    if guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r")):
        float(cell)


def test_units_from_before_are_countries_without_a_code(database_kind, request, tmp_path):
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        url = created(request.getfixturevalue("postgresql_server"), "older")
    database = Database(url)
    migrate.upgrade(database.engine, "0002")
    before = (
        "INSERT INTO units (id, name, fictional, created_at) VALUES (1, 'Utopia', false, '2026-01-01')",
        "INSERT INTO editions (id, questionnaire, number, digest, document, stored_at)"
        " VALUES (1, 'q', 1, 'd', '{}', '2026-01-01')",
        "INSERT INTO assessments (id, token_hash, unit_id, edition_id, profile, created_at)"
        " VALUES (1, 'h', 1, 1, '{}', '2026-01-01')",
    )
    with database.engine.connect() as connection, database.writing(connection):
        for statement in before:
            connection.execute(text(statement))
    migrate.upgrade(database.engine)
    with database.engine.connect() as connection:
        row = connection.execute(text("SELECT code, kind, parent_id, population FROM units")).one()
        assert tuple(row) == (None, "country", None, None)
    migrate.downgrade(database.engine, "0002")
    assert "code" not in [column["name"] for column in inspect(database.engine).get_columns("units")]
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM assessments")).scalar() == 1
    database.close()
