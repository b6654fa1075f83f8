"""Forty fictional countries to try everything on: their rounds, their answers, and what is published of them."""

from coherence.practice.making import QUESTIONNAIRE, Practice, make
from coherence.practice.taking_part import ROUNDS

__all__ = ["QUESTIONNAIRE", "ROUNDS", "Practice", "make"]
