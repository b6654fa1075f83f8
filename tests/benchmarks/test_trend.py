"""Trends: every round, the present one too, on the questions that ask the same in all of them."""

from coherence.benchmarks.making import made
from coherence.benchmarks.report import Own, View
from coherence.benchmarks.report.trend import section
from coherence.documents.tree import Number, Table
from tests.benchmarks.rounds import instrument, level, round_of, unit


def two_rounds():
    """All that is alike is at the lowest level in both rounds; what is new in the second is at the highest."""
    source = instrument()
    items = [item.id for item in source.items() if item.scored]
    alike = frozenset(items[: len(items) // 2])
    low, high = level(source, 0), level(source, 3)
    grown = {item: low[item] if item in alike else high[item] for item in items}
    before = round_of([unit("A", "named", low), unit("M", "mine-only", low)], source, "r1", 2024)
    now = round_of([unit("A", "named", grown), unit("M", "mine-only", grown)], source, "r2", 2026)
    return source, made(now, [before], alike)


def trend(source, found, own=None):
    view = View(found.benchmark, found.benchmark.groups[0], source, {"A": "A"}, "All", own)
    return next(one for one in section(view).blocks if isinstance(one, Table) and one.id == "trend")


def test_the_present_round_is_compared_on_what_it_shares_with_the_others():
    source, found = two_rounds()
    assert found.benchmark.unit("A").values["overall"].value > 0
    _, before, now, change = trend(source, found).rows[0]
    assert (before, now) == (Number(0.0), Number(0.0))
    assert change == Number(0.0, signed=True)


def test_so_is_the_own_unit():
    source, found = two_rounds()
    standing = next(one for one in found.standings if one.unit == "M")
    _, before, now, _ = trend(source, found, Own.of(standing, "M")).rows[0]
    assert (before, now) == (Number(0.0), Number(0.0))
