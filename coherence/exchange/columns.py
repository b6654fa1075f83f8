"""The tables that a questionnaire is written in by those who work in spreadsheets: sheets and their columns."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from coherence.questionnaire.model import Aggregation, Axis, Status, Treatment
from coherence.questionnaire.schema import KINDS

Reading: TypeAlias = Literal["text", "number", "yes-no", "words", "codes", "numbers", "when"]
"""How a cell becomes a value: words are ids with commas between; codes the same, but never typed as a number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key in the questionnaire, its title, how it is read, what it is for, what is allowed."""

    key: str
    title: str
    reading: Reading = "text"
    help: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one thing in each row."""

    name: str
    help: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


YES_NO = ("yes", "no")
ID = Column("id", "Id", help="lower-case words joined by hyphens; never changes its meaning")
WEIGHT = Column("weight", "Weight", "number", "1 when empty")
POINTS = Column("points", "Points", "number")
APPLIES = Column("applies_when", "Asked when", help="a condition, such as: role in [origin, return]; always when empty")
ITEM = Column("item", "Item", help="the id of the item it belongs to")
RULES = (
    Column("aggregation", "Aggregation", allowed=get_args(Aggregation)),
    Column("not_answered", "Not answered", allowed=get_args(Treatment)),
    Column("dont_know", "Don't know", allowed=get_args(Treatment)),
    Column("not_applicable", "Not applicable", allowed=get_args(Treatment)),
    Column("minimum_coverage", "Minimum coverage", "number", "from 0 to 1"),
)
# One row a setting: these are titles of rows.
SETTINGS = (
    Column("id", "Id", help="lower-case words joined by hyphens; the name of the folder"),
    Column("edition", "Edition", "number", "a whole number; one more when meanings change"),
    Column("language", "Language", help="of the texts in this file, such as en"),
    Column("title", "Title"),
    Column("about", "About", help="two to four sentences for somebody who has never seen it"),
    Column("owner", "Owner", help="who answers for the text"),
    Column("status", "Status", allowed=get_args(Status)),
    *RULES,
)
TABLES = (
    Table("Sources", "Documents that the codes of items refer to.",
          (ID, Column("title", "Title"), Column("year", "Year", "number"))),
    Table("Terms", "Words with their definitions.",
          (ID, Column("term", "Term", help="as written in the texts"), Column("definition", "Definition"))),
    Table("Bodies", "Ministries and other bodies that are likely to know.", (ID, Column("name", "Name"))),
    Table("Profile", "Asked about the unit before the start; conditions use the ids.",
          (ID, Column("text", "Question"), Column("guidance", "Guidance"),
           Column("many", "Several answers", "yes-no", "no when empty", YES_NO))),
    Table("Bands", "Names for ranges of the score, from low to high.",
          (Column("group", "Group", help="the id of the group with bands of its own; empty for the whole"),
           ID, Column("from", "From", "number", "where the band begins; the first at 0"), Column("name", "Name"),
           Column("colour", "Colour", help="such as #b3261e"))),
    Table("Groups", "Dimensions, in the order shown.",
          (ID, Column("inside", "Inside", help="the id of the group around it; empty at the top"),
           Column("title", "Title"), Column("about", "About"), WEIGHT, APPLIES, *RULES)),
    Table("Items", "One question in each row, in the order shown.",
          (Column("group", "Group", help="the id of its group"), ID,
           Column("kind", "Kind", help="level when empty", allowed=KINDS), Column("text", "Question"),
           Column("guidance", "Guidance", help="what counts, what does not, where to look"),
           Column("evidence", "Evidence", help="the documents that settle it"),
           Column("terms", "Terms", "words"), Column("minutes", "Minutes", "number", "2 when empty"),
           Column("core", "Core", "yes-no", "no when empty", YES_NO), WEIGHT,
           Column("axis", "Axis", allowed=get_args(Axis)), Column("bodies", "Bodies", "words"),
           Column("sources", "Sources", "words"), Column("sdg", "SDG", "codes", "goals, targets or indicators: 17.14"),
           Column("gcm", "GCM", "numbers", "objectives, 1 to 23"), APPLIES,
           Column("unit", "Unit", help="of a number"), Column("minimum", "Smallest", "number", "that can be typed"),
           Column("maximum", "Largest", "number", "that can be typed"), Column("low", "Scores 0 at", "number"),
           Column("high", "Scores 100 at", "number"),
           Column("lower_is_better", "Lower is better", "yes-no", "no when empty", YES_NO),
           Column("cap", "Cap", "number", "most that the extras of a checklist bring together"),
           Column("many", "Several answers", "yes-no", "of a choice; no when empty", YES_NO),
           Column("maximum_length", "Longest text", "number", "2000 characters when empty"))),
    Table("Levels", "The answers of a level item or of a row of a table, lowest first.",
          (ITEM, Column("row", "Row", help="the id of the row of a table; empty otherwise"),
           Column("value", "Number", "number", "0, 1, 2 ... when empty"), Column("text", "Level"), POINTS)),
    Table("Options", "The answers of a choice or of a question of the profile.",
          (Column("of", "Question", help="the id of the item or profile question"), ID, Column("text", "Option"))),
    Table("Ticks", "The statements of a checklist.",
          (ITEM, Column("base", "Base", "yes-no", "yes for the one statement that comes first", YES_NO), ID,
           Column("text", "Statement"), POINTS)),
    Table("Rows", "The rows of a table.", (ITEM, ID, Column("text", "Row"), WEIGHT)),
    Table("Changes", "What has happened to items since an earlier edition.",
          (ITEM, Column("change", "Change", allowed=("wording", "scope", "scale")),
           Column("since", "Since edition", "number", "the same in every row"))),
    Table("Decisions", "Points for combinations of levels, instead of weights of rows.",
          (ITEM, Column("when", "When", "when", "such as: language = 0; integration = 0, 1"), POINTS)),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
