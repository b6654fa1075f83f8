"""A peer group of the reader's own choosing: of units that show their name, whose scores everybody knows anyway.

Units without a name cannot be chosen: by choosing lists that differ in one unit, its score could be worked out.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from coherence.benchmarks.model import CHOSEN, Alike, Benchmark, Figure, Figures, Group, Unit, text
from coherence.benchmarks.ranking import Contest, kept
from coherence.benchmarks.scores import scores_of
from scoring.benchmarks.guard import guard
from scoring.benchmarks.peers import Peers
from scoring.benchmarks.policy import Policy


def with_chosen(benchmark: Benchmark, codes: Collection[str]) -> Benchmark:
    """The benchmark with one group more, of these units; codes that show no name are left out."""
    units = [unit for unit in benchmark.units if unit.code in codes]
    named = tuple(unit.code for unit in units)
    nodes = dict.fromkeys(node for unit in units for node in unit.values)
    figures = {node: _figures(node, _values(units, node)) for node in nodes}
    table = scores_of({unit.code: unit.values for unit in units}, tuple(nodes))
    ranked = kept(Contest(table, named, benchmark.weights, benchmark.aggregation, benchmark.settings))
    group = Group(*CHOSEN, len(named), named, figures, ranked)
    earlier = tuple(_with_medians(one, named) for one in benchmark.earlier)
    present = benchmark.present and _with_medians(benchmark.present, named)
    return replace(benchmark, groups=(*benchmark.groups, group), earlier=earlier, present=present)


def _values(units: Collection[Unit], node: str) -> dict[str, float]:
    found = {unit.code: unit.values[node].value for unit in units if node in unit.values}
    return {code: value for code, value in found.items() if value is not None}


def _figures(node: str, values: Mapping[str, float]) -> Figures:
    """Through the guard, as every compared figure: all that it meets here is public."""
    found = guard(Peers(text(CHOSEN), node, values), Policy(public=frozenset(values))).figures if values else {}
    return {name: Figure(figure.value, str(figure.reason)) for name, figure in found.items()}


def _with_medians(one: Alike, named: Collection[str]) -> Alike:
    known = {unit: values for unit, values in one.values.items() if unit in named}
    nodes = dict.fromkeys(node for values in known.values() for node in values)
    by_node = {node: {unit: values[node] for unit, values in known.items() if node in values} for node in nodes}
    medians = {node: _figures(node, values)["median"] for node, values in by_node.items()}
    return replace(one, medians={**one.medians, text(CHOSEN): medians})
