"""Runs worked examples: which scores come out of the answers, and where they differ from the example."""

from collections.abc import Iterator, Mapping

from coherence.questionnaire.example_files import Example, Extreme, load_examples, parse_examples
from coherence.questionnaire.framework import asked, framework
from coherence.questionnaire.model import Checklist, Item, LevelScale, Number, Questionnaire, Table
from scoring import Answer, Band, Score, State, Value, axis_scores, band_of, score, walk

__all__ = ["Example", "differences", "extreme", "load_examples", "parse_examples"]

SCORE_TOLERANCE = 0.01
COVERAGE_TOLERANCE = 0.001


def differences(questionnaire: Questionnaire, example: Example) -> list[str]:
    """What comes out otherwise than the example says, in plain words; nothing when all agree."""
    given = _filled(questionnaire, example)
    shown = asked(questionnaire, example.profile, given)
    root = framework(questionnaire, shown)
    ids = {item.id for item in root.items()}
    answers = {id: answer for id, answer in given.items() if id in ids}
    scores = {node.id: node for node in walk(score(root, answers))} | axis_scores(root, answers)
    return [
        *_numbers("score", example.scores, {id: s.value for id, s in scores.items()}, SCORE_TOLERANCE),
        *_numbers("coverage", example.coverage, {id: s.coverage for id, s in scores.items()}, COVERAGE_TOLERANCE),
        *_bands(questionnaire, example.bands, scores),
    ]


def extreme(item: Item, every: Extreme) -> Value:
    """The answer that brings an item its highest or lowest points; ValueError for context items."""
    best = max if every == "highest" else min
    match item.answer:
        case LevelScale(levels):
            return best(levels, key=lambda level: level.points).value
        case Checklist():
            return tuple(tick.id for tick in item.answer.ticks) if every == "highest" else ()
        case Table():
            return _extreme_rows(item.answer, every)
        case Number():
            return item.answer.high if (every == "highest") != item.answer.lower_is_better else item.answer.low
    raise ValueError(f"{item.id}: {item.kind} is not scored")


def _extreme_rows(table: Table, every: Extreme) -> Value:
    best = max if every == "highest" else min
    if table.decisions:
        levels, _ = best(table.decisions, key=lambda decision: decision[1])
        return {row.id: level for row, level in zip(table.rows, levels, strict=True)}
    return {row.id: best(row.levels, key=lambda level: level.points).value for row in table.rows}


def _filled(questionnaire: Questionnaire, example: Example) -> dict[str, Answer]:
    """The answers of the example; with `every`, all other scored items at their extreme."""
    if example.every is None:
        return example.answers
    every = {
        item.id: Answer(State.SCORED, extreme(item, example.every)) for item in questionnaire.items() if item.scored
    }
    return every | example.answers


def _numbers(
    what: str, expected: Mapping[str, float | None], found: Mapping[str, float | None], tolerance: float
) -> Iterator[str]:
    for id, wanted in expected.items():
        if id not in found:
            yield f"{what} of {id}: expected {_written(wanted)}; it is not asked or not scored here"
            continue
        value = found[id]
        if (value is None) != (wanted is None) or abs((value or 0) - (wanted or 0)) > tolerance:
            yield f"{what} of {id}: expected {_written(wanted)}; found {_written(value)}"


def _bands(
    questionnaire: Questionnaire, expected: Mapping[str, str | None], scores: Mapping[str, Score]
) -> Iterator[str]:
    own = {group.id: group.bands for group in questionnaire.all_groups()}
    for id, wanted in expected.items():
        bands = [Band(band.id, band.start) for band in own.get(id, questionnaire.bands)]
        band = band_of(scores[id].value, bands) if id in scores else None
        found = band.id if band else None
        if found != wanted:
            yield f"band of {id}: expected {wanted or 'none'}; found {found or 'none'}"


def _written(value: float | None) -> str:
    return "no score" if value is None else f"{value:.6g}"
