"""How far the translation of each instrument is: what is done is counted, how it was made is told in `status.csv`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coherence import catalogs, paths
from coherence.i18n import CROSSWALKS, INTERFACE

FILE = paths.TRANSLATIONS / "status.csv"


@dataclass(frozen=True)
class Making:
    """How a translation was made: by a machine or a person; whether a person, and a back-translation, checked it."""

    machine: bool
    reviewed: bool
    back_translated: bool


@dataclass(frozen=True)
class Status:
    """One instrument in one language. `stale` texts have an earlier English behind them."""

    language: str
    domain: str
    total: int
    done: int
    stale: int
    making: Making | None

    @property
    def complete(self) -> bool:
        return self.done == self.total

    @property
    def share(self) -> float:
        """What is done, 0-1. 1 only when nothing is missing."""
        return self.done / self.total if self.total else 1.0


def statuses() -> Iterator[Status]:
    """Every instrument in every language but the one it is written in."""
    for domain in catalogs.domains():
        if domain not in (INTERFACE, CROSSWALKS):
            yield from (status(tag, domain) for tag in catalogs.TRANSLATED)


@cache
def status(tag: str, domain: str) -> Status:
    messages = [message for message in catalogs.updated(tag, domain) if message.id]
    stale = [message for message in messages if "fuzzy" in message.flags]
    done = [message for message in messages if message.string and "fuzzy" not in message.flags]
    return Status(tag, domain, len(messages), len(done), len(stale), _makings().get((tag, domain)) if done else None)


def making(tag: str, domain: str) -> Making | None:
    """How an instrument's translation was made; None in the language it is written in."""
    return _makings().get((tag, domain))


@cache
def _makings() -> dict[tuple[str, str], Making]:
    with FILE.open(encoding="utf-8", newline="") as rows:
        return {
            (row["language"], row["instrument"]): Making(
                row["made_by"] == "machine", row["reviewed"] == "yes", row["back_translated"] == "yes"
            )
            for row in csv.DictReader(rows)
        }
