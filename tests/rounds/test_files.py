"""Rounds on the command line and in files: all of a file or nothing of it, and every refused row named."""

import csv
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from coherence import create_app
from coherence.assessments.queries import hashed
from coherence.cli import main
from coherence.csv_tables import Refused
from coherence.models import Round
from coherence.rounds import importing, operations, queries
from coherence.rounds.importing import File
from tests.assessments.conftest import ITEM
from tests.rounds.conftest import Running, everything

UNITS = """unit,kind,parent,name_en,name_fr,region,income_group,population,roles,consent
XA,country,,Valdoria,Valdorie,150,high,1000000,origin;transit,named
XA-N,region,XA,North,,,,,,anonymous
XA-N1,city,XA-N,=HYPERLINK(1),,,,5000,destination,
FR-75C,city,FR,Paris,,,,,,
ES,,,,,,,,,
"""
ANSWERS = f"""unit,item,answer,state,comment,evidence,reason
XA,{ITEM},3,,"=1+1, “so”",https://example.org,
XA-N,{ITEM},,dont_know,-2,,
XA-N1,{ITEM},,not_applicable,,,"Not ours
at all"
"""


def bring(running, units=UNITS, answers=ANSWERS):
    given = [
        None if text is None else File(f"{name}.csv", text.encode())
        for name, text in (("units", units), ("answers", answers))
    ]
    with running.app.app_context():
        return importing.bring_in(running.info, *given)


@pytest.fixture
def empty(app, browser):
    return Running(app, browser, units=())


def test_units_and_answers_come_in_together(empty):
    assert bring(empty).answers == 3
    assert len(empty.read(queries.members)) == 5
    city = empty.member("XA-N1")
    assert (city.parent, city.region, city.income_group, city.population) == ("XA-N", "150", "high", 5000)
    assert (city.roles, city.consent, city.profile["level"]) == (("destination",), "mine-only", ("city",))
    assert (empty.member("XA").name("fr"), empty.member("XA-N").name("fr")) == ("Valdorie", "North")
    assert empty.member("FR-75C").region == "150"
    assert empty.member("XA").consent == "named"
    assert empty.read(queries.answers)["XA"][ITEM].value == 3


def test_what_came_in_opens_with_the_links_that_are_given_out(empty, browser):
    links = {one.code: one.token for one in bring(empty).joined}
    page = browser.get(f"/en/a/{links['XA']}/questions")
    assert "=1+1" in page.text
    assert "Fictional practice country" in page.text


def test_the_same_files_again_change_nothing(empty):
    bring(empty)
    before = everything(empty.app)
    again = bring(empty)
    assert (again.joined, again.answers, everything(empty.app)) == ([], 0, before)


def test_a_row_for_a_known_unit_corrects_it(empty):
    bring(empty)
    bring(empty, UNITS.replace("1000000", "1100000"), None)
    assert empty.member("XA").population == 1_100_000


def test_a_stored_answer_is_never_overwritten(empty):
    bring(empty)
    before = everything(empty.app)
    with pytest.raises(Refused, match=f"XA has another answer to {ITEM} stored"):
        bring(empty, None, ANSWERS.replace(",3,,", ",2,,"))
    assert everything(empty.app) == before


WRONG_ANSWERS = {
    "XA,how-far,1": 'answers.csv:6: column item: there is no item "how-far" in migration-development, edition 1',
    f"XX-9,{ITEM},1": 'column unit: "XX-9" takes no part in this round',
    f"ES,{ITEM},9": f'column answer: {ITEM}: "9" is no answer here; allowed: 0, 1, 2, 3, 4',
    f"XA,{ITEM},1": f"column item: XA answers {ITEM} twice",
    "ES,migration-focal-point,,not_applicable": "column reason",
    f"FR,{ITEM},1": 'column unit: "FR" takes no part',
    "XA-N,standing-mechanisms,1": 'did you mean "standing-mechanism"?',
    "FR-75C,migration-focal-point,,perhaps": 'column state: "perhaps" is not known; allowed: scored',
    f"FR-75C,{ITEM},1,,{'x' * 10_001}": "column comment: the text is too long: 10001; allowed: 10000",
}


