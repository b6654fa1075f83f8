"""What changes a country's layer: one transaction each, and only over what the editor saw."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from coherence.db import now, writing
from coherence.national.models import NationalLayer
from coherence.national.queries import StoredLayer, stored
from coherence.questionnaire.layer import Layer
from coherence.questionnaire.layer_file import document

TRIES = 3


@dataclass(frozen=True)
class Outcome:
    """What is stored now; `conflict` when somebody else's words stand there and the change was not made."""

    present: StoredLayer
    conflict: bool = False


def replace(unit_id: int, empty: Layer, change: Callable[[Layer], Layer | None]) -> Outcome:
    """Store what `change` makes of the present layer; a conflict when it makes nothing of it."""
    for _ in range(TRIES):
        try:
            with writing() as connection:
                present = stored(connection, unit_id, empty.questionnaire, empty.language)
                wanted = change(present.layer)
                if wanted is None:
                    return Outcome(present, conflict=True)
                if _written(connection, unit_id, wanted, present.version):
                    return Outcome(StoredLayer(wanted, present.version + 1))
        except IntegrityError:
            continue  # somebody else stored the first one between our reading and our writing
    return Outcome(present, conflict=True)


def _written(connection: Connection, unit_id: int, layer: Layer, seen: int) -> bool:
    words = {"document": document(layer), "version": seen + 1, "saved_at": now()}
    if not seen:
        identity = {"unit_id": unit_id, "questionnaire": layer.questionnaire}
        connection.execute(insert(NationalLayer), identity | words)
        return True
    this = (NationalLayer.unit_id == unit_id, NationalLayer.questionnaire == layer.questionnaire)
    newer = update(NationalLayer).where(*this, NationalLayer.version == seen).values(words)
    return connection.execute(newer).rowcount == 1


def begin_with(session: Session, unit_id: int, layer: Layer) -> None:
    """The layer with which a unit's next assessment begins."""
    if layer:
        session.add(
            NationalLayer(unit_id=unit_id, questionnaire=layer.questionnaire, document=document(layer), version=1)
        )
