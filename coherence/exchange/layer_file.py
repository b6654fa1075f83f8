"""A country's layer as the text of a YAML file, which reads back as the same layer."""

from coherence.exchange.yaml_file import dumped
from coherence.questionnaire.layer import Layer
from coherence.questionnaire.layer_file import document

ABOUT = "# What a country adds to a questionnaire. Format: docs/instruments.md, “The national layer”.\n"


def written(layer: Layer) -> str:
    """The text of the file."""
    return ABOUT + dumped(document(layer))
