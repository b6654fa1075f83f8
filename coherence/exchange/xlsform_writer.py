"""A questionnaire as an XLSForm, for KoboToolbox, ODK and their kin."""

from collections.abc import Sequence

from coherence.exchange import workbook, xlsform, xlsform_rows
from coherence.exchange.languages import Language
from coherence.exchange.names import PREFIX, language_column
from coherence.exchange.records import written
from coherence.exchange.sheets import Sheet, Value
from coherence.exchange.tables import mappings, rows, settings
from coherence.exchange.translations import translations_sheet
from coherence.exchange.xlsform_rows import Line
from coherence.questionnaire import Questionnaire, texts


def export(questionnaire: Questionnaire, languages: Sequence[Language]) -> list[Sheet]:
    """The sheets of the form; the first language is the one the questionnaire was written in, the rest complete."""
    document = questionnaire.document
    survey = [xlsform_rows.about(document), *map(xlsform_rows.profile, mappings(document, "profile"))]
    for group in mappings(document, "groups"):
        survey += xlsform_rows.group(group)
    choices = list(xlsform_rows.choices(document))
    words = _Words(questionnaire, languages)
    said = frozenset(place for line in (*survey, *choices) for place in (line.label, line.hint) if place)
    others = {language.tag: language.texts for language in languages[1:]}
    tables = rows(document)
    return [
        words.sheet(xlsform.SURVEY, survey, (*xlsform.PLAIN, xlsform.PART), xlsform.TRANSLATED, list(xlsform.EXTRAS)),
        words.sheet(xlsform.CHOICES, choices, ("list_name", "name"), ("label",), list(xlsform.CHOICE_EXTRAS)),
        _form(questionnaire, languages[0]),
        _own_settings(questionnaire),
        *(workbook.table_sheet(xlsform.own_table(name), tables[name], xlsform.OWN) for name in xlsform.OWN_TABLES),
        translations_sheet(questionnaire, others, xlsform.OWN_TRANSLATIONS, said),
    ]


def _form(questionnaire: Questionnaire, language: Language) -> Sheet:
    head = ["form_title", "form_id", "version", "default_language"]
    values: list[Value] = [questionnaire.title, questionnaire.id, str(questionnaire.edition)]
    return Sheet(xlsform.FORM, [head, [*values, f"{language.name} ({language.tag})"]])


def _own_settings(questionnaire: Questionnaire) -> Sheet:
    said = settings(questionnaire.document)
    body = [[column.title, written(said.get(column.key))] for column in xlsform.REST]
    return Sheet(xlsform.OWN_SETTINGS, [["Setting", "Value"], *body])


class _Words:
    """Says places and helpers in every language."""

    def __init__(self, questionnaire: Questionnaire, languages: Sequence[Language]) -> None:
        originals = {text.context: text.message for text in texts(questionnaire)}
        self.spoken = [(language, language.texts or originals) for language in languages]

    def sheet(self, name: str, lines: Sequence[Line], plain: Sequence[str], translated: Sequence[str],
              extras: Sequence[str]) -> Sheet:  # fmt: skip
        """The lines with a column for each language; a column of which no row makes use is left out."""
        used = [key for key in extras if any(key in line.extras for line in lines)]
        shown = [what for what in translated if any(self.cells(line, what) for line in lines)]
        head: list[Value] = list(plain)
        head += [language_column(what, one.name, one.tag) for what in shown for one, _ in self.spoken]
        head += [PREFIX + key for key in used]
        body = []
        for line in lines:
            cells = [written(line.cells.get(key)) for key in plain]
            for what in shown:
                cells += self.cells(line, what) or [None] * len(self.spoken)
            body.append([*cells, *(written(line.extras.get(key)) for key in used)])
        return Sheet(name, [head, *body])

    def cells(self, line: Line, what: str) -> list[Value]:
        """Label or hint in every language; nothing if the line has none."""
        place = line.label if what == "label" else line.hint
        if place:
            return [words[place] for _, words in self.spoken]
        if line.helper and what == "label":
            return [language.helpers[line.helper] for language, _ in self.spoken]
        return []
