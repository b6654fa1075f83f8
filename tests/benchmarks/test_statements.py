"""Pages of a comparison take as many statements for many units as for few."""

import random
from contextlib import contextmanager
from datetime import date

from sqlalchemy import event

from coherence.benchmarks import operations as benchmarks
from coherence.rounds import importing, operations, queries
from coherence.units import countries
from tests.benchmarks.conftest import table
from tests.benchmarks.rounds import drawn, instrument

FEW, MANY = 14, 40


def published(code, number):
    """A published round of so many countries; the token of the last one, which does not show its name."""
    operations.create(instrument(), code, "Trial", date(2026, 1, 1), date(2026, 12, 31))
    generator = random.Random(code)
    codes = sorted(countries.codes())[:number]
    units = [{"unit": one, "roles": "return", "consent": "named"} for one in codes[:-1]]
    units.append({"unit": codes[-1], "roles": "return", "consent": "anonymous"})
    answers = [
        {"unit": one, "item": item, "answer": answer.value}
        for one in codes
        for item, answer in drawn(instrument(), generator).items()
    ]
    done = importing.bring_in(queries.round_by_code(code), table(units), table(answers))
    operations.close(queries.round_by_code(code))
    benchmarks.publish(queries.round_by_code(code))
    return done.joined[-1].token


@contextmanager
def statements(app):
    """The statements that reach the database meanwhile."""
    found, engine = [], app.extensions["database"].engine

    def seen(connection, cursor, statement, *rest):
        found.append(statement)

    event.listen(engine, "before_cursor_execute", seen)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", seen)


def counted(app, reader, path):
    """How many statements the page takes."""
    with statements(app) as found:
        assert reader.get(path).status_code == 200
    return len(found)


def test_statements_of_a_page_do_not_grow_with_the_units(app):
    reader = app.test_client()
    with app.app_context():
        tokens = {number: published(f"trial-{number}", number) for number in (FEW, MANY)}
    for number in tokens:
        reader.get(f"/en/benchmarks/trial-{number}/1/")  # the published document is kept from here on
    for page in ("", "comparison/?w0=90", f"comparison/?unit={min(countries.codes())}"):
        few, many = (counted(app, reader, f"/en/benchmarks/trial-{number}/1/{page}") for number in (FEW, MANY))
        assert 0 < few == many <= 5, page
    few, many = (counted(app, reader, f"/en/a/{token}/comparison/") for token in tokens.values())
    assert 0 < few == many <= 8
