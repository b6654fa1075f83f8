"""Editors who save the same answers at the same time, in any order, again and again: nobody's words are lost unseen."""

import random
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from coherence.assessments import operations, queries
from coherence.assessments.operations import Change
from scoring import State
from tests.attacks.conftest import Work

EDITORS = ("labour", "interior")
STEPS = 1000


@pytest.fixture
def app(on_each_database):
    return on_each_database


def change(words: str, seen: int, number: str | None = None) -> Change:
    return Change("how-far", number or str(uuid.uuid4()), seen, State.SCORED, 1, words, "", "")


def test_in_any_order_of_two_editors_nothing_is_overwritten_unseen(app, work, everything):
    chance = random.Random(14)
    seen = dict.fromkeys(EDITORS, queries.NOTHING)
    stored, sent = [], []
    with app.app_context():
        opened = queries.open_or_404(work.token)
        for step in range(STEPS):
            editor, act = chance.choice(EDITORS), chance.random()
            if act < 0.5:
                seen[editor] = stored[-1] if stored else queries.NOTHING
                continue
            again = sent and act > 0.9
            wish = chance.choice(sent) if again else change(f"{editor} {step}", seen[editor].version)
            outcome = operations.save(opened.place, wish)
            known = next((past for past in stored if past.comment == wish.comment), None)
            current = stored[-1] if stored else queries.NOTHING
            if known:
                assert (outcome.conflict, outcome.present) == (False, known)
            elif wish.seen == current.version:
                assert not outcome.conflict
                stored.append(outcome.present)
                seen[editor] = outcome.present
            else:
                assert (outcome.conflict, outcome.present.comment) == (True, current.comment)
            sent.append(wish)
    history = everything()["revisions"]
    assert [row.comment for row in history] == [past.comment for past in stored]
    assert [row.version for row in history] == list(range(1, len(stored) + 1))
    assert everything()["ratings"][0].comment == stored[-1].comment
    assert len(stored) > STEPS / 10


def in_parallel(work, requests: list[dict]) -> list:
    """The answers to saves that are sent at the same time, each from a client of its own with the same cookie."""
    token = work.csrf
    cookie = work.browser.client.get_cookie("session").value
    headers = {"X-CSRFToken": token, "Accept": "application/json", "Cookie": f"session={cookie}"}

    def send(fields):
        data = {f"{fields['item']}-{name}": value for name, value in fields.items() if name != "item"}
        client = work.app.test_client(use_cookies=False)
        return client.post(f"{work.home}items/{fields['item']}", data=data, headers=headers)

    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(send, requests))


def test_fifty_repeats_at_once_are_one_save(work, everything):
    same = {"item": "how-far", "version": "0", "client_uuid": str(uuid.uuid4()), "value": "1", "comment": "Once"}
    answers = in_parallel(work, [same] * 50)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [(row.version, row.comment) for row in everything()["revisions"]] == [(1, "Once")]
    assert [(row.version, row.comment) for row in everything()["ratings"]] == [(1, "Once")]


def test_of_fifty_different_saves_at_once_one_is_stored_and_all_others_are_told(work, everything):
    wishes = [
        {"item": "how-far", "version": "0", "client_uuid": str(uuid.uuid4()), "value": "1", "comment": f"Wish {number}"}
        for number in range(50)
    ]
    answers = in_parallel(work, wishes)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 49
    (row,) = everything()["ratings"]
    assert {answer.json["conflict"]["comment"] for answer in answers if answer.status_code == 409} == {row.comment}
    assert len(everything()["revisions"]) == 1


def test_saves_of_different_items_at_once_are_all_stored(work, everything):
    items = [
        ("how-far", {"value": "1"}),
        ("how-many", {"value": "5"}),
        ("what-else", {"value": "x"}),
        ("other", {"value": "0"}),
    ]
    wishes = [{"item": item, "version": "0", "client_uuid": str(uuid.uuid4())} | fields for item, fields in items]
    assert {answer.status_code for answer in in_parallel(work, wishes)} == {200}
    assert {row.item for row in everything()["ratings"]} == {item for item, _ in items}


def test_one_number_for_two_wishes_never_passes_the_second_off_as_stored(work, everything):
    number = str(uuid.uuid4())
    assert work.save("how-far", client_uuid=number, value="1", comment="First").status_code == 200
    for version in (0, 1):
        second = work.save("how-far", version=version, client_uuid=number, value="1", comment="Second")
        assert second.status_code == 409
        assert second.json["conflict"]["comment"] == "First"
    assert work.save("how-many", client_uuid=number, value="5").status_code == 409
    assert [row.comment for row in everything()["ratings"]] == ["First"]


def test_a_page_opened_again_with_back_and_saved_anew_is_a_conflict_and_not_a_loss(work):
    first = work.section().fields
    url = f"{work.home}sections/first"
    work.browser.send(url, **{"how-far-value": "1", "how-far-comment": "First"})
    work.browser.page.fields = first
    page = work.browser.send(url, 409, **{"how-far-value": "0", "how-far-comment": "After going back"})
    assert "First" in page.text
    assert page.fields["how-far-comment"] == "After going back"
    work.browser.send(url)
    assert work.section().fields["how-far-comment"] == "After going back"


def test_clearing_an_answer_that_was_never_seen_is_a_conflict(work):
    work.save("how-far", value="1", comment="Theirs")
    assert work.save("how-far").status_code == 409
    assert work.section().fields["how-far-comment"] == "Theirs"


def test_an_answer_that_got_lost_can_be_asked_for_again(work, everything):
    number = str(uuid.uuid4())
    lost = work.save("how-far", client_uuid=number, value="1", comment="Sent")
    work.save("how-far", version=1, value="0", comment="Newer")
    again = work.save("how-far", client_uuid=number, value="1", comment="Sent")
    assert (again.status_code, again.json) == (200, lost.json)
    assert [row.comment for row in everything()["ratings"]] == ["Newer"]


def test_saves_that_arrive_in_the_wrong_order_do_not_undo_each_other(work):
    assert work.save("how-far", version=1, value="1", comment="Second").status_code == 409
    assert work.save("how-far", version=0, value="0", comment="First").status_code == 200
    assert work.save("how-far", version=1, value="1", comment="Second").status_code == 200
    assert work.save("how-far", version=0, value="0", comment="Late").status_code == 409
    assert work.section().fields["how-far-comment"] == "Second"


def test_two_editors_of_one_page_keep_each_others_answers(app, work):
    other = Work(app, work.questionnaire, browser=None)
    other.token, other.home = work.token, work.home
    work.section()
    other.section()
    url = f"{work.home}sections/first"
    work.browser.send(url, **{"how-far-value": "1", "how-far-comment": "Ours"})
    other.browser.send(url, **{"how-many-value": "7", "how-many-comment": "Theirs"})
    fields = work.section().fields
    assert (fields["how-far-comment"], fields["how-many-comment"]) == ("Ours", "Theirs")
