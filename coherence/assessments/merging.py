"""What a filled spreadsheet would change in an assessment: shown first, stored only when somebody says so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from coherence.assessments.operations import Change
from coherence.assessments.queries import NOTHING, Opened, Stored
from coherence.paper.read_back import Answered
from coherence.questionnaire import Item

LONGEST_NAME = 100
# The page that confirms carries all words again, and has to fit into an ordinary request.
MOST_BYTES, BYTES_AROUND = 200_000, 1_200


@dataclass(frozen=True)
class Difference:
    """One question on which file and assessment say different things."""

    item: Item
    stored: Stored
    change: Change

    @property
    def new(self) -> bool:
        """Whether nothing is stored here that could be lost."""
        return self.stored.version == 0

    @property
    def size(self) -> int:
        texts = (self.change.comment, self.change.evidence, self.change.reason, str(self.change.value))
        return BYTES_AROUND + sum(len(text.encode()) for text in texts)


@dataclass(frozen=True)
class Merge:
    """What to decide now; how many answers are the same here; how many have to wait for the next upload."""

    differences: tuple[Difference, ...]
    same: int = 0
    later: int = 0


def merge(opened: Opened, answers: Iterable[Answered]) -> Merge:
    """The file's answers beside those that are stored."""
    changes = [_change(opened, answer) for answer in answers]
    found = [difference(opened, one) for one in changes if not one.same_as(_stored(opened, one.item))]
    now = _what_fits(found)
    return Merge(tuple(found[:now]), len(changes) - len(found), len(found) - now)


def difference(opened: Opened, change: Change) -> Difference:
    return Difference(opened.questionnaire.item(change.item), _stored(opened, change.item), change)


def _what_fits(found: list[Difference]) -> int:
    """How many of them one request can carry; at least one."""
    total = 0
    for number, one in enumerate(found):
        total += one.size
        if total > MOST_BYTES and number:
            return number
    return len(found)


def _stored(opened: Opened, item: str) -> Stored:
    return opened.ratings.get(item, NOTHING)


def _change(opened: Opened, answer: Answered) -> Change:
    seen = _stored(opened, answer.item).version
    said = (answer.state, answer.value, answer.comment, answer.evidence, answer.reason)
    return Change(answer.item, str(uuid4()), seen, *said)


def wished_anew(change: Change, stored: Stored) -> Change:
    """The same wish once more, now knowing what is stored."""
    return replace(change, client_uuid=str(uuid4()), seen=stored.version)


def shown_name(name: str | None) -> str:
    """A file's name without what cannot be seen: with such characters it could read as another one."""
    return "".join(letter for letter in name or "" if letter.isprintable()).strip()[:LONGEST_NAME] or "?"
