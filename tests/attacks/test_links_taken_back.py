"""What a server remembers of a link from save to save opens nothing once the link leads elsewhere."""

import uuid
from datetime import date

import pytest
from sqlalchemy import insert, select, update

from coherence.assessments.models import Assessment
from coherence.db import now, transaction
from coherence.rounds.models import Participation, Round
from coherence.tokens import hashed

ITEM = "how-far"


@pytest.fixture
def app(on_each_database):
    return on_each_database


@pytest.fixture
def saved(work):
    """An assessment that has saved once, so that the server knows where its link leads."""
    assert work.save(ITEM, value="1", comment="Before").status_code == 200
    return work


def retoken(work, token: str) -> None:
    with work.app.app_context(), transaction() as session:
        session.execute(update(Assessment).values(token_hash=hashed(token)))


def join_closed_round(work) -> None:
    with work.app.app_context(), transaction() as session:
        this = session.execute(select(Assessment.id, Assessment.unit_id, Assessment.edition_id)).one()
        day = date(2026, 1, 1)
        words = {"code": "over", "title": "Over", "token_hash": hashed("other"), "opens": day, "closes": day}
        made = session.execute(
            insert(Round).values(**words, edition_id=this.edition_id, closed_at=now()).returning(Round.id)
        ).scalar_one()
        part = {"round_id": made, "unit_id": this.unit_id, "assessment_id": this.id, "consent": "mine"}
        session.execute(insert(Participation).values(**part))


@pytest.mark.parametrize(("item", "version"), [(ITEM, 1), (ITEM, 0), ("how-many", 0)])
def test_a_link_that_was_taken_back_stores_and_tells_nothing(saved, everything, item, version):
    retoken(saved, "another")
    before = everything()
    answer = saved.save(item, version=version, value="0", comment="After")
    assert answer.status_code == 404
    assert "Before" not in answer.text
    assert everything() == before


def test_a_link_that_came_back_works_again(saved):
    retoken(saved, "another")
    assert saved.save(ITEM, version=1, value="0").status_code == 404
    retoken(saved, saved.token)
    assert saved.save(ITEM, version=1, value="0").json["version"] == 2


def test_a_round_that_an_assessment_has_come_into_meanwhile_is_asked(saved, everything):
    join_closed_round(saved)
    before = everything()
    assert saved.save(ITEM, version=1, value="0").status_code == 403
    assert saved.save(ITEM, client_uuid=str(uuid.uuid4()), value="0").status_code == 403
    assert everything() == before
