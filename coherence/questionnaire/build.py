"""From the validated document to the questionnaire: defaults filled in, rules merged, conditions parsed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coherence.questionnaire import model
from coherence.questionnaire.conditions import Condition, Name, parse
from coherence.questionnaire.lint import item_name, profile_names
from coherence.questionnaire.lint_scales import covered
from coherence.questionnaire.places import Document
from coherence.questionnaire.schema import (
    AnyItem,
    BandFile,
    ChecklistItemFile,
    ChoiceItemFile,
    FullLevelFile,
    GroupFile,
    GroupRulesFile,
    LevelItemFile,
    NumberItemFile,
    OptionFile,
    QuestionnaireFile,
    RulesFile,
    TableItemFile,
    TextItemFile,
    TickFile,
)


def build(file: QuestionnaireFile, document: Document, digest: str) -> model.Questionnaire:
    """The questionnaire; the file must have passed the checks."""
    rules, bands = _rules(file.scoring), _bands(file.scoring.bands or [])
    names = profile_names(file)
    return model.Questionnaire(
        id=file.id,
        edition=file.edition,
        language=file.language,
        title=file.title,
        about=file.about,
        owner=file.owner,
        status=file.status,
        rules=rules,
        bands=bands,
        groups=tuple(_group(group, rules, bands, names) for group in file.groups),
        digest=digest,
        document=document,
        sources=tuple(model.Source(source.id, source.title, source.year) for source in file.sources),
        terms=tuple(model.Term(term.id, term.term, term.definition) for term in file.terms),
        bodies=tuple(model.Body(body.id, body.name) for body in file.bodies),
        profile=tuple(
            model.ProfileQuestion(entry.id, entry.text, entry.guidance, entry.many, _options(entry.options))
            for entry in file.profile
        ),
        selection_of=file.selection.of if file.selection else None,
        changes_since=file.changes.since if file.changes else None,
        changes=file.changes.items if file.changes else {},
    )


def _rules(rules: RulesFile) -> model.Rules:
    return model.Rules(
        aggregation=rules.aggregation,
        not_answered=rules.not_answered,
        dont_know=rules.dont_know,
        not_applicable=rules.not_applicable,
        minimum_coverage=rules.minimum_coverage,
    )


def _merged(rules: model.Rules, own: GroupRulesFile) -> model.Rules:
    """The parent's rules with every key that the group sets itself."""
    return replace(
        rules,
        aggregation=own.aggregation or rules.aggregation,
        not_answered=own.not_answered or rules.not_answered,
        dont_know=own.dont_know or rules.dont_know,
        not_applicable=own.not_applicable or rules.not_applicable,
        minimum_coverage=rules.minimum_coverage if own.minimum_coverage is None else own.minimum_coverage,
    )


def _bands(bands: Sequence[BandFile]) -> tuple[model.Band, ...]:
    return tuple(model.Band(band.id, band.start, band.name, band.colour) for band in bands)


def _options(options: Sequence[OptionFile]) -> tuple[model.Option, ...]:
    return tuple(model.Option(option.id, option.text) for option in options)


def _group(group: GroupFile, rules: model.Rules, bands: tuple[model.Band, ...], names: dict[str, Name]) -> model.Group:
    """A group; `names` grows with every item, so that conditions see what stands earlier."""
    own = group.scoring or GroupRulesFile()
    rules = _merged(rules, own)
    bands = _bands(own.bands) if own.bands else bands
    return model.Group(
        id=group.id,
        title=group.title,
        about=group.about,
        weight=group.weight,
        rules=rules,
        bands=bands,
        applies_when=_condition(group.applies_when, names),
        items=tuple(_items(group.items, names)),
        groups=tuple(_group(inner, rules, bands, names) for inner in group.groups),
    )


def _condition(text: str | None, names: dict[str, Name]) -> Condition | None:
    return None if text is None else parse(text, names)


def _items(items: Sequence[AnyItem], names: dict[str, Name]) -> Iterator[model.Item]:
    for item in items:
        condition = _condition(item.applies_when, names)
        names[item.id] = item_name(item)
        yield _item(item, condition)


def _item(item: AnyItem, condition: Condition | None) -> model.Item:
    return model.Item(
        id=item.id,
        kind=item.kind,
        text=item.text,
        answer=_answer(item),
        guidance=item.guidance,
        evidence=item.evidence,
        terms=tuple(item.terms),
        minutes=item.minutes,
        core=item.core,
        weight=1 if isinstance(item, ChoiceItemFile | TextItemFile) else item.weight,
        axis=None if isinstance(item, ChoiceItemFile | TextItemFile) else item.axis,
        bodies=tuple(item.bodies),
        sources=tuple(item.sources),
        sdg=tuple(item.sdg),
        gcm=tuple(item.gcm),
        applies_when=condition,
    )


def _answer(item: AnyItem) -> model.AnswerScale:
    match item:
        case LevelItemFile():
            return model.LevelScale(_levels(item.levels))
        case ChecklistItemFile():
            base = _tick(item.base) if item.base else None
            return model.Checklist(base, tuple(map(_tick, item.extras)), item.cap)
        case TableItemFile():
            return _table(item)
        case NumberItemFile():
            return model.Number(item.unit, item.minimum, item.maximum, item.low, item.high, item.lower_is_better)
        case ChoiceItemFile():
            return model.Choice(_options(item.options), item.many)
        case TextItemFile():
            return model.Text(item.maximum_length)


def _tick(tick: TickFile) -> model.Tick:
    return model.Tick(tick.id, tick.text, tick.points)


def _levels(levels: Sequence[FullLevelFile]) -> tuple[model.Level, ...]:
    """Levels with their number (default: place from 0) and points (default: place from 0)."""
    return tuple(
        model.Level(
            place if level.value is None else level.value,
            level.text,
            place if level.points is None else level.points,
        )
        for place, level in enumerate(levels)
    )


def _table(item: TableItemFile) -> model.Table:
    rows = tuple(
        model.Row(row.id, row.text, 1 if row.weight is None else row.weight, _levels(row.levels)) for row in item.rows
    )
    decisions = {c: decision.points for decision in item.decisions or [] for c in covered(item.rows, decision)}
    return model.Table(rows, tuple(sorted(decisions.items())))
