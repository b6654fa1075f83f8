"""The pages of benchmarks: what is published, one round's units and groups, and a comparison; and its files."""

from collections.abc import Mapping
from concurrent import futures

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from wtforms import Form

from coherence import paging
from coherence.assessments import queries as assessments
from coherence.benchmarks import queries, underway
from coherence.benchmarks.files import file_name
from coherence.benchmarks.forms import comparison_form, weights_of
from coherence.benchmarks.model import text
from coherence.benchmarks.queries import Published, key_of
from coherence.benchmarks.report import Own, View, benchmark_report
from coherence.documents.formats import FORMATS
from coherence.documents.tree import Report
from coherence.downloads import attachment, report_file
from coherence.i18n import current
from coherence.pages import LANGUAGE_PREFIX
from coherence.paper import NoGlyph
from coherence.reports import html
from coherence.reports.labels import labels
from coherence.rounds import queries as rounds
from coherence.rounds.peers import GROUPINGS, grouping_name
from coherence.units.names import sort_key

views = Blueprint("benchmarks", __name__, url_prefix=LANGUAGE_PREFIX)
ONE = "/benchmarks/<code>/<int:version>"
OWN = "/a/<token>/comparison"
PUBLISH = "/r/<token>/publish"
PATIENCE = 4.0  # seconds for which a request waits for a publishing


@views.get("/benchmarks/")
def index() -> str:
    return render_template("benchmarks/index.html", published=queries.every_latest())


@views.get("/benchmarks/<code>/")
def newest(code: str) -> Response:
    found = queries.latest(code) or abort(404)
    return redirect(url_for(".round", code=code, version=found.version))


@views.get(f"{ONE}/")
def round(code: str, version: int) -> str:
    """The units that show their name, and the groups there are."""
    found = queries.version(code, version) or abort(404)
    whole = queries.view(found, found.benchmark.groups[0], None)
    by_name = sorted(whole.seen, key=lambda unit: sort_key(whole.name(unit)))
    groups = {
        grouping: [group for group in found.benchmark.groups if group.grouping == grouping] for grouping in GROUPINGS
    }
    return render_template(
        "benchmarks/round.html",
        found=found,
        newest=queries.latest(code),
        view=whole,
        units=paging.part(by_name, request.args.get("page", 1, type=int)),
        address=lambda number: url_for(".round", code=code, version=version, page=number, _anchor="units"),
        groups={grouping_name(grouping): named for grouping, named in groups.items() if named},
        name_of=queries.name_of,
        text=text,
    )


@views.get(f"{ONE}/snapshot.json")
def snapshot(code: str, version: int) -> Response:
    """The published document, byte for byte: its SHA-256 is the digest that is cited."""
    found = queries.version(code, version) or abort(404)
    return attachment(queries.document(found).encode(), "application/json", f"{code}-{version}.json")


@views.get(f"{ONE}/comparison/")
def comparison(code: str, version: int) -> str | tuple[str, int]:
    found = queries.version(code, version) or abort(404)
    return _page(found, _named(found), {"code": code, "version": version})


@views.get(f"{ONE}/comparison.<format>")
def comparison_file(code: str, version: int, format: str) -> Response | tuple[str, int]:
    found = queries.version(code, version) or abort(404)
    return _file(found, _named(found), format)


@views.get(f"{OWN}/")
def own(token: str) -> str | tuple[str, int]:
    """For whoever holds the link to an assessment: where its unit stands, whatever it lets others see."""
    opened = assessments.open_or_404(token)
    found = queries.standing(opened.id)
    if found is None:
        return render_template("benchmarks/not_yet.html", opened=opened, round=rounds.round_of_assessment(opened.id))
    published, standing = found
    return _page(published, Own.of(standing, opened.unit), {"token": token}, opened=opened)


@views.get(f"{OWN}.<format>")
def own_file(token: str, format: str) -> Response | tuple[str, int]:
    opened = assessments.open_or_404(token)
    found = queries.standing(opened.id)
    if found is None:
        return redirect(url_for(".own", token=token))
    published, standing = found
    return _file(published, Own.of(standing, opened.unit), format)


@views.post(PUBLISH)
def publish(token: str) -> Response:
    """Some hundred units are published while the request waits; of more, the next page shows how far it is."""
    from coherence.benchmarks import operations

    this = rounds.round_of_manager(token)
    if "sure" not in request.form:
        abort(422)
    try:
        begun = underway.begin(this)
    except operations.NotPublished:
        abort(409)
    if begun:
        futures.wait([begun], timeout=PATIENCE)
    if begun and begun.done():
        return redirect(url_for(".round", code=this.code, version=begun.result()), 303)
    return redirect(url_for(".publishing", token=token), 303)


@views.get(PUBLISH)
def publishing(token: str) -> Response | str:
    """How far it is; the benchmark, when it is done."""
    this = rounds.round_of_manager(token)
    progress = underway.progress(this.id)
    if progress:
        return render_template("benchmarks/publishing.html", round=this, token=token, progress=progress)
    found = queries.latest(this.code)
    if found is None:
        return redirect(url_for("rounds.manage", token=token))
    return redirect(url_for(".round", code=this.code, version=found.version))


def _named(found: Published) -> Own | None:
    """The unit that the address names; 404 unless it shows its name."""
    code = request.args.get("unit")
    if not code:
        return None
    unit = found.benchmark.unit(code) or abort(404)
    return Own(unit.code, "", unit.values)


def _asked(found: Published, own: Own | None) -> tuple[Form, View]:
    """The form as it was sent, and what it asks for; the published weights where it cannot be read."""
    whole = queries.view(found, found.benchmark.groups[0], own)
    titles = {node: whole.title(node) for node in whole.dimensions}
    form = comparison_form(request.args, found.benchmark, titles, whole.names)
    valid = form.validate()
    group = found.benchmark.group(key_of(form.group.data or ""))
    if group is None or "chosen" in form.errors:
        abort(404)
    weights = weights_of(form, found.benchmark) if valid else None
    return form, queries.view(found, group, own, weights, form.chosen.data or ())


def _page(found: Published, own: Own | None, address: Mapping[str, object], **more: object) -> str | tuple[str, int]:
    form, view = _asked(found, own)
    sent = request.args.lists()
    chosen = {name: values for name, values in sent if any(values) and (name in form or name == "unit")}
    page = render_template(
        "benchmarks/comparison.html",
        found=found,
        view=view,
        form=form,
        report=html.words(_report(found, view)),
        unit=request.args.get("unit"),
        file_address=lambda format: url_for(f"{request.endpoint}_file", format=format, **address, **chosen),
        formats=FORMATS,
        **more,
    )
    return (page, 422) if form.errors else page


def _file(found: Published, own: Own | None, format: str) -> Response | tuple[str, int]:
    chosen = FORMATS.get(format) or abort(404)
    form, view = _asked(found, own)
    if form.errors:
        abort(422)
    report = _report(found, view)
    try:
        return report_file(chosen, report, f"{report.name}-{current().tag}.{chosen.suffix}")
    except NoGlyph as error:
        return render_template("benchmarks/no_glyph.html", error=error), 422


def _report(found: Published, view: View) -> Report:
    return benchmark_report(view, labels(), file_name(found, view))
