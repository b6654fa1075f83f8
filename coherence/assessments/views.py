"""The pages of an assessment: start, hub, sections, all questions, profile; and the saving of one item."""

import uuid

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from werkzeug.datastructures import MultiDict

from coherence import i18n
from coherence.assessments import dictionaries, operations, progress, queries, sheets
from coherence.assessments import takeover as takeovers
from coherence.assessments.forms import unit_form
from coherence.assessments.places import place_or_404
from coherence.assessments.queries import Opened
from coherence.assessments.rating_form import RatingForm, rating_forms
from coherence.editions import queries as editions
from coherence.i18n import gettext
from coherence.limits import count_start, csrf, session_ended
from coherence.pages import LANGUAGE_PREFIX
from coherence.questionnaire import Item, Questionnaire
from coherence.questionnaire.layer import is_own, own_item
from coherence.questionnaire.model import Group
from coherence.rounds.consent import LABELS, MEANINGS

views = Blueprint("assessments", __name__, url_prefix=LANGUAGE_PREFIX)
ONE = "/a/<token>"


@views.record_once
def _gaps_in_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(gap=sheets.gap, consent_labels=LABELS, consent_meanings=MEANINGS)


@views.app_errorhandler(operations.RoundClosed)
def _closed(_error: operations.RoundClosed) -> tuple[Response | str, int]:
    """What is sent to an assessment or a round that is over: nothing of it was stored."""
    words = {
        "title": gettext("This round is closed"),
        "advice": gettext("Nothing was stored. The answers can be read, and no longer changed."),
    }
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(error=words["title"], advice=words["advice"]), 403
    return render_template("errors/error.html", status=403, **words), 403


def _questionnaire_or_404(name: str) -> Questionnaire:
    source = editions.offered().get(name) or abort(404)
    return editions.spoken(source, i18n.current().tag)


