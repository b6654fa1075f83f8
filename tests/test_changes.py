"""A change is whole or not at all, on both databases, also on a connection that has read before."""

import pytest
from sqlalchemy import func, select

from coherence.db import database, reading, transaction
from coherence.units.models import Unit

UNITS = select(func.count(Unit.id))


class Stopped(Exception):
    pass


def begin_and_stop() -> None:
    with transaction() as session:
        session.add(Unit(name="Half"))
        session.flush()
        raise Stopped


def test_a_change_that_fails_half_way_leaves_nothing(app):
    with app.app_context():
        before = reading().scalar(UNITS)
        with pytest.raises(Stopped):
            begin_and_stop()
        assert reading().scalar(UNITS) == before


def test_nobody_sees_a_change_before_it_is_whole(app):
    with app.app_context():
        before = reading().scalar(UNITS)
        with transaction() as session:
            session.add(Unit(name="Whole"))
            session.flush()
            with database().engine.connect() as other:
                assert other.scalar(UNITS) == before
        assert reading().scalar(UNITS) == before + 1
