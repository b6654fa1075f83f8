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


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(running_app, name):
    running_app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith("macros/")])
def test_every_page_names_its_title(running_app, name):
    source = (paths.TEMPLATES / name).read_text(encoding="utf-8")
    assert name in ("base.html", "assessments/layout.html") or "{% block title %}" in source


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_let_through_unescaped(name):
    source = (paths.TEMPLATES / name).read_text(encoding="utf-8")
    assert "|safe" not in source
    assert "autoescape" not in source
    assert "style=" not in source


@pytest.mark.parametrize("name", sorted(path.name for path in (STATIC / "css").glob("*.css")))
def test_a_style_sheet_knows_no_left_and_no_right(name):
    assert SIDES.findall((STATIC / "css" / name).read_text(encoding="utf-8")) == []


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


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_in_a_template_is_translated(name):
    words = _Words((paths.TEMPLATES / name).read_text(encoding="utf-8")).words
    assert [word for word in words if word not in ("Coherence", "UTC")] == []
