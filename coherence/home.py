"""The start page, and each questionnaire to read before anybody begins."""

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, url_for

from coherence import i18n, translation_status
from coherence.editions import queries as editions
from coherence.pages import LANGUAGE_PREFIX

views = Blueprint("home", __name__, url_prefix=LANGUAGE_PREFIX)


def init_app(app: Flask) -> None:
    app.add_url_rule("/", "root", root)
    app.register_blueprint(views)


def root() -> Response:
    return redirect(url_for("home.index"))


@views.get("/")
def index() -> str:
    tag = i18n.current().tag
    return render_template(
        "home/index.html",
        questionnaires=[editions.spoken(source, tag) for source in editions.offered().values()],
        practice=current_app.config.get("PRACTICE"),
    )


@views.get("/questionnaires/<questionnaire_id>")
def questionnaire(questionnaire_id: str) -> str:
    source = editions.offered().get(questionnaire_id) or abort(404)
    spoken = editions.spoken(source, i18n.current().tag)
    return render_template(
        "home/questionnaire.html",
        questionnaire=spoken,
        languages_of=[i18n.LANGUAGES[tag] for tag in editions.languages(source) if tag in i18n.LANGUAGES],
        making=translation_status.making(spoken.language, source.id),
    )
