"""The documents say what the program does: every setting, every command, every link between them."""

import re
from pathlib import Path

import pytest

from coherence.cli import COMMANDS
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
