"""Forms to test: of every shipped instrument, and of one with every kind of answer."""

from coherence.editions import blanks, queries
from coherence.paper import Blank, blank
from coherence.questionnaire import Questionnaire, digest, from_document
from tests.attacks.instrument import document

LIBRARY = queries.library()
SMALL = "sdg-17-14-1"
ALL = [(name, tag) for name, source in LIBRARY.items() for tag in queries.languages(source)]


def shipped(name: str, tag: str) -> Blank:
    return blanks.form(LIBRARY[name], tag)


def every_kind(text: str = "A text", **changes: object) -> Questionnaire:
    return from_document(document(text, **changes))


def form(questionnaire: Questionnaire) -> Blank:
    return blank(questionnaire, digest(questionnaire.document))


def questions(form: Blank) -> list:
    return [entry for section in form.sections for entry in section.walk() if hasattr(entry, "kind")]
