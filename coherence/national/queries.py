"""What is read of a country's layer."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from coherence.national.models import NationalLayer
from coherence.questionnaire.layer import Layer
from coherence.questionnaire.layer_file import from_document


@dataclass(frozen=True)
class StoredLayer:
    """A layer as it stands; `version` 0 and empty when nobody has saved one."""

    layer: Layer
    version: int = 0


ONE = select(NationalLayer.document, NationalLayer.version).where(
    NationalLayer.unit_id == bindparam("unit"), NationalLayer.questionnaire == bindparam("questionnaire")
)


def stored(connection: Connection, unit_id: int, questionnaire: str, language: str) -> StoredLayer:
    """The layer of a unit; an empty one in this language if there is none."""
    row = connection.execute(ONE, {"unit": unit_id, "questionnaire": questionnaire}).first()
    return StoredLayer(from_document(row.document), row.version) if row else StoredLayer(Layer(questionnaire, language))
