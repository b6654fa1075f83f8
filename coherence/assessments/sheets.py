"""The questions of a section as HTML. The words of an item are drawn once for each edition and language,
with gaps; each page only fills the gaps, which is what makes pages fast.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import current_app
from markupsafe import Markup, escape

from coherence import i18n
from coherence.assessments.queries import NOTHING, Opened, Stored
from coherence.assessments.rating_form import RatingForm
from coherence.editions import queries as editions
from coherence.i18n import gettext
from coherence.i18n import untranslated as _
from coherence.pages import moment
from coherence.questionnaire import Group, Item, Questionnaire
from coherence.questionnaire.layer import Layer, is_own
from coherence.questionnaire.model import Choice, LevelScale
from scoring import State

# No text of a questionnaire or catalog can hold these two: control characters are refused.
AROUND, BETWEEN = "\x00", "\x01"
EMPTY = Markup()
EMPTY_LINES = re.compile(r"\n\s*\n")

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Given:
    """What goes into the gaps of one item."""

    number: int
    version: int
    fields: Fields
    hidden: bool = False
    saved: Markup = EMPTY
    conflict: Markup = EMPTY
    national: Markup = EMPTY
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """Forms of which something could not be saved, by item.

    `refused`: they could not be read; `conflicts`: somebody else has changed the answer meanwhile; `unsent`: they are
    only to be sent once more.
    """

    refused: Mapping[str, RatingForm]
    conflicts: Mapping[str, RatingForm]
    unsent: Mapping[str, RatingForm]


@dataclass(frozen=True)
class Heading:
    """Of a group within the section, and of these questions; hidden while none of them is asked."""

    group: Group
    items: Sequence[str]
    hidden: bool


def gap(*name: object) -> Markup:
    """A place in an item's HTML that depends on the answer; for templates."""
    return Markup(AROUND + BETWEEN.join(map(str, name)) + AROUND)


GAPS: dict[str, Callable[..., str]] = {
    "checked": lambda given, name, value: " checked" if value in given.fields.get(name, ()) else "",
    "text": lambda given, name: escape((given.fields.get(name) or ("",))[0]),
    "errors": lambda given, name: (
        Markup('<p class="error">{}</p>').format(given.errors[name]) if name in given.errors else ""
    ),
    "open": lambda given: " open" if any(map(any, map(given.fields.get, ("comment", "evidence"), ((), ())))) else "",
    "hidden": lambda given: " hidden" if given.hidden else "",
    "number": lambda given: str(given.number),
    "version": lambda given: str(given.version),
    "saved": lambda given: given.saved,
    "conflict": lambda given: given.conflict,
    "national": lambda given: given.national,
}

Gap = Callable[[Given], str]
_drawn: dict[tuple[str, str, str], list[str | Gap]] = {}


def filled(questionnaire: Questionnaire, item: Item, given: Given) -> Markup:
    """The item's HTML with the answer in it."""
    return _filled(_with_gaps(questionnaire, item), given)


def words(questionnaire: Questionnaire, item: Item) -> str:
    """The item's HTML without its gaps: what is the same in each answer."""
    return "".join(part for part in _with_gaps(questionnaire, item) if isinstance(part, str))


def _filled(parts: Iterable[str | Gap], given: Given) -> Markup:
    return Markup("".join([part if isinstance(part, str) else part(given) for part in parts]))


def _with_gaps(questionnaire: Questionnaire, item: Item) -> list[str | Gap]:
    key = (questionnaire.digest, i18n.current().tag, item.id)
    if key not in _drawn:
        _drawn[key] = _draw(questionnaire, item)
    return _drawn[key]


def _draw(written_in: Questionnaire | Layer, item: Item) -> list[str | Gap]:
    draw = current_app.jinja_env.get_template("macros/item.html").module.item_to_fill
    pieces = EMPTY_LINES.sub("\n", str(draw(written_in, item))).split(AROUND)
    return [_gap(*text.split(BETWEEN)) if odd % 2 else text for odd, text in enumerate(pieces)]


def _gap(name: str, *what: str) -> Gap:
    fill = GAPS[name]
    return lambda given: fill(given, *what)


def fields(item: Item, rating: Stored) -> dict[str, list[str]]:
    """The fields of an item's form as a stored rating fills them; `RatingForm` reads them back as the same."""
    found = {"comment": [rating.comment], "evidence": [rating.evidence], "reason": [rating.reason]}
    if not _state_among_values(item):
        found["state"] = [rating.state.value]
    elif rating.state is not State.SCORED:
        found["value"] = [rating.state.value]
    return found | _value_fields(rating.value)


