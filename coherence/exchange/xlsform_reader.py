"""An XLSForm as a questionnaire: what has a counterpart is taken, the rest is named with its place."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from coherence.exchange import xlsform
from coherence.exchange.columns import BY_NAME
from coherence.exchange.documents import TableError, questionnaire
from coherence.exchange.names import to_id
from coherence.exchange.records import Place, Record
from coherence.exchange.sheets import Sheet
from coherence.exchange.translations import translations
from coherence.exchange.workbook import Read, records, settings_record
from coherence.exchange.xlsform_choices import Choices
from coherence.exchange.xlsform_header import Report, language_tag, lines
from coherence.exchange.xlsform_survey import Survey
from coherence.questionnaire.places import Json
from coherence.questionnaire.wording import shown

FORM_COLUMNS = ("form_title", "form_id", "id_string", "version", "default_language")
KNOWN = {xlsform.SURVEY, xlsform.CHOICES, xlsform.FORM, xlsform.OWN_SETTINGS, xlsform.OWN_TRANSLATIONS}
KNOWN |= {xlsform.OWN + name for name in xlsform.OWN_TABLES}
# What a form does not say and a questionnaire needs.
ASSUMED: dict[str, Json] = {
    "owner": "Not stated", "status": "rendering", "aggregation": "arithmetic", "not_answered": "left-out",
    "dont_know": "left-out", "not_applicable": "left-out", "minimum_coverage": 0.5,
}  # fmt: skip


def read(sheets: Sequence[Sheet], name: str) -> Read:
    """The questionnaire in a form, with what was refused; TableError when nothing usable is left."""
    report = Report(name)
    by_name = {sheet.name: sheet for sheet in sheets}
    if xlsform.SURVEY not in by_name:
        raise TableError([f"{name}: there is no sheet survey. Allowed: an XLSForm with survey, choices, settings"])
    for sheet in sheets:
        if sheet.name not in KNOWN and any(any(cell is not None for cell in row) for row in sheet.rows):
            report.refused.append(f"{name}: sheet {shown(sheet.name)}: has no counterpart")
    form = _form(by_name.get(xlsform.FORM), report)
    base = _language(form, by_name.get(xlsform.SURVEY), report)
    survey_lines = lines(by_name.get(xlsform.SURVEY), xlsform.PLAIN, xlsform.EXTRAS, report, base)
    choice_lines = lines(
        by_name.get(xlsform.CHOICES), ("list_name", "name"), xlsform.CHOICE_EXTRAS, report, base, ("label",)
    )
    title = form.text("form_title") or "Questions"
    survey = Survey(report=report, base=base, choices=Choices(choice_lines), title=title)
    survey.take(survey_lines)
    said = _settings(form, by_name.get(xlsform.OWN_SETTINGS), survey, report)
    for own in xlsform.OWN_TABLES:
        if xlsform.OWN + own in by_name:
            survey.tables[own] = records(by_name[xlsform.OWN + own], BY_NAME[own], name, report.refused)
    try:
        found = questionnaire(name, said, survey.tables)
    except TableError as error:
        raise TableError([*report.refused, *error.problems]) from None
    words, _ = translations(by_name.get(xlsform.OWN_TRANSLATIONS), found, name, report.notes)
    for tag, texts in survey.words.items():
        words.setdefault(tag, {}).update(texts)
    return Read(found, words, {}, report.notes, report.refused)


def _form(sheet: Sheet | None, report: Report) -> Record:
    """The second row of the sheet settings."""
    place = Place(xlsform.FORM, 2)
    if sheet is None or len(sheet.rows) < 2:
        return Record(place, {})
    values: dict[str, Json] = {}
    places = {}
    for number, (title, value) in enumerate(zip(sheet.rows[0], sheet.rows[1], strict=False), start=1):
        here = Place(xlsform.FORM, 2, number, str(title))
        if value is not None and title in FORM_COLUMNS:
            values[str(title)], places[str(title)] = value, here
        elif value is not None:
            report.refuse(here, f"this setting has no counterpart. Allowed: {', '.join(FORM_COLUMNS)}")
    return Record(place, values, places)


def _language(form: Record, survey: Sheet | None, report: Report) -> str:
    """The language a form was written in: its default, or that of the first label."""
    tag = language_tag(form.text("default_language"))
    if tag:
        return tag
    labels = [str(title) for title in (survey.rows[0] if survey and survey.rows else ()) if title]
    found = [language_tag(title.removeprefix("label::")) for title in labels if title.startswith("label::")]
    if "label" not in labels and found and found[0]:
        return found[0]
    report.note(form.place, "no language is named (default_language); en is assumed")
    return "en"


def _settings(form: Record, own: Sheet | None, survey: Survey, report: Report) -> Record:
    """What is said once: from the form, from our own sheet, else assumed and named."""
    record = Record(form.place, {}, {}) if own is None else settings_record(own, report.name, report.refused)
    values: dict[str, Json] = {**record.values, **_identity(form, report), "language": survey.base}
    places: dict[str, Place] = {**record.places}
    for key, title in (("id", "form_id"), ("title", "form_title"), ("edition", "version")):
        places[key] = form.at(title)
    if survey.about:
        values["about"], places["about"] = survey.about
    for key, value in {**ASSUMED, "about": values["title"]}.items():
        if key not in values:
            values[key] = value
            report.note(form.place, f"{key} is not in the form; {shown(value)} is assumed")
    return Record(form.place, values, places)


def _identity(form: Record, report: Report) -> Mapping[str, Json]:
    given = form.text("form_id") or form.text("id_string") or PurePath(report.name).stem
    id = to_id(given)
    if id != given:
        report.note(form.at("form_id"), f"the form {shown(given)} got the id {id}")
    version = form.text("version")
    edition = int(version) if version.isdecimal() and 0 < int(version) <= 1_000_000 else 1
    if str(edition) != version:
        report.note(form.at("version"), f"the version {shown(version)} is no whole number; edition 1 is assumed")
    return {"id": id, "title": form.text("form_title") or given, "edition": edition}