def test_every_wrong_answer_is_named_and_nothing_of_both_files_is_stored(empty):
    before = everything(empty.app)
    rows = [row + "," * (6 - row.count(",")) for row in WRONG_ANSWERS]
    with pytest.raises(Refused) as refused:
        bring(empty, UNITS, "\n".join((ANSWERS.rstrip(), *rows)))
    found = [str(problem) for problem in refused.value.problems]
    assert [said for said in WRONG_ANSWERS.values() if not any(said in one for one in found)] == []
    assert {problem.line for problem in refused.value.problems} == set(range(6, 6 + len(rows)))
    assert everything(empty.app) == before


WRONG_UNITS = {
    "XB-11,country,,,,,,,,": "units.csv:7: column name_en: a name is needed",
    "DD,country,,Elsewhere,,,,,,": "column unit: DD is no country; allowed: a code of ISO 3166",
    "xb,country,,B,,,,,,": 'column unit: "xb" is no code; allowed: capital letters',
    "XB-12,planet,,B,,,,,,": 'column kind: "planet" is not known; allowed: country, region, city',
    "XB-1,city,XB,B,,,,,,": 'it lies in, of the kind country, region; found "XB", which is neither here nor stored',
    "XB-13,country,XA,B,,,,,,": "column parent: a unit of the kind country lies in no other one",
    "XB-14,country,,B,,999,,,,": 'column region: "999" is not known; allowed: 002, 009, 019, 142, 150',
    "XB-15,country,,B,,,rich,,,": 'column income_group: "rich" is not known; allowed: low',
    "XB-16,country,,B,,,,many,,": 'column population: "many" is no number of people',
    "XB-17,country,,B,,,,0,,": "column population",
    "XB-18,country,,B,,,,,guest,": 'column roles: "guest" is not known; allowed: origin',
    "XB-19,country,,B,,,,,,all": 'column consent: "all" is not known; allowed: mine-only, anonymous, named',
    "IT,,,,,150,,,,": "column region: of a country this comes from CLDR and the reference data",
    "PT,city,,,,,,,,": "column kind: PT is a country",
    "XA,country,,B,,,,,,": "column unit: XA stands in line 2 already",
}


def test_every_wrong_unit_is_named_and_nothing_is_stored(empty):
    before = everything(empty.app)
    with pytest.raises(Refused) as refused:
        bring(empty, "\n".join((UNITS.rstrip(), *WRONG_UNITS)))
    found = [str(problem) for problem in refused.value.problems]
    assert [said for said in WRONG_UNITS.values() if not any(said in one for one in found)] == []
    assert {problem.line for problem in refused.value.problems} == set(range(7, 7 + len(WRONG_UNITS)))
    assert everything(empty.app) == before


def test_a_row_of_another_length_and_an_invisible_character_are_named(empty):
    with pytest.raises(Refused, match=r"units.csv:7: column name_en: the character U\+0007 is invisible"):
        bring(empty, f"{UNITS}XB,country,,a\x07b,,,,,,\n")
    with pytest.raises(Refused, match=r"units.csv:7: 10 cells are needed; found 2"):
        bring(empty, f"{UNITS}XB,country\n")


def test_the_consent_of_a_unit_in_the_round_is_its_own(empty):
    bring(empty)
    with pytest.raises(Refused, match="XA-N allows anonymous; only the unit itself changes that"):
        bring(empty, UNITS.replace("anonymous", "named"))


def test_a_file_that_is_too_large_is_refused_with_the_limit(empty, monkeypatch):
    monkeypatch.setattr(importing, "LARGEST_UNITS", 100)
    with pytest.raises(Refused, match="at most 100 are allowed"):
        bring(empty)


def test_a_closed_round_takes_no_files(empty):
    empty.close()
    before = everything(empty.app)
    with pytest.raises(operations.RoundClosed):
        bring(empty)
    assert everything(empty.app) == before


