"""Rounds made up for tests: units with known consents, groups and answers."""

import random

from coherence.benchmarks.making import Round, Taking
from coherence.benchmarks.scores import Filled
from coherence.editions import queries as editions
from scoring import Answer, State

EVERYTHING = {"role": ("origin", "transit", "destination", "return"), "level": ("country",)}


def instrument(id="return-migration"):
    return editions.library()[id]


def level(questionnaire, place):
    """The same level, counted from the lowest, in every item that has levels."""
    found = {}
    for item in questionnaire.items():
        if item.scored and item.kind == "level":
            levels = item.answer.levels
            found[item.id] = Answer(State.SCORED, levels[min(place, len(levels) - 1)].value)
    return found


def drawn(questionnaire, generator, missing=0.0):
    """Random levels; some items without an answer."""
    found = {}
    for item in questionnaire.items():
        if item.scored and item.kind == "level" and generator.random() >= missing:
            found[item.id] = Answer(State.SCORED, generator.choice(item.answer.levels).value)
    return found


def unit(code, shares="anonymous", answers=None, **labels):
    """`labels`: by grouping, one label or several."""
    several = {grouping: (own,) if isinstance(own, str) else tuple(own) for grouping, own in labels.items()}
    return Taking(code, "country", {"en": f"Country {code}"}, code, shares, several, Filled(EVERYTHING, answers or {}))


def round_of(units, questionnaire=None, code="r1", year=2026):
    source = questionnaire or instrument()
    return Round(
        code=code,
        title=f"Round {year}",
        opens=f"{year}-01-01",
        closes=f"{year}-12-31",
        questionnaire=source,
        edition_digest="0" * 64,
        taking=tuple(units),
    )


def random_round(seed, size=14, missing=0.0, named=0.3, kept_back=0.1):
    """Units in overlapping groups, with consents as they fall."""
    generator = random.Random(seed)
    source = instrument()

    def shares():
        chance = generator.random()
        return "named" if chance < named else "mine-only" if chance < named + kept_back else "anonymous"

    return round_of(
        [
            unit(
                f"U{place}",
                shares(),
                drawn(source, generator, missing),
                region=generator.choice("ab"),
                income=generator.choice("xyz"),
                role=generator.sample("pqr", generator.randint(1, 2)),
            )
            for place in range(size)
        ],
        source,
        code=f"r{seed}",
    )
