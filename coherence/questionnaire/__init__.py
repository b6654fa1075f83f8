"""Questionnaires as data: load, check, translate, read answers, turn into a scoring framework."""

from coherence.questionnaire.answers import (
    EVIDENCE_LENGTH,
    Given,
    allowed,
    check_answer,
    read_answer,
    read_form,
    read_state,
    write_answer,
)
from coherence.questionnaire.framework import asked, framework
from coherence.questionnaire.load import digest, from_document, load, parse
from coherence.questionnaire.model import Band, Group, Item, Questionnaire
from coherence.questionnaire.problems import Problem, QuestionnaireError
from coherence.questionnaire.translate import Text, texts, translated

__all__ = [
    "EVIDENCE_LENGTH",
    "Band",
    "Given",
    "Group",
    "Item",
    "Problem",
    "Questionnaire",
    "QuestionnaireError",
    "Text",
    "allowed",
    "asked",
    "check_answer",
    "digest",
    "framework",
    "from_document",
    "load",
    "parse",
    "read_answer",
    "read_form",
    "read_state",
    "texts",
    "translated",
    "write_answer",
]
