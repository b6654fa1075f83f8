"""The pages of a round: its units and how far they are, adding some, closing it; and a unit's own consent."""

from flask import Blueprint, Response, abort, redirect, request, url_for

from coherence import i18n
from coherence.assessments import queries as assessments
from coherence.csv_tables import Refused
from coherence.i18n import gettext
from coherence.limits import largest_file
from coherence.pages import LANGUAGE_PREFIX
from coherence.rounds import importing, operations, page, queries
from coherence.rounds.forms import CloseForm, ConsentForm, CountriesForm
from coherence.rounds.operations import Joining, NotPossible
from coherence.rounds.queries import RoundInfo
from coherence.units import countries
from coherence.units.kinds import UnitProfile
from coherence.units.names import territory_name

views = Blueprint("rounds", __name__, url_prefix=LANGUAGE_PREFIX)
ONE = "/r/<token>"
LARGEST_FILE = 1024 * 1024


@views.get(f"{ONE}/")
def manage(token: str) -> str:
    return page.render(queries.round_of_manager(token), token)


@views.post(f"{ONE}/countries")
def add_countries(token: str) -> Response | tuple[str, int] | str:
    """The countries that were ticked take part from now on."""
    this = queries.round_of_manager(token)
    form = CountriesForm(request.form, countries.codes())
    if not form.validate():
        return page.render(this, token, refusal=gettext("Choose at least one country from the list.")), 422
    joining = [Joining(UnitProfile(code)) for code in dict.fromkeys(form.country.data)]
    return _added(this, token, joining)


@views.post(f"{ONE}/units")
@largest_file(LARGEST_FILE)
def add_file(token: str) -> Response | tuple[str, int] | str:
    """The units in a CSV file take part from now on: all of them, or none."""
    this = queries.round_of_manager(token)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return page.render(this, token, refusal=gettext("Choose the CSV file with the units.")), 422
    try:
        joining = importing.read_new_units(this, importing.File("CSV", sent.read()), LARGEST_FILE)
    except Refused as error:
        refusal = gettext("Nothing was stored. Correct these rows and send the file again.")
        return page.render(this, token, problems=error.problems, refusal=refusal), 422
    return _added(this, token, joining)


def _added(this: RoundInfo, token: str, joining: list[Joining]) -> tuple[str, int] | str:
    """The page with the new links, shown this once: only their hashes are stored."""
    try:
        joined = operations.add(this, joining)
    except NotPossible:
        return page.render(this, token, refusal=gettext("Some of these units are in this round already.")), 409
    names = {one.unit.code: _name(one.unit) for one in joining}
    return page.render(this, token, joined=[(names[one.code], one) for one in joined])


def _name(unit: UnitProfile) -> str:
    tag = i18n.current().tag
    return unit.names.get(tag) or next(iter(unit.names.values()), None) or territory_name(unit.code, tag) or unit.code


@views.post(f"{ONE}/close")
def close(token: str) -> Response | tuple[str, int]:
    this = queries.round_of_manager(token)
    form = CloseForm(request.form)
    if not form.validate():
        return page.render(this, token, not_sure=str(form.sure.errors[0])), 422
    operations.close(this)
    return redirect(url_for(".manage", token=token), 303)


@views.post("/a/<token>/consent")
def consent(token: str) -> Response:
    """What a unit allows to be published of its result: said by whoever has the link to its assessment."""
    opened = assessments.open_or_404(token)
    form = ConsentForm(request.form)
    if opened.taking_part is None or not form.validate():
        abort(422)
    operations.change_consent(opened.id, form.consent.data)
    return redirect(url_for("assessments.hub", token=token) + "#consent", 303)
