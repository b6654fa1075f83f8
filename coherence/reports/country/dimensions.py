"""One section for each dimension: its score, the profile of its parts, and every question with its answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coherence.documents.tree import Block, Chart, Entries, KeyFigures, Listing, Paragraph, Section
from coherence.i18n import gettext
from coherence.questionnaire import Group
from coherence.reports import pictures
from coherence.reports.country import cells
from coherence.reports.country.answers import entry
from coherence.reports.country.inputs import Given
from coherence.reports.country.opening import figure_of
from coherence.reports.scorecard import Line, Scorecard
from scoring import Score, walk

FEWEST_BARS = 2


def sections(given: Given, card: Scorecard, numbers: Mapping[str, str]) -> Iterator[Section]:
    """The dimensions in display order; one in which nothing is asked says so."""
    scores = {score.id: score for score in walk(card.overall.score)}
    for place, group in enumerate(given.questionnaire.groups):
        yield replace(_section(given, card, group, numbers, scores), fresh=place == 0)


def _section(
    given: Given, card: Scorecard, group: Group, numbers: Mapping[str, str], scores: Mapping[str, Score]
) -> Section:
    inner = tuple(_section(given, card, part, numbers, scores) for part in group.groups)
    blocks = (
        *_score(card, group, scores),
        *_profile(card, group, numbers),
        *_answers(given, group, numbers, scores),
        *_not_asked(given, group, numbers),
    )
    return Section(f"dimension-{group.id}", f"{numbers[group.id]}. {group.title}", blocks, inner)


def _score(card: Scorecard, group: Group, scores: Mapping[str, Score]) -> Iterator[Block]:
    line = card.find(group.id) if group.id in scores else None
    if line is None:
        yield Paragraph(gettext("Nothing asked for this profile"))
        return
    labels = {"bounds": gettext("Bounds"), "band": gettext("Band"), "coverage": gettext("Coverage")}
    figure = replace(figure_of(line), title=gettext("Score, 0–100"))
    yield KeyFigures(f"figure-{group.id}", line.title, (figure,), labels)


def _profile(card: Scorecard, group: Group, numbers: Mapping[str, str]) -> Iterator[Block]:
    """Bars of the parts under their numbers: the words stand right below."""
    line = card.find(group.id)
    parts = card.parts(line) if line else []
    if len(parts) < FEWEST_BARS:
        return
    id = f"profile-{group.id}"
    title = gettext("Scores of the parts: {dimension}", dimension=group.title)
    svg = pictures.bar_chart([_short(part, numbers) for part in parts], title, str(pictures.PARTS), id)
    yield Chart(id, title, str(pictures.PARTS), str(svg), "annex-questions", None, wide=False)


def _short(line: Line, numbers: Mapping[str, str]) -> Line:
    return replace(line, title=f"{numbers[line.id]}. {line.title}" if line.score.rule else numbers[line.id])


def _answers(given: Given, group: Group, numbers: Mapping[str, str], scores: Mapping[str, Score]) -> Iterator[Block]:
    asked = [item for item in group.items if item.id in given.asked]
    if asked:
        yield Entries(tuple(entry(given, item, numbers[item.id], scores.get(item.id)) for item in asked))


def _not_asked(given: Given, group: Group, numbers: Mapping[str, str]) -> Iterator[Block]:
    """Questions that do not concern this unit, which is something else than "not applicable"."""
    left = [item for item in group.items if item.id not in given.asked]
    if left:
        yield Paragraph(gettext("Not asked, because the profile or an earlier answer rules it out:"))
        yield Listing(tuple(cells.words(f"{numbers[item.id]}. {item.text}", given.questionnaire) for item in left))
