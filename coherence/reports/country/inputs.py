"""What a country report is made of: plain values, read once and in one view of the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from coherence.assessments.queries import NOTHING, Profile, Stored
from coherence.questionnaire import Item, Questionnaire
from scoring import Answer


@dataclass(frozen=True)
class Earlier:
    """The round before, in the words it was written in."""

    source: Questionnaire
    asked: frozenset[str]
    answers: Mapping[str, Answer]
    last_saved: datetime | None


@dataclass(frozen=True)
class Other:
    """What the same answers say about another instrument: questions with a whole answer, and with a part of one."""

    title: str
    edition: int
    questions: int
    whole: int
    part: int


@dataclass(frozen=True, kw_only=True)
class Given:
    """One assessment. `questionnaire` is `source` in the reader's language; `notice` says how that came about.

    `code` is that of the unit, empty for one without; `unit` is its name in the reader's language.
    """

    unit: str
    fictional: bool
    profile: Profile
    source: Questionnaire
    questionnaire: Questionnaire
    edition_digest: str
    asked: frozenset[str]
    ratings: Mapping[str, Stored]
    created_at: datetime
    earlier: Earlier | None = None
    others: tuple[Other, ...] = ()
    notice: str = ""
    code: str = ""

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return {item: Answer(rating.state, rating.value) for item, rating in self.ratings.items()}

    @property
    def last_saved(self) -> datetime | None:
        return max((rating.saved_at for rating in self.ratings.values() if rating.saved_at), default=None)

    def rating(self, item: Item) -> Stored:
        return self.ratings.get(item.id, NOTHING)
