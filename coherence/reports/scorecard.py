"""The scorecard: every number of an assessment with its name, bounds, coverage and band."""

from dataclasses import dataclass
from functools import cached_property

from coherence import i18n
from coherence.assessments.queries import Opened
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.framework import framework
from coherence.questionnaire.model import Band, Group, Item
from scoring import Answer, Score, axis_scores, band_of, score, walk

OVERALL = "overall"
AXES = {
    "horizontal": _("Horizontal coherence"),
    "vertical-international": _("Vertical coherence: international"),
    "vertical-local": _("Vertical coherence: local"),
}


@dataclass(frozen=True)
class Line:
    """One named number. `band` is None without a value or without bands."""

    id: str
    title: str
    language: str
    score: Score
    band: Band | None
    band_language: str


class Scorecard:
    """The scores of one set of answers, named in the language of `questionnaire`."""

    def __init__(self, questionnaire: Questionnaire, asked: frozenset[str], answers: dict[str, Answer]) -> None:
        self.questionnaire = questionnaire
        self.framework = framework(questionnaire, asked)
        counted = {item.id for item in self.framework.items()}
        self.answers = {item: answer for item, answer in answers.items() if item in counted}

    @cached_property
    def overall(self) -> Line:
        return self._line(score(self.framework, self.answers))

    @cached_property
    def axes(self) -> list[Line]:
        found = axis_scores(self.framework, self.answers)
        return [self._line(found[axis]) for axis in AXES if axis in found]

    @property
    def dimensions(self) -> list[Line]:
        """The sections in display order; one in which nothing is asked has no line."""
        return self.parts(self.overall)

    def parts(self, line: Line) -> list[Line]:
        return [self._line(part) for part in line.score.parts]

    def find(self, node: str) -> Line | None:
        """The number called `node`: overall, an axis, a group or an item."""
        trees = [line.score for line in (self.overall, *self.axes)]
        scores = (found for tree in trees for found in walk(tree))
        return next((self._line(found) for found in scores if found.id == node), None)

    def above(self, node: str) -> list[Line]:
        """The numbers in which `node` is a part."""
        trees = [line.score for line in (self.overall, *self.axes)]
        return [
            self._line(found) for tree in trees for found in walk(tree) if any(part.id == node for part in found.parts)
        ]

    def _line(self, node: Score) -> Line:
        part = self._part(node.id)
        written_in = self.questionnaire.language
        language = written_in if part else i18n.current().tag
        return Line(node.id, self._title(node.id, part), language, node, self._band(node, part), written_in)

    def _part(self, node: str) -> Group | Item | None:
        whole = node == OVERALL or node in AXES
        return None if whole else self.questionnaire.part(node)

    def _title(self, node: str, part: Group | Item | None) -> str:
        if part is None:
            return gettext("Overall") if node == OVERALL else str(AXES[node])
        return part.title if isinstance(part, Group) else part.text

    def _band(self, node: Score, part: Group | Item | None) -> Band | None:
        if node.value is None or isinstance(part, Item):
            return None
        return band_of(node.value, part.bands if part else self.questionnaire.bands)


def scorecard(opened: Opened) -> Scorecard:
    return Scorecard(opened.questionnaire, opened.asked, opened.answers)
