"""The page of a country report, and the same report as a file."""

from flask import Blueprint, Response, abort, render_template

from coherence import i18n
from coherence.assessments import queries
from coherence.assessments.queries import Opened
from coherence.documents.formats import FORMATS
from coherence.documents.tree import Report
from coherence.downloads import report_file
from coherence.pages import LANGUAGE_PREFIX
from coherence.paper import NoGlyph
from coherence.reports import html
from coherence.reports.country import provenance, read
from coherence.reports.country.inputs import Given
from coherence.reports.country.report import country_report
from coherence.reports.labels import labels

views = Blueprint("country", __name__, url_prefix=f"{LANGUAGE_PREFIX}/a/<token>")


@views.get("/report/")
def page(token: str) -> str:
    opened = queries.open_or_404(token)
    words = html.words(_report(read.given(opened)))
    return render_template("reports/country.html", opened=opened, report=words, formats=FORMATS)


@views.get("/report.<format>")
def download(token: str, format: str) -> Response | tuple[str, int]:
    opened = queries.open_or_404(token)
    chosen = FORMATS.get(format) or abort(404)
    given = read.given(opened)
    try:
        return report_file(chosen, _report(given), *provenance.download_names(given, i18n.current().tag, chosen.suffix))
    except NoGlyph as error:
        return _without_glyph(opened, error)


def _report(given: Given) -> Report:
    return country_report(given, labels())


def _without_glyph(opened: Opened, error: NoGlyph) -> tuple[str, int]:
    """The page that says which character no font has; other formats hold it."""
    return render_template("reports/no_glyph.html", opened=opened, error=error), 422
