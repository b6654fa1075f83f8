"""Attacks on a published benchmark: everything in it put together, to find out what a unit did not want to show."""

import itertools
import random

import numpy as np
import pytest

from coherence.benchmarks import documents, queries
from coherence.benchmarks import operations as benchmarks
from coherence.benchmarks.making import SETTINGS, groups_of, made
from coherence.benchmarks.model import text
from coherence.rounds.queries import round_by_code
from tests.benchmarks.conftest import filled
from tests.benchmarks.rounds import drawn, instrument, level, random_round, round_of, unit


def equations(found, present, nodes):
    """A row for every mean that is shown of units without a name: the share of each hidden unit's value in it."""
    hidden = sorted(one.code for one in present.counted if one.shares != "named")
    have = {one.code: one.filled.answers for one in present.taking}
    rows = []
    members = groups_of(present)
    for group in found.benchmark.groups:
        for node, weights in nodes.items():
            figures = group.figures[node]
            if figures["mean"].value is None or figures["mean"].reason != "shown":
                continue
            row = np.zeros((len(hidden), len(next(iter(nodes.values())))))
            for code in members[group.key]:
                if code in hidden and have[code]:
                    row[hidden.index(code)] = weights
            rows.append(row.ravel())
    return hidden, np.array(rows)


def leaks(hidden, rows, least=SETTINGS.least):
    """A set of fewer than `least` hidden units of which some combination of the rows tells something, or None."""
    if not len(rows):
        return None
    parts = rows.shape[1] // len(hidden)
    whole = np.linalg.matrix_rank(rows)
    for size in range(1, least):
        for units in itertools.combinations(range(len(hidden)), size):
            others = [unit * parts + part for unit in range(len(hidden)) if unit not in units for part in range(parts)]
            if np.linalg.matrix_rank(rows[:, others]) < whole:
                return [hidden[unit] for unit in units]
    return None


@pytest.mark.parametrize("seed", range(4))
def test_no_combination_of_groups_tells_the_score_of_fewer_than_five_units(seed):
    present = random_round(seed, size=24, named=0.1)
    hidden, rows = equations(made(present), present, {"overall": [1.0]})
    assert len(rows)
    assert leaks(hidden, rows) is None


def test_the_attack_would_find_a_leak():
    present = random_round(0, named=0.0, kept_back=0.0)
    everybody = np.ones((1, 14))
    all_but_two = np.array([[1.0] * 12 + [0.0, 0.0]])
    hidden = sorted(one.code for one in present.counted)
    assert leaks(hidden, np.vstack([everybody, all_but_two])) == [hidden[12], hidden[13]]


@pytest.mark.parametrize("seed", range(2))
def test_dimensions_and_overall_scores_together_tell_no_more(seed):
    present = random_round(seed, size=17, named=0.0)
    found = made(present)
    weights = found.benchmark.weights
    dimensions = {node: [float(node == own) for own in weights] for node in weights}
    hidden, rows = equations(found, present, {"overall": list(weights.values()), **dimensions})
    assert len(rows) > len(weights)
    assert leaks(hidden, rows) is None


def test_a_second_publication_after_a_correction_does_not_give_the_corrected_unit_away():
    source = instrument()
    units = [unit(f"U{place}", answers=level(source, place % 4)) for place in range(8)]
    first = made(round_of(units, source))
    corrected = [unit("U0", answers=level(source, 3)), *units[1:]]
    second = made(round_of(corrected, source), released=first.releases)
    assert first.benchmark.groups[0].figures["overall"]["mean"].value is not None
    assert second.benchmark.groups[0].figures["overall"]["mean"].value is None
    assert second.benchmark.groups[0].figures["overall"]["mean"].reason == "differencing"


def test_a_unit_that_leaves_between_two_publications_is_not_given_away():
    source = instrument()
    units = [unit(f"U{place}", answers=level(source, place % 4)) for place in range(8)]
    first = made(round_of(units, source))
    second = made(round_of(units[1:], source), released=first.releases)
    assert second.benchmark.groups[0].figures["overall"]["mean"].value is None


