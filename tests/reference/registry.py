"""The comparisons: declared in the modules beside this one, run by pytest and by `python -m tests.reference`."""

import importlib
import os
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pandas as pd

TOLERANCE = 1e-9
"""Absolute or relative."""
FOLDER = Path(os.environ.get("COHERENCE_REFERENCE") or Path(__file__).parents[3] / "shared" / "reference")
RUNNERS = ("registry", "__main__")


@cache
def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path)


@dataclass(frozen=True)
class Files:
    """The folder of the reference files."""

    folder: Path = FOLDER

    def __bool__(self) -> bool:
        return self.folder.is_dir()

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def table(self, name: str) -> pd.DataFrame:
        """A CSV file, `asem/in_iMeta` for asem/in_iMeta.csv; a copy, to be changed at will."""
        return _read(self.folder / f"{name}.csv").copy()


@dataclass(frozen=True)
class Comparison:
    """Two arrays or tables that should be equal, ours and theirs. `departs`: how many values differ on purpose."""

    name: str
    run: Callable[[Files], tuple[object, object]]
    departs: int
    why: str

    def outcome(self, files: Files) -> "Outcome":
        ours, theirs = (_flat(values) for values in self.run(files))
        assert len(ours) == len(theirs), f"{self.name}: {len(ours)} values of ours, {len(theirs)} of theirs"
        wrong = [place for place, pair in enumerate(zip(ours, theirs, strict=True)) if not same(*pair)]
        return Outcome(self, len(ours), wrong, [(ours[place], theirs[place]) for place in wrong[:5]])


@dataclass(frozen=True)
class Outcome:
    comparison: Comparison
    compared: int
    wrong: list[int]
    examples: list[tuple[object, object]]

    @cached_property
    def as_declared(self) -> bool:
        return self.compared > 0 and len(self.wrong) == self.comparison.departs


COMPARISONS: dict[str, Comparison] = {}


def comparison(name: str, *, departs: int = 0, why: str = ""):
    """Declare `def f(files) -> (ours, theirs)`: arrays, tables or lists of numbers, texts or truths, of equal length.

    Where ours must differ (a fault of theirs), `departs` is the exact number of values and `why` the reason.
    """
    assert bool(departs) == bool(why), "a departure has a number and a reason"

    def declare(run: Callable[[Files], tuple[object, object]]) -> Callable[[Files], tuple[object, object]]:
        assert name not in COMPARISONS, f"declared twice: {name}"
        COMPARISONS[name] = Comparison(name, run, departs, why)
        return run

    return declare


def all_comparisons() -> list[Comparison]:
    """Those of every module of this package."""
    package = Path(__file__).parent
    for module in sorted(found.name for found in pkgutil.iter_modules([str(package)])):
        if module not in RUNNERS and not module.startswith("test_"):
            importlib.import_module(f"tests.reference.{module}")
    return list(COMPARISONS.values())


def same(ours: object, theirs: object) -> bool:
    """Both missing, or numbers within 1e-9 (absolute or relative), or otherwise equal."""
    if pd.isna(ours) or pd.isna(theirs):
        return bool(pd.isna(ours) and pd.isna(theirs))
    if isinstance(ours, str) or isinstance(theirs, str):
        return ours == theirs
    return ours == theirs or abs(ours - theirs) <= TOLERANCE * max(1.0, abs(ours), abs(theirs))


def _flat(values: object) -> list:
    array = values.to_numpy() if isinstance(values, pd.DataFrame | pd.Series) else np.asarray(values)
    return array.ravel().tolist()
