"""The start page, and each questionnaire to read before anybody begins."""

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, url_for

from coherence import i18n, translation_status
from coherence.editions import queries as editions
from coherence.pages import LANGUAGE_PREFIX
from coherence.questionnaire import Questionnaire
from coherence.translation_status import Making, Status

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
        translations=_translations(source),
    )


def _translations(source: Questionnaire) -> list[tuple[i18n.Language, Making | None, Status | None]]:
    """All of an instrument that comes with the program; of one that does not, there is nothing to say."""
    known = i18n.LANGUAGES if source.id in editions.library() else ()
    return [_translation(tag, source) for tag in known if tag != source.language]


def _translation(tag: str, source: Questionnaire) -> tuple[i18n.Language, Making | None, Status | None]:
    """How a translation was made, and how far it is if it is not complete, and so not offered."""
    offered = tag in editions.languages(source)
    lacking = None if offered else translation_status.status(tag, source.id)
    return i18n.LANGUAGES[tag], translation_status.making(tag, source.id), lacking
