"""The catalogs: complete, up to date, with the same placeholders; and no word that escapes them."""

import re
from gettext import NullTranslations

import pytest

from coherence import catalogs, i18n
from coherence.assessments import sheets
from coherence.editions import queries as editions
from tests.assessments.conftest import Filling
from tests.pages import Page

PAIRS = [
    (tag, domain) for tag in catalogs.TRANSLATED for domain in catalogs.domains() if catalogs.file(tag, domain).exists()
]
COMPLETE = {name: set(catalogs.TRANSLATED) for name in editions.library()}


@pytest.mark.parametrize("tag", catalogs.TRANSLATED)
def test_the_interface_exists_in_every_language(tag):
    assert catalogs.file(tag, catalogs.INTERFACE).exists()


@pytest.mark.parametrize(("questionnaire", "tag"), [(q, tag) for q, tags in COMPLETE.items() for tag in sorted(tags)])
def test_the_questionnaire_exists_in_the_languages_promised(questionnaire, tag):
    assert catalogs.file(tag, questionnaire).exists()


@pytest.mark.parametrize(("tag", "domain"), PAIRS)
def test_a_catalog_is_complete_and_in_step_with_the_texts(tag, domain):
    assert list(catalogs.faults(tag, domain)) == []


@pytest.mark.parametrize(("tag", "domain"), PAIRS)
def test_a_catalog_on_disk_is_as_the_update_writes_it(tag, domain):
    assert catalogs.written(catalogs.updated(tag, domain)) == catalogs.file(tag, domain).read_bytes()


class Pseudo(NullTranslations):
    """Marks every text that went through translation."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, singular, plural, number):
        return f"⟦{singular if number == 1 else plural}⟧"

    def pgettext(self, context, message):
        return f"⟦{message}⟧"


@pytest.fixture
def pseudo(monkeypatch):
    monkeypatch.setattr(i18n, "catalog", lambda tag, domain=i18n.INTERFACE: Pseudo())
    monkeypatch.setattr(i18n, "has_catalog", lambda tag, domain: True)
    monkeypatch.setattr(editions, "_stored_words", lambda questionnaire, tag: Pseudo().pgettext)
    monkeypatch.setattr(editions, "_spoken", {})
    monkeypatch.setattr(sheets, "_drawn", {})


PAGES = (
    "/fr/",
    "/fr/nowhere",
    "/fr/questionnaires/migration-development",
    "/fr/start/migration-development",
    "{home}",
    "{home}sections/coordination",
    "{home}questions",
    "{home}profile",
    "{home}offline",
    "{home}result/",
    "{home}result/overall",
    "{home}result/coordination",
    "{home}result/horizontal",
    "{home}result/standing-mechanism",
)
# Names, not words: the program, the languages, the unit of the test, who wrote the questionnaire.
NAMES = {language.name for language in i18n.LANGUAGES.values()} | {"Coherence", "Utopia", "UTC"}


@pytest.mark.parametrize("address", PAGES)
def test_no_word_escapes_translation(browser, pseudo, address):
    filling = Filling(browser, "fr")
    filling.save_item(value=2)
    page = browser.get(address.format(home=filling.home), 404 if address == "/fr/nowhere" else 200)
    questionnaire = editions.library()["migration-development"]
    names = NAMES | {questionnaire.owner} | {source.title for source in questionnaire.sources}
    assert _outside_marks(page.html, names) == []


def _outside_marks(html: str, names: set[str]) -> list[str]:
    """The visible texts with a letter in them that no translation produced. Charts cut their labels short."""
    plain = re.sub(r"<svg.*?</svg>", "", html, flags=re.S)
    unmarked = re.sub(r"⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧", "", plain)
    dates = re.compile(r"\d+ [^\W\d]+\.? \d{4} \d\d:\d\d UTC")
    texts = [dates.sub("", text) for text in Page(unmarked).texts]
    for name in sorted(names, key=len, reverse=True):
        texts = [text.replace(name, "") for text in texts]
    return [text for text in texts if re.search(r"[^\W\d_]", text)]