@views.route("/start/<questionnaire_id>", methods=["GET", "POST"])
def start(questionnaire_id: str) -> Response | str | tuple[str, int]:
    if request.method == "POST":
        count_start()
    questionnaire = _questionnaire_or_404(questionnaire_id)
    form = unit_form(questionnaire)(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        source = editions.offered()[questionnaire_id]
        token = operations.start(source, form.unit.data, form.profile(questionnaire))
        return redirect(url_for(".hub", token=token), 303)
    page = render_template("assessments/start.html", questionnaire=questionnaire, form=form)
    return (page, 422) if form.errors else page


@views.get(f"{ONE}/")
def hub(token: str) -> str:
    opened = queries.open_or_404(token)
    sections = progress.sections(opened)
    total = progress.together(part for _, part in sections)
    return render_template(
        "assessments/hub.html", opened=opened, sections=sections, total=total, begun_with=takeovers.remembered(opened)
    )


@views.post(f"{ONE}/next")
def next_cycle(token: str) -> Response:
    """A new assessment of the same unit, begun with the answers that still hold."""
    opened = queries.open_or_404(token)
    if "begin" not in request.form:
        abort(400)
    count_start()
    edition = editions.offered().get(opened.source.id, opened.source)
    takeover = takeovers.next_cycle(opened, edition)
    following = operations.start(
        edition,
        opened.unit,
        _still_asked(opened, edition),
        fictional=opened.fictional,
        origin=takeover.origin(opened),
        taken=(*takeover.taken, *takeovers.own_answers(opened)),
        layer=opened.layer,
    )
    return redirect(url_for(".hub", token=following), 303)


@views.get(f"{ONE}/elsewhere")
def elsewhere(token: str) -> str:
    """What these answers already say about other instruments."""
    opened = queries.open_or_404(token)
    return render_template(
        "assessments/elsewhere.html",
        opened=opened,
        found=takeovers.elsewhere(opened),
        objectives=takeovers.objectives(opened),
    )


@views.post(f"{ONE}/elsewhere")
def start_elsewhere(token: str) -> Response:
    """An assessment with another instrument, begun with what these answers say about it."""
    opened = queries.open_or_404(token)
    wanted = request.form.get("begin", "")
    found = next((one for one in takeovers.elsewhere(opened) if one.target.id == wanted), None) or abort(422)
    count_start()
    edition = editions.offered()[found.target.id]
    takeover = takeovers.to_other(opened, found)
    following = operations.start(
        edition,
        opened.unit,
        _still_asked(opened, edition) | found.crosswalk.profile,
        fictional=opened.fictional,
        origin=takeover.origin(opened),
        taken=takeover.taken,
    )
    return redirect(url_for(".hub", token=following), 303)


def _still_asked(opened: Opened, edition: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The profile in the questions and options of this edition."""
    options = {question.id: {option.id for option in question.options} for question in edition.profile}
    return {name: tuple(one for one in opened.profile.get(name, ()) if one in known) for name, known in options.items()}


@views.get(f"{ONE}/questions")
def questions(token: str) -> str:
    opened = queries.open_or_404(token)
    return render_template(
        "assessments/questions.html",
        opened=opened,
        questionnaire=opened.questionnaire,
        asked=opened.asked,
        ratings=opened.ratings,
    )


@views.route(f"{ONE}/profile", methods=["GET", "POST"])
def profile(token: str) -> Response | str | tuple[str, int]:
    opened = queries.open_or_404(token)
    stored = MultiDict({"unit": opened.unit, **{name: list(chosen) for name, chosen in opened.profile.items()}})
    form = unit_form(opened.questionnaire)(request.form if request.method == "POST" else stored)
    if request.method == "POST" and form.validate():
        operations.correct_profile(opened.id, form.unit.data, form.profile(opened.questionnaire))
        return redirect(url_for(".hub", token=token), 303)
    page = render_template("assessments/profile.html", opened=opened, form=form)
    return (page, 422) if form.errors else page


def _group_or_404(opened: Opened, group_id: str) -> Group:
    return next((group for group in opened.questionnaire.groups if group.id == group_id), None) or abort(404)


def _item_or_404(token: str, source: Questionnaire, item_id: str) -> Item:
    if is_own(item_id):
        questions = queries.open_or_404(token).layer.questions
        return next((own_item(question) for question in questions if question.id == item_id), None) or abort(404)
    try:
        return source.item(item_id)
    except KeyError:
        abort(404)


@views.get(f"{ONE}/sections/<group_id>")
def section(token: str, group_id: str) -> Response:
    opened = queries.open_or_404(token)
    group = _group_or_404(opened, group_id)
    return dictionaries.shortened(_section_page(opened, group), opened, group)


@views.post(f"{ONE}/sections/<group_id>")
@csrf.exempt
def save_section(token: str, group_id: str) -> Response | tuple[str, int]:
    """The Save button, which needs no script: each changed item is saved like a single one.

    A page whose session has ended comes back with all that was typed: there is no other place that has it.
    """
    opened = queries.open_or_404(token)
    group = _group_or_404(opened, group_id)
    if session_ended():
        return _section_page(opened, group, unsent={form.item.id: form for form in _sent(opened, group)}), 403
    refused, conflicts = _save_each(opened, group)
    if refused or conflicts:
        again = queries.open_or_404(token)
        return _section_page(again, group, refused, conflicts), 409 if conflicts else 422
    following = (
        _next_section(opened, group) if "next" in request.form else url_for(".section", token=token, group_id=group_id)
    )
    return redirect(following, 303)


def _save_each(opened: Opened, group: Group) -> tuple[dict[str, RatingForm], dict[str, RatingForm]]:
    """The forms that could not be read, and those whose answer somebody else has changed meanwhile."""
    refused, conflicts = {}, {}
    for form in _sent(opened, group):
        if form.errors:
            refused[form.item.id] = form
        elif _changes_something(opened, form) and operations.save(opened.place, form.change).conflict:
            conflicts[form.item.id] = form
    return refused, conflicts


def _sent(opened: Opened, group: Group) -> list[RatingForm]:
    items = (*opened.asked_items(group), *opened.own_items(group))
    return rating_forms(items, _with_uuids(request.form))


def _changes_something(opened: Opened, form: RatingForm) -> bool:
    """Not if it is as the page was opened with: somebody who did not touch it has nothing against a newer answer."""
    change, present = form.change, opened.rating(form.item.id)
    if change.same_as(present):
        return False
    return change.seen == present.version or not change.same_as(
        queries.as_seen(opened.body_id, change.item, change.seen)
    )


def _with_uuids(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """A page without script carries one UUID; each of its items gets its own from it, the same on a re-send."""
    values = MultiDict(sent)
    try:
        page = uuid.UUID(sent.get("page_uuid", ""))
    except ValueError:
        abort(400)
    for name in sent:
        if name.endswith("-version") and "-value." not in name:
            item = name.removesuffix("-version")
            values[f"{item}-client_uuid"] = str(uuid.uuid5(page, item))
    if cleared := sent.get("clear"):
        value = f"{cleared}-value"
        for name in [name for name in sent if name == value or name.startswith(f"{value}.")]:
            values.poplist(name)
        values.setlist(f"{cleared}-state", ["not_answered"])
    return values


def _next_section(opened: Opened, group: Group) -> str:
    groups = [other for other in opened.questionnaire.groups if opened.asked_items(other)]
    later = groups[[other.id for other in groups].index(group.id) + 1 :] if group in groups else []
    if not later:
        return url_for(".hub", token=opened.token)
    return url_for(".section", token=opened.token, group_id=later[0].id)


def _section_page(
    opened: Opened,
    group: Group,
    refused: dict[str, RatingForm] | None = None,
    conflicts: dict[str, RatingForm] | None = None,
    unsent: dict[str, RatingForm] | None = None,
) -> str:
    typed = sheets.Typed(refused or {}, conflicts or {}, unsent or {})
    return render_template(
        "assessments/section.html",
        opened=opened,
        group=group,
        place=opened.questionnaire.groups.index(group) + 1,
        page_uuid=uuid.uuid4(),
        sheet=sheets.sheet(opened, group, typed),
        own_sheet=sheets.own_sheet(opened, group, typed),
        typed=typed,
    )


@views.post(f"{ONE}/items/<item_id>")
def save_item(token: str, item_id: str) -> tuple[Response, int]:
    """One item, sent by the page's script as soon as a field is left."""
    place = place_or_404(token)
    source = editions.edition(place.edition_id)
    form = RatingForm(_item_or_404(token, source, item_id), request.form)
    if form.errors:
        return jsonify(errors=form.errors), 422
    outcome = operations.save(place, form.change)
    asked = _now_asked(token) if source.decides(item_id) else {}
    if outcome.conflict:
        return jsonify(conflict=_words(outcome.present), **asked), 409
    return jsonify(version=outcome.present.version, saved_at=outcome.present.saved_at.isoformat(), **asked), 200


def _now_asked(token: str) -> dict[str, list[str]]:
    """Which items the page has to hide and to show, where others depend on the one that was saved.

    Not only what this save changed: its answer may get lost, and a repeat has to tell the same.
    """
    opened = queries.open_or_404(token)
    items = [item.id for item in opened.source.items()]
    return {
        "hide": [item for item in items if item not in opened.asked],
        "show": [item for item in items if item in opened.asked],
    }


def _words(present: queries.Stored) -> dict[str, object]:
    """A stored rating as the page's fields hold it."""
    return {
        "version": present.version,
        "saved_at": present.saved_at and present.saved_at.isoformat(),
        "state": present.state.value,
        "value": present.value,
        "comment": present.comment,
        "evidence": present.evidence,
        "reason": present.reason,
    }