@pytest.mark.parametrize("shares", ["mine-only", "anonymous"])
def test_nothing_of_a_unit_without_a_name_stands_in_the_document(shares):
    source = instrument()
    others = [unit(f"N{place}", "named", level(source, place % 4)) for place in range(6)]
    document = documents.written(made(round_of([*others, unit("SECRET", shares, level(source, 2))], source)).benchmark)
    assert "SECRET" not in document
    assert "N0" in document


def test_a_unit_that_keeps_its_results_to_itself_changes_no_figure():

    source = instrument()
    units = [unit(f"U{place}", answers=drawn(source, random.Random(place))) for place in range(7)]
    without = made(round_of(units, source)).benchmark
    with_it = made(round_of([*units, unit("M", "mine-only", level(source, 0))], source)).benchmark
    assert [group.figures for group in with_it.groups] == [group.figures for group in without.groups]
    assert (with_it.kept_back, without.kept_back) == (1, 0)


def test_what_is_withheld_says_so_and_keeps_its_n():
    source = instrument()
    units = [unit(f"U{place}", answers=level(source, place % 4), region="ab"[place > 6]) for place in range(10)]
    groups = {group.key: group for group in made(round_of(units, source)).benchmark.groups}
    small = groups["region", "b"]
    assert small.n == 3
    assert {figure.value for figure in small.figures["overall"].values()} == {None}
    assert {figure.reason for figure in small.figures["overall"].values()} == {"too-few"}


def test_groups_with_too_few_hidden_units_are_shown_by_those_that_show_their_name():
    source = instrument()
    named = [unit(f"N{place}", "named", level(source, place % 4)) for place in range(6)]
    group = made(round_of([*named, unit("H", "anonymous", level(source, 3))], source)).benchmark.groups[0]
    figures = group.figures["overall"]
    assert (group.n, figures["n"].value, figures["n"].reason) == (7, 6, "public")
    everybody_named = made(round_of(named, source)).benchmark.groups[0].figures["overall"]
    assert figures["median"].value == everybody_named["median"].value


def test_own_ranks_count_everybody_only_where_the_group_is_shown():
    source = instrument()
    hidden = [unit(f"U{place}", answers=level(source, 0)) for place in range(6)]
    found = made(round_of([*hidden, unit("TOP", answers=level(source, 3))], source))
    own = next(one for one in found.standings if one.unit == "TOP")
    # Six of seven have the same value: whoever knows that would know all.
    assert found.benchmark.groups[0].figures["overall"]["n"].reason == "dominance"
    assert own.ranks[text(("all", ""))]["overall"].reason == "public"


def test_an_earlier_round_in_a_trend_is_judged_together_with_what_was_published_of_it():
    source = instrument()
    grades = [level(source, place % 4) for place in range(12)]
    before = [unit(f"U{place}", answers=answers, region="ab"[place > 6]) for place, answers in enumerate(grades)]
    first = made(round_of(before, source, "r1", 2024))
    # Meanwhile one unit counts to another region: its old region with and without it would tell its score.
    moved = [
        unit(f"U{place}", answers=answers, region="ab"[place in (0, *range(7, 12))])
        for place, answers in enumerate(grades)
    ]
    now = round_of(moved, source, "r2", 2026)
    trend = made(now, [round_of(moved, source, "r1", 2024)], released=first.releases).benchmark.earlier[0]
    assert first.benchmark.group(("region", "a")).figures["overall"]["median"].value is not None
    assert trend.medians["region:a"]["overall"].value is None
    assert trend.medians["region:a"]["overall"].reason == "differencing"


def test_what_was_never_published_is_in_no_later_publication(app):
    with app.app_context():
        filled("embargoed", 2024)
        filled("trial-2026", 2026)
        benchmarks.publish(round_by_code("trial-2026"))
        document = queries.document(queries.latest("trial-2026"))
    assert "embargoed" not in document
