"""The documents say what the program does: every setting, every command, every link between them."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from coherence.cli import COMMANDS, main
from coherence.config import SETTINGS

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
ALL = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_table_with_its_default_and_meaning(setting):
    table = (ROOT / "docs/administrators.md").read_text(encoding="utf-8")
    default = f"`{setting.default}`" if setting.default else "(empty)"
    assert f"| `{setting.variable}` | {default} | {setting.meaning} |" in table


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command):
    assert f"coherence {command}" in ALL


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if link and not (page.parent / link).exists()] == []


@pytest.fixture
def examples(tmp_path, monkeypatch):
    """A working folder in which the files of the examples are found under the names that the guide gives them."""
    shutil.copytree(ROOT / "docs/scoring/examples", tmp_path / "docs/scoring/examples")
    monkeypatch.chdir(tmp_path)


GUIDE = (ROOT / "docs/scoring.md").read_text(encoding="utf-8")


def blocks(kind: str) -> str:
    return "\n".join(re.findall(rf"^```{kind}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL))


def lines(text: str) -> list[str]:
    """Without spaces at the ends, which nobody sees."""
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def printed_by(command: str) -> str:
    """What `uv run coherence …` or `grep -E WORDS FILE` prints."""
    program, *words = shlex.split(command)
    if program == "grep":
        return "\n".join(
            line for line in lines(Path(words[-1]).read_text(encoding="utf-8")) if re.search(words[-2], line)
        )
    assert (program, *words[:2]) == ("uv", "run", "coherence")
    result = CliRunner().invoke(main, words[2:])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("examples")
def test_commands_in_the_method_guide_print_what_it_shows():
    shown = re.findall(r"^\$ (.*?[^\\])\n(.*?)(?=^\$ |\Z)", blocks("console"), re.MULTILINE | re.DOTALL)
    assert len(shown) == 5
    for command, output in shown:
        assert lines(printed_by(command.replace("\\\n", " "))) == lines(output), command


@pytest.mark.usefixtures("examples")
def test_python_in_the_method_guide_gives_what_it_shows():
    test = doctest.DocTestParser().get_doctest(blocks("pycon"), {}, "docs/scoring.md", "docs/scoring.md", 0)
    assert len(test.examples) > 10
    report: list[str] = []
    assert doctest.DocTestRunner().run(test, out=report.append).failed == 0, "".join(report)
