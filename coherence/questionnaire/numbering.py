"""The numbers of sections and questions: the same on the printed form and in reports."""

from collections.abc import Iterator, Sequence

from coherence.questionnaire.model import Group, Questionnaire


def numbers(questionnaire: Questionnaire) -> dict[str, str]:
    """By id: 3 for the third section, 3.2 for its second question. What is not asked keeps its number."""
    return dict(_numbers(questionnaire.groups, ""))


def _numbers(groups: Sequence[Group], before: str, first: int = 1) -> Iterator[tuple[str, str]]:
    for place, group in enumerate(groups, first):
        own = f"{before}{place}"
        yield group.id, own
        yield from ((item.id, f"{own}.{within}") for within, item in enumerate(group.items, 1))
        yield from _numbers(group.groups, f"{own}.", len(group.items) + 1)
