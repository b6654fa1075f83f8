"""How the numbers come about, in words: generated from the rules that were really set."""

from collections.abc import Iterator

from coherence.documents.tree import Block, Cell, Column, Facts, Grade, Nothing, Number, Paragraph, Section, Table, Text
from coherence.i18n import gettext
from coherence.i18n import lazy_gettext as _
from coherence.questionnaire import Questionnaire
from coherence.questionnaire.framework import rule
from coherence.reports.country import opening, rounds
from coherence.reports.country.cells import percentage, words
from coherence.reports.country.inputs import Given
from coherence.reports.scorecard import Scorecard
from coherence.reports.sums import RULES, STATES, TREATMENTS
from scoring import State

WRITTEN = {
    "original": _("The text is the owner’s own."),
    "official": _("The text is the official one."),
    "rendering": _("The text is a rendering by others than the owner; the official text counts."),
}
AGGREGATIONS = {
    "arithmetic": _("Weighted mean"),
    "geometric": _("Weighted geometric mean"),
    "minimum": _("Lowest part"),
    "sum-over-maximum": _("Points over points attainable"),
}
WITHOUT_VALUE = (State.NOT_ANSWERED, State.DONT_KNOW, State.NOT_APPLICABLE)


def section(given: Given, card: Scorecard, before: Scorecard | None, numbers: dict[str, str]) -> Section:
    blocks = (
        *_profile(given),
        _rules(given),
        *map(Paragraph, _sentences(given, card, before, numbers)),
        *_bands(given),
    )
    return Section("method", gettext("How the numbers come about"), blocks)


def _profile(given: Given) -> Iterator[Block]:
    """What was said of the unit: it decides which questions are asked."""
    rows: list[tuple[str, Cell]] = []
    for question in given.questionnaire.profile:
        chosen = [option.text for option in question.options if option.id in given.profile.get(question.id, ())]
        rows.append((question.text, words(gettext("; ").join(chosen) or gettext("none"), given.questionnaire)))
    if rows:
        yield Facts("profile", gettext("The profile of the unit"), tuple(rows))


def _rules(given: Given) -> Facts:
    """What was set for the whole."""
    rules = rule(given.source.rules)
    least = Number(rules.minimum_coverage, 0, share=True) if rules.minimum_coverage else Nothing(gettext("none"))
    treated: list[tuple[str, Cell]] = [
        (str(STATES[state]), Text(str(TREATMENTS[rules.treatment(state)]))) for state in WITHOUT_VALUE
    ]
    rows: tuple[tuple[str, Cell], ...] = (
        (gettext("Questionnaire"), words(given.questionnaire.title, given.questionnaire)),
        (gettext("Edition"), Number(given.source.edition, 0)),
        (gettext("Fingerprint (SHA-256)"), Text(given.edition_digest)),
        (gettext("Text by"), words(given.questionnaire.owner, given.questionnaire)),
        (gettext("Rule"), Text(str(AGGREGATIONS[rules.aggregation]))),
        (gettext("Least coverage for a score"), least),
        *treated,
    )
    return Facts("method-rules", gettext("The rules used"), rows)


def _sentences(given: Given, card: Scorecard, before: Scorecard | None, numbers: dict[str, str]) -> Iterator[str]:
    rules = given.source.rules
    yield str(WRITTEN[given.source.status])
    if given.notice:
        yield given.notice
    yield str(RULES[rules.aggregation])
    yield _weights(given.source)
    yield from _departures(given)
    if rules.minimum_coverage:
        yield gettext("Below {percent} no score is given.", percent=percentage(rules.minimum_coverage))
    yield gettext(
        "Coverage is the share of the weight that applies and is answered. The bounds are the lowest and the highest "
        "score that are still possible, given what has no answer."
    )
    if card.axes:
        yield gettext(
            "The score of an axis takes all its questions together, whatever their dimension, each by its weight in "
            "the whole and by the rule of the whole."
        )
    yield opening.rule()
    if before is not None and given.earlier is not None:
        unlike = rounds.not_alike(given, given.earlier, card, before)
        if sentence := rounds.unlike_questions(unlike, numbers):
            yield sentence


def _weights(source: Questionnaire) -> str:
    weights = {part.weight for group in source.groups for part in group.walk()}
    if source.rules.aggregation == "sum-over-maximum":
        return gettext("Weights play no part: each question counts by the points that it can bring.")
    if len(weights) == 1:
        return gettext("All parts of a group weigh the same.")
    return gettext("The parts of a group weigh differently; the annex has every weight.")


def _departures(given: Given) -> Iterator[str]:
    """Groups that have rules of their own."""
    for group in given.questionnaire.all_groups():
        if group.rules != given.source.rules:
            own = rule(group.rules)
            treatments = gettext("; ").join(
                gettext("{state}: {treatment}", state=STATES[state], treatment=TREATMENTS[own.treatment(state)])
                for state in WITHOUT_VALUE
            )
            yield gettext(
                "“{group}” has rules of its own: {rule}; least coverage {percent}; {treatments}.",
                group=group.title,
                rule=AGGREGATIONS[own.aggregation],
                percent=percentage(own.minimum_coverage),
                treatments=treatments,
            )


def _bands(given: Given) -> Iterator[Block]:
    if not given.questionnaire.bands:
        return
    columns = (Column("band", gettext("Band"), wide=3), Column("from", gettext("From"), numeric=True))
    rows = tuple((Grade(band.name, band.colour, band.start), Number(band.start)) for band in given.questionnaire.bands)
    yield Table("bands", gettext("Bands"), columns, rows)
