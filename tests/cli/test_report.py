"""`coherence report`: the files of one assessment, made once, and clear words when something does not fit."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from coherence import create_app
from coherence.assessments import operations, queries
from coherence.assessments.operations import Change
from coherence.cli import main
from scoring import State
from tests.attacks.instrument import PROFILE, instrument

UUID = "00000000-0000-4000-8000-00000000000{}"


class Desk:
    """A database with one assessment, and the command on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        self.settings = {"data": str(folder), "database_url": f"sqlite:///{folder / 'coherence.db'}"}
        app = create_app(**self.settings)
        with app.app_context():
            self.token = operations.start(instrument(), "Utopia/../x", PROFILE)
            self.number = queries.find(self.token).id
        app.extensions["database"].close()

    def say(self, comment: str, times: int = 0) -> None:
        app = create_app(**self.settings)
        change = Change("how-far", UUID.format(times), times, State.SCORED, 1, comment, "", "")
        with app.app_context():
            opened = queries.find(self.token)
            assert not operations.save(opened.place, change).conflict
        app.extensions["database"].close()

    def run(self, *arguments, out=None):
        environment = {f"COHERENCE_{name.upper()}": value for name, value in self.settings.items()}
        return CliRunner().invoke(main, ["report", "--out", str(out or self.out), *arguments], env=environment)

    def files(self) -> list[str]:
        return sorted(os.listdir(self.out))


@pytest.fixture
def desk(sqlite_template, tmp_path):
    shutil.copy(sqlite_template, tmp_path / "coherence.db")
    return Desk(tmp_path)


def test_a_number_a_token_and_a_link_name_the_same_assessment(desk):
    for given in (str(desk.number), desk.token, f"https://example.org/fr/a/{desk.token}/result/?x#y"):
        result = desk.run("--assessment", given, "--format", "json")
        assert result.exit_code == 0, result.output
    assert len(desk.files()) == 1
    assert desk.files()[0].startswith("utopia-x-every-kind-1-en-")


def test_all_languages_on_all_processors(desk):
    result = desk.run("--assessment", desk.token, "--lang", "all", "--format", "json", "--format", "html")
    assert result.exit_code == 0, result.output
    assert "12 made, 0 already there" in result.stderr
    assert [line for line in result.stdout.splitlines() if line] == [str(desk.out / name) for name in desk.files()]
    assert len(desk.files()) == 12


def test_what_is_there_already_is_left_and_only_the_rest_is_made(desk):
    arguments = ("--assessment", desk.token, "--format", "json", "--format", "html")
    desk.run(*arguments)
    gone, kept = desk.files()
    before = (desk.out / kept).stat().st_mtime_ns
    (desk.out / gone).unlink()
    result = desk.run(*arguments)
    assert "1 made, 1 already there" in result.stderr
    assert desk.files() == [gone, kept]
    assert (desk.out / kept).stat().st_mtime_ns == before


def test_another_answer_makes_another_file_beside_the_first(desk):
    desk.run("--assessment", desk.token, "--format", "json")
    desk.say("Something else")
    desk.run("--assessment", desk.token, "--format", "json")
    texts = [(desk.out / name).read_text(encoding="utf-8") for name in desk.files()]
    assert ["Something else" in text for text in texts].count(True) == 1
    assert len(texts) == 2


def test_what_cannot_be_printed_is_said_and_the_rest_is_made(desk):
    desk.say("Seen 𓀀")
    result = desk.run("--assessment", desk.token, "--format", "pdf", "--format", "json")
    assert result.exit_code == 2
    assert "U+13000" in result.stderr
    assert [name.rsplit(".", 1)[1] for name in desk.files()] == ["json"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--assessment", "99"), "there is none"),
        (("--assessment", "9" * 40), "there is none"),
        (("--assessment", "no-such-token"), "there is none"),
        (("--assessment", "1", "--lang", "xx"), "allowed: en, fr, es, ar, ru, zh, or all"),
        (("--assessment", "1", "--kind", "other"), "'country'"),
        (("--assessment", "1", "--format", "docx"), "pdf"),
    ],
)
def test_what_does_not_fit_is_named(desk, arguments, says):
    given = arguments if "--format" in arguments else (*arguments, "--format", "json")
    result = desk.run(*given)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert not desk.out.exists()


def test_a_folder_that_cannot_be_made_is_named(desk):
    result = desk.run("--assessment", desk.token, "--format", "json", out=desk.folder / "coherence.db" / "x")
    assert result.exit_code == 2
    assert "cannot be made" in result.stderr
