"""How fast the scoring engine is, beside plain numpy on the same numbers, and how its cost grows.

`python -m benchmarks.scoring [--json figures.json]` takes some minutes. The plain weighted mean is what anyone would
write: sum(w x) / sum(w), numpy multiplying and adding arrays, without hierarchy, ranks or missing values. The last
columns are the same as one product of matrices, the least a machine can do. Times are the best of three; ratios are
of processor seconds, which other jobs on the same machine disturb less.
"""

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from scoring import Group, Item, Rule, levels, score, scored
from scoring.composite.aggregate import aggregate
from scoring.composite.build import Choices
from scoring.composite.elements import AGGREGATE, Element
from scoring.composite.framework import Framework, framework
from scoring.robustness.composite import Vary, composite_study
from scoring.robustness.pairs import separation
from scoring.robustness.replicate import Replications, replicate
from scoring.robustness.sensitivity import sensitivity
from scoring.robustness.study import Study
from scoring.robustness.summary import rank_intervals, score_intervals
from scoring.robustness.weighing import Noise

TIMES = 3
BLOCK = 500  # replications for which plain numpy holds weights times values at a time
VARIED = Vary(
    weights=0.25, impute=("none", "mean", "median"), aggregate=("arithmetic", "geometric"), threshold=(0.0, 0.5)
)
WEIGHTS = Vary(weights=0.25)


