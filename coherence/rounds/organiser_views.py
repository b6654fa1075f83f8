"""The pages of an organiser: its rounds, and making one."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from coherence import i18n
from coherence.benchmarks import queries as benchmarks
from coherence.editions import queries as editions
from coherence.i18n import gettext
from coherence.pages import LANGUAGE_PREFIX
from coherence.rounds import operations, organisers, page
from coherence.rounds.forms import RoundForm
from coherence.rounds.operations import CodeTaken
from coherence.rounds.organisers import OrganiserInfo

views = Blueprint("organisers", __name__, url_prefix=LANGUAGE_PREFIX)
ONE = "/o/<token>"


@views.get(f"{ONE}/")
def rounds(token: str) -> str:
    """The rounds that the organiser has made."""
    organiser = organisers.behind(token)
    return render_template(
        "rounds/organiser.html",
        organiser=organiser,
        token=token,
        rounds=organisers.rounds_of(organiser),
        units=organisers.units_in(organiser),
        published={one.code: one for one in benchmarks.every_latest()},
    )


@views.route(f"{ONE}/new", methods=["GET", "POST"])
def create(token: str) -> Response | str | tuple[str, int]:
    organiser = organisers.behind(token)
    tag = i18n.current().tag
    offered = {name: editions.spoken(source, tag) for name, source in editions.offered().items()}
    form = RoundForm(request.form, offered)
    sent = request.method == "POST"
    if sent and form.validate() and _made(organiser, form):
        return redirect(url_for("rounds.manage", token=f"{token}.{form.code.data}"), 303)
    drawn = render_template("rounds/new.html", organiser=organiser, token=token, form=form, offered=offered)
    return (drawn, 422) if sent else drawn


def _made(organiser: OrganiserInfo, form: RoundForm) -> bool:
    """Whether the round was made; not if its code belongs to another one, which the form then says."""
    source = editions.offered()[form.questionnaire.data]
    try:
        operations.create(
            source, form.code.data, form.title.data, form.opens.data, form.closes.data, organiser_id=organiser.id
        )
    except CodeTaken:
        form.code.errors = [gettext("Another round has this code. Choose a different one.")]
        return False
    return True


@views.post(f"{ONE}/link")
def new_link(token: str) -> str:
    """Another link for whoever manages a round, shown once; the one before opens nothing."""
    organiser = organisers.behind(token)
    code = request.form.get("code")
    this = next((one for one in organisers.rounds_of(organiser) if one.code == code), None) or abort(422)
    return page.render(this, f"{token}.{code}", new_link=operations.new_link(this))
