"""Files of a round: the answers that its manager brings in and takes out, and the list of its units."""

from flask import Blueprint, Response, redirect, request, url_for

from coherence.assessments.merging import shown_name
from coherence.csv_tables import Refused
from coherence.downloads import attachment
from coherence.i18n import gettext
from coherence.limits import largest_file
from coherence.pages import LANGUAGE_PREFIX
from coherence.rounds import exporting, manager_answers, page, queries
from coherence.rounds.importing import File

views = Blueprint("round_files", __name__, url_prefix=f"{LANGUAGE_PREFIX}/r/<token>")
CSV = "text/csv; charset=utf-8"


@views.post("/answers")
@largest_file(manager_answers.LARGEST)
def bring_in(token: str) -> Response | tuple[str, int]:
    """The answers in a CSV file, all of them or none."""
    this = queries.round_of_manager(token)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return page.render(this, token, refusal=gettext("Choose the CSV file with the answers.")), 422
    try:
        stored = manager_answers.bring_in(this, File(shown_name(sent.filename), sent.read()))
    except Refused as error:
        refusal = gettext("Nothing was stored. Correct these rows and send the file again.")
        return page.render(this, token, error.problems, refusal=refusal), 422
    return redirect(url_for("rounds.manage", token=token, stored=stored, _anchor="answers"), 303)


@views.get("/answers.csv")
def answers(token: str) -> Response:
    """What was brought in here and no unit has changed since."""
    this = queries.round_of_manager(token)
    return attachment(manager_answers.taken_out(this).encode(), CSV, f"{this.code}-{exporting.ANSWERS}")


@views.get("/units.csv")
def units(token: str) -> Response:
    this = queries.round_of_manager(token)
    return attachment(exporting.units_text(this).encode(), CSV, f"{this.code}-{exporting.UNITS}")
