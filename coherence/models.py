"""All tables of all features, gathered for the migrations."""

from coherence.assessments.models import Assessment, Body, OwnRating, OwnRevision, Rating, Revision
from coherence.benchmarks.models import Publication, StandingRow
from coherence.db import Base
from coherence.editions.models import Edition
from coherence.national.models import NationalLayer
from coherence.rounds.models import Organised, Organiser, Participation, Round
from coherence.units.models import Unit

__all__ = [
    "Assessment",
    "Base",
    "Body",
    "Edition",
    "NationalLayer",
    "Organised",
    "Organiser",
    "OwnRating",
    "OwnRevision",
    "Participation",
    "Publication",
    "Rating",
    "Revision",
    "Round",
    "StandingRow",
    "Unit",
]
