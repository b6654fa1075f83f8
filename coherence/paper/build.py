"""From a questionnaire to the tree of a blank form, in the questionnaire's own language."""

from string import ascii_uppercase

from coherence import i18n
from coherence.i18n import gettext as _
from coherence.i18n import ngettext
from coherence.paper.blank import Blank, Question, Section
from coherence.paper.conditions import Asked, in_words
from coherence.paper.scales import asked_scale, options_of, profile_boxes
from coherence.questionnaire import Group, Item, Questionnaire
from coherence.questionnaire.condition_nodes import Condition
from coherence.questionnaire.model import ProfileQuestion
from coherence.questionnaire.numbering import numbers as item_numbers


def blank(questionnaire: Questionnaire, digest: str, notice: str = "") -> Blank:
    """The form to fill. `digest` is that of the questionnaire's document; `notice` a remark on the translation.

    The form's own words are in the language of the questionnaire, if the interface has it.
    """
    language = i18n.LANGUAGES.get(questionnaire.language, i18n.LANGUAGES[i18n.DEFAULT])
    with i18n.speaking(language.tag):
        asked = _asked(questionnaire)
        return Blank(
            id=questionnaire.id,
            edition=questionnaire.edition,
            digest=digest,
            language=language.tag,
            direction=language.direction,
            title=questionnaire.title,
            about=questionnaire.about,
            notice=notice,
            facts=_facts(questionnaire),
            how=_how(questionnaire),
            fields=(_("Name of the country, region or city"), _("Filled in by"), _("Date")),
            profile=tuple(_profile(question, asked) for question in questionnaire.profile),
            sections=tuple(_section(group, questionnaire, asked) for group in questionnaire.groups),
            terms=tuple((term.term, term.definition) for term in questionnaire.terms),
            labels=_labels(),
        )


def _labels() -> dict[str, str]:
    return {
        "author": "Coherence",
        "kind": _("Questionnaire"),
        "how": _("How to answer"),
        "who": _("About the country, region or city"),
        "contents": _("Contents"),
        "terms": _("Terms used here"),
        "about_terms": _("Terms:"),
        "only_if": _("Only if:"),
        "bodies": _("Likely to know:"),
        "reason": _("If not applicable: why?"),
        "evidence": _("Evidence: link or document"),
        "comment": _("Comment"),
        "page": _("Page {page} of {pages}"),
        "edition": _("Edition"),
        "number": _("No."),
        "question": _("Question"),
        "answer": _("Answer"),
        "state": _("If there is no answer"),
        "why": _("Reason, if not applicable"),
        "proof": _("Evidence:"),
        "fill": _("Write in the yellow cells only. A number stands for the answer with that number; x ticks a line."),
    }


def _facts(questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    return (
        (_("Edition"), str(questionnaire.edition)),
        (_("Questions"), str(len(list(questionnaire.items())))),
        (_("Time to answer all"), ngettext("about {number} minute", "about {number} minutes", questionnaire.minutes)),
        (_("Text by"), questionnaire.owner),
    )


def _how(questionnaire: Questionnaire) -> tuple[str, ...]:
    conditions = any(part.applies_when for group in questionnaire.all_groups() for part in group.walk())
    return (
        _("Ask those who know, and choose what is true today and can be shown."),
        *([_("Where “Only if” stands before a question, answer it only if that holds.")] if conditions else []),
        _("“Don’t know” is an answer: it lowers coverage, not the score."),
        _("“Not applicable” takes the question out of the sum, and needs a reason."),
        _("Name the evidence: a link, or the title, date and number of a document."),
    )


def _asked(questionnaire: Questionnaire) -> Asked:
    """The numbers of all questions: letters for the profile; section.question for the items."""
    numbers = {question.id: _letter(place) for place, question in enumerate(questionnaire.profile)}
    numbers |= item_numbers(questionnaire)
    options = {
        (question.id, option.id): option.text for question in questionnaire.profile for option in question.options
    }
    for item in questionnaire.items():
        options |= {(item.id, box.value): box.text for box in options_of(item)}
    return Asked(numbers, options)


def _letter(place: int) -> str:
    """A to Z, then A2, B2 and so on."""
    again, letter = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(again + 1) if again else "")


def _section(group: Group, questionnaire: Questionnaire, asked: Asked) -> Section:
    return Section(
        id=group.id,
        number=asked.numbers[group.id],
        title=group.title,
        about=group.about or "",
        only_if=_only_if(group.applies_when, asked),
        questions=tuple(_question(item, questionnaire, asked) for item in group.items),
        sections=tuple(_section(inner, questionnaire, asked) for inner in group.groups),
    )


def _question(item: Item, questionnaire: Questionnaire, asked: Asked) -> Question:
    scale = asked_scale(item)
    return Question(
        id=item.id,
        number=asked.numbers[item.id],
        text=item.text,
        kind=scale.kind,
        how=scale.how,
        boxes=scale.boxes,
        rows=scale.rows,
        unit=scale.unit,
        states=scale.states,
        only_if=_only_if(item.applies_when, asked),
        guidance=item.guidance or "",
        evidence=item.evidence or "",
        bodies=_("; ").join(body.name for body in questionnaire.bodies if body.id in item.bodies),
        terms=_("; ").join(term.term for term in questionnaire.terms if term.id in item.terms),
    )


def _profile(question: ProfileQuestion, asked: Asked) -> Question:
    return Question(
        id=question.id,
        number=asked.numbers[question.id],
        text=question.text,
        kind="many" if question.many else "one",
        how=_("Tick all that apply.") if question.many else _("Tick one."),
        boxes=profile_boxes(question),
        guidance=question.guidance or "",
    )


def _only_if(condition: Condition | None, asked: Asked) -> str:
    return in_words(condition, asked) if condition else ""
