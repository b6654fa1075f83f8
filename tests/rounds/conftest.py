"""A round with units, reached as people reach it."""

from datetime import date

import pytest
from sqlalchemy import select

from coherence.editions import queries as editions
from coherence.models import Base
from coherence.rounds import operations, queries
from coherence.rounds.operations import Joining
from coherence.units.kinds import UnitProfile
from tests.assessments.conftest import QUESTIONNAIRE, Filling


def everything(app):
    with app.extensions["database"].engine.connect() as connection:
        return {table.name: connection.execute(select(table)).all() for table in Base.metadata.sorted_tables}


class Running:
    """A round: its manager's link, and the links of its units."""

    def __init__(self, app, browser, code="first", year=2026, units=("FR", "KE"), questionnaire=QUESTIONNAIRE):
        self.app, self.browser, self.code = app, browser, code
        with app.app_context():
            source = editions.library()[questionnaire]
            self.token = operations.create(source, code, f"Round {code}", date(year, 1, 1), date(year, 12, 31))
        self.home = f"/en/r/{self.token}/"
        self.tokens = self.add(*units)

    def add(self, *units):
        given = [unit if isinstance(unit, UnitProfile) else UnitProfile(unit, roles=("origin",)) for unit in units]
        with self.app.app_context():
            return {one.code: one.token for one in operations.add(self.info, [Joining(unit) for unit in given])}

    @property
    def info(self):
        return queries.round_by_code(self.code)

    def send_file(self, path, text, status=200):
        """A CSV file from the round's page; the page that answers, or the one it leads to."""
        self.browser.get(self.home)
        head = 'Content-Disposition: form-data; name="'
        body = (
            f'--x\r\n{head}csrf_token"\r\n\r\n{self.browser.page.fields["csrf_token"]}\r\n'
            f'--x\r\n{head}file"; filename="u.csv"\r\n\r\n{text}\r\n--x--\r\n'
        )
        response = self.browser.client.post(
            f"{self.home}{path}",
            data=body.encode(),
            content_type="multipart/form-data; boundary=x",
            buffered=True,
            follow_redirects=True,
        )
        assert response.status_code == status
        return response.text

    def close(self):
        with self.app.app_context():
            operations.close(self.info)

    def read(self, question):
        """What a query says of this round, asked in a request of its own."""
        with self.app.app_context():
            return question(self.info.id)

    def member(self, code):
        return next(member for member in self.read(queries.members) if member.code == code)

    def unit(self, code, language="en"):
        """The unit's assessment, to fill."""
        filling = Filling.__new__(Filling)
        filling.browser, filling.token = self.browser, self.tokens[code]
        filling.home = f"/{language}/a/{filling.token}/"
        filling.section()
        return filling


@pytest.fixture
def running(app, browser):
    return Running(app, browser)
