"""The numbers of a country report: those of the scorecard, as published, and computed again from the annex alone."""

import pytest

from coherence.editions import queries as editions
from coherence.paths import QUESTIONNAIRES
from coherence.practice.making import COUNTRY, WRITTEN, answers
from coherence.practice.taking_part import taking_part
from coherence.questionnaire import from_document, load, write_answer
from coherence.questionnaire.examples import load_examples
from coherence.reports.scorecard import Scorecard
from scoring import Answer, State
from tests.attacks.instrument import document, instrument
from tests.questionnaire.conftest import INSTRUMENTS
from tests.reports.country import earlier, entries, every, figures, given, levels, made, rows
from tests.reports.recompute import Annex

NEAR = 1e-9
PROFILE = {"role": ("origin", "transit", "destination", "return"), "level": ("country",)}
MEASURES = (("score", "value"), ("low", "low"), ("high", "high"), ("coverage", "coverage"))


def near(found):
    return None if found is None else pytest.approx(found, abs=NEAR)


def practice_answers():
    valdoria = next(one for one in taking_part() if one.unit.code == COUNTRY)
    found = answers(valdoria, WRITTEN)
    return {answer.item: Answer(answer.state, answer.level) for answer in found}


def small():
    """Small instruments with every aggregation and every kind of answer, with gaps in them."""
    for path in sorted(INSTRUMENTS.glob("*/examples.yaml")):
        questionnaire = load(path.with_name("questionnaire.yaml"))
        for example in load_examples(path, questionnaire):
            yield pytest.param(
                questionnaire, example.answers, example.profile, id=f"{path.parent.name}: {example.name}"
            )


def shipped():
    for name in ("migration-development", "sdg-10-7-2", "sdg-17-14-1", "pcsd-principles", "return-migration"):
        questionnaire = editions.library()[name]
        for example in load_examples(QUESTIONNAIRES / name / "examples.yaml", questionnaire)[:3]:
            yield pytest.param(questionnaire, example.answers, example.profile, id=f"{name}: {example.name}")


def same(row, found):
    for column, measure in MEASURES:
        assert row[column] == near(found[measure]), (row, column)


@pytest.mark.parametrize(("questionnaire", "answers", "profile"), [*small(), *shipped()])
def test_every_number_can_be_computed_again_from_the_annex(questionnaire, answers, profile):
    report = made(given(questionnaire, answers, profile))
    annex = Annex(report)
    whole = annex.group("overall")
    for id, figure in figures(report).items():
        found = whole if id == "overall" else annex.axis(id)
        assert (None if found["value"] is None else figure.value.value) == near(found["value"])
        assert (figure.bounds and (figure.bounds.low, figure.bounds.high)) == (
            None if found["low"] is None else pytest.approx((found["low"], found["high"]), abs=NEAR)
        )
        assert (figure.coverage and figure.coverage.value) == near(found["coverage"])
    for id, row in annex.groups.items():
        same(row, annex.axis(id) if row["parent"] is None and id != "overall" else annex.group(id))
    for row in annex.items.values():
        assert row["score"] == near(annex.item(row, annex.groups[row["group"]])["value"])
    _dimensions_and_goals(report, annex)
    _written_answers(questionnaire, report, annex)


def _dimensions_and_goals(report, annex):
    tops = [id for id, row in annex.groups.items() if row["parent"] == "overall"]
    ids = {table.id for table in report.tables()}
    if "dimensions" in ids:
        for id, row in zip(tops, rows(report, "dimensions"), strict=True):
            same(row, annex.group(id))
    for id in {"gcm", "sdg"} & ids:
        for row in rows(report, id):
            asked = [annex.numbers[number] for number in row["questions"].split(", ")] if row["questions"] else []
            same(row, annex.together(asked))


def _written_answers(questionnaire, report, annex):
    """What the annex says was answered is what the entry says."""
    for id, row in annex.items.items():
        assert (row["answer"] is None) == (row["state"] != "Answered")
        if row["state"] == "Answered" and questionnaire.item(id).kind == "level":
            assert entries(report)[id].answer.text == f"Level {row['answer']}"


def test_the_numbers_are_those_of_the_scorecard():
    questionnaire, answers = editions.library()["migration-development"], practice_answers()
    one = given(questionnaire, answers, PROFILE)
    card = Scorecard(questionnaire, one.asked, one.answers)
    report = made(one)
    for line in (card.overall, *card.axes):
        figure = figures(report)[line.id]
        assert figure.value.value == line.score.value
        assert figure.band.text == line.band.name
    shown = [(row["dimension"], row["score"], row["band"]) for row in rows(report, "dimensions")]
    assert shown == [(line.title, line.score.value, line.band and line.band.name) for line in card.dimensions]


