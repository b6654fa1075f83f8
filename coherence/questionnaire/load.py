"""Loads a questionnaire: text to data, shape, cross-checks, objects; or all problems at once."""

from collections.abc import Mapping
from pathlib import Path

from coherence.questionnaire import selection
from coherence.questionnaire import source as yaml_source
from coherence.questionnaire.build import build
from coherence.questionnaire.canonical import canonical, sha256
from coherence.questionnaire.lint import Gaps, lint
from coherence.questionnaire.model import Questionnaire
from coherence.questionnaire.places import Json, Source, problem
from coherence.questionnaire.problems import Problem, QuestionnaireError
from coherence.questionnaire.repair import repair
from coherence.questionnaire.schema import QuestionnaireFile, SelectingFile
from coherence.questionnaire.shape import Fault, check


def load(path: Path) -> Questionnaire:
    """The questionnaire in a file, whose folder must have its id as name; QuestionnaireError otherwise."""
    if path.stat().st_size > yaml_source.MAX_BYTES:
        message = f"the file is too large; at most {yaml_source.MAX_BYTES:,} bytes are allowed"
        raise QuestionnaireError([Problem(path.name, None, None, message)])
    source = yaml_source.read(yaml_source.decode(path.read_bytes(), path.name), path.name)
    questionnaire = _selection(source, path) if selection.selects(source.data) else from_source(source)
    folder = path.resolve().parent.name
    if questionnaire.id != folder:
        message = f'id: must be the name of the folder, "{folder}"; found "{questionnaire.id}"'
        raise QuestionnaireError([Problem(path.name, None, None, message)])
    return questionnaire


def parse(text: str, name: str) -> Questionnaire:
    """The questionnaire in a YAML text; QuestionnaireError with all problems, `name` being the file's."""
    return from_source(yaml_source.read(text, name))


def from_document(document: Mapping[str, Json], name: str = "document") -> Questionnaire:
    """The questionnaire from its stored document, the same as the one that was loaded from the file."""
    return from_source(Source(name, dict(document)))


def digest(document: Mapping[str, Json]) -> str:
    """SHA-256 of the document, whatever the order of keys and the comments of the file."""
    return sha256(canonical(document))


def _selection(source: Source, path: Path) -> Questionnaire:
    """The instrument that selects from its neighbour, whose document is put in."""
    file, faults = check(source, SelectingFile)
    problems = [*source.problems, *(problem(source, place, message) for place, _, message in faults)]
    if file is None or problems or not isinstance(source.data, dict):
        raise QuestionnaireError(problems)
    base_file = selection.base_of(source.data, path)
    if base_file is None:
        message = f'there is no instrument "{file.selection.of}" beside this one'
        raise QuestionnaireError([problem(source, (selection.KEY, "of"), message)])
    base = load(base_file)
    if base.language != file.language:
        message = f'must be the language of "{base.id}": {base.language}'
        raise QuestionnaireError([problem(source, ("language",), message)])
    return from_source(Source(source.name, selection.selected(source.data, base.document)))


def from_source(source: Source) -> Questionnaire:
    """The questionnaire in data whose values know their lines; QuestionnaireError with all problems."""
    if not isinstance(source.data, dict):
        line = source.line(())
        raise QuestionnaireError([Problem(source.name, line, None, "the file must begin with keys such as `id: ...`")])
    file, faults = check(source, QuestionnaireFile)
    problems = [*source.problems, *(problem(source, path, message) for path, _, message in faults)]
    if file is None:
        problems += _rest(source, faults)
    else:
        problems += [problem(source, path, message) for path, message in lint(file)]
    if file is None or problems:
        raise QuestionnaireError(list(dict.fromkeys(problems)))
    return build(file, source.data, digest(source.data))


def _rest(source: Source, faults: list[Fault]) -> list[Problem]:
    """The cross-checks of what remains when the parts with a wrong shape are taken out."""
    repaired = repair(source, faults)
    file, _ = check(Source(source.name, repaired.data), QuestionnaireFile)
    if file is None:
        return []
    findings = lint(file, Gaps(repaired.lost, repaired.lost_ids))
    return [problem(source, repaired.file_path(path), message) for path, message in findings]
