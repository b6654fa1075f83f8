"""What XLSForm and a questionnaire share: columns, types, and what the columns of our own are called.

A form has one question for each item and, beside it, the state of the answer, a reason, a comment and the
evidence. What XLSForm does not know stands in columns that begin with `coherence_`, which other programs ignore.
"""

from coherence.exchange.columns import BY_NAME, RULES, SETTINGS, Column, Table
from coherence.exchange.names import PREFIX

SURVEY, CHOICES, FORM = "survey", "choices", "settings"
OWN = "coherence "
OWN_SETTINGS, OWN_TRANSLATIONS = OWN + "Settings", OWN + "Translations"
OWN_TABLES = ("Sources", "Terms", "Bodies", "Bands", "Decisions", "Changes")
PART = PREFIX + "part"
PLAIN = ("type", "name", "relevant", "constraint", "appearance")
TRANSLATED = ("label", "hint")
# What a column of a form is called that holds a key of an item, a group, a row or a profile question as it is.
_IN_FORM = ("id", "group", "inside", "text", "title", "about", "guidance", "evidence", "unit", "minimum", "maximum")
EXTRAS: dict[str, Column] = {
    column.key: column
    for column in (*BY_NAME["Items"].columns, *RULES)
    if column.key not in (*_IN_FORM, "maximum_length")
}
CHOICE_EXTRAS: dict[str, Column] = {
    column.key: column for column in (BY_NAME["Levels"].column("value"), *BY_NAME["Ticks"].columns)
    if column.key in ("value", "points", "base")
}  # fmt: skip
REST = tuple(column for column in SETTINGS if column.key not in ("id", "edition", "title", "language", "about"))
# Parts of a form that are not a question of the questionnaire.
ABOUT, GUIDANCE, UNIT, TABLE, ROW, PROFILE = "about", "guidance", "unit", "table", "row", "profile"
HELPER_PARTS = frozenset({"state", "reason", "comment"})
EVIDENCE = "evidence"
SELECT_ONE, SELECT_MULTIPLE = "select_one", "select_multiple"


def own_table(name: str) -> Table:
    """A table of the authoring workbook that goes with a form."""
    return BY_NAME[name]