@dataclass(frozen=True)
class Row:
    what: str
    seconds: float
    processor: float
    plain: float
    product: float

    def text(self) -> str:
        ratios = [f"{own:8.4f} {self.processor / own:7.1f}" for own in (self.plain, self.product)]
        return f"{self.what:<66} {self.seconds:8.3f} {self.processor:8.3f} {'  '.join(ratios)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--memory", choices=["import", "run"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        _memory_here(options.memory)
        return
    machine = f"Python {platform.python_version()}, numpy {np.__version__}, {_processor()}"
    print(machine)
    print(f"{'':66} {'seconds':>8} {'CPU s':>8} {'plain':>8} {'ratio':>7}  {'product':>8} {'ratio':>7}")
    rows = [measure() for measure in (_asem, _again, _large, _sobol, _assessments)]
    growth = _growth()
    memory = {name: _memory(name) for name in ("import", "run")}
    print(f"peak memory of 10,000 x 200 x 100: {memory['run']:.0f} MB; {memory['import']:.0f} MB before it starts")
    if options.json:
        figures = {"machine": machine, "rows": [asdict(row) for row in rows], "growth": growth, "memory": memory}
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


def tree(indicators: int, pillars: int) -> Framework:
    """Four levels: indicators in pillars in two sub-indexes in one index."""
    rows = [Element(code=f"i{at}", level=1, parent=f"p{at % pillars}") for at in range(indicators)]
    rows += [Element(code=f"p{at}", level=2, parent=f"s{at % 2}", kind=AGGREGATE) for at in range(pillars)]
    rows += [Element(code=f"s{at}", level=3, parent="index", kind=AGGREGATE) for at in range(2)]
    return framework([*rows, Element(code="index", level=4, kind=AGGREGATE)])


def study(units: int, indicators: int, vary: Vary, missing: float = 0.05) -> Study:
    """A study of random numbers, of which a share is missing."""
    generator = np.random.default_rng(1)
    data = generator.normal(size=(units, indicators))
    data[generator.random(data.shape) < missing] = np.nan
    return composite_study(tree(indicators, max(2, indicators // 6)), data, Choices(low=1, high=100), vary)


def everything(units: int, indicators: int, vary: Vary, many: int) -> Replications:
    """From the data to intervals of scores and ranks of all aggregates, and the robust pairs of the index."""
    found = replicate(study(units, indicators, vary), many, seed=1)
    score_intervals(found)
    rank_intervals(found)
    separation(found, "index")
    return found


def plain(values: np.ndarray, weights: np.ndarray) -> None:
    """(units, indicators) and (replications, indicators): one weighted mean for each unit and replication."""
    for start in range(0, len(weights), BLOCK):
        own = weights[start : start + BLOCK]
        (own[:, None, :] * values).sum(axis=-1) / own.sum(axis=-1)[:, None]


def product(values: np.ndarray, weights: np.ndarray) -> None:
    """The same as one product of matrices."""
    weights @ values.T / weights.sum(axis=-1)[:, None]


def timed(what: str, run: Callable[[], object], values: np.ndarray, weights: np.ndarray, times: int = TIMES) -> Row:
    beside = (best(lambda: plain(values, weights))[1], best(lambda: product(values, weights))[1])
    row = Row(what, *best(run, times), *beside)
    print(row.text(), flush=True)
    return row


def best(run: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Wall and processor seconds, each the least of several runs."""
    found = []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        run()
        found.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(wall for wall, _ in found), min(processor for _, processor in found)


def arrays(units: int, indicators: int, many: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(1)
    return generator.random((units, indicators)), generator.random((many, indicators))


def _asem() -> Row:
    what = "1,000 replications, 51 x 49, four levels, four choices vary: all"
    return timed(what, lambda: everything(51, 49, VARIED, 1000), *arrays(51, 49, 1000))


def _again() -> Row:
    """Only from normalised values and weights to all aggregates."""
    own = tree(49, 8)
    values, _ = arrays(51, 49, 1)
    noise = Noise(own, 0.25)
    weights = noise.weights(noise.draw(np.random.default_rng(1), 1000))
    what = "  of which re-aggregation: 1,000 sets of weights, 11 aggregates"
    return timed(what, lambda: aggregate(own, values, weights), values, weights[:, :49].copy())


def _large() -> Row:
    what = "10,000 replications, 200 x 100, four levels, four choices vary: all"
    return timed(what, lambda: everything(200, 100, VARIED, 10_000), *arrays(200, 100, 10_000))


def _sobol() -> Row:
    """Four choices: 500 x (4 + 2) runs."""
    what = "Sobol, 3,000 runs, 51 x 49, 1,000 resamples, overall and per unit"
    return timed(what, lambda: sensitivity(study(51, 49, VARIED), 500, seed=1), *arrays(51, 49, 3000))


def _assessments() -> Row:
    """Answers to a tree of scores with coverage, bounds and trace, one by one."""
    items = [Item(f"i{at}", 1 + at % 3, levels(0, 1, 2, 3)) for at in range(80)]
    groups = [Group(f"d{at}", 1, Rule(minimum_coverage=0.5), tuple(items[at * 10 : at * 10 + 10])) for at in range(8)]
    whole = Group("whole", 1, Rule(), tuple(groups))
    answers = np.random.default_rng(1).integers(0, 4, size=(10_000, 80))
    given = [{item.id: scored(int(own)) for item, own in zip(items, row, strict=True)} for row in answers]
    weights = np.array([[float(item.weight) for item in items]])
    what = "10,000 assessments of 80 items, each with its trace"
    return timed(what, lambda: [score(whole, one) for one in given], answers / 3 * 100, weights, 1)


def _growth() -> dict[str, list[tuple[int, float]]]:
    """Processor seconds for twice and four times as much of each, the rest staying as it is."""
    sizes = {"units": (100, 60, 1000), "indicators": (100, 60, 1000), "replications": (100, 60, 1000)}
    found = {name: [_grown(name, size, times) for times in (1, 2, 4, 8)] for name, size in sizes.items()}
    for name, points in found.items():
        steps = "   ".join(f"{many}: {seconds:.3f} s" for many, seconds in points)
        print(f"CPU s as {name} grow (100 units, 60 indicators, 1,000 replications)   {steps}", flush=True)
    return found


def _grown(name: str, size: tuple[int, int, int], times: int) -> tuple[int, float]:
    place = ("units", "indicators", "replications").index(name)
    units, indicators, many = (own * times if at == place else own for at, own in enumerate(size))
    own = study(units, indicators, VARIED)
    return size[place] * times, best(lambda: _intervals(replicate(own, many, seed=1)))[1]


def _intervals(found: Replications) -> None:
    score_intervals(found)
    rank_intervals(found)


def _memory(what: str) -> float:
    """Largest resident set of a process of its own, in MB."""
    run = [sys.executable, "-m", "benchmarks.scoring", "--memory", what]
    return float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def _memory_here(what: str) -> None:
    if what == "run":
        everything(200, 100, VARIED, 10_000)
    status = Path("/proc/self/status").read_text()  # not getrusage: its maximum includes the parent's
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}"


if __name__ == "__main__":
    main()
