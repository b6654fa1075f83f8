"""The country report: one tree of plain values, in the language that is spoken when it is made."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_date

from coherence import i18n
from coherence.documents.tree import Cell, Facts, Report, Section, Text
from coherence.i18n import gettext
from coherence.questionnaire.numbering import numbers
from coherence.reports.country import agendas, annex, dimensions, method, opening, rounds
from coherence.reports.country.cells import words
from coherence.reports.country.inputs import Given
from coherence.reports.country.provenance import file_name, provenance
from coherence.reports.scorecard import Scorecard


def country_report(given: Given, labels: Mapping[str, str]) -> Report:
    """The same answers give the same tree, whenever and wherever it is made."""
    language = i18n.current()
    card = Scorecard(given.questionnaire, given.asked, given.answers)
    before = rounds.earlier_card(given)
    changes = rounds.changes(given, card, before)
    places = numbers(given.questionnaire)
    return Report(
        kind="country",
        name=file_name(given),
        title=given.unit,
        subtitle=gettext("{questionnaire}: result", questionnaire=given.questionnaire.title),
        language=language.tag,
        direction="rtl" if language.direction == "rtl" else "ltr",
        facts=_facts(given),
        opening=(
            opening.key_figures(card),
            *opening.picture(card),
            *opening.strengths_and_gaps(given, card, places),
            *rounds.blocks(given, "change", [card.overall, *card.axes], changes),
        ),
        sections=tuple(
            section
            for section in (
                _overview(given, card, changes, places),
                *dimensions.sections(given, card, places),
                agendas.section(given, card, places),
                method.section(given, card, before, places),
                annex.section(card, before),
            )
            if section is not None
        ),
        provenance=provenance(given),
        notice=given.notice,
        labels=labels,
    )


def _overview(given: Given, card: Scorecard, changes: rounds.Changes, places: dict[str, str]) -> Section:
    """Dimensions and axes side by side, before each dimension by itself."""
    blocks = (opening.profile(given, card), *opening.axes(card))
    if given.earlier is not None:
        blocks += rounds.blocks(given, "change-dimensions", card.dimensions, changes)
    left = tuple(opening.open_questions(given, card, places))
    inner = (Section("open", gettext("Questions without an answer"), left),) if left else ()
    return Section("overview", gettext("Dimensions"), blocks, inner)


def _facts(given: Given) -> Facts:
    """Who, what and when."""
    rows: list[tuple[str, Cell]] = [
        (gettext("Unit"), Text(given.unit, ours=False)),
        (gettext("Questionnaire"), words(given.questionnaire.title, given.questionnaire)),
        (gettext("Edition"), Text(str(given.source.edition))),
    ]
    rows.append((gettext("Begun"), Text(_date(given.created_at))))
    if given.last_saved:
        rows.append((gettext("Last answer saved"), Text(_date(given.last_saved))))
    if given.earlier and given.earlier.last_saved:
        rows.append((gettext("Round before"), Text(_date(given.earlier.last_saved))))
    if given.fictional:
        rows.append((gettext("Note"), Text(gettext("Fictional practice country"))))
    return Facts("about", gettext("About this report"), tuple(rows))


def _date(moment: datetime) -> str:
    return str(format_date(moment, "long", locale=i18n.current().tag))
