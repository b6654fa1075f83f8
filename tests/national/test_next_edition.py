"""A layer outlives the edition it was made for: the next one shows what no longer fits, and loses nothing unasked."""

from coherence.assessments import operations, queries
from coherence.assessments.takeover import next_cycle
from coherence.questionnaire import from_document
from coherence.questionnaire.layer import Layer
from coherence.questionnaire.layer_file import from_document as layer_from
from tests.attacks.conftest import PROFILE
from tests.attacks.instrument import document
from tests.pages import Browser

LAYER = {
    "questionnaire": "every-kind",
    "language": "es",
    "notes": [{"item": "how-far", "guidance": "Se queda"}, {"item": "gone", "guidance": "Ya no cabe"}],
    "institutions": [{"body": "agency", "names": ["Agencia"]}],
    "questions": [{"id": "own.q", "text": "¿Cuántos?", "kind": "number", "under": "gone-dimension"}],
}


def begun(app, layer: Layer) -> str:
    with app.app_context():
        return operations.start(from_document(document()), "Utopia", PROFILE, layer=layer)


def test_what_no_longer_fits_is_shown_kept_and_removed_on_the_word(app):
    browser, home = Browser(app.test_client()), f"/en/a/{begun(app, layer_from(LAYER))}/"
    page = browser.get(f"{home}national/")
    assert "What no longer fits this edition" in page.text
    assert all(words in page.text for words in ("Ya no cabe", "Agencia", "¿Cuántos?"))
    assert "¿Cuántos?" in browser.get(f"{home}sections/second").text
    assert "Ya no cabe" in browser.client.get(f"{home}national/layer.yaml").text
    browser.get(f"{home}national/")
    browser.send(f"{home}national/remove", remove="1")
    kept = browser.client.get(f"{home}national/layer.yaml").text
    assert "Se queda" in kept
    assert "¿Cuántos?" in kept
    assert "Ya no cabe" not in kept
    assert "Agencia" not in kept
    assert "no longer fits" not in browser.page.text


def test_a_layer_is_nothing_that_the_next_cycle_compares(app):
    with app.app_context():
        opened = queries.open_or_404(begun(app, layer_from(LAYER)))
        cycle = next_cycle(opened, opened.source)
    assert (cycle.taken, cycle.left, cycle.new) == ((), {}, ())
