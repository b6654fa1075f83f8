"""The pages of an instrument's editions and languages: what was published, what changed, two languages side by side."""

from itertools import pairwise

from flask import Blueprint, Response, abort, render_template, request

from coherence import i18n
from coherence.downloads import SUFFIX, blank_file
from coherence.editions import queries
from coherence.pages import LANGUAGE_PREFIX
from coherence.questionnaire import Questionnaire, texts
from coherence.questionnaire.compare import SEVERITY, Change, compare

views = Blueprint("editions", __name__, url_prefix=LANGUAGE_PREFIX)


@views.get("/questionnaires/<questionnaire_id>/editions")
def history(questionnaire_id: str) -> str:
    source = queries.offered().get(questionnaire_id) or abort(404)
    published = queries.published(questionnaire_id)
    tag = i18n.current().tag
    spoken = [queries.spoken(queries.edition(one.id), tag) for one in published]
    return render_template(
        "editions/history.html",
        questionnaire=queries.spoken(source, tag),
        published=list(zip(published, spoken, map(queries.languages, spoken), strict=True)),
        steps=[_step(before, after) for before, after in pairwise(spoken)],
    )


@views.get("/questionnaires/<questionnaire_id>/beside")
def beside(questionnaire_id: str) -> str:
    """Every text in the reader's language and in another one."""
    source = queries.offered().get(questionnaire_id) or abort(404)
    known = [tag for tag in queries.languages(source) if tag in i18n.LANGUAGES]
    other = request.args.get("with", source.language)
    if other not in known:
        abort(404)
    here, there = queries.spoken(source, i18n.current().tag), queries.spoken(source, other)
    return render_template(
        "editions/beside.html",
        questionnaire=here,
        other=i18n.LANGUAGES[other],
        known=[i18n.LANGUAGES[tag] for tag in known],
        sections=_sections(here, there),
    )


def _sections(here: Questionnaire, there: Questionnaire) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """By item or other part: the place of each text in it, and the text in both languages."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one, two in zip(texts(here), texts(there), strict=True):
        part, _, place = one.context.partition(".")
        found.setdefault(part, []).append((place, one.message, two.message))
    return list(found.items())


@views.get(f"/questionnaires/<questionnaire_id>/blank.{SUFFIX}")
def blank(questionnaire_id: str, suffix: str) -> Response | tuple[str, int]:
    """The questionnaire to print, to mail or to fill without a network."""
    return blank_file(queries.offered().get(questionnaire_id) or abort(404), suffix)


def _step(before: Questionnaire, after: Questionnaire) -> tuple[Questionnaire, Questionnaire, list[Change], int]:
    """Two editions, what changed, and how many items did not."""
    changes = compare(before, after)
    changed = [change for change in changes if change.kind != SEVERITY[0]]
    return before, after, changed, len(changes) - len(changed)
