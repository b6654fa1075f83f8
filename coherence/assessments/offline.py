"""Filling without a network: the form to take away, the file that comes back, and what to take over from it."""

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from coherence.assessments import merging, operations, queries, sheets
from coherence.assessments.merging import Merge
from coherence.assessments.operations import Change
from coherence.assessments.queries import Opened
from coherence.assessments.rating_form import RatingForm, rating_forms
from coherence.db import now
from coherence.downloads import SUFFIX, blank_file
from coherence.faults import in_words
from coherence.i18n import gettext
from coherence.limits import largest_file
from coherence.pages import LANGUAGE_PREFIX
from coherence.paper.read_back import NotThisForm, ReadBack, SheetError, read_back
from coherence.questionnaire import digest

views = Blueprint("offline", __name__, url_prefix=f"{LANGUAGE_PREFIX}/a/<token>")

LARGEST_FILE = 1024 * 1024
FROM_FILE = "file"


@views.get(f"/blank.{SUFFIX}")
def blank(token: str, suffix: str) -> Response | tuple[str, int]:
    """The form of the very edition that this assessment answers."""
    return blank_file(queries.open_or_404(token).source, suffix)


@views.get("/offline")
def page(token: str) -> str:
    return _page(queries.open_or_404(token), taken=request.args.get("taken", type=int))


@views.post("/offline")
@largest_file(LARGEST_FILE)
def upload(token: str) -> str | tuple[str, int]:
    """What the file would change. Nothing is stored."""
    opened = queries.open_or_404(token)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(opened, refusal=gettext("Choose the spreadsheet that you filled.")), 422
    name = merging.shown_name(file.filename)
    try:
        found = _read(opened, file, name)
    except NotThisForm as error:
        return _page(opened, refusal=str(error)), 422
    except SheetError as error:
        return _page(opened, refusal=gettext("This file cannot be read."), detail=in_words(error.message)), 422
    return _page(opened, found=found, merge=merging.merge(opened, found.answers), name=name)


def _read(opened: Opened, file: FileStorage, name: str) -> ReadBack:
    return read_back(file.read(), name, opened.questionnaire, digest(opened.source.document))


@views.post("/offline/take")
def take(token: str) -> Response | tuple[str, int]:
    """Stores what was chosen from the file, each only over the version that was shown beside it."""
    opened = queries.open_or_404(token)
    forms = rating_forms(opened.questionnaire.items(), request.form)
    if not forms or any(form.errors for form in forms):
        abort(422 if forms else 400)
    chosen = [_from_file(form) for form in forms if request.form.get(f"{form.item.id}-take") == FROM_FILE]
    conflicts = [one for one in chosen if operations.save(opened.place, one).conflict]
    if conflicts:
        return _again(queries.open_or_404(token), conflicts), 409
    return redirect(url_for(".page", token=token, taken=len(chosen)), 303)


def _from_file(form: RatingForm) -> Change:
    name = merging.shown_name(request.form.get("name"))
    return replace(form.change, origin={"file": name, "at": now().isoformat()})


def _again(opened: Opened, conflicts: list[Change]) -> str:
    """What somebody else has changed meanwhile, beside what is stored now."""
    anew = [merging.difference(opened, one) for one in conflicts]
    found = tuple(replace(one, change=merging.wished_anew(one.change, one.stored)) for one in anew)
    return _page(opened, merge=Merge(found), name=merging.shown_name(request.form.get("name")), conflict=True)


def _page(opened: Opened, **found: object) -> str:
    return render_template("assessments/offline.html", opened=opened, fields=sheets.fields, **found)
