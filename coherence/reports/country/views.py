"""The page of a country report, and the same report as a file."""

from flask import Blueprint, Response, abort, render_template

from coherence import i18n
from coherence.assessments import queries
from coherence.assessments.queries import Opened
from coherence.documents.formats import FORMATS
from coherence.documents.tree import Report
from coherence.pages import LANGUAGE_PREFIX
from coherence.paper import NoGlyph
from coherence.reports.country import files, read
from coherence.reports.country.inputs import Given
from coherence.reports.country.report import country_report
from coherence.reports.labels import labels

views = Blueprint("country", __name__, url_prefix=f"{LANGUAGE_PREFIX}/a/<token>")


@views.get("/report/")
def page(token: str) -> str:
    opened = queries.open_or_404(token)
    return render_template("reports/country.html", opened=opened, report=_report(read.given(opened)), formats=FORMATS)


@views.get("/report.<format>")
def download(token: str, format: str) -> Response | tuple[str, int]:
    opened = queries.open_or_404(token)
    chosen = FORMATS.get(format) or abort(404)
    given = read.given(opened)
    try:
        content = files.written(chosen, _report(given))
    except NoGlyph as error:
        return _without_glyph(opened, error)
    name, plain = files.download_names(given, i18n.current().tag, chosen.suffix)
    response = Response(content, mimetype=chosen.media_type)
    response.headers["Content-Disposition"] = files.disposition(name, plain)
    return response


def _report(given: Given) -> Report:
    return country_report(given, labels())


def _without_glyph(opened: Opened, error: NoGlyph) -> tuple[str, int]:
    """The page that says which character no font has; other formats hold it."""
    return render_template("reports/no_glyph.html", opened=opened, error=error), 422
