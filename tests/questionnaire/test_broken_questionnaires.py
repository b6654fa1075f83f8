"""Broken files are refused with exactly the messages in their first comment lines, all at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coherence.questionnaire import QuestionnaireError, from_document, load, parse
from coherence.questionnaire.places import Document, Json

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
GOOD = (HERE / "instruments" / "conditions" / "questionnaire.yaml").read_text(encoding="utf-8")


def refused(text: str, name: str = "questionnaire.yaml") -> list[str]:
    with pytest.raises(QuestionnaireError) as error:
        parse(text, name)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_gives_exactly_these_messages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    assert refused(text, path.name) == expected


def test_there_are_many_broken_files() -> None:
    assert len(BROKEN) >= 36


def test_file_is_refused_in_a_folder_of_another_name(tmp_path: Path) -> None:
    path = tmp_path / "questionnaire.yaml"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(QuestionnaireError, match="id: must be the name of the folder"):
        load(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"title: caf\xe9\n",
            "questionnaire.yaml:1: the file is not UTF-8 text; save it with the encoding UTF-8",
        ),
        (GOOD.encode("utf-16"), "questionnaire.yaml:1: the file is not UTF-8 text"),
        (b"a" * 1_000_001, "questionnaire.yaml: the file is too large; at most 1,000,000 bytes are allowed"),
    ],
    ids=["latin-1", "utf-16", "too large"],
)
def test_bytes_that_are_no_questionnaire_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "questionnaire.yaml"
    path.write_bytes(data)
    with pytest.raises(QuestionnaireError, match=re.escape(message)):
        load(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 5000 + "]" * 5000, "nested too deeply"),
        ("{a: " * 5000, "nested too deeply"),
        ("- x\n" * 200_000, "too many values"),
        ("id: " + "a" * 900_000, "too long"),
        ("a: &a {b: *a}\n", 'anchors such as "&a" are not allowed'),
        ("? [a]\n: b\n", "a key must be a word"),
        ("id: \ud800\n", "U+D800"),
        ("? " * 3000, "a key must be a word"),
    ],
    ids=[
        "deep lists",
        "deep keys",
        "many values",
        "long text",
        "self alias",
        "list key",
        "surrogate",
        "deep questions",
    ],
)
def test_hostile_text_is_refused_with_a_reason(text: str, message: str) -> None:
    assert any(message in problem for problem in refused(text))


def test_more_items_than_allowed_are_refused() -> None:
    items = "".join(f"      - {{id: i{n}, text: X, levels: [a, b]}}\n" for n in range(2001))
    head = GOOD[: GOOD.index("groups:")]
    text = f"{head}groups:\n  - id: many\n    title: Many\n    items:\n{items}"
    assert any("at most 2000 items are allowed; found 2001" in problem for problem in refused(text))


def test_more_nested_groups_than_allowed_are_refused() -> None:
    lines = []
    for depth in range(13):
        pad = "    " * depth
        lines += [f"{pad}groups:", f"{pad}  - id: g{depth}", f"{pad}    title: G"]
    deepest = "    " * 13
    lines += [f"{deepest}items: [{{id: x, text: X, levels: [a, b]}}]"]
    text = GOOD[: GOOD.index("groups:")] + "\n".join(lines) + "\n"
    assert any("at most 12 groups inside each other" in problem for problem in refused(text))


def paths(data: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield (*path, key)
        yield from paths(value, (*path, key))


def changed(data: Json, path: tuple[str | int, ...], value: Json) -> Json:
    if not path:
        return value
    if isinstance(data, dict):
        return {key: changed(part, path[1:], value) if key == path[0] else part for key, part in data.items()}
    assert isinstance(data, list)
    return [changed(part, path[1:], value) if n == path[0] else part for n, part in enumerate(data)]


DOCUMENT: Document = parse(GOOD, "questionnaire.yaml").document
ODD: list[Json] = [
    None,
    True,
    -1,
    0,
    1.5,
    10**12,
    "",
    "x",
    "no such thing",
    [],
    [[]],
    {},
    {"id": "x"},
    [None],
    "a" * 6000,
]


@given(st.lists(st.tuples(st.sampled_from(list(paths(DOCUMENT))), st.sampled_from(ODD)), min_size=1, max_size=3))
def test_every_damaged_document_is_read_or_refused_with_problems(
    changes: list[tuple[tuple[str | int, ...], Json]],
) -> None:
    data: Json = DOCUMENT
    for path, value in changes:
        if path in set(paths(data)):
            data = changed(data, path, value)
    assert isinstance(data, dict)
    try:
        questionnaire = from_document(data)
    except QuestionnaireError as error:
        messages = [problem.message for problem in error.problems]
    else:
        messages = ["read"] if questionnaire.document == data else []
    assert messages
    assert all(messages)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 40), st.text(max_size=5))
def test_every_damaged_text_is_read_or_refused_with_problems(start: int, length: int, new: str) -> None:
    try:
        messages = [parse(GOOD[:start] + new + GOOD[start + length :], "questionnaire.yaml").id]
    except QuestionnaireError as error:
        messages = [str(problem) for problem in error.problems]
    assert messages