@pytest.fixture
def cli(sqlite_template, tmp_path):
    """The command line on a database of its own."""
    shutil.copy(sqlite_template, tmp_path / "coherence.db")
    (tmp_path / "u.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ANSWERS, encoding="utf-8")

    def run(*words, status=0):
        result = CliRunner().invoke(main, ["round", *map(str, words)], env={"COHERENCE_DATA": str(tmp_path)})
        assert result.exit_code == status, result.output
        return result

    return run


PERIOD = ("--opens", "2026-01-01", "--closes", "2026-06-30")
NEW = ("create", "europe", "--questionnaire", "migration-development", "--title", "Europe", *PERIOD)


def test_a_round_goes_out_and_comes_back_the_same(cli, tmp_path):
    cli(*NEW)
    cli("import", "europe", "--units", tmp_path / "u.csv", "--answers", tmp_path / "a.csv", "--links", tmp_path / "l")
    cli("export", "europe", "--out", tmp_path / "one")
    for file in ("units.csv", "answers.csv"):
        with (tmp_path / "one" / file).open(encoding="utf-8", newline="") as rows:
            cells = [cell for row in csv.reader(rows) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
        assert "-2" in cells or file == "units.csv"
    cli("create", "again", *NEW[2:])
    answers = tmp_path / "one/answers.csv"
    answers.write_text(answers.read_text(encoding="utf-8").replace('"europe"', '"again"'), encoding="utf-8")
    cli("import", "again", "--units", tmp_path / "one/units.csv", "--answers", answers)
    cli("export", "again", "--out", tmp_path / "two")
    for file in ("units.csv", "answers.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    links = (tmp_path / "l").read_text(encoding="utf-8").splitlines()
    assert (len(links), links[1].startswith('"XA","/en/a/')) == (6, True)
    assert "europe  2026-01-01–2026-06-30  migration-development@1  open  n=5  Europe" in cli("list").stdout


def test_adding_and_closing_on_the_command_line(cli, tmp_path):
    token = cli(*NEW).stdout.split("/")[3]
    app = create_app(data=str(tmp_path))
    with app.extensions["database"].engine.connect() as connection:
        assert connection.scalar(select(Round.token_hash)) == hashed(token)
    app.extensions["database"].close()
    assert cli("add", "europe", "FR", "DE").stdout.split()[::2] == ["FR", "DE"]
    assert "already in this round: FR" in cli("add", "europe", "IT", "FR", status=2).stderr
    assert "n=2" in cli("list").stdout
    cli("close", "europe")
    assert "this round is closed" in cli("add", "europe", "IT", status=2).stderr
    assert "this round is closed" in cli("close", "europe", status=2).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "Europe!", *NEW[2:]), "is no code of a round; allowed: small letters"),
        (("create", "x", *NEW[2:-1], "2025-01-01"), "before it opens on 2026-01-01"),
        (NEW, "there is a round europe already"),
        (("add", "asia", "FR"), "there is no round 'asia'; rounds: europe"),
        (("add", "europe", "XA"), "no country of ISO 3166 and no stored unit: XA"),
        (("import", "europe"), "nothing to import"),
    ],
)
def test_what_is_not_possible_is_said_in_one_line(cli, words, said):
    cli(*NEW)
    result = cli(*words, status=2)
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_row_of_another_round_is_refused(cli, tmp_path):
    cli(*NEW)
    (tmp_path / "a.csv").write_text(f"round,unit,item,answer\nasia,XA,{ITEM},3\n", encoding="utf-8")
    refused = cli("import", "europe", "--units", tmp_path / "u.csv", "--answers", tmp_path / "a.csv", status=2)
    assert 'a.csv:2: column round: "asia" is another round; allowed: europe, or nothing' in refused.stderr
    assert "n=0" in cli("list").stdout


def test_thousands_of_cities_come_in_at_once(cli, tmp_path):
    rows = "".join(f"XA-{n},city,XA,City {n},,,,,origin,\n" for n in range(2_000))
    (tmp_path / "u.csv").write_text(UNITS + rows, encoding="utf-8")
    answers = "".join(f"XA-{n},{ITEM},{n % 5}\n" for n in range(2_000))
    (tmp_path / "a.csv").write_text(f"unit,item,answer\n{answers}", encoding="utf-8")
    cli(*NEW)
    done = cli("import", "europe", "--units", tmp_path / "u.csv", "--answers", tmp_path / "a.csv")
    assert "2005 units and 2000 answers are new in europe" in done.stdout
