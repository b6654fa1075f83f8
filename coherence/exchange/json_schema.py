"""The format of a questionnaire as JSON Schema, for editors that complete and check while one types."""

import json

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from coherence.questionnaire.places import Json
from coherence.questionnaire.schema import QuestionnaireFile
from coherence.questionnaire.selection import SelectingFile


def schema_text() -> str:
    """The schema as it is published: the shape of the file, not the cross-checks of `check`."""
    found = TypeAdapter(QuestionnaireFile | SelectingFile).json_schema(by_alias=True)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": "Questionnaire"}
    return json.dumps({**head, **_plain(found)}, indent=2, ensure_ascii=False) + "\n"


def _plain(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Without null, which a file never holds: a key without a value is left out."""
    return {key: _part(value) for key, value in schema.items() if not (key == "default" and value is None)}


def _part(value: Json) -> Json:
    if isinstance(value, list):
        return [_part(one) for one in value if one != {"type": "null"}]
    if not isinstance(value, dict):
        return value
    plain = _plain(value)
    either = plain.get("anyOf")
    if isinstance(either, list) and len(either) == 1 and isinstance(either[0], dict):
        plain.pop("anyOf")
        return {**either[0], **plain}
    return plain
