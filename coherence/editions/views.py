"""The pages of an instrument's editions: which were published, and what changed from one to the next."""

from itertools import pairwise

from flask import Blueprint, abort, render_template

from coherence import i18n
from coherence.editions import queries
from coherence.pages import LANGUAGE_PREFIX
from coherence.questionnaire import Questionnaire
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


def _step(before: Questionnaire, after: Questionnaire) -> tuple[Questionnaire, Questionnaire, list[Change], int]:
    """Two editions, what changed, and how many items did not."""
    changes = compare(before, after)
    changed = [change for change in changes if change.kind != SEVERITY[0]]
    return before, after, changed, len(changes) - len(changed)
