"""How far a filling has come. Progress says nothing of quality, and is never shown as a score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coherence.assessments.queries import NOTHING, Opened, Stored
from coherence.questionnaire import Item
from coherence.questionnaire.model import Group


@dataclass(frozen=True)
class Progress:
    answered: int
    asked: int
    minutes_left: int

    @property
    def status(self) -> str:
        """empty (nothing asked) · new · begun · complete"""
        if not self.asked:
            return "empty"
        return "new" if not self.answered else "complete" if self.answered == self.asked else "begun"


def progress(items: Iterable[Item], ratings: Mapping[str, Stored]) -> Progress:
    items = list(items)
    open_items = [item for item in items if not ratings.get(item.id, NOTHING).answered]
    return Progress(len(items) - len(open_items), len(items), round(sum(item.minutes for item in open_items)))


def sections(opened: Opened) -> list[tuple[Group, Progress]]:
    """Each section of the questionnaire with its progress."""
    return [(group, progress(opened.asked_items(group), opened.ratings)) for group in opened.questionnaire.groups]


def together(parts: Iterable[Progress]) -> Progress:
    parts = list(parts)
    return Progress(
        sum(part.answered for part in parts),
        sum(part.asked for part in parts),
        sum(part.minutes_left for part in parts),
    )
