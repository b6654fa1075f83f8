"""Who may import whom, no cycles, and no imports hidden in functions."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("coherence", "scoring")
WEB = {"flask", "flask_wtf", "limits", "flask_compress", "wtforms", "werkzeug", "jinja2", "markupsafe"}
STORE = {"sqlalchemy", "alembic"}
SPREADSHEETS = {"openpyxl", "xlsxwriter"}
MAY_USE = {
    "coherence.exchange.sheets": SPREADSHEETS,
    "coherence.paper.spreadsheet": {"xlsxwriter"},
    "coherence.documents.workbook": {"xlsxwriter"},
    "coherence.documents.native": {"xlsxwriter"},
}
# Load long or hold much memory, and are seldom wanted: only where used.
LATE = {
    "pandas",
    "openpyxl",
    "xlsxwriter",
    "coherence.benchmarks.chosen",  # each of these four loads numpy
    "coherence.benchmarks.operations",
    "coherence.benchmarks.ranking",
    "coherence.benchmarks.scores",
    "coherence.documents.pdf",
    "coherence.documents.workbook",
    "coherence.paper.pdf",
    "coherence.paper.spreadsheet",
    "coherence.paper.word",
}
FEATURES = ("assessments", "benchmarks", "editions", "national", "reports", "rounds", "units")
# What each of a feature's modules may not import, from its own feature or another.
NOT_IN = {
    "models": {"forms", "operations", "queries", "views"},
    "queries": {"forms", "operations", "views"},
    "operations": {"forms", "views"},
    "forms": {"views"},
}


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in modules()}


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported; `from package import module` counts as that module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in inner if name in NAMES)
            if not all(name in NAMES for name in inner):
                yield node.module


@cache
def parsed(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    return frozenset(imported(parsed(path)))


def in_folder(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


def ours(path: Path) -> list[str]:
    return [name for name in imports(path) if name.split(".")[0] == "coherence"]


def guilty(paths: Iterable[Path], wrong: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """By module, what is wrong with it; without those that nothing is wrong with."""
    found = {name_of(path): sorted(wrong(path)) for path in paths}
    assert found
    return {name: what for name, what in found.items() if what}


PURE = ("scoring", "coherence/questionnaire", "coherence/exchange", "coherence/paper", "coherence/documents")


@pytest.mark.parametrize("folder", PURE)
def test_pure_code_knows_neither_web_nor_database(folder):
    assert guilty(in_folder(folder), lambda path: tops(path) & (WEB | STORE)) == {}


def test_scoring_knows_nothing_of_the_application():
    assert guilty(in_folder("scoring"), lambda path: tops(path) & {"coherence", "yaml", "pydantic"}) == {}


@pytest.mark.parametrize(
    ("folder", "known"),
    [
        ("questionnaire", ("coherence.questionnaire",)),
        ("exchange", ("coherence.questionnaire", "coherence.exchange")),
        ("paper", ("coherence.questionnaire", "coherence.exchange", "coherence.paper", "coherence.i18n")),
        ("documents", ("coherence.documents", "coherence.paper.glyphs", "coherence.paper.typeset")),
    ],
)
def test_pure_folders_know_these_others_only(folder, known):
    def wrong(path):
        return [
            name for name in ours(path) if name not in known and not name.startswith(tuple(f"{one}." for one in known))
        ]

    assert guilty(in_folder(f"coherence/{folder}"), wrong) == {}


def test_spreadsheets_are_read_in_one_place():
    assert guilty(modules(), lambda path: tops(path) & SPREADSHEETS - MAY_USE.get(name_of(path), set())) == {}


@pytest.mark.parametrize("feature", FEATURES)
def test_features_import_in_one_direction(feature):
    def wrong(path):
        found = {name.rsplit(".", 1)[-1] for name in imports(path) if name.split(".")[1:2] and name in NAMES}
        return found & NOT_IN.get(path.stem, set())

    assert guilty(in_folder(f"coherence/{feature}"), wrong) == {}


@pytest.mark.parametrize("feature", FEATURES)
def test_features_never_import_views_or_forms_of_others(feature):
    def wrong(path):
        foreign = [name for name in imports(path) if name in NAMES and f".{feature}" not in name]
        return [name for name in foreign if name.endswith((".views", ".forms"))]

    assert guilty(in_folder(f"coherence/{feature}"), wrong) == {}


def test_imports_stand_at_the_top():
    def wrong(path):
        functions = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        inner = {name for function in functions for name in imported(function)}
        return {name for name in inner if not {name, name.split(".")[0]} & LATE}

    assert guilty(modules(), wrong) == {}


def test_a_server_starts_without_what_is_seldom_wanted(tmp_path):
    say = "import sys, coherence.wsgi; print(*sys.modules)"
    surroundings = os.environ | {"COHERENCE_DATA": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", say], env=surroundings, capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "coherence.benchmarks.views" in loaded
    assert loaded & (LATE | {"numpy"}) == set()


def test_there_are_no_import_cycles():
    edges = {name: {found for found in imports(path) if found in NAMES} for name, path in NAMES.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " imports ".join((*path[path.index(name) :], name))
        if name not in done:
            for other in sorted(edges[name]):
                visit(other, (*path, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())
