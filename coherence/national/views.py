"""The pages on which a country adds to an instrument: overview, a page for each part, and the whole as a file."""

from collections.abc import Callable
from io import BytesIO

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for

from coherence import i18n
from coherence.assessments import queries as assessments
from coherence.assessments.queries import Opened
from coherence.exchange.layer_file import written
from coherence.faults import told
from coherence.i18n import gettext
from coherence.limits import largest_file
from coherence.national import forms, operations, own_questions
from coherence.national.forms import Fields, Part
from coherence.pages import LANGUAGE_PREFIX
from coherence.questionnaire import Item, QuestionnaireError
from coherence.questionnaire.layer import Layer, misfits
from coherence.questionnaire.layer_file import read_layer
from coherence.questionnaire.model import Group
from coherence.questionnaire.source import MAX_BYTES

views = Blueprint("national", __name__, url_prefix=f"{LANGUAGE_PREFIX}/a/<token>/national")

MOST_SHOWN = 50  # problems of one file


@views.get("/")
def overview(token: str) -> str:
    return _overview(assessments.open_or_404(token))


@views.post("/")
def language(token: str) -> Response | tuple[str, int]:
    """The language in which the country writes what it adds."""
    opened = assessments.open_or_404(token)
    return _saved(opened, forms.language(), "national/overview.html", url_for(".overview", token=token))


@views.route("/sections/<group_id>", methods=["GET", "POST"])
def notes(token: str, group_id: str) -> Response | str | tuple[str, int]:
    """Guidance and examples for the questions of one dimension."""
    opened = assessments.open_or_404(token)
    group = next((one for one in opened.questionnaire.groups if one.id == group_id), None) or abort(404)
    items = _items(group)
    return _page(opened, forms.notes([item.id for item in items]), "national/notes.html", group=group, items=items)


@views.route("/institutions", methods=["GET", "POST"])
def institutions(token: str) -> Response | str | tuple[str, int]:
    """What the bodies that the instrument names are called in the country."""
    opened = assessments.open_or_404(token)
    bodies = opened.questionnaire.bodies
    return _page(opened, forms.institutions([body.id for body in bodies]), "national/institutions.html", bodies=bodies)


@views.route("/questions", methods=["GET", "POST"])
def questions(token: str) -> Response | str | tuple[str, int]:
    """The questions that only this country asks."""
    opened = assessments.open_or_404(token)
    return _page(opened, own_questions.part(), "national/questions.html", kinds=own_questions.KINDS)


@views.post("/remove")
def remove(token: str) -> Response:
    """Takes out what this edition has no place for; the questions of a dimension that is gone stay, at the end."""
    opened = assessments.open_or_404(token)
    if "remove" not in request.form:
        abort(400)
    operations.replace(opened.unit_id, opened.layer, lambda present: forms.fitting(present, opened.source))
    return redirect(url_for(".overview", token=token), 303)


@views.get("/layer.yaml")
def file(token: str) -> Response:
    """The whole layer as a file that can be brought back."""
    opened = assessments.open_or_404(token)
    name = f"{opened.source.id}-national.yaml"
    return send_file(
        BytesIO(written(opened.layer).encode()), "application/yaml", as_attachment=True, download_name=name
    )


@views.post("/file")
@largest_file(MAX_BYTES)
def upload(token: str) -> Response | tuple[str, int]:
    """A file in place of the whole layer, if nobody has changed it since the page was opened."""
    opened = assessments.open_or_404(token)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _overview(opened, refusal=gettext("Choose the file of the layer.")), 422
    try:
        layer = read_layer(sent.read(), "file", opened.source)
    except QuestionnaireError as error:
        words = gettext("Nothing was stored. What is wrong in the file:")
        return _overview(opened, refusal=words, wrong=[told(problem) for problem in error.problems[:MOST_SHOWN]]), 422
    whole = forms.whole()
    if _store(opened, whole, layer=lambda _: layer).conflict:
        again = assessments.open_or_404(token)
        words = gettext("Somebody else has changed it meanwhile. Look at it, then bring the file again.")
        return _overview(again, refusal=words), 409
    return redirect(url_for(".overview", token=token), 303)


def _items(group: Group) -> list[Item]:
    return [part for part in group.walk() if isinstance(part, Item)]


def _overview(opened: Opened, **found: object) -> str:
    return _render(opened, forms.language(), "national/overview.html", **found)


def _page(opened: Opened, part: Part, template: str, **shown: object) -> Response | str | tuple[str, int]:
    if request.method == "POST":
        return _saved(opened, part, template, url_for(".overview", token=opened.token), **shown)
    return _render(opened, part, template, **shown)


def _saved(opened: Opened, part: Part, template: str, following: str, **shown: object) -> Response | tuple[str, int]:
    """Stores what was sent, or shows it again: with what is wrong, or beside what somebody else has stored."""
    sent = forms.cleaned(request.form)
    if not part.whole(sent):
        abort(400)
    faults = part.faults(sent)
    if faults:
        return _render(opened, part, template, sent=sent, faults=faults, **shown), 422
    if _store(opened, part, lambda present: forms.checked(part.put(present, sent))).conflict:
        return _render(assessments.open_or_404(opened.token), part, template, sent=sent, conflict=True, **shown), 409
    return redirect(following, 303)


def _store(opened: Opened, part: Part, layer: Callable[[Layer], Layer]) -> operations.Outcome:
    """Stores it over the words that the page was opened with, or if the same words are stored already."""

    def change(present: Layer) -> Layer | None:
        wanted = layer(present)
        unchanged = part.seen(present) in (request.form.get("seen"), part.seen(wanted))
        return wanted if unchanged else None

    try:
        return operations.replace(opened.unit_id, opened.layer, change)
    except QuestionnaireError:
        abort(422)


def _render(
    opened: Opened,
    part: Part,
    template: str,
    sent: Fields | None = None,
    faults: Fields | None = None,
    conflict: bool = False,
    **shown: object,
) -> str:
    stored = part.fields(opened.layer)
    fields = stored | {name: text for name, text in (sent or {}).items() if part.has(name, stored)}
    return render_template(
        template,
        opened=opened,
        layer=opened.layer,
        fields=fields,
        faults=faults or {},
        conflict=conflict,
        theirs={name: stored.get(name, "") for name in fields if conflict and stored.get(name, "") != fields[name]},
        seen=part.seen(opened.layer),
        whole_seen=forms.whole().seen(opened.layer),
        rows=own_questions.rows(fields),
        misfits=list(misfits(opened.layer, opened.source)),
        languages=i18n.LANGUAGES.values(),
        **shown,
    )
