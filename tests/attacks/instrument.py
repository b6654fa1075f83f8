"""A questionnaire with one item of every kind, its texts chosen by the test: also hostile ones."""

from coherence.questionnaire import Questionnaire, from_document

PROFILE = {"role": ("origin",), "level": ("country",)}
RULES = {
    "aggregation": "arithmetic",
    "not_answered": "left-out",
    "dont_know": "left-out",
    "not_applicable": "left-out",
    "minimum_coverage": 0,
}
ANSWERS = {
    "how-far": {"value": "1"},
    "which-steps": {"value": ["plan", "law"]},
    "each-sector": {"value.health": "1", "value.labour": "0"},
    "how-many": {"value": "12.5"},
    "who-decides": {"value": "parliament"},
    "what-else": {"value": "Nothing"},
}


def items(text: str) -> list[dict]:
    told = {"text": text, "guidance": text, "evidence": text, "terms": ["word"], "bodies": ["ministry"]}
    levels = [{"text": text}, {"text": f"{text} 2"}]
    return [
        {"id": "how-far", "axis": "horizontal", "core": True, "levels": levels, **told},
        {
            **{"id": "which-steps", "kind": "checklist", "axis": "vertical-local", **told},
            "extras": [{"id": "plan", "text": text, "points": 1}, {"id": "law", "text": f"{text} 2", "points": 1}],
        },
        {
            **{"id": "each-sector", "kind": "table", "axis": "vertical-international", **told},
            "rows": [{"id": row, "text": f"{text} {row}", "levels": levels} for row in ("health", "labour")],
        },
        {"id": "how-many", "kind": "number", "unit": text, "minimum": 0, "maximum": 100, "low": 0, "high": 100, **told},
        {
            **{"id": "who-decides", "kind": "choice", **told},
            "options": [{"id": "parliament", "text": text}, {"id": "cabinet", "text": f"{text} 2"}],
        },
        {"id": "what-else", "kind": "text", **told},
    ]


def document(text: str = "A text", **changes: object) -> dict:
    question = {"text": text, "guidance": text}
    options = {
        "role": [{"id": "origin", "text": text}, {"id": "transit", "text": f"{text} 2"}],
        "level": [{"id": "country", "text": text}, {"id": "city", "text": f"{text} 2"}],
    }
    given = {
        **{"id": "every-kind", "edition": 1, "language": "en", "title": text, "about": text, "owner": text},
        "status": "original",
        "sources": [{"id": "S1", "title": text, "year": 2020}],
        "terms": [{"id": "word", "term": text, "definition": text}],
        "bodies": [{"id": "ministry", "name": text}],
        "profile": [
            {"id": "role", "many": True, "options": options["role"], **question},
            {"id": "level", "options": options["level"], **question},
        ],
        "scoring": RULES | {"bands": [{"id": "low", "from": 0, "name": text, "colour": "#b3261e"}]},
        "groups": [
            {"id": "first", "title": text, "about": text, "items": items(text)},
            {"id": "second", "title": f"{text} 2", "items": [{"id": "other", "text": text, "levels": [text, text]}]},
        ],
    }
    return given | changes


def nested() -> Questionnaire:
    """Within the first section a group for one role, with its heading, and one that depends on an answer."""
    levels = ["No", "Yes"]
    inner = [
        {
            **{"id": "of-transit", "title": "For transit", "applies_when": "role is transit"},
            "items": [{"id": "borders", "text": "Borders?", "levels": levels}],
        },
        {
            **{"id": "of-steps", "title": "After steps", "about": "What follows."},
            "items": [{"id": "next-steps", "text": "Next?", "levels": levels, "applies_when": "any-steps = 1"}],
        },
    ]
    items = [{"id": "any-steps", "text": "Any?", "levels": levels}]
    return instrument(groups=[{"id": "first", "title": "First", "items": items, "groups": inner}])


def instrument(text: str = "A text", **changes: object) -> Questionnaire:
    return from_document(document(text, **changes))