@pytest.mark.parametrize(
    ("country", "value"), [("Croatia 2020", 80.0), ("Croatia 2022", 86.25), ("United Kingdom 2020", 82.5)]
)
def test_published_results_of_indicator_17_14_1_come_out_as_published(country, value):
    questionnaire = editions.library()["sdg-17-14-1"]
    examples = load_examples(QUESTIONNAIRES / "sdg-17-14-1" / "examples.yaml", questionnaire)
    example = next(one for one in examples if one.name.startswith(country))
    report = made(given(questionnaire, example.answers, example.profile))
    assert figures(report)["overall"].value.value == pytest.approx(value)
    assert {row["id"]: row["answer"] for row in rows(report, "annex-answers")} == {
        item: write_answer(questionnaire.item(item), answer.value) for item, answer in example.answers.items()
    }


@pytest.mark.parametrize("state", [State.NOT_ANSWERED, State.DONT_KNOW, State.NOT_APPLICABLE])
@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric", "minimum", "sum-over-maximum"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_answered_has_words_and_no_numbers(state, aggregation, language):
    questionnaire = instrument(scoring=document()["scoring"] | {"aggregation": aggregation, "minimum_coverage": 0.5})
    report = made(given(questionnaire, every(questionnaire, state)), language)
    assert figures(report)["overall"].value.why
    assert not [row for row in rows(report, "annex-questions") if row["score"] is not None]
    assert not [table for table in report.tables() if table.id in ("strengths", "gaps")]


def test_a_profile_for_which_nothing_is_asked_has_a_report():
    first, *_ = document()["groups"]
    questionnaire = from_document(document() | {"groups": [first | {"applies_when": "level is city"}]})
    report = made(given(questionnaire, {}, {"role": ("origin",), "level": ("country",)}))
    assert figures(report)["overall"].bounds is None
    assert rows(report, "annex-questions") == []


# Since the round before


def edition_two(changed: dict, **changes):
    """migration-development with other words in one item; `changes` confirmed by the author."""
    before = editions.library()["migration-development"]
    groups = [
        group | {"items": [item | changed.get(item["id"], {}) for item in group["items"]]}
        for group in before.document["groups"]
    ]
    said = {"since": 1, "items": changes} if changes else {}
    return from_document(before.document | {"edition": 2, "groups": groups} | ({"changes": said} if said else {}))


def test_without_an_earlier_round_no_change_is_shown():
    report = made(given(editions.library()["sdg-17-14-1"]))
    assert "change" not in {table.id for table in report.tables()}
    assert any("No earlier round" in getattr(block, "text", "") for block in report.opening)


def test_the_change_is_that_of_other_answers_where_the_questions_are_the_same():
    questionnaire = editions.library()["migration-development"]
    before = levels(questionnaire, 1)
    report = made(given(questionnaire, levels(questionnaire, 3), earlier=earlier(questionnaire, before)))
    overall, *_ = rows(report, "change")
    assert (overall["before"], overall["now"], overall["change"]) == (25, 75, 50)
    assert (overall["answers"], overall["applicability"], overall["method"]) == (50, 0, 0)
    assert [row["part"] for row in rows(report, "change")][1] == "Horizontal coherence"


def test_a_question_that_is_no_longer_the_same_counts_as_a_change_of_the_questionnaire():
    before = editions.library()["migration-development"]
    item = next(before.items())
    after = edition_two({item.id: {"text": "Another question altogether?"}}, **{item.id: "scope"})
    old, new = levels(before, 2), levels(after, 2) | {item.id: Answer(State.SCORED, 4)}
    report = made(given(after, new, earlier=earlier(before, old)))
    overall, *_ = rows(report, "change")
    assert overall["change"] == pytest.approx(overall["method"])
    assert overall["change"] > 0
    assert overall["answers"] == 0
    assert any("Not compared" in getattr(block, "text", "") for block in report.blocks())


def test_the_round_before_can_be_computed_again_too():
    before = editions.library()["migration-development"]
    report = made(given(before, levels(before, 3), earlier=earlier(before, practice_answers())))
    annex = Annex(report, "annex-earlier")
    overall, *others = rows(report, "change")
    assert overall["before"] == near(annex.group("overall")["value"])
    assert [row["before"] for row in others] == [
        near(annex.axis(axis)["value"]) for axis in ("horizontal", "vertical-international", "vertical-local")
    ]
    for row in (overall, *others):
        assert row["answers"] + row["applicability"] + row["method"] == near(row["change"])
