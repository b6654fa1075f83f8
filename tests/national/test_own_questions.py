"""Own questions are answered like all others, and no number of the questionnaire ever knows of them."""

import uuid

import pytest
from sqlalchemy import func, select

from coherence.assessments import progress, queries, takeover
from coherence.models import OwnRating, OwnRevision, Rating, Revision
from tests.assessments.conftest import ITEM, SECTION


def test_an_own_question_is_asked_at_the_end_of_its_section_and_said_not_to_be_scored(adding):
    own = adding.new_question()
    page = adding.section()
    assert page.text.index("Questions of Utopia") < page.text.index("How many staff?")
    assert "They are not scored" in page.text
    assert f"{own}-value" in page.fields
    assert own not in adding.section("shared-vision").html


def test_a_question_without_a_section_stands_in_the_last_one(adding):
    own = adding.new_question(under="")
    last = adding.browser.get(adding.home).links
    groups = [link.rstrip("/").rsplit("/", 1)[1] for link in last if "/sections/" in link]
    assert f"{own}-value" in adding.section(groups[-1]).fields


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ({"kind": "number"}, "0"),
        ({"kind": "text"}, "Words"),
        ({"kind": "choice", "choices": "Yes\nNo"}, "c-85a39ab3"),
    ],
)
def test_each_kind_is_saved_without_script_and_by_the_script(adding, question, answer):
    own = adding.new_question(**question)
    assert adding.save_item(own, value=answer, comment="Why").status_code == 200
    page = adding.section()
    assert (page.fields[f"{own}-value"], page.fields[f"{own}-comment"]) == (answer, "Why")
    adding.browser.send(f"{adding.home}sections/{SECTION}", **{f"{own}-comment": "Because"})
    assert adding.section().fields[f"{own}-comment"] == "Because"
    adding.browser.send(f"{adding.home}sections/{SECTION}", clear=own)
    assert not adding.section().fields.get(f"{own}-value")


def test_an_answer_has_versions_and_conflicts_like_a_rating(adding):
    own, number = adding.new_question(), str(uuid.uuid4())
    first = adding.save_item(own, client_uuid=number, value="3")
    assert adding.save_item(own, client_uuid=number, value="3").json == first.json
    second = adding.save_item(own, value="4")
    assert second.status_code == 409
    assert second.json["conflict"]["value"] == 3
    assert adding.save_item(own, version=1, value="4").json["version"] == 2
    assert adding.save_item(own, version=2, value="many").status_code == 422


def test_the_result_shows_the_answers_in_a_section_of_their_own(adding):
    own = adding.new_question(text="Who pays?", kind="text")
    adding.save_item(own, value="The treasury")
    for page in ("result/", "questions"):
        text = adding.browser.get(f"{adding.home}{page}").text
        assert text.index("Questions of Utopia") < text.index("Who pays?") < text.index("The treasury")


def test_a_changed_question_does_not_show_an_answer_that_no_longer_fits(adding):
    own = adding.new_question()
    adding.save_item(own, value="3")
    adding.browser.get(f"{adding.layer}questions")
    changes = {f"{own}.kind": "choice", f"{own}.choices": "Yes\nNo", f"{own}.under": SECTION}
    adding.browser.send(f"{adding.layer}questions", **changes)
    assert not adding.section().fields.get(f"{own}-value")
    assert "Not answered" in adding.browser.get(f"{adding.home}result/").text
    assert adding.save_item(own, version=1, value="c-85a39ab3").status_code == 200


def test_a_removed_question_is_not_asked_and_its_answer_is_kept(app, adding):
    own = adding.new_question()
    adding.save_item(own, value="3")
    adding.browser.get(f"{adding.layer}questions")
    adding.browser.send(f"{adding.layer}questions", **{f"{own}.text": ""})
    assert own not in adding.section().html
    assert adding.save_item(own, version=1, value="4").status_code == 404
    with app.app_context():
        assert queries.reading().execute(select(OwnRating.value)).scalar_one() == 3


def test_a_choice_whose_words_are_mended_keeps_its_answers(adding):
    own = adding.new_question(kind="choice", choices="Yess\nNo")
    chosen = adding.section().html.split(f'name="{own}-value" value="')[1].split('"')[0]
    adding.save_item(own, value=chosen)
    adding.browser.get(f"{adding.layer}questions")
    adding.browser.send(f"{adding.layer}questions", **{f"{own}.choices": "Yes\nNo", f"{own}.under": SECTION})
    assert adding.section().fields[f"{own}-value"] == chosen


def numbers(html: str) -> str:
    """What a result page says of the questionnaire."""
    return html.split('<dl class="facts">')[1].split("</main>")[0].strip()


def test_no_number_of_the_questionnaire_knows_of_own_answers(app, adding):
    """Everything that is computed or carried elsewhere is the same with an own answer and without it."""
    adding.save_item(ITEM, value="2")

    def told():
        with app.app_context():
            opened = queries.open_or_404(adding.token)
            counts = progress.together(part for _, part in progress.sections(opened))
            cycle = takeover.next_cycle(opened, opened.source)
            elsewhere = [dict(one.proposals) for one in takeover.elsewhere(opened)]
            taken = [change.item for change in cycle.taken]
            return opened.answers, opened.asked, counts, taken, cycle.left, cycle.new, elsewhere

    def result():
        html = adding.browser.get(f"{adding.home}result/").html
        return html.split('<section aria-labelledby="national.questions">')[0]

    before, shown = told(), result()
    own = adding.new_question(text="How many staff?")
    adding.save_item(own, value="4", comment="Own")
    assert told() == before
    assert numbers(result()) == numbers(shown)
    with app.app_context():
        tables = (Rating, Revision, OwnRevision)
        counted = [queries.reading().scalar(select(func.count()).select_from(table)) for table in tables]
    assert counted == [1, 1, 1]