def _state_among_values(item: Item) -> bool:
    """One choice of one thing: "don't know" and "not applicable" stand among the answers."""
    return isinstance(item.answer, LevelScale) or (isinstance(item.answer, Choice) and not item.answer.many)


def _value_fields(value: object) -> dict[str, list[str]]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return {f"value.{row}": [str(level)] for row, level in value.items()}
    if isinstance(value, tuple):
        return {"value": list(value)}
    return {"value": [f"{value:.15g}" if isinstance(value, float) else str(value)]}


def sheet(opened: Opened, group: Group, typed: Typed) -> Iterator[tuple[Heading | None, Markup]]:
    """The section from top to bottom: each inner group's heading, each item's HTML."""
    ratings, number = opened.ratings_in(group), 0
    for part in group.walk():
        if isinstance(part, Group):
            if part is not group and (heading := _heading(opened, part)):
                yield heading, EMPTY
        elif opened.appears(part.id):
            number += part.id in opened.asked
            given = _given(opened, part, number, ratings.get(part.id, NOTHING), typed)
            if opened.has_layer:
                given = replace(given, national=_national(opened, part))
            yield None, filled(opened.questionnaire, part, given)


def _heading(opened: Opened, group: Group) -> Heading | None:
    """None above nothing: no question of the group can come to be asked."""
    items = [one.id for one in group.walk() if isinstance(one, Item) and opened.appears(one.id)]
    return Heading(group, items, hidden=opened.asked.isdisjoint(items)) if items else None


def own_sheet(opened: Opened, group: Group, typed: Typed) -> list[Markup]:
    """The country's own questions at the end of the section. They are few, and their words change: drawn each time."""
    drawn = []
    for number, item in enumerate(opened.own_items(group), 1 + len(opened.asked_items(group))):
        given = _given(opened, item, number, opened.rating(item.id), typed)
        drawn.append(_filled(_draw(opened.layer, item), given))
    return drawn


def _national(opened: Opened, item: Item) -> Markup:
    """What the country says to a question of the instrument; nothing at all if it says nothing."""
    layer = opened.layer
    note, names = layer.note(item.id), [name for body in item.bodies for name in layer.names(body)]
    if note is None and not names:
        return EMPTY
    draw = current_app.jinja_env.get_template("macros/national.html").module.said
    return Markup(draw(opened.unit, layer.language, note, names))


def _stored(opened: Opened, item: Item, number: int, rating: Stored) -> Given:
    hidden = not is_own(item.id) and item.id not in opened.asked
    return Given(number, rating.version, fields(item, rating), hidden, _saved(rating))


def _given(opened: Opened, item: Item, number: int, rating: Stored, typed: Typed) -> Given:
    """What is stored; where something could not be saved, what somebody typed, word for word."""
    if form := typed.conflicts.get(item.id):
        return Given(number, rating.version, form.raw, saved=_saved(rating), conflict=_conflict(item, rating))
    if form := typed.refused.get(item.id):
        return Given(number, form.seen, form.raw, saved=_saved(rating), errors=form.errors)
    if form := typed.unsent.get(item.id):
        return Given(number, form.seen, form.raw, saved=_saved(rating))
    return _stored(opened, item, number, rating)


def _saved(rating: Stored) -> Markup:
    if rating.origin:
        return taken_over(rating)
    return escape(gettext("Saved") + " ") + moment(rating.saved_at) if rating.saved_at else EMPTY


def taken_over(rating: Stored) -> Markup:
    """Where an answer comes from that nobody has saved here yet."""
    origin = rating.origin or {}
    if "file" in origin:
        words = gettext("Taken over from the file “{name}”. Check it; what you change here counts from then on.")
        return Markup("{}").format(words.format(name=origin["file"]))
    known = editions.library().get(origin["questionnaire"])
    title = editions.spoken(known, i18n.current().tag).title if known else origin["questionnaire"]
    words = gettext(TAKEN[origin.get("surely")], title=title, edition=origin["edition"])
    return Markup("{}").format(words)


TAKEN = {
    None: _("Taken over from “{title}”, edition {edition}. Check it; what you change here counts."),
    "sure": _("Follows from answers to “{title}”, edition {edition}. Check it; what you change here counts."),
    "likely": _("Likely after answers to “{title}”, edition {edition}. Check what may differ; what you change counts."),
    "partly": _(
        "Suggested by answers to “{title}”, edition {edition}, which say a part. Decide; what you change counts."
    ),
}


def _conflict(item: Item, rating: Stored) -> Markup:
    return Markup(current_app.jinja_env.get_template("macros/item.html").module.conflict(item, rating))
