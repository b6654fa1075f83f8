"""A questionnaire as the text of its YAML file, which reads back as the same questionnaire."""

import yaml

from coherence.questionnaire import Questionnaire, parse
from coherence.questionnaire.places import Document
from coherence.questionnaire.source import FLOAT, NOT_FINITE, NOTHING

FILE = "questionnaire.yaml"
WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Puts every text in quotes that our reader would not take for text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # entries of a list stand further in than its key

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    unlike = text in NOTHING or text in ("true", "false") or FLOAT.fullmatch(text) or NOT_FINITE.fullmatch(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if unlike else None)


_Dumper.add_representer(str, _text)


def written(questionnaire: Questionnaire) -> str:
    """The text of `questionnaire.yaml`; it is read again here, so that what is written is what was meant."""
    text = dumped(questionnaire.document)
    if parse(text, FILE).digest != questionnaire.digest:
        raise ValueError("the file does not say what the questionnaire says")
    return text


def dumped(document: Document) -> str:
    """Plain values as YAML that our reader takes for the same values."""
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
