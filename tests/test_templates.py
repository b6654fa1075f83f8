"""All templates together: they compile, name their title, know no side, and every word in them is translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coherence import paths

TEMPLATES = sorted(path.relative_to(paths.TEMPLATES).as_posix() for path in paths.TEMPLATES.rglob("*.html"))
STATIC = Path(paths.__file__).parent / "static"
SIDES = re.compile(
    r"(?:margin|padding|border|inset|text-align|float)[a-z-]*\s*:?\s*[-:](?:\s*)(?:left|right)\b|\b(?:left|right)\s*:"
)


SOURCES = {name: (paths.TEMPLATES / name).read_text(encoding="utf-8") for name in TEMPLATES}
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*.css")}
FRAMES = ("base.html", "assessments/layout.html")  # of pages


def test_every_template_compiles(running_app):
    assert TEMPLATES
    for name in TEMPLATES:
        running_app.jinja_env.get_template(name)


def test_every_page_names_its_title():
    pages = [name for name in TEMPLATES if not name.startswith("macros/") and name not in FRAMES]
    assert [name for name in pages if "{% block title %}" not in SOURCES[name]] == []


@pytest.mark.parametrize("way", ["|safe", "autoescape", "style="])
def test_nothing_is_let_through_unescaped(way):
    assert [name for name, source in SOURCES.items() if way in source] == []


def test_a_style_sheet_knows_no_left_and_no_right():
    assert SHEETS
    assert [(name, found) for name, sheet in SHEETS.items() for found in SIDES.findall(sheet)] == []


class _Words(HTMLParser):
    """The words that stand in a template outside of any expression."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.S)
        self.feed(plain)

    def handle_data(self, data):
        self.words += re.findall(r"[^\W\d_]{2,}", data)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("alt", "title", "placeholder", "aria-label"):
                self.words += re.findall(r"[^\W\d_]{2,}", value or "")


def test_every_word_in_a_template_is_translated():
    words = {name: _Words(source).words for name, source in SOURCES.items()}
    assert [(name, word) for name, all in words.items() for word in all if word not in ("Coherence", "UTC")] == []
