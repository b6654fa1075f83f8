"""The pages of a result: the scorecard, and the sum behind each of its numbers."""

from flask import Blueprint, abort, render_template

from coherence.assessments import queries
from coherence.pages import LANGUAGE_PREFIX
from coherence.reports import pictures, sums
from coherence.reports import scorecard as cards

views = Blueprint("reports", __name__, url_prefix=f"{LANGUAGE_PREFIX}/a/<token>/result")


@views.get("/")
def scorecard(token: str) -> str:
    opened = queries.open_or_404(token)
    card = cards.scorecard(opened)
    return render_template(
        "reports/scorecard.html", opened=opened, card=card, pictures=pictures.of(card), note=sums.note
    )


@views.get("/<node>")
def explained(token: str, node: str) -> str:
    opened = queries.open_or_404(token)
    card = cards.scorecard(opened)
    line = card.find(node) or abort(404)
    item = opened.questionnaire.item(node) if not line.score.rule else None
    return render_template(
        "reports/sum.html",
        opened=opened,
        line=line,
        item=item,
        rating=opened.ratings.get(node, queries.NOTHING),
        sum=sums.explain(card, line),
        above=card.above(node),
        percent_exact=sums.percent_exact,
        note=sums.note,
    )
